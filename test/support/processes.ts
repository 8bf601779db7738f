/** Real processes of the product: started with an environment of their own, listened to, and ended whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { builtProduct, PROJECT } from './built-product.js';
import { CODE_CACHE } from './compiled-program.js';

export type Environment = Readonly<Record<string, string>>;

/** One line of the JSON log; a line that is none has only `msg`. */
export interface LogEntry {
  readonly level?: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningProcess {
  readonly pid: number;
  /** Every line of its log so far. */
  readonly log: readonly LogEntry[];
  /** All that it wrote, to standard output and standard error. */
  readonly written: string;
  readonly stdout: string;
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
  /** The first line of the log whose message matches, there already or still to come. Fails when the process ends before. */
  logged(message: RegExp): Promise<LogEntry>;
}

export interface Launch {
  readonly env: Environment;
  readonly cwd: string;
  /** Instead of the pinned Node.js and `dist/main.js`: a program and its first arguments. */
  readonly program?: readonly [string, ...string[]];
}

const LAUNCHER_GUARD = pathToFileURL(join(PROJECT, 'scripts', 'exit-with-parent.mjs')).href;

/** The processes of one test. `endAll` leaves none behind; nor does a test run that is killed. */
export class Processes {
  readonly #started: Started[] = [];

  async start(args: readonly string[], { env, cwd, program }: Launch): Promise<RunningProcess> {
    const [file, ...first] = program ?? [process.execPath, '--import', LAUNCHER_GUARD, await builtProduct()];
    const child = spawn(file, [...first, ...args], {
      cwd,
      env: { PATH: process.env.PATH ?? '', HOME: cwd, LANG: 'C.UTF-8', ...CODE_CACHE, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const started = new Started(child);
    this.#started.push(started);
    await Promise.race([once(child, 'spawn'), started.ended]);
    return started;
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], launch: Launch): Promise<RunningProcess & Ending> {
    const running = await this.start(args, launch);
    const { code, signal } = await running.ended;
    return Object.assign(running, { code, signal });
  }

  /** Everything that any of them ever wrote. */
  get written(): string {
    return this.#started.map((each) => each.written).join('');
  }

  async endAll(): Promise<void> {
    for (const each of this.#started) each.kill('SIGKILL');
    await Promise.all(this.#started.map((each) => each.ended));
  }
}

class Started implements RunningProcess {
  readonly log: LogEntry[] = [];
  readonly ended: Promise<Ending>;
  stdout = '';
  written = '';
  readonly #waiting = new Set<() => void>();

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.written += text;
    });
    const lines = createInterface({ input: child.stderr as NodeJS.ReadableStream });
    lines.on('line', (line) => this.#hear(line));
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#hear(error.message);
        resolve({ code: null, signal: null });
      });
      // "close" and not "exit": by then all that it wrote has been read.
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async logged(message: RegExp): Promise<LogEntry> {
    const { promise, resolve, reject } = Promise.withResolvers<LogEntry>();
    const look = () => {
      const found = this.log.find(({ msg }) => message.test(msg));
      if (found) resolve(found);
    };
    this.#waiting.add(look);
    look();
    void this.ended.then(({ code, signal }) => {
      look();
      reject(new Error(`The process ended (${signal ?? code}) and never said ${message}:\n${this.written}`));
    });
    try {
      return await promise;
    } finally {
      this.#waiting.delete(look);
    }
  }

  #hear(line: string): void {
    this.written += `${line}\n`;
    this.log.push(entryOf(line));
    for (const look of this.#waiting) look();
  }
}

function entryOf(line: string): LogEntry {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null && 'msg' in entry) return entry as LogEntry;
  } catch {
    // Not of the log: said before there was one.
  }
  return { msg: line };
}
