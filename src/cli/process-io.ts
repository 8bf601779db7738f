import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { processEnvironment } from './cli-environment.js';
import type { CliIo, TextOutput } from './cli-io.js';

/** The world of a real process. */
export function processIo(): CliIo {
  return {
    stdout: endingWithItsReader(process.stdout),
    stderr: process.stderr,
    isTTY: process.stderr.isTTY === true,
    env: processEnvironment(),
    cwd: process.cwd(),
    home: homedir(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    confirm: askOnTerminal,
    setExitCode: (code) => {
      process.exitCode = code;
    },
    exit: (code) => process.exit(code),
  };
}

async function askOnTerminal(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** A reader that has seen enough (`| head`) ends the command quietly. */
function endingWithItsReader(stream: NodeJS.WriteStream): TextOutput {
  let watched = false;
  return {
    get columns() {
      return stream.columns;
    },
    write(text) {
      if (!watched) {
        watched = true;
        stream.on('error', (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EPIPE') throw error;
          process.exit();
        });
      }
      return stream.write(text);
    },
  };
}
