/** The demo as a process, in a folder of its own for what is temporary. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { PROJECT } from '../support/built-product.js';
import { compiledProgram } from '../support/compiled-program.js';
import { Processes, type RunningProcess } from '../support/processes.js';

export class DemoProcesses {
  readonly processes = new Processes();
  private constructor(readonly folder: string) {}

  static async prepare(): Promise<DemoProcesses> {
    return new DemoProcesses(await mkdtemp(join(tmpdir(), 'holdfast-e2e-demo-')));
  }

  async start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningProcess & { leftBehind(): Promise<readonly string[]> }> {
    const own = await mkdtemp(join(this.folder, 'played-'));
    const program = await compiledProgram(join(PROJECT, 'demo', 'main.ts'));
    const playing = await this.processes.start(args, { cwd: PROJECT, env: { TMPDIR: own, ...env }, program });
    const leftBehind = async () => (await readdir(own)).filter((name) => name.startsWith('holdfast-demo-'));
    return Object.assign(playing, { leftBehind });
  }

  /** Plays a row to its end. @returns what it said */
  async replayed(name: string): Promise<string> {
    const playing = await this.start([name]);
    expect(await playing.ended, playing.written).toEqual({ code: 0, signal: null });
    expect(playing.stdout).toContain(`${name}: all of it is as the words say.`);
    expect(await playing.leftBehind()).toEqual([]);
    return playing.stdout;
  }

  async stop(): Promise<void> {
    await this.processes.endAll();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What was claimed and found true, in the order it was said. */
export function claims(stdout: string): readonly (string | undefined)[] {
  return [...stdout.matchAll(/^ +✓ (.*)$/gm)].map(([, sentence]) => sentence);
}

/** All was told, and it waits for whoever looks on. @returns where it answers */
export async function invited(playing: RunningProcess): Promise<string> {
  const ended = playing.ended.then(() => {
    throw new Error(`The demo has ended:\n${playing.written}`);
  });
  const told = vi.waitFor(() => expect(playing.stdout).toContain('curl -s '), {
    timeout: 170_000,
    interval: 50,
  });
  await Promise.race([told, ended]);
  ended.catch(() => undefined);
  return /GraphQL +(\S+)\/graphql/.exec(playing.stdout)?.[1] ?? '';
}
