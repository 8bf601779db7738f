/** Workers that die while they look through a garden, let go of its clusters, or have a bucket listed: real processes, killed in each step. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BackupSyncDocument,
  ClusterDiscoveryDocument,
  CreateBackupLocationDocument,
  CreateClusterDiscoveryDocument,
  CreateLocationConnectionDocument,
  DeleteClusterDiscoveryDocument,
  RegisterClusterDocument,
  SyncBackupLocationDocument,
} from '../../src/client/generated/graphql.js';
import { type GardenStandIn, startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import type { KubernetesStandIn } from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { installStork, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { startShootCluster } from '../support/discovering.js';
import { Fleet } from '../support/fleet.js';
import { type HeldWrite, holdWrite } from '../support/held-write.js';
import type { RunningProcess } from '../support/processes.js';

const BUCKET = 'team-backups';
/** A round that rings again comes every 15 s, and a sync waits 25 s for a list that grows no more; the machine is busy. */
const PATIENCE = { timeout: 300_000, interval: 250 };

let database: TestDatabase;
let fleet: Fleet;
let worker: RunningProcess;
beforeAll(async () => {
  database = await createTestDatabase();
  fleet = await Fleet.prepare({ databaseUrl: database.url, namespaces: ['shop'] });
  await fleet.start('api');
  await fleet.setUp();
  worker = await fleet.start('worker');
});
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

async function dieAt(held: HeldWrite): Promise<void> {
  await held.reached(PATIENCE.timeout);
  worker.kill('SIGKILL');
  await worker.ended;
  await held.release();
  await held.remove();
  worker = await fleet.start('worker');
}

/** It dies while somebody waits for the answer to this, which never comes. */
async function dieWaitingFor(standIn: KubernetesStandIn, match: RegExp, after = 0): Promise<void> {
  const { promise: reached, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const hold = () => {
    arrive();
    return released;
  };
  const fault = standIn.faults.add({ match, after, do: hold });
  await reached;
  worker.kill('SIGKILL');
  await worker.ended;
  fault.remove();
  release();
  worker = await fleet.start('worker');
}

const countOf = async (statement: string) => (await fleet.sql(statement)).length;
const eventsOf = (id: string, type: string) =>
  fleet.sql(`SELECT data FROM event WHERE subject_id = '${id}' AND type = '${type}' ORDER BY id`);

describe('a discovery', () => {
  const SHOOTS = 8;
  let garden: GardenStandIn;
  let shoots: KubernetesStandIn;
  let project: string;
  beforeEach(async () => {
    shoots = await startShootCluster();
    garden = await startGarden({ cluster: shoots });
    project = `p${randomUUID().slice(0, 6)}`;
    for (let number = 0; number < SHOOTS; number += 1) garden.addShoot(`s-${number}`, { project });
  });
  afterEach(async () => {
    await garden.stop();
    await shoots.stop();
  });

  async function create(): Promise<string> {
    const input = { name: project, kubeconfig: garden.kubeconfig(), project };
    const { createClusterDiscovery } = await fleet.ask(CreateClusterDiscoveryDocument, { input });
    return createClusterDiscovery.clusterDiscovery.id;
  }

  const discovery = async (id: string) =>
    (await fleet.ask(ClusterDiscoveryDocument, { id })).clusterDiscovery;

  /** One cluster for each shoot, told of once; one end. */
  async function endedWhole(id: string): Promise<void> {
    await expect.poll(async () => (await discovery(id))?.state, PATIENCE).toBe('SUCCESS');
    expect(await discovery(id)).toMatchObject({
      stateReason: 'OK',
      counts: { found: SHOOTS, failed: 0, unmanaged: 0 },
      clusters: { managed: SHOOTS },
    });
    const clusters = await fleet.sql(
      `SELECT cluster.id FROM cluster JOIN discovered_shoot ON cluster_id = cluster.id WHERE cluster.name LIKE '${project}--%'`,
    );
    expect(clusters).toHaveLength(SHOOTS);
    const told = `SELECT FROM event WHERE type = 'CLUSTER_REGISTERED' AND data->>'name' LIKE '${project}--%'`;
    expect(await countOf(told)).toBe(SHOOTS);
    const ends = (await eventsOf(id, 'DISCOVERY_STATE_CHANGED')).filter(
      ({ data }) => (data as { to: string }).to !== 'IN_PROGRESS',
    );
    expect(ends).toHaveLength(1);
  }

  it.each([
    ['as it takes the run up', 'NEW.attempt = 1 AND OLD.attempt = 0'],
    ['before the end is written', "OLD.state = 'IN_PROGRESS' AND NEW.state = 'SUCCESS'"],
  ])('whose worker is killed %s is brought to its end by the next', async (_when, condition) => {
    const held = await holdWrite(database, 'cluster_discovery', condition);
    const id = await create();
    await dieAt(held);
    await endedWhole(id);
  });

  it.each([
    ['while it lists the shoots', /\/shoots(\?|$)/, 0],
    ['while it asks for the sixth kubeconfig', /adminkubeconfig/, 5],
  ])('whose worker is killed %s is brought to its end by the next', async (_when, match, after) => {
    const dying = dieWaitingFor(garden.kubernetes, match, after);
    const id = await create();
    await dying;
    await endedWhole(id);
    // Each once, and again those that were on their way: four at a time.
    expect(garden.kubeconfigsAsked).toBeLessThanOrEqual(SHOOTS + 4);
  });

  it('whose worker is killed while its clusters are let go of is removed by the next, and every cluster stays', async () => {
    const id = await create();
    await endedWhole(id);
    const held = await holdWrite(database, 'discovered_shoot', 'OLD.managed AND NOT NEW.managed');
    await fleet.ask(DeleteClusterDiscoveryDocument, { input: { id, clusters: 'KEEP' } });
    await dieAt(held);
    const rows = () => fleet.sql(`SELECT FROM cluster_discovery WHERE id = '${id}'`);
    await vi.waitFor(async () => expect(await rows()).toEqual([]), PATIENCE);
    const left = await fleet.sql(
      `SELECT managed FROM cluster JOIN discovered_shoot ON cluster_id = cluster.id WHERE cluster.name LIKE '${project}--%'`,
    );
    expect(left).toEqual(Array.from({ length: SHOOTS }, () => ({ managed: false })));
    expect(await eventsOf(id, 'DISCOVERY_DELETED')).toHaveLength(1);
  });
});

describe('a sync', () => {
  const NAMES = ['one', 'two', 'three'];
  let stork: StorkStandIn;
  let locationId: string;
  let bucket: string;
  beforeAll(async () => {
    stork = installStork(fleet.kubernetes.store);
    const input = { name: 'harbour', mode: 'FEDERATED' as const, kubeconfig: fleet.kubernetes.kubeconfig() };
    await fleet.ask(RegisterClusterDocument, { input });
  });
  beforeEach(async () => {
    bucket = `${BUCKET}-${randomUUID().slice(0, 6)}`;
    const s3 = { bucket, endpoint: 'https://store.example' };
    const input = { name: bucket, access: 'WORKLOAD_IDENTITY' as const, s3 };
    stork.buckets.make(bucket);
    locationId = (await fleet.ask(CreateBackupLocationDocument, { input })).createBackupLocation
      .backupLocation.id;
    const [cluster] = await fleet.sql(`SELECT id FROM cluster WHERE name = 'harbour'`);
    const pair = { locationId, clusterId: String(cluster?.id) };
    const { createLocationConnection } = await fleet.ask(CreateLocationConnectionDocument, { input: pair });
    expect(createLocationConnection.locationConnection.state).toBe('VALID');
    for (const name of NAMES) leave(`${name}-${bucket}`);
  });

  /** As another cluster left it there. */
  function leave(name: string): void {
    const uid = randomUUID();
    const path = `kube-system/${name}/${uid}`;
    const at = '2026-11-20T09:00:00Z';
    const done = {
      stage: 'Final',
      status: 'Successful',
      backupPath: path,
      resourceCount: 7,
      totalSize: 4096,
    };
    const written = {
      metadata: { name, namespace: 'kube-system', uid },
      spec: { namespaces: ['blog'], backupLocation: 'elsewhere', reclaimPolicy: 'Delete' },
      status: { ...done, triggerTimestamp: at, finishTimestamp: at },
    };
    stork.buckets.make(bucket).set(`${path}/metadata.json`, JSON.stringify(written));
  }

  const begin = async () =>
    (await fleet.ask(SyncBackupLocationDocument, { input: { id: locationId } })).syncBackupLocation.backupSync
      .id;

  async function endedWhole(id: string): Promise<void> {
    const sync = async () => (await fleet.ask(BackupSyncDocument, { id })).backupSync;
    await expect.poll(async () => (await sync())?.state, PATIENCE).toBe('COMPLETED');
    expect((await sync())?.counts).toMatchObject({ listed: 3, added: 3, vanished: 0, returned: 0 });
    const listed = await fleet.sql(`SELECT id, name FROM backup WHERE location_id = '${locationId}'`);
    expect(listed.map(({ name }) => String(name).split('-')[0]).sort()).toEqual(NAMES.toSorted());
    for (const backup of listed) expect(await eventsOf(String(backup.id), 'BACKUP_FOUND')).toHaveLength(1);
    expect(await eventsOf(id, 'SYNC_STARTED')).toHaveLength(1);
    expect(await eventsOf(id, 'SYNC_ENDED')).toHaveLength(1);
  }

  it.each([
    ['as it takes the sync up', 'backup_sync', 'NEW.attempt = 1 AND OLD.attempt = 0', 'UPDATE'],
    ['before it is told that it began', 'event', "NEW.type = 'SYNC_STARTED'", 'INSERT'],
    [
      'when some of the backups are listed',
      'backup',
      "NEW.listed_by_sync AND NEW.name LIKE 'two-%'",
      'INSERT',
    ],
    ['before the end is written', 'backup_sync', "NEW.state = 'COMPLETED'", 'UPDATE'],
  ] as const)(
    'whose worker is killed %s is brought to its end by the next: nothing twice, nothing lost',
    async (_when, table, condition, on) => {
      const held = await holdWrite(database, table, condition, on);
      const id = await begin();
      await dieAt(held);
      await endedWhole(id);
    },
  );

  it('whose worker is killed while the cluster lists is brought to its end by the next', async () => {
    const dying = dieWaitingFor(fleet.kubernetes, /applicationbackups/);
    const id = await begin();
    await dying;
    await endedWhole(id);
  });
});
