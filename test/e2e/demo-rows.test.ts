/** Rows of the seed's table, replayed by name as a person does it: real processes, the real command line. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtProduct, PROJECT } from '../support/built-product.js';
import { Processes } from '../support/processes.js';

const processes = new Processes();
let folder: string;
beforeAll(async () => {
  await builtProduct();
  folder = await mkdtemp(join(tmpdir(), 'holdfast-e2e-rows-'));
});
afterAll(async () => {
  await processes.endAll();
  await rm(folder, { recursive: true, force: true });
});

/** Each in a folder of its own for what is temporary. */
async function demo(...args: readonly string[]) {
  const program = [process.execPath, '--import', 'tsx', join(PROJECT, 'demo', 'main.ts')] as const;
  const own = await mkdtemp(join(folder, 'played-'));
  const playing = await processes.start(args, { cwd: PROJECT, env: { TMPDIR: own }, program: [...program] });
  return Object.assign(playing, { leftBehind: () => readdir(own) });
}

async function replayed(name: string): Promise<string> {
  const playing = await demo(name);
  expect(await playing.ended, playing.written).toEqual({ code: 0, signal: null });
  expect(playing.stdout).toContain(`${name}: all of it is as the words say.`);
  expect((await playing.leftBehind()).filter((each) => each.startsWith('holdfast-demo-'))).toEqual([]);
  return playing.stdout;
}

/** What was claimed and found true, in the order it was said. */
const claims = (stdout: string) => [...stdout.matchAll(/^ +✓ (.*)$/gm)].map(([, sentence]) => sentence);

// Beside each other: most of a row is waiting for what it tells.
describe.concurrent('a row of the table that is replayed', { timeout: 180_000 }, () => {
  it('deleted-during: at the stages of volumes and of resources the backup fails, keeps nothing, and is followed up', async () => {
    const stdout = await replayed('deleted-during');
    for (const stage of ['VOLUMES', 'RESOURCES'])
      expect(claims(stdout)).toContain(`The backup failed in the stage ${stage} and names billing as lost.`);
    expect(claims(stdout).filter((each) => each?.includes('Partial Success with blog, shop'))).toHaveLength(
      2,
    );
    expect(claims(stdout)).toContain('In the location there is no file of the failed backup.');
    expect(stdout).not.toContain(PROJECT);
  });

  it('added-during: an edit made while a cycle runs waits for the next one', async () => {
    expect(claims(await replayed('added-during'))).toEqual([
      'The cycle is a Success with blog, shop.',
      'The running cycle kept to its plan.',
      'The cycle is a Success with blog, reviews, shop.',
    ]);
  });

  it('restore: a deleted namespace comes back under another name from an encrypted backup in a bucket', async () => {
    const stdout = await replayed('restore');
    expect(claims(stdout)).toEqual([
      'The backup is a Success and encrypted; its one volume has a snapshot.',
      'The objects are there, and no zstd frame is in any file: nothing can be unpacked without the key.',
      '“shop-pass” is in no file, neither plain nor in base64.',
      '“"serial":9007199254740993” is in no file, neither plain nor in base64.',
      'What can be read is the manifest: it names “shop”, kinds and counts.',
      'The Deployment "web" differs: spec.replicas was 3 and is 1.',
      'The cluster has no namespace "shop".',
      'The objects of the namespace are removed.',
      'Only the namespace is removed of what is cluster-scoped; what it used is there and the same.',
      'It says which name was wrong.',
      'It would come back in the new namespace "shop-again", and nothing stands in its way.',
      'The cluster has no namespace "shop-again".',
      'The restore is a Success.',
      'The Deployment "web" runs with 3 replicas.',
      'The Secret "database" has its password, “shop-pass”.',
      'The Coupon "spring" has "serial":9007199254740993, to the last digit.',
      'The claim "data-redis-0" is bound to a volume made from the snapshot.',
      'The cluster has no namespace "shop".',
      'All is there and the same: nothing would be made, nothing differs.',
      'What was changed since is named: one conflict, the Deployment "web".',
      'The backup is INTACT.',
      'The backup is DAMAGED, and says where.',
    ]);
    expect(stdout).toMatch(/BAD_USER_INPUT/);
    expect(stdout).not.toContain(PROJECT);
  });

  it('created-single: the error is shown with what to do instead', async () => {
    expect(await replayed('created-single')).toContain('SCHEDULE_NOT_EDITABLE');
  });

  it('--stay: goes on running until it is asked to end', async () => {
    const playing = await demo('all-missing', '--stay');
    await vi.waitFor(() => expect(playing.stdout).toContain('curl -s '), { timeout: 170_000, interval: 50 });
    const url = /GraphQL +(\S+)\/graphql/.exec(playing.stdout)?.[1] ?? '';
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    playing.kill('SIGINT');
    expect(await playing.ended).toEqual({ code: 0, signal: null });
  });
});

describe('the names of the rows', () => {
  it('are listed, each with the words that it plays', async () => {
    const listed = await demo('--list');
    expect(await listed.ended).toEqual({ code: 0, signal: null });
    const names = [...listed.stdout.matchAll(/^([a-z]+-?[a-z]+) /gm)].map(([, name]) => name);
    expect(names).toEqual([
      ...['deleted-before', 'deleted-during', 'deleted-after', 'added-before', 'added-during', 'added-after'],
      ...['excluded', 'came-back', 'all-missing', 'only-namespace', 'label-schedule', 'created-single'],
      'restore',
    ]);
  });

  it('that nothing has are refused with the one that may have been meant, and nothing is started', async () => {
    const refused = await demo('delete-durin');
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.written).toContain('There is no row "delete-durin". Did you mean "deleted-during"?');
    expect(refused.stdout).toBe('');
  });
});
