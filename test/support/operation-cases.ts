/**
 * How each operation of each resource is asked for, and a thing in a state to ask it of. Complete by its type: an operation
 * that joins the state matrix does not compile without its way to be asked.
 */
import { randomUUID } from 'node:crypto';
import type { Backup } from '../../src/domain/backup.js';
import { NOTHING_SYNCED } from '../../src/domain/backup-sync.js';
import { MADE_IN_MODE } from '../../src/domain/operation-mode.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import {
  type OperationOf,
  type Resource,
  STATE_MATRIX,
  type StateOf,
} from '../../src/domain/state-matrix.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';
import { aDiscovery } from '../factories/discoveries.js';
import { aConnection, aFederatedBucket, aSync } from '../factories/federation.js';
import {
  aBackup,
  aCluster,
  aCycle,
  aLocation,
  aRequestedNamespace,
  aSchedule,
  aUser,
} from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import type { Installation } from './installation.js';

/** A thing that stands in the database. */
export interface Subject {
  readonly id: string;
  /** The schedule of a backup. */
  readonly scheduleId?: string | null;
  /** The cluster of a virtual machine, where it is not that of the world. */
  readonly onCluster?: string;
  /** Of a connection, and the bucket of a sync. */
  readonly clusterId?: string | null;
  readonly locationId?: string;
}

/** One mutation, with the input that asks it of the thing. */
export interface Asking {
  readonly mutation: string;
  readonly input: (subject: Subject, world: Installation) => object | Promise<object>;
  /** The mutation is about another thing, whose reason it gives. */
  readonly ofAnother?: true;
}

export interface ResourceCase<R extends Resource> {
  /** Of the query that answers one. */
  readonly query: string;
  readonly make: (world: Installation, state: StateOf<R>) => Promise<Subject>;
  /** Its row, to see that nothing changed. */
  readonly row: (stores: Stores, id: string) => Promise<unknown>;
  readonly operations: { readonly [O in OperationOf<R>]: Asking };
}

/** Of the resources that this product does not have yet: no type of the API, nothing to ask of it. */
export const NOT_THERE_YET = 'NOT_THERE_YET';

/** The namespaces that a world for these cases has. */
export const NAMESPACES = ['billing', 'blog', 'shop', 'extra'] as const;

const byId = (mutation: string): Asking => ({ mutation, input: ({ id }) => ({ id }) });
const edit = (mutation: string): Asking => ({
  mutation,
  input: ({ id }) => ({ id, expectedVersion: 1, name: `renamed-${randomUUID()}` }),
});
const aName = () => `n-${randomUUID()}`;

const timing = {
  selection: { kind: 'ALL' },
  timing: { kind: 'INTERVAL', minutes: 60 },
  timeZone: 'UTC',
  retention: { keep: 3 },
} as const;

const AT = new Date('2026-11-20T09:00:00.123Z');
const ENDED = { startedAt: AT, finishedAt: AT } as const;

/** Written past the services: what is asked of it is tried on the row alone. */
export async function aStoredBackup(
  { product, actor, cluster, location }: Pick<Installation, 'product' | 'actor' | 'cluster' | 'location'>,
  change: Partial<Backup> = {},
  fates = NAMESPACES.slice(0, 3).map((name) =>
    aRequestedNamespace(name, { fate: name === 'billing' ? 'MISSING' : 'INCLUDED' }),
  ),
): Promise<Backup> {
  const { stores } = product.world.work;
  const of = { ownerId: ownerOf(actor), clusterId: cluster.id, locationId: location.id };
  const cycle = aCycle({
    outcome: 'BACKED_UP',
    endedAt: AT,
    ...(change.scheduleId && { scheduleId: change.scheduleId }),
  });
  const backup = aBackup(
    { ...of, cycleId: cycle.id },
    { ...(change.state !== 'IN_PROGRESS' && ENDED), ...change },
  );
  await stores.cycles.insert(cycle);
  await stores.backups.insert(backup, fates);
  return backup;
}

/** One that Stork made at the word of Holdfast. */
export function aStorkBackup(
  world: Parameters<typeof aStoredBackup>[0],
  change: Partial<Backup> = {},
): Promise<Backup> {
  return aStoredBackup(world, {
    ...{ state: 'SUCCESS', mode: 'FEDERATED', ...MADE_IN_MODE.FEDERATED },
    manifestKey: 'kube-system/holdfast-1/1/metadata.json',
    ...change,
  });
}

export function ownerOf(actor: Installation['actor']): string {
  if (actor.kind !== 'USER') throw new TypeError('only people own things');
  return actor.userId;
}

export async function aStoredSchedule(
  world: Installation,
  change: Parameters<typeof aSchedule>[1] = {},
): Promise<Subject> {
  const { product, actor, cluster, location } = world;
  const of = { ownerId: ownerOf(actor), clusterId: cluster.id, locationId: location.id };
  const schedule = aSchedule(of, change);
  await product.world.work.stores.schedules.insert(schedule);
  return schedule;
}

/** As a look would have written it down, in the namespace shop. */
export async function aStoredMachine(
  { database, cluster }: Installation,
  {
    state = 'RUNNING',
    clusterId = cluster.id,
  }: { readonly state?: StateOf<'VirtualMachine'>; readonly clusterId?: string } = {},
): Promise<Subject> {
  const id = randomUUID();
  await database.query(
    `INSERT INTO virtual_machine (id, cluster_id, namespace, name, uid, labels, agent_connected, state, state_reason,
       state_message, state_changed_at, created_at)
     VALUES ('${id}', '${clusterId}', 'shop', 'vm-${id}', '${id}', '{}', true, '${state}', '${state}', '', now(), now())`,
  );
  return { id, onCluster: clusterId };
}

/** One that no other restore writes to. */
async function aFreeCluster({ product, actor }: Installation): Promise<string> {
  const cluster = aCluster(ownerOf(actor), { state: 'ACTIVE' });
  await product.world.work.stores.clusters.insert(cluster);
  return cluster.id;
}

export const OPERATION_CASES: {
  readonly [R in Resource]: ResourceCase<R> | typeof NOT_THERE_YET;
} = {
  Cluster: {
    query: 'cluster',
    row: (stores, id) => stores.clusters.find(id),
    make: async ({ product, actor }, state) => {
      const cluster = aCluster(ownerOf(actor), { state });
      await product.world.work.stores.clusters.insert(cluster);
      return cluster;
    },
    operations: {
      validate: byId('validateCluster'),
      edit: edit('editCluster'),
      delete: byId('deleteCluster'),
      backUp: {
        mutation: 'createBackup',
        input: ({ id, locationId }, { location }) => ({
          clusterId: id,
          locationId: locationId ?? location.id,
          namespaces: ['shop'],
        }),
      },
      createSchedule: {
        mutation: 'createBackupSchedule',
        input: ({ id, locationId }, { location }) => ({
          ...timing,
          name: aName(),
          clusterId: id,
          locationId: locationId ?? location.id,
        }),
      },
      restore: {
        mutation: 'createRestore',
        input: async ({ id, locationId }, world) => ({
          backupId: (
            await (locationId === undefined
              ? aStoredBackup(world, { state: 'SUCCESS' })
              : aStorkBackup(world, { locationId }))
          ).id,
          clusterId: id,
        }),
      },
    },
  },
  BackupLocation: {
    query: 'backupLocation',
    row: (stores, id) => stores.locations.find(id),
    make: async ({ product, actor }, state) => {
      const { services, world } = product;
      const { id } = await services.locations.create({ name: aName() }, actor);
      const { stateCheckedAt } = await services.locations.get(id);
      const seen = {
        state,
        stateReason: 'OK',
        stateMessage: 'as a test has it',
        stateChangedAt: AT,
        stateCheckedAt,
        looks: NO_LOOK,
        capabilities: null,
      } as const;
      await world.work.stores.locations.observe(id, { checkedBefore: stateCheckedAt }, seen);
      return { id };
    },
    operations: {
      validate: byId('validateBackupLocation'),
      edit: edit('editBackupLocation'),
      delete: byId('deleteBackupLocation'),
      rescan: byId('rescanBackupLocation'),
      backUp: {
        mutation: 'createBackup',
        input: ({ id, clusterId }, { cluster }) => ({
          clusterId: clusterId ?? cluster.id,
          locationId: id,
          namespaces: ['shop'],
        }),
      },
      createSchedule: {
        mutation: 'createBackupSchedule',
        input: ({ id, clusterId }, { cluster }) => ({
          ...timing,
          name: aName(),
          clusterId: clusterId ?? cluster.id,
          locationId: id,
        }),
      },
      restore: {
        mutation: 'createRestore',
        input: async ({ id, clusterId }, world) => ({
          backupId: (
            await (clusterId == null
              ? aStoredBackup(world, { state: 'SUCCESS', locationId: id })
              : aStorkBackup(world, { locationId: id }))
          ).id,
          clusterId: clusterId ?? (await aFreeCluster(world)),
        }),
      },
      sync: byId('syncBackupLocation'),
    },
  },
  User: {
    query: 'user',
    row: (stores, id) => stores.users.find(id),
    make: async ({ product }, state) => {
      const stateReason = { ACTIVE: null, INACTIVE: 'DEACTIVATED', UNKNOWN: 'DELETED' } as const;
      const user = aUser({ state, stateReason: stateReason[state], role: 'APP_USER' });
      await product.world.work.stores.users.insert(user);
      return user;
    },
    operations: {
      edit: edit('editUser'),
      reassign: {
        mutation: 'reassignOwnership',
        input: ({ id }, { actor }) => ({ fromUserId: id, toUserId: ownerOf(actor) }),
      },
    },
  },
  BackupSchedule: {
    query: 'backupSchedule',
    row: (stores, id) => stores.schedules.find(id),
    make: (world, state) =>
      aStoredSchedule(world, { state, ...(state === 'SUSPENDED' && { nextDueAt: null }) }),
    operations: {
      suspend: byId('suspendBackupSchedule'),
      resume: byId('resumeBackupSchedule'),
      backUpNow: byId('backUpScheduleNow'),
      edit: edit('editBackupSchedule'),
      delete: byId('deleteBackupSchedule'),
      excludeNamespaces: {
        mutation: 'excludeNamespacesFromSchedule',
        input: ({ id }) => ({ scheduleId: id, namespaces: ['shop'], selectionVersion: 1 }),
      },
      addNamespaces: {
        mutation: 'addNamespacesToSchedule',
        input: ({ id }) => ({ scheduleId: id, namespaces: ['extra'], selectionVersion: 1 }),
      },
    },
  },
  Backup: {
    query: 'backup',
    row: (stores, id) => stores.backups.find(id),
    make: async (world, state) => {
      const { id: scheduleId } = await aStoredSchedule(world);
      const { id } = await aStoredBackup(world, { state, scheduleId });
      return { id, scheduleId };
    },
    operations: {
      cancel: byId('cancelBackup'),
      edit: edit('editBackup'),
      delete: { mutation: 'deleteBackup', input: ({ id }) => ({ id, confirmLastCopy: true }) },
      forceDelete: {
        mutation: 'forceDeleteBackup',
        input: ({ id }) => ({ id, acknowledgeOrphanedData: true }),
      },
      verify: byId('verifyBackup'),
      restore: {
        mutation: 'createRestore',
        input: async ({ id, clusterId }, world) => ({
          backupId: id,
          clusterId: clusterId ?? (await aFreeCluster(world)),
        }),
      },
      excludeNamespaces: {
        mutation: 'excludeNamespacesFromSchedule',
        input: ({ id, scheduleId }) => ({
          scheduleId: scheduleId ?? randomUUID(),
          backupId: id,
          namespaces: ['billing'],
          selectionVersion: 1,
        }),
      },
    },
  },
  Restore: {
    query: 'restore',
    row: (stores, id) => stores.restores.find(id),
    make: async (world, state) => {
      const { id: backupId } = await aStoredBackup(world, { state: 'SUCCESS' });
      const of = { ownerId: ownerOf(world.actor), backupId, clusterId: world.cluster.id };
      const restore = aRestore(of, { state, targetNamespaces: [], ...(state !== 'IN_PROGRESS' && ENDED) });
      await world.product.world.work.stores.restores.insert(restore);
      return restore;
    },
    operations: { cancel: byId('cancelRestore'), delete: byId('deleteRestore') },
  },
  VirtualMachine: {
    query: 'virtualMachine',
    row: (stores, id) => stores.virtualMachines.find(id),
    make: (world, state) => aStoredMachine(world, { state }),
    operations: {
      backUp: {
        mutation: 'createBackup',
        input: ({ id, onCluster }, { cluster, location }) => ({
          clusterId: onCluster ?? cluster.id,
          locationId: location.id,
          virtualMachines: { machines: [{ namespace: 'shop', name: `vm-${id}` }] },
        }),
      },
    },
  },
  ClusterDiscovery: {
    query: 'clusterDiscovery',
    row: (stores, id) => stores.discoveries.find(id),
    make: async ({ product, actor }, state) => {
      const discovery = aDiscovery({ ownerId: ownerOf(actor), state });
      await product.world.work.stores.discoveries.insert(discovery);
      return discovery;
    },
    operations: {
      discover: byId('runClusterDiscovery'),
      refresh: byId('refreshClusterDiscovery'),
      edit: edit('editClusterDiscovery'),
      delete: byId('deleteClusterDiscovery'),
    },
  },
  // What becomes of what is accepted is tried with a cluster that has a Stork: test/acceptance/location-connections.test.ts.
  LocationConnection: {
    query: 'locationConnection',
    row: (stores, id) => stores.connections.find(id),
    make: async (world, state) => {
      const { clusterId, locationId } = await aFederatedPlace(world, state);
      const connection = aConnection({ clusterId, locationId, state });
      await world.product.world.work.stores.connections.insert(connection);
      return { id: connection.id, clusterId, locationId };
    },
    operations: {
      validate: byId('validateLocationConnection'),
      delete: byId('deleteLocationConnection'),
      backUp: {
        mutation: 'createBackup',
        input: ({ clusterId, locationId }) => ({ clusterId, locationId, namespaces: ['shop'] }),
      },
      restore: {
        mutation: 'createRestore',
        input: async ({ clusterId, locationId = '' }, world) => ({
          backupId: (await aStorkBackup(world, { locationId })).id,
          clusterId,
        }),
      },
      sync: {
        mutation: 'syncBackupLocation',
        input: ({ locationId }) => ({ id: locationId }),
        ofAnother: true,
      },
    },
  },
  BackupSync: {
    query: 'backupSync',
    row: (stores, id) => stores.syncs.find(id),
    make: async (world, state) => {
      const { stores } = world.product.world.work;
      const { locationId } = await aFederatedPlace(world, 'VALID');
      const of = { locationId, requestedBy: ownerOf(world.actor), bucketKey: `store/${locationId}` };
      const sync = aSync(of);
      await stores.syncs.insert(sync);
      if (state === 'PENDING') return sync;
      const owner = 'a worker';
      await stores.syncs.claim(sync.id, owner, 600_000);
      if (state === 'IN_PROGRESS') return sync;
      const reason = state === 'FAILED' ? 'CLUSTER_FAILED' : null;
      const end = {
        state,
        reason,
        message: 'as a test has it',
        counts: NOTHING_SYNCED,
        at: new Date(),
      } as const;
      await stores.syncs.finish({ id: sync.id, owner, attempt: 1 }, end);
      return sync;
    },
    // Nothing may be asked of one, in whatever state.
    operations: {},
  },
};

/** A federated cluster, and a location with a bucket of its own whose state follows from the connection that it is to have. */
export async function aFederatedPlace(
  { product, actor }: Installation,
  state: StateOf<'LocationConnection'>,
): Promise<{ readonly clusterId: string; readonly locationId: string }> {
  const { stores } = product.world.work;
  const cluster = aCluster(ownerOf(actor), { state: 'ACTIVE', mode: 'FEDERATED' });
  const location = aLocation(ownerOf(actor), {
    ...{ kind: 'S3', access: 'WORKLOAD_IDENTITY', s3: aFederatedBucket(), state },
    path: `s3://federated/${randomUUID()}`,
  });
  await stores.clusters.insert(cluster);
  await stores.locations.insert(location);
  return { clusterId: cluster.id, locationId: location.id };
}

/** All that the matrix has for it. */
export function statesOf<R extends Resource>(resource: R): readonly StateOf<R>[] {
  return Object.keys(STATE_MATRIX[resource].states) as StateOf<R>[];
}
