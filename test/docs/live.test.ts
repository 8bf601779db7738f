import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLOSE } from '../../src/graphql/sockets/close-codes.js';
import { aBackup } from '../graphql/builders.js';
import { type Running, startApi, TOKEN } from '../graphql/running-api.js';
import { allPages, ROOT } from './markdown.js';

const page = allPages().find(({ file }) => file === 'docs/live.md');
const example = page?.fences.find(({ language }) => language === 'ts')?.body ?? '';

let api: Running;
let folder: string;
beforeEach(async () => {
  api = await startApi();
  folder = mkdtempSync(join(ROOT, 'test', '.live-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await api.stop();
});

it('the example in TypeScript shows what runs and what happens, as it is written, also after its socket was cut', async () => {
  const backup = aBackup({ state: 'IN_PROGRESS', name: 'nightly', stage: 'PLAN' });
  api.services.backupRows = [backup];
  const file = join(folder, 'example.ts');
  writeFileSync(file, example);
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOLDFAST_URL: api.url, HOLDFAST_TOKEN: TOKEN },
  });
  const exited = once(child, 'exit');
  let written = '';
  child.stdout.on('data', (data) => {
    written += data;
  });
  child.stderr.on('data', (data) => {
    written += data;
  });
  const lines = () => written.split('\n').filter(Boolean);
  try {
    await expect.poll(lines, { timeout: 25_000 }).toHaveLength(1);
    expect(JSON.parse(lines()[0] ?? '')).toMatchObject({
      eventId: '000000',
      type: null,
      state: 'IN_PROGRESS',
      backup: { name: 'nightly' },
    });
    const tell = (type: 'BACKUP_CLAIMED' | 'BACKUP_FINISHED') =>
      api.feed.append({ type, subjectType: 'Backup', subjectId: backup.id, data: {} });
    tell('BACKUP_CLAIMED');
    await expect.poll(lines).toHaveLength(2);
    // A stream that ends is a cut to the example: it comes back after the last event.
    api.feed.fail(new Error('cut'));
    tell('BACKUP_FINISHED');
    await expect.poll(lines, { timeout: 10_000 }).toHaveLength(3);
    expect(lines().map((line) => (JSON.parse(line) as { eventId: string }).eventId)).toEqual([
      '000000',
      '000001',
      '000002',
    ]);
  } finally {
    child.kill();
    await exited;
  }
});

it('every reason to close a socket is in the table, and each fits into a close frame', () => {
  for (const { code, text } of Object.values(CLOSE)) {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(123);
    if (code !== 4500) expect(page?.text).toMatch(new RegExp(`^\\| [^|]*${code}`, 'm'));
  }
});
