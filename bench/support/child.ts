/** Processes that a bench starts: each ends with the bench, however that ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Usage, usageFrom } from './usage.js';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface ChildOptions {
  /** For messages to a person. */
  readonly name: string;
  /** What Node.js is started with: its options, the file, the file's arguments. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where a `.env` of somebody's checkout is not found. */
  readonly cwd: string;
}

const modulePath = (...parts: readonly string[]) => pathToFileURL(join(ROOT, ...parts)).href;

/** The options that the product's own launchers give. */
export const { serverOptions } = (await import(modulePath('bin', 'pinned-node.mjs'))) as {
  serverOptions(command?: string): readonly string[];
};

const LINES_KEPT = 20;

/** A Node.js of its own whose use of the machine can be asked for while it runs. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exit: Promise<string>;
  readonly #lastLines: string[] = [];
  readonly #waiting = new Map<(line: string) => void, RegExp>();

  constructor(private readonly options: ChildOptions) {
    const meter = modulePath('bench', 'support', 'usage-meter.mjs');
    const guard = modulePath('scripts', 'exit-with-parent.mjs');
    const args = ['--import', guard, '--import', meter, ...options.args];
    this.#process = spawn(process.execPath, args, {
      cwd: options.cwd,
      env: { PATH: process.env.PATH, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#exit = once(this.#process, 'exit').then(([code, signal]) => String(code ?? signal));
    let rest = '';
    const take = (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.#note(line);
    };
    this.#process.stdout?.setEncoding('utf8').on('data', take);
    this.#process.stderr?.setEncoding('utf8').on('data', take);
  }

  /** The first line from now on that matches. @throws Error when the process ends before */
  line(pattern: RegExp): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#waiting.set(resolve, pattern);
    return this.unlessItEnds(promise);
  }

  async usage(): Promise<Usage> {
    const { usage } = await this.ask<{ usage: NodeJS.ResourceUsage }>('usage');
    return usageFrom(usage);
  }

  /** Sends a message and waits for the answer: one question at a time. */
  async ask<T>(message: string | object): Promise<T> {
    const answered = once(this.#process, 'message');
    this.#process.send(message);
    const [answer] = await this.unlessItEnds(answered);
    return answer as T;
  }

  /** @throws Error with its last lines when the process ends before the work does */
  async unlessItEnds<T>(work: Promise<T>): Promise<T> {
    const ended = this.#exit.then((how) => {
      throw new Error(`${this.options.name} ended (${how}):\n${this.#lastLines.join('\n')}`);
    });
    return await Promise.race([work, ended]);
  }

  /** Asks it to end and waits until it has. */
  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    await this.#exit;
  }

  #note(line: string): void {
    this.#lastLines.push(line);
    if (this.#lastLines.length > LINES_KEPT) this.#lastLines.shift();
    for (const [resolve, pattern] of this.#waiting) {
      if (!pattern.test(line)) continue;
      this.#waiting.delete(resolve);
      resolve(line);
    }
  }
}
