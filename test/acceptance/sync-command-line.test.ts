/** What syncs found, by the command line: each of them with its counts, and what one did not find any more. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BACKUPS } from '../stand-ins/stork/stork-kinds.js';
import { FederatedApi } from '../support/federated-api.js';
import { BUCKET } from '../support/federated-installation.js';
import { leaveInBucket } from '../support/left-in-bucket.js';
import { aPerson } from '../support/people.js';
import { runCli } from '../support/run-cli.js';

let world: FederatedApi;
let token: string;
beforeAll(async () => {
  world = await FederatedApi.start();
  await world.connect();
  const { product, actor } = world.holdfast;
  ({ token } = await aPerson(product, actor, { role: 'SUPER_ADMIN', name: 'root' }));
});
afterAll(() => world.stop());

const run = (line: string) => runCli(line.split(' '), { api: { url: world.api.url, token } });

async function sync() {
  await world.requestSync();
  await world.settle();
}

it('lists the syncs of a location, newest first: one that failed with its reason, one that completed with its counts', async () => {
  expect((await run('location syncs vault')).stdout).not.toContain('vault');
  world.stork.faults.refuseLocation(world.crName, 'AccessDenied');
  await sync();
  world.stork.faults.admitLocation(world.crName);
  // The clock of the test stands.
  await world.query(`UPDATE backup_sync SET created_at = created_at - interval '1 hour'`);
  leaveInBucket(world.stork, world.ids.locationId, 'nightly');
  await sync();
  const { stdout, exitCode } = await run('location syncs vault');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/vault +harbour +COMPLETED +\S+ \S+ +1 +1 +0\n.*vault .* FAILED .*LISTING_FAILED: /);
  expect((await run('location syncs --limit 1')).stdout).not.toContain('FAILED');
  expect((await run('location syncs vaul')).stderr).toContain('did you mean "vault"');
});

it('says of a backup that a sync did not find any more that it has vanished', async () => {
  const gone = leaveInBucket(world.stork, world.ids.locationId, 'weekly');
  await sync();
  const listed = (await run('backup list')).stdout;
  expect(listed).toMatch(/weekly-/);
  expect(listed).not.toContain('VANISHED');
  const { store } = world.holdfast.kubernetes;
  const copy = store.list(BACKUPS).find(({ metadata }) => String(nameOf(metadata)).startsWith('weekly-'));
  store.delete(BACKUPS, String(nameOf(copy?.metadata)), world.stork.adminNamespace);
  world.stork.buckets.deleteBelow(BUCKET, gone);
  await sync();
  const [row] = (await run('backup list')).stdout.split('\n').filter((line) => line.startsWith('weekly-'));
  expect(row).toMatch(/SUCCESS.* VANISHED$/);
  const name = /^\S+/.exec(row ?? '')?.[0] ?? '';
  expect((await run(`backup show ${name}`)).stdout).toMatch(/^vanished +a sync of \S+ \S+ did not find it/m);
  expect((await run('backup list')).stdout.match(/VANISHED/g)).toHaveLength(1);
});

const nameOf = (metadata: unknown) => (metadata as { readonly name?: unknown } | undefined)?.name;
