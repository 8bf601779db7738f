/** `/backup status` on a whole Holdfast beside a whole Slack: everything that needs somebody is named, whatever resource it is of. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cluster } from '../../src/domain/cluster.js';
import { storkNames } from '../../src/engines/stork/stork-kinds.js';
import { aDiscovery } from '../factories/discoveries.js';
import { aUser } from '../factories/resources.js';
import { restoreOptions } from '../factories/restores.js';
import type { KubeVirt } from '../stand-ins/kubernetes/kubevirt/kubevirt.js';
import { aVirtualMachine } from '../stand-ins/kubernetes/worlds/machines.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { SlackInstallation } from '../support/slack-installation.js';

const BUCKET = 'team-backups';
const never = new AbortController().signal;

let app: SlackInstallation;
let stork: StorkStandIn;
let kubevirt: KubeVirt;
let harbour: Cluster;
let vaultId: string;
beforeAll(async () => {
  const made: { stork?: StorkStandIn; kubevirt?: KubeVirt } = {};
  app = await SlackInstallation.start({
    namespaces: ['shop', 'blog'],
    storkLocationTimes: { verdictMs: 20_000, againMs: 1_000, pollMs: 10, settleMs: 60, listMs: 20_000 },
    world: (store) => {
      made.stork = installStork(store);
      made.stork.buckets.make(BUCKET);
      made.kubevirt = store.serveVirtualMachines();
    },
  });
  if (made.stork === undefined || made.kubevirt === undefined) throw new Error('the world was not made');
  ({ stork, kubevirt } = { stork: made.stork, kubevirt: made.kubevirt });
  await app.linked('sue', 'SUPER_ADMIN');
  const { kubernetes, actor } = app.world.holdfast;
  const kubeconfig = kubernetes.kubeconfig();
  harbour = await app.services.clusters.register({ name: 'harbour', mode: 'FEDERATED', kubeconfig }, actor);
  const s3 = { bucket: BUCKET, endpoint: 'https://store.example' };
  const vault = await app.services.locations.create(
    { name: 'vault', access: 'WORKLOAD_IDENTITY', s3 },
    actor,
  );
  vaultId = vault.id;
});
afterAll(async () => {
  expect(app.slack.operationErrors).toEqual([]);
  await app.stop();
});

const status = (what = '', name = 'sue') =>
  app.answerTo(name, () => app.slash(`status ${what}`.trim(), name));
const settle = () => app.world.bell.settle(app.world.holdfast.product.handlers);
const stores = () => app.world.holdfast.product.world.work.stores;

describe('the status', () => {
  it('names a connection that is invalid, with why, and no more once it is valid', async () => {
    const { connections } = app.services;
    stork.faults.refuseLocation(storkNames.location(vaultId), 'AccessDenied: the identity may not list');
    const pair = { clusterId: harbour.id, locationId: vaultId };
    const { id } = await connections.create(pair, app.admin.actor);
    expect(await status()).toMatch(
      /Connections of clusters to locations: 0 of 1 valid.*Invalid: `harbour` to `vault`.*AccessDenied/,
    );
    stork.faults.admitLocation(storkNames.location(vaultId));
    await connections.validate(id, app.admin.actor);
    const said = await status();
    expect(said).toMatch(/Connections of clusters to locations: 1 of 1 valid.*Valid: `harbour` to `vault`/);
    expect(said).not.toContain('Invalid');
    expect(said).toContain('Backup location – cluster connection: 1 Valid');
  });

  it('says of a location that its sync waits, that it failed, and that it has ended', async () => {
    const { syncs } = app.services;
    await syncs.request(vaultId, app.admin.actor);
    expect(await status()).toMatch(/Valid: `vault`\. Sync pending, since .*Backup sync: 1 Pending/);
    stork.stop();
    await settle();
    expect(await status()).toMatch(/`vault`.*Sync failed, since .*Backup sync: 1 Failed/);
    stork.upgrade('26.3.0');
    // The clock stands: the newest is the one that is not older.
    await app.query(`UPDATE backup_sync SET created_at = created_at - interval '1 hour'`);
    await syncs.request(vaultId, app.admin.actor);
    await settle();
    expect(await status()).toMatch(/`vault`\. Sync completed, since .*Backup sync: 1 Completed, 1 Failed/);
  });

  it('says what the Stork of a cluster is too old for', async () => {
    stork.upgrade('25.10.1');
    await app.services.clusters.validate(harbour.id, app.admin.actor);
    expect(await status()).toMatch(
      /Active: `harbour`\. Stork 25\.10\.1: WORKLOAD_IDENTITY \(from 26\.3\.0\) not met\./,
    );
    stork.upgrade('26.3.0');
    await app.services.clusters.validate(harbour.id, app.admin.actor);
    expect(await status()).not.toContain('WORKLOAD_IDENTITY');
  });

  it('names a cluster that lost its Stork before those that need nobody', async () => {
    stork.stop();
    await app.services.clusters.validate(harbour.id, app.admin.actor);
    expect(await status()).toMatch(/\*Clusters\*\\n• Disconnected: `harbour`, since .*\\n• Active: `prod`/);
    stork.upgrade('26.3.0');
    await app.services.clusters.validate(harbour.id, app.admin.actor);
  });

  it('names virtual machines, each with how it is, those that do not run first', async () => {
    const { store } = app.world;
    for (const name of ['db', 'web', 'old']) aVirtualMachine('shop', name).into(store);
    await store.settled();
    kubevirt.pause('shop', 'web');
    kubevirt.stop('shop', 'old');
    await app.world.holdfast.product.handlers['probe-clusters']({}, never);
    const said = await status();
    expect(said).toContain('Virtual machines: 1 of 3 running');
    expect(said).toMatch(
      /(Paused: `shop\/web`|Stopped: `shop\/old`).*(Paused|Stopped): .*Running: `shop\/db`/,
    );
    for (const words of ['Paused: `shop/web`', 'Stopped: `shop/old`']) expect(said).toContain(words);
    expect(said).toMatch(/Virtual Machines: 1 Paused, 1 Running, 1 Stopped/);
  });

  it('names a discovery that failed, and one that runs', async () => {
    const { userId: ownerId } = app.admin;
    const failed = {
      state: 'FAILED',
      stateReason: 'CREDENTIAL_REFUSED',
      stateMessage: 'it answered 401',
    } as const;
    const running = { state: 'IN_PROGRESS', stateReason: 'RUNNING' } as const;
    await stores().discoveries.insert(aDiscovery({ ownerId, name: 'garden', ...failed }));
    await stores().discoveries.insert(aDiscovery({ ownerId, name: 'meadow', ...running, endedAt: null }));
    const said = await status();
    expect(said).toMatch(/Failed: `garden`, since .*: it answered 401\./);
    expect(said).toContain('In Progress: `meadow`');
    expect(said).toContain('Cluster Discovery Configuration: 1 In Progress, 1 Failed');
  });

  it('names a backup and a restore under way, and counts those that have ended', async () => {
    const { holdfast } = app.world;
    const { actor } = app.admin;
    const { id: backupId, name } = await holdfast.request('blog');
    expect(await status()).toMatch(new RegExp(`Backups under way.*In-Progress: \`${name}\``));
    await settle();
    // A day counts on the clock of the database.
    await app.query('UPDATE backup SET created_at = now()');
    expect(await status()).toMatch(new RegExp(`Backups under way.*Success: \`${name}\`.*Backups: 1 Success`));
    const options = restoreOptions({ namespaceMapping: { blog: 'copy' } });
    await app.services.restores.create({ backupId, options }, actor);
    expect(await status()).toMatch(/Restores under way.*In-Progress: `.*Restores: 1 In-Progress/);
    await settle();
    await app.query('UPDATE restore SET created_at = now()');
    const said = await status();
    expect(said).toMatch(/Restores under way[^*]*\*\\n• Success: `/);
    expect(said).not.toContain('In-Progress');
    for (const table of ['backup', 'restore'])
      await app.query(`UPDATE ${table} SET created_at = now() - interval '2 days'`);
    expect(await status()).not.toContain('under way');
  });

  it('names a backup of the last day that was no Success, though no schedule tells of it', async () => {
    // The disks of its virtual machines have no snapshots.
    const { name } = await app.world.holdfast.request('shop');
    await settle();
    // A day counts on the clock of the database.
    await app.query(`UPDATE backup SET created_at = now() WHERE name = '${name}'`);
    expect(await status()).toContain(`Partial Success: \`${name}\``);
    await app.query(`UPDATE backup SET created_at = now() - interval '2 days' WHERE name = '${name}'`);
    expect(await status()).not.toContain(name);
  });

  it('counts users that the identity provider does not know any more', async () => {
    const unknown = aUser({ name: `gone-${randomUUID()}`, state: 'UNKNOWN' });
    await stores().users.insert(unknown);
    expect(await status()).toMatch(/Users and user groups: .*1 Unknown/);
    expect(await status()).not.toContain(unknown.name);
  });

  it('of one cluster tells of that one alone', async () => {
    const said = await status('harbour');
    expect(said).toContain('State of backups of cluster harbour');
    expect(said).toContain('Connections of clusters to locations: 1 of 1 valid');
    expect(said).not.toMatch(/`prod`|garden|Virtual|All there is/);
    expect(await status('harbor')).toMatch(/There is no cluster called `harbor`.*harbour/);
  });

  it('tells who may see none of it nothing', async () => {
    await app.linked('mia', 'APP_USER');
    const said = await status('', 'mia');
    expect(said).not.toMatch(/`harbour`|`prod`|`shop|garden|Users and user groups|Connections/);
  });
});
