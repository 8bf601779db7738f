import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { Processes } from '../support/processes.js';

/** A Node.js on the PATH that is too old for us; npm scripts put the pinned one before it. */
function oldNode(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, 'node');
    try {
      const version = execFileSync(file, ['--version'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (isTooOld(version)) return file;
    } catch {
      // None there.
    }
  }
  return undefined;
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major < 22 || (major === 22 && minor < 19);
}

const old = oldNode();
if (old === undefined)
  process.stderr.write(
    'SKIPPED: the command under too old a Node.js. There is none older than 22.19 on the PATH.\n',
  );

describe.skipIf(old === undefined)('the command, started by too old a Node.js', () => {
  const processes = new Processes();
  let tree: string;
  beforeAll(async () => {
    await builtProduct();
    tree = mkdtempSync(join(tmpdir(), 'holdfast-e2e-node-'));
    for (const part of ['bin', 'package.json'])
      cpSync(join(PROJECT, part), join(tree, part), { recursive: true });
    mkdirSync(join(tree, 'dist'));
    writeFileSync(join(tree, 'dist', 'main.js'), 'throw new Error("must not be reached");\n');
  });
  afterAll(async () => {
    await processes.endAll();
    rmSync(tree, { recursive: true, force: true });
  });

  const program = [old ?? '', '--no-warnings'] as const;

  it('says in one line what to do where the pinned Node.js is missing', async () => {
    const run = await processes.run([join(tree, 'bin', 'holdfast.mjs'), 'start'], {
      env: {},
      cwd: tree,
      program: [...program],
    });
    expect(run.code).toBe(2);
    expect(run.written.trim().split('\n')).toHaveLength(1);
    expect(run.written).toMatch(
      /^Holdfast needs Node\.js 22\.19 or newer and this is v\d+\.\d+\.\d+: install Node\.js 24/,
    );
  });

  it('hands over to the pinned Node.js where it is there, with its exit code', async () => {
    const bin = join(PROJECT, 'bin', 'holdfast.mjs');
    const launch = { env: {}, cwd: tree, program: [...program] as [string, ...string[]] };
    expect(await processes.run([bin, '--version'], launch)).toMatchObject({ code: 0, stdout: '0.1.0\n' });
    expect(await processes.run([bin, 'config'], { ...launch, env: { HOLDFAST_PORT: 'many' } })).toMatchObject(
      { code: 2 },
    );
  });
});
