/**
 * What stands in the way of an operation though state and rights allow it: one question for the API, which says so beforehand, and
 * for the services, which refuse it. A service asks in its transaction, so what it is told there is what counts.
 */
import type { BackupLocation } from '../domain/backup-location.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { bucketKeyOf } from '../domain/backup-sync.js';
import type { Cluster } from '../domain/cluster.js';
import { refusalsOfSchedule } from '../domain/namespace-refusals.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DependentKind, NeededResource } from '../domain/ports/dependents-store.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { type Refusal, type Refusals, refused } from '../domain/refusal.js';
import { type BackupObstacleStores, type BackupSubject, ofBackups } from './backup-obstacles.js';
import { eligibleIn, NOBODY_REACHES_IT, unconnected, unreached } from './eligible-clusters.js';

export interface ObstacleStores extends BackupObstacleStores {
  readonly dependents: Stores['dependents'];
  readonly cycles: Pick<Stores['cycles'], 'openOf'>;
  readonly syncs: Pick<Stores['syncs'], 'openIn'>;
}

/** What of a thing the question needs. */
export interface ObstacleSubjects {
  readonly Cluster: Pick<Cluster, 'id' | 'mode' | 'state'>;
  readonly BackupLocation: Pick<BackupLocation, 'id' | 'access' | 's3'>;
  readonly BackupSchedule: Pick<
    BackupSchedule,
    'id' | 'clusterId' | 'locationId' | 'selection' | 'createdSingle'
  >;
  readonly Backup: BackupSubject;
  readonly LocationConnection: { readonly id: string };
}
export type ObstacleResource = keyof ObstacleSubjects;

/** Who asks this of things anyway hands it in, so that it is asked once. */
export type AskedAnyway = Partial<Pick<ObstacleStores, 'cycles'>>;

type Ask<T> = (stores: ObstacleStores, of: readonly T[], now: Date) => Promise<ReadonlyMap<string, Refusals>>;

const OBSTACLES: { readonly [R in ObstacleResource]: Ask<ObstacleSubjects[R]> } = {
  Cluster: ofClusters,
  BackupLocation: ofLocations,
  BackupSchedule: ofSchedules,
  Backup: ofBackups,
  LocationConnection: (stores, rows) => whatNeeds(stores, 'LocationConnection', rows),
};

/** Of each thing that has any. */
export function obstaclesOf<R extends ObstacleResource>(
  stores: ObstacleStores,
  resource: R,
  rows: readonly ObstacleSubjects[R][],
  now: Date,
): Promise<ReadonlyMap<string, Refusals>> {
  return OBSTACLES[resource](stores, rows, now);
}

/** For the edges. */
export class ObstacleService {
  constructor(private readonly ports: { readonly work: UnitOfWork; readonly clock: Clock }) {}

  of<R extends ObstacleResource>(
    resource: R,
    rows: readonly ObstacleSubjects[R][],
    asked: AskedAnyway = {},
  ): Promise<ReadonlyMap<string, Refusals>> {
    const { dependents, cycles, locations, connections, clusters, syncs } = this.ports.work.stores;
    const stores = { dependents, cycles, locations, connections, clusters, syncs, ...asked };
    return obstaclesOf(stores, resource, rows, this.ports.clock.now());
  }
}

const KIND_NAMES: Readonly<Record<DependentKind, string>> = {
  BackupSchedule: 'backup schedules',
  Backup: 'backups',
  AlertRoute: 'alert routes',
  Restore: 'running restores',
  LocationConnection: 'connections between clusters and locations',
  BackupSync: 'running syncs',
};

async function whatNeeds(
  { dependents }: ObstacleStores,
  resource: NeededResource,
  rows: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, Refusals>> {
  const needed = await dependents.kindsOf(
    resource,
    rows.map(({ id }) => id),
  );
  return new Map([...needed].map(([id, kinds]) => [id, { delete: isNeeded(kinds) }]));
}

/** A federated one works through its connections alone. */
async function ofClusters(
  stores: ObstacleStores,
  clusters: readonly ObstacleSubjects['Cluster'][],
): Promise<ReadonlyMap<string, Refusals>> {
  const federated = clusters.filter(({ mode, state }) => mode === 'FEDERATED' && state === 'ACTIVE');
  const [needed, without] = await Promise.all([
    whatNeeds(stores, 'Cluster', clusters),
    unconnected(
      stores,
      federated.map(({ id }) => id),
    ),
  ]);
  return new Map(
    clusters.map(({ id }) => {
      const none = without.get(id);
      return [
        id,
        { ...needed.get(id), ...(none && { backUp: none, createSchedule: none, restore: none }) },
      ] as const;
    }),
  );
}

function isNeeded(kinds: readonly DependentKind[]): Refusal {
  const names = kinds.map((kind) => KIND_NAMES[kind]);
  return refused('HAS_DEPENDENTS', `It is needed by ${listed(names)}.`);
}

async function ofSchedules(
  stores: ObstacleStores,
  schedules: readonly ObstacleSubjects['BackupSchedule'][],
): Promise<ReadonlyMap<string, Refusals>> {
  const ids = schedules.map(({ id }) => id);
  const [open, needed, away] = await Promise.all([
    stores.cycles.openOf(ids),
    whatNeeds(stores, 'BackupSchedule', schedules),
    unreached(stores, schedules, 'backUp'),
  ]);
  return new Map(
    schedules.map((schedule) => {
      const cycle = open.get(schedule.id);
      const backUpNow = away.get(schedule.id);
      const running =
        cycle &&
        refused(
          'OPERATION_IN_PROGRESS',
          `A cycle of it is under way since ${cycle.startedAt.toISOString()}.`,
        );
      return [
        schedule.id,
        {
          ...refusalsOfSchedule(schedule),
          ...needed.get(schedule.id),
          ...(backUpNow && { backUpNow }),
          ...(running && { backUpNow: running, delete: running }),
        },
      ];
    }),
  );
}

/** A location that only clusters reach: somebody must be able to look, and nobody look at its bucket now. */
async function ofLocations(
  stores: ObstacleStores,
  locations: readonly ObstacleSubjects['BackupLocation'][],
): Promise<ReadonlyMap<string, Refusals>> {
  const keys = new Map(
    locations.flatMap(({ id, access, s3 }) =>
      access === 'WORKLOAD_IDENTITY' && s3 !== null ? [[id, bucketKeyOf(s3)] as const] : [],
    ),
  );
  const [needed, eligible, open] = await Promise.all([
    whatNeeds(stores, 'BackupLocation', locations),
    eligibleIn(stores, [...keys.keys()]),
    stores.syncs.openIn([...new Set(keys.values())]),
  ]);
  return new Map(
    locations.map(({ id }) => {
      const key = keys.get(id);
      const running = key === undefined ? undefined : open.get(key);
      const none = key !== undefined && (eligible.get(id) ?? []).length === 0;
      const sync = running && isSynced(running.createdAt);
      return [id, { ...needed.get(id), ...(sync && { sync }), ...(none && OUT_OF_REACH) }];
    }),
  );
}

const OUT_OF_REACH: Refusals = {
  backUp: NOBODY_REACHES_IT,
  createSchedule: NOBODY_REACHES_IT,
  restore: NOBODY_REACHES_IT,
  sync: NOBODY_REACHES_IT,
};

function isSynced(since: Date): Refusal {
  return {
    code: 'OPERATION_IN_PROGRESS',
    reason: `A sync of the same bucket has not ended since ${since.toISOString()}.`,
    advice: 'Wait for it to end: a sync cannot be cancelled.',
  };
}

function listed(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? `${last}` : `${others.toReversed().join(', ')} and ${last}`;
}
