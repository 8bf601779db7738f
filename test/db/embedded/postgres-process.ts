import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { identityOf, isRunning } from '../../../src/db/embedded/process-identity.js';
import type { ServerUser } from '../../../src/db/embedded/server-user.js';
import { compiledProgram } from '../../support/compiled-program.js';

export interface HoldfastOptions {
  readonly dataDir: string;
  readonly mode?: 'owner' | 'attach';
  readonly programPlaces?: readonly string[];
  readonly programs?: { readonly folder: string; readonly packageName: string; readonly name: string };
}

/** A line that postgres-process-main.ts writes. */
export type Line =
  | { readonly url: string; readonly role: string }
  | { readonly fault: string; readonly message: string }
  | { readonly drained: string };

type Child = ChildProcessByStdio<Writable, Readable, null>;

/** A process that starts the built-in PostgreSQL as the product does. */
export class HoldfastProcess {
  readonly #lines: AsyncIterator<string>;

  private constructor(private readonly child: Child) {
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  /** In a process group of its own, as a terminal would do it. */
  static async spawn(options: HoldfastOptions, user?: ServerUser): Promise<HoldfastProcess> {
    const script = fileURLToPath(new URL('./postgres-process-main.ts', import.meta.url));
    const [program, ...args] = await compiledProgram(script);
    const child = spawn(program, [...args, JSON.stringify(options)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true,
      ...user,
    });
    return new HoldfastProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async line(): Promise<Line> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process said nothing more');
    return JSON.parse(value) as Line;
  }

  async url(): Promise<string> {
    const line = await this.line();
    if (!('url' in line)) throw new Error(`no URL but ${JSON.stringify(line)}`);
    return line.url;
  }

  /** As Ctrl-C in a terminal: to every process of the group. */
  interruptGroup(): void {
    process.kill(-this.pid, 'SIGINT');
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    this.child.kill(signal);
    await exit;
    return this.child.exitCode;
  }

  async exit(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }
}

export function runs(pid: number): boolean {
  const identity = identityOf(pid);
  return identity !== undefined && isRunning(identity);
}
