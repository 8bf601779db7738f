import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { guardPostgres } from '../support/postgres-guard.js';
import { Processes } from '../support/processes.js';

const processes = new Processes();
let folder: string;
let guard: { end(): Promise<void> };
beforeAll(async () => {
  await builtProduct();
  folder = await mkdtemp(join(tmpdir(), 'holdfast-e2e-demo-'));
  guard = guardPostgres(join(folder, 'played', 'data', 'postgres'));
});
afterAll(async () => {
  await processes.endAll();
  await guard.end();
  await rm(folder, { recursive: true, force: true });
});

function demo(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const main = join(PROJECT, 'demo', 'main.ts');
  return processes.start(args, {
    cwd: PROJECT,
    env: { TMPDIR: folder, ...env },
    program: [process.execPath, '--import', 'tsx', main],
  });
}

// Beside each other: most of a story is waiting for what it tells.
describe.concurrent('the demo', () => {
  it('plays the story to its end and leaves nothing behind', { timeout: 180_000 }, async () => {
    // What a person has set for an installation of their own is not the demo's.
    const played = await demo(['--no-wait'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(await played.ended).toEqual({ code: 0, signal: null });
    const { stdout } = played;
    expect(stdout).toContain('Registered cluster "prod": ACTIVE');
    expect(stdout).toContain('Created backup location "main": VALID');
    expect([...stdout.matchAll(/^ +✓ (.*)$/gm)].map(([, sentence]) => sentence)).toEqual([
      'The cycle is a Success with billing, blog, shop.',
      'The cycle is a Partial Success with blog, shop; missing: billing.',
      'One alert is open: MISSING_NAMESPACES, seen once.',
      'Slack says “Partial Success: schedule nightly”.',
      'Slack says “Excluded from the next cycle: schedule nightly”.',
      'The cycle is a Success with blog, shop.',
      'No alert is open.',
      'Slack says “Closed: schedule nightly”.',
      'The cycle is a Success with blog, shop.',
      'The cycle is a Success with blog, reviews, shop.',
      'Five backups: four Successes and one Partial Success.',
      'The cycle is a Success with inventory, mail, payments, search.',
      'Slack says “Partial Success: schedule nightly”.',
      'Slack says “Partial Success: schedule payments”.',
    ]);
    const partial = stdout.slice(stdout.indexOf('5. Somebody'), stdout.indexOf('6. It is said once'));
    const told = ['CLAIMED', 'PLAN', 'VOLUMES', 'RESOURCES', 'COMMIT', 'PARTIAL_SUCCESS'].map((word) =>
      partial.search(new RegExp(`^   [\\d:.]+  BACKUP_\\w+ .*${word}|BACKUP_${word}$`, 'm')),
    );
    expect(told).not.toContain(-1);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(stdout).toMatch(/^ +missing +billing$/m);
    expect(stdout).toMatch(/"nightly-\S+" is intact/);
    expect(stdout).not.toContain(PROJECT);
    expect((await readdir(folder)).filter((name) => name.startsWith('holdfast-demo-'))).toEqual([]);
  });

  it('goes on running until it is asked to end, and keeps the folder that it was given', {
    timeout: 180_000,
  }, async () => {
    const data = join(folder, 'played');
    const playing = await demo(['--data', data]);
    await vi.waitFor(() => expect(playing.stdout).toContain('curl -s '), { timeout: 170_000, interval: 50 });
    const url = /GraphQL +(\S+)\/graphql/.exec(playing.stdout)?.[1] ?? '';
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/explorer/`)).status).toBe(200);
    playing.kill('SIGINT');
    expect(await playing.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`${url}/readyz`)).rejects.toThrow();
    expect(await readdir(data)).toContain('kubeconfig');
    const again = await demo(['--data', data]);
    expect(await again.ended).toEqual({ code: 1, signal: null });
    expect(again.written).toContain('is not empty');
  });

  it('says what went wrong, and exits with 1', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const failed = await demo(['--data', join(file, 'below'), '--no-wait']);
    expect(await failed.ended).toEqual({ code: 1, signal: null });
    expect(failed.written).toMatch(/^The demo went wrong\. .*ENOTDIR/m);
  });
});
