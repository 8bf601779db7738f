import { Command } from 'commander';
import type { CliIo } from '../../src/cli/cli-io.js';
import { addClientCommands } from '../../src/cli/client-commands.js';

export interface CliRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export interface CliWorld {
  readonly api?: { readonly url: string; readonly token: string };
  readonly env?: Record<string, string | undefined>;
  readonly cwd?: string;
  readonly home?: string;
  readonly isTTY?: boolean;
  /** Europe/Berlin unless said otherwise. */
  readonly timeZone?: string;
  /** What the person answers; nobody is there when it is not given. */
  readonly answer?: boolean;
}

class Exit {
  constructor(readonly code: number) {}
}

/** Runs the client's commands in this process, with everything they write caught. */
export async function runCli(args: readonly string[], world: CliWorld = {}): Promise<CliRun> {
  const {
    api,
    env = {},
    cwd = '/nowhere',
    home = '/nowhere',
    isTTY = false,
    timeZone = 'Europe/Berlin',
    answer,
  } = world;
  const written = { stdout: '', stderr: '' };
  let exitCode = 0;
  const io: CliIo = {
    stdout: {
      write: (text) => {
        written.stdout += text;
      },
    },
    stderr: {
      write: (text) => {
        written.stderr += text;
      },
      columns: 100,
    },
    isTTY,
    env: { ...(api && { HOLDFAST_URL: api.url, HOLDFAST_TOKEN: api.token }), ...env },
    cwd,
    home,
    timeZone,
    confirm: async (question) => {
      written.stderr += `${question}\n`;
      return answer;
    },
    setExitCode: (code) => {
      exitCode = code;
    },
    exit: (code) => {
      throw new Exit(code);
    },
  };
  const program = new Command('holdfast');
  addClientCommands(program, io);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    exitCode = error.code;
  }
  return { ...written, exitCode };
}
