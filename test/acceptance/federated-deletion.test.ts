/** Backups that only clusters can delete: with their data, or by force their record alone. Over HTTP, on a cluster with a Stork. Source: seed, issue 7 (5). */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { PostgresMetricsSource } from '../../src/db/metrics/postgres-metrics-source.js';
import { aRestore } from '../factories/restores.js';
import { type Running, startApi } from '../graphql/running-api.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { installStork } from '../stand-ins/stork/stork-stand-in.js';
import { BUCKET, FederatedInstallation } from '../support/federated-installation.js';
import { leaveInBucket } from '../support/left-in-bucket.js';
import { ownerOf } from '../support/operation-cases.js';
import { type Ask, aPerson, asking } from '../support/people.js';
import { QueueBell } from '../support/queue-bell.js';

const DELETE = `mutation ($id: ID!) { deleteBackup(input: { id: $id, confirmLastCopy: true }) { backup { state } } }`;
const FORCE = `mutation ($id: ID!, $ack: Boolean!, $key: String) {
  forceDeleteBackup(input: { id: $id, acknowledgeOrphanedData: $ack }, idempotencyKey: $key) { id orphanedPath } }`;
const BACKUP = `query ($id: ID!) { backup(id: $id) { state vanishedAt deletion { lastError }
  allowedOperations { operation allowed code reason advice } } }`;

let harbour: FederatedInstallation;
let bell: QueueBell;
let api: Running;
let ask: Ask;

beforeEach(async () => {
  bell = new QueueBell();
  harbour = await FederatedInstallation.start({
    bell,
    namespaces: ['shop', 'blog'],
    storkLocationTimes: { verdictMs: 5_000, againMs: 1_000, pollMs: 10, settleMs: 60, listMs: 5_000 },
  });
  const { services } = harbour.holdfast.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  ask = asking(
    api,
    (await aPerson(harbour.holdfast.product, harbour.holdfast.actor, { role: 'SUPER_ADMIN' })).token,
  );
});
afterEach(async () => {
  await api.stop();
  await harbour.stop();
});

/** The database hears no more of this worker: what a killed one looks like from outside. */
function silence({ world: { work } }: Product): void {
  const nothing = () => new Promise<never>(() => {});
  work.transaction = nothing;
  for (const each of ['renew', 'enterStep', 'delay'] as const) work.stores.deletions[each] = nothing;
}

const settle = () => bell.settle(harbour.holdfast.product.handlers);
const query = (sql: string) => harbour.holdfast.database.query(sql);
const keys = () => harbour.stork.buckets.keys(BUCKET);

/** One that Stork made, with its data. */
async function made(): Promise<string> {
  const { id } = await harbour.request('shop');
  await settle();
  expect(keys().some((key) => key.includes(id))).toBe(true);
  return id;
}

async function sync() {
  const { id } = await harbour.holdfast.product.services.syncs.request(
    harbour.location.id,
    harbour.holdfast.actor,
  );
  await settle();
  return harbour.holdfast.product.services.syncs.get(id);
}

/** One that somebody else made and a sync listed. */
async function foreign(): Promise<string> {
  leaveInBucket(harbour.stork, harbour.location.id, 'nightly');
  expect(await sync()).toMatchObject({ state: 'COMPLETED' });
  const [row] = await query(`SELECT id FROM backup WHERE name LIKE 'nightly-%'`);
  return (row as { id: string }).id;
}

/** No cluster is left that could do anything in the location; ... and there is one again. */
const clusterGoes = () =>
  query(
    `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${harbour.cluster.id}'`,
  );
const clusterComes = () =>
  query(`UPDATE cluster SET state = 'ACTIVE', state_reason = 'OK' WHERE id = '${harbour.cluster.id}'`);

interface Offer {
  readonly operation: string;
  readonly allowed: boolean;
  readonly code: string | null;
  readonly reason: string | null;
  readonly advice: string | null;
}

async function backupOf(id: string) {
  const { data } = await ask(BACKUP, { id });
  return data.backup as unknown as {
    state: string;
    vanishedAt: string | null;
    deletion: { lastError: string | null } | null;
    allowedOperations: Offer[];
  } | null;
}

async function offered(id: string, operation: string): Promise<Offer | undefined> {
  return (await backupOf(id))?.allowedOperations.find((each) => each.operation === operation);
}

async function orphans(): Promise<number | undefined> {
  const dataSource = await harbour.holdfast.database.dataSource();
  const { samples } = await new PostgresMetricsSource({ dataSource, silentMs: 60_000 }).read(300);
  return samples.find(({ metric }) => metric === 'holdfast_orphaned_artefacts')?.value;
}

const standing = async (id: string) => [
  await query(`SELECT state, deletion_attempts FROM backup WHERE id = '${id}'`),
  await query('SELECT count(*)::int AS events FROM event'),
];

describe('a deletion', () => {
  it('is done by a cluster with a valid connection: the data goes, then the record', async () => {
    const id = await made();
    expect((await ask(DELETE, { id })).data).toEqual({ deleteBackup: { backup: { state: 'DELETING' } } });
    await settle();
    expect(await backupOf(id)).toBeNull();
    expect(keys().filter((key) => key.includes(id))).toEqual([]);
  });

  it('that no cluster can do is refused with what stands against each, said beforehand, and changes nothing', async () => {
    const id = await made();
    await clusterGoes();
    expect(await offered(id, 'delete')).toMatchObject({ allowed: false, code: 'NO_ELIGIBLE_CLUSTER' });
    expect(await offered(id, 'forceDelete')).toMatchObject({ allowed: true });
    const before = await standing(id);
    const refused = await ask(DELETE, { id });
    expect(refused.errors).toMatchObject([
      {
        extensions: {
          code: 'NO_ELIGIBLE_CLUSTER',
          details: { connections: [{ connection: 'harbour – vault' }] },
        },
      },
    ]);
    expect(refused.errors[0]?.message).not.toContain('harbour');
    expect(await standing(id)).toEqual(before);
    await clusterComes();
    expect(await offered(id, 'delete')).toMatchObject({ allowed: true });
  });

  it.each([
    ['before the cluster is told', 'PATCH', false],
    ['when the cluster has deleted it, before that is written down', 'DELETE', true],
  ])(
    'that a worker dies over %s comes to its end by itself, without a sync',
    async (_when, method, arrives) => {
      const id = await made();
      const worker = harbour.holdfast.anotherWorker({ bell: new QueueBell() });
      const { promise: dead, resolve: die } = Promise.withResolvers<void>();
      harbour.holdfast.kubernetes.faults.add({
        match: new RegExp(`applicationbackups/holdfast-${id}`),
        method,
        times: 1,
        do: () => {
          silence(worker);
          die();
          return arrives ? undefined : new Promise<never>(() => {});
        },
      });
      await ask(DELETE, { id });
      void worker.handlers['delete-backup']({ backupId: id }, new AbortController().signal);
      await dead;
      if (arrives) await vi.waitFor(() => expect(keys().some((key) => key.includes(id))).toBe(false), 20_000);
      expect(await backupOf(id)).toMatchObject({ state: 'DELETING' });
      await query(`UPDATE backup SET deletion_next_try_at = now() WHERE id = '${id}'`);
      await harbour.holdfast.product.handlers.sweep({}, new AbortController().signal);
      expect(await backupOf(id)).toBeNull();
      expect(keys().filter((key) => key.includes(id))).toEqual([]);
      await worker.close();
    },
  );

  it('of one that left nothing in the bucket needs no cluster', async () => {
    const id = await made();
    await query(`UPDATE backup SET state = 'FAILURE', manifest_key = NULL WHERE id = '${id}'`);
    await clusterGoes();
    expect((await ask(DELETE, { id })).errors).toEqual([]);
    await settle();
    expect(await backupOf(id)).toBeNull();
  });

  it('of what somebody else made is refused with advice, said beforehand, and nothing of theirs is touched', async () => {
    const id = await foreign();
    const kept = keys();
    const offer = await offered(id, 'delete');
    expect(offer).toMatchObject({ allowed: false, code: 'MADE_ELSEWHERE' });
    expect(offer?.advice).toContain('where it was made');
    expect((await ask(DELETE, { id })).code).toBe('MADE_ELSEWHERE');
    expect(keys()).toEqual(kept);
    expect(await backupOf(id)).toMatchObject({ state: 'SUCCESS' });
  });

  it('of what has vanished takes the record, whoever made it and without a cluster', async () => {
    const id = await foreign();
    await query(`UPDATE backup SET vanished_at = now() WHERE id = '${id}'`);
    await clusterGoes();
    expect((await ask(DELETE, { id })).errors).toEqual([]);
    await settle();
    expect(await backupOf(id)).toBeNull();
  });

  it('through a cluster that does not know it waits and says why, and goes on after a sync', async () => {
    const id = await made();
    const { store } = harbour;
    store.delete(
      'applicationbackups.stork.libopenstorage.org',
      `holdfast-${id}`,
      harbour.stork.adminNamespace,
    );
    await store.settled();
    await ask(DELETE, { id });
    await settle();
    expect(await backupOf(id)).toMatchObject({
      state: 'DELETING',
      deletion: { lastError: expect.stringContaining('sync the location') },
    });
    expect(keys().some((key) => key.includes(id))).toBe(true);
    await sync();
    await query(`UPDATE backup SET deletion_next_try_at = now() WHERE id = '${id}'`);
    await harbour.holdfast.product.handlers.sweep({}, new AbortController().signal);
    expect(await backupOf(id)).toBeNull();
    expect(keys().some((key) => key.includes(id))).toBe(false);
  });
});

describe('a deletion while another cluster has listed the backup', () => {
  let quay: KubernetesStandIn;
  beforeEach(async () => {
    const { buckets } = harbour.stork;
    quay = await startKubernetesStandIn({ world: (store) => void installStork(store, { buckets }) });
  });
  afterEach(() => quay.stop());

  it('takes the copy of its instruction away there, too: a sync through that one does not bring it back', async () => {
    const { services } = harbour.holdfast.product;
    const { actor } = harbour.holdfast;
    const kubeconfig = quay.kubeconfig();
    const other = await services.clusters.register({ name: 'quay', mode: 'FEDERATED', kubeconfig }, actor);
    await services.connections.create({ clusterId: other.id, locationId: harbour.location.id }, actor);
    const id = await made();
    const kept = await made();
    await clusterGoes();
    expect(await sync()).toMatchObject({
      state: 'COMPLETED',
      clusterId: other.id,
      counts: { listed: 2, added: 0 },
    });
    const copies = () => JSON.stringify(quay.store.list('applicationbackups.stork.libopenstorage.org'));
    expect(copies()).toContain(id);
    await clusterComes();
    await ask(DELETE, { id });
    await settle();
    expect(await backupOf(id)).toBeNull();
    expect(copies()).not.toContain(id);
    expect(copies()).toContain(kept);
    await clusterGoes();
    expect(await sync()).toMatchObject({ state: 'COMPLETED', counts: { listed: 1, added: 0, vanished: 0 } });
    expect(await backupOf(id)).toBeNull();
  });
});

describe('a deletion by force', () => {
  it('takes the record alone, and leaves the path of the data in the audit trail, the event and the metric', async () => {
    const id = await made();
    const kept = keys();
    await clusterGoes();
    expect(await orphans()).toBe(0);
    const { data } = await ask(FORCE, { id, ack: true });
    const { orphanedPath } = data.forceDeleteBackup as unknown as { orphanedPath: string };
    expect(orphanedPath).toMatch(
      new RegExp(`^https://store.example/${BUCKET}/kube-system/holdfast-${id}/[0-9a-f-]+$`),
    );
    expect(kept.some((key) => `https://store.example/${BUCKET}/${key}`.startsWith(`${orphanedPath}/`))).toBe(
      true,
    );
    expect(await backupOf(id)).toBeNull();
    expect(keys()).toEqual(kept);
    expect(
      await query(`SELECT type, data->>'orphanedPath' AS path FROM event WHERE type LIKE 'BACKUP%DELETED'`),
    ).toEqual([{ type: 'BACKUP_FORCE_DELETED', path: orphanedPath }]);
    const trail = await ask(
      '{ auditTrail(first: 5, operation: "forceDeleteBackup") { edges { node { outcome subjectId message before } } } }',
    );
    expect(trail.errors).toEqual([]);
    expect(trail.data.auditTrail).toMatchObject({
      edges: [{ node: { outcome: 'APPLIED', subjectId: id, message: `Its data stays in ${orphanedPath}.` } }],
    });
    expect(await orphans()).toBe(1);
  });

  it('is refused while a cluster could delete the data, said beforehand, and counted nowhere', async () => {
    const id = await made();
    expect(await offered(id, 'forceDelete')).toMatchObject({
      allowed: false,
      code: 'OPERATION_NOT_ALLOWED',
      reason: expect.stringContaining('delete the backup with its data'),
    });
    const before = await standing(id);
    const refused = await ask(FORCE, { id, ack: true });
    expect(refused.code).toBe('OPERATION_NOT_ALLOWED');
    expect(refused.errors[0]?.extensions.details.allowedOperations).toContain('delete');
    expect(refused.errors[0]?.extensions.details.allowedOperations).not.toContain('forceDelete');
    expect(await standing(id)).toEqual(before);
    expect(await orphans()).toBe(0);
  });

  it('needs the acknowledgement', async () => {
    const id = await made();
    await clusterGoes();
    const refused = await ask(FORCE, { id, ack: false });
    expect(refused.code).toBe('BAD_USER_INPUT');
    expect(refused.errors[0]?.extensions.details.fields).toMatchObject([{ path: 'acknowledgeOrphanedData' }]);
    expect(await backupOf(id)).toMatchObject({ state: 'SUCCESS' });
  });

  it('is done once for one key: the same answer, one entry in the trail', async () => {
    const id = await made();
    await clusterGoes();
    const key = randomUUID();
    const [first, again] = [
      await ask(FORCE, { id, ack: true, key }),
      await ask(FORCE, { id, ack: true, key }),
    ];
    expect(again.data).toEqual(first.data);
    expect((await ask(FORCE, { id, ack: true, key: randomUUID() })).code).toBe('NOT_FOUND');
    expect(await orphans()).toBe(1);
  });

  it('ends a deletion that waits for a cluster that is gone', async () => {
    const id = await made();
    await ask(DELETE, { id });
    await clusterGoes();
    await settle();
    expect(await backupOf(id)).toMatchObject({
      state: 'DELETING',
      deletion: { lastError: expect.stringContaining('No active cluster') },
    });
    expect((await ask(FORCE, { id, ack: true })).errors).toEqual([]);
    expect(await backupOf(id)).toBeNull();
  });

  it('waits for a restore that reads the backup', async () => {
    const id = await made();
    const of = { ownerId: ownerOf(harbour.holdfast.actor), backupId: id, clusterId: harbour.cluster.id };
    await harbour.holdfast.product.world.work.stores.restores.insert(aRestore(of, { mode: 'FEDERATED' }));
    await clusterGoes();
    expect(await offered(id, 'forceDelete')).toMatchObject({ allowed: false, code: 'OPERATION_IN_PROGRESS' });
    expect((await ask(FORCE, { id, ack: true })).code).toBe('OPERATION_IN_PROGRESS');
    expect(await backupOf(id)).toMatchObject({ state: 'SUCCESS' });
  });

  it('is nobody’s who may not delete it, and no thing of CLASSIC clusters or of what lies nowhere', async () => {
    const id = await made();
    await clusterGoes();
    const { product, actor, database } = harbour.holdfast;
    const reader = await aPerson(product, actor, { role: 'APP_USER' });
    const of = { resource: 'Backup', resourceId: id, access: 'VIEW' } as const;
    await product.services.shares.create({ ...of, userId: reader.user.id }, actor);
    expect((await asking(api, reader.token)(FORCE, { id, ack: true })).code).toBe('FORBIDDEN');
    await database.query(`UPDATE backup SET vanished_at = now() WHERE id = '${id}'`);
    expect((await ask(FORCE, { id, ack: true })).code).toBe('OPERATION_NOT_ALLOWED');
    const classic = await product.services.backups.create(
      {
        clusterId: harbour.holdfast.cluster.id,
        locationId: harbour.holdfast.location.id,
        namespaces: ['shop'],
      },
      actor,
    );
    await settle();
    expect((await ask(FORCE, { id: classic.id, ack: true })).code).toBe('MODE_NOT_SUPPORTED');
    expect(await orphans()).toBe(0);
  });
});

describe('a backup that has vanished', () => {
  const RESTORE = `mutation ($id: ID!) { createRestore(input: { backupId: $id, namespaceMapping: [{ from: "shop", to: "copy" }] }) { restore { id } } }`;
  const PREVIEW = `query ($id: ID!) { previewRestore(input: { backupId: $id }) { conflictsTotal } }`;

  it('is not restored nor tried, which is said beforehand with what to do; when it is back it is', async () => {
    const id = await made();
    await query(`UPDATE backup SET vanished_at = '2026-11-22T01:00:00Z' WHERE id = '${id}'`);
    const offer = await offered(id, 'restore');
    expect(offer).toMatchObject({ allowed: false, code: 'BACKUP_VANISHED' });
    expect(offer?.reason).toContain('2026-11-22T01:00:00.000Z');
    expect(offer?.advice).toContain('sync the location');
    expect((await ask(RESTORE, { id })).code).toBe('BACKUP_VANISHED');
    expect((await ask(PREVIEW, { id })).code).toBe('BACKUP_VANISHED');
    expect(await query('SELECT FROM restore')).toEqual([]);
    await query(`UPDATE backup SET vanished_at = NULL WHERE id = '${id}'`);
    expect((await ask(RESTORE, { id })).errors).toEqual([]);
  });
});

describe('what a sync lists', () => {
  it('of what was made here it marks nothing as vanished', async () => {
    const id = await made();
    leaveInBucket(harbour.stork, harbour.location.id, 'nightly');
    expect(await sync()).toMatchObject({ counts: { listed: 2, added: 1, vanished: 0, returned: 0 } });
    expect(await backupOf(id)).toMatchObject({ vanishedAt: null });
    expect(await sync()).toMatchObject({ counts: { listed: 2, added: 0, vanished: 0 } });
  });

  it('of somebody else can be restored', async () => {
    const id = await foreign();
    const { restore } = (
      await ask(
        'mutation ($id: ID!) { createRestore(input: { backupId: $id, namespaceMapping: [{ from: "blog", to: "copy" }] }) { restore { id } } }',
        { id },
      )
    ).data.createRestore as unknown as { restore: { id: string } };
    await settle();
    expect(
      await harbour.holdfast.product.services.restores.get(restore.id, harbour.holdfast.actor),
    ).toMatchObject({
      state: 'SUCCESS',
    });
  });
});
