/**
 * What stands in the way of an operation though state and rights allow it: one question for the API, which says so beforehand, and
 * for the services, which refuse it. A service asks in its transaction, so what it is told there is what counts.
 */
import type { Backup } from '../domain/backup.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { ERROR_CATALOG } from '../domain/errors/error-catalog.js';
import { refusalsOfSchedule } from '../domain/namespace-refusals.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DependentKind, NeededResource } from '../domain/ports/dependents-store.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import type { Refusal, Refusals } from '../domain/refusal.js';
import { refusalByState } from '../domain/state-machine.js';

export interface ObstacleStores {
  readonly dependents: Stores['dependents'];
  readonly cycles: Pick<Stores['cycles'], 'openOf'>;
  readonly locations: Pick<Stores['locations'], 'findMany'>;
}

/** What of a thing the question needs. */
export interface ObstacleSubjects {
  readonly Cluster: { readonly id: string };
  readonly BackupLocation: { readonly id: string };
  readonly BackupSchedule: Pick<BackupSchedule, 'id' | 'selection' | 'createdSingle'>;
  readonly Backup: Pick<Backup, 'id' | 'locationId' | 'lockedUntil'>;
}
export type ObstacleResource = keyof ObstacleSubjects;

/** Who asks this of things anyway hands it in, so that it is asked once. */
export type AskedAnyway = Partial<Pick<ObstacleStores, 'cycles'>>;

type Ask<T> = (stores: ObstacleStores, of: readonly T[], now: Date) => Promise<ReadonlyMap<string, Refusals>>;

const OBSTACLES: { readonly [R in ObstacleResource]: Ask<ObstacleSubjects[R]> } = {
  Cluster: (stores, rows) => whatNeeds(stores, 'Cluster', rows),
  BackupLocation: (stores, rows) => whatNeeds(stores, 'BackupLocation', rows),
  BackupSchedule: ofSchedules,
  Backup: ofBackups,
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
    const { dependents, cycles, locations } = this.ports.work.stores;
    const stores = { dependents, cycles, locations, ...asked };
    return obstaclesOf(stores, resource, rows, this.ports.clock.now());
  }
}

const KIND_NAMES: Readonly<Record<DependentKind, string>> = {
  BackupSchedule: 'backup schedules',
  Backup: 'backups',
  AlertRoute: 'alert routes',
  Restore: 'running restores',
  LocationConnection: 'connections between clusters and locations',
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

function isNeeded(kinds: readonly DependentKind[]): Refusal {
  const names = kinds.map((kind) => KIND_NAMES[kind]);
  return refusal('HAS_DEPENDENTS', `It is needed by ${listed(names)}.`);
}

async function ofSchedules(
  stores: ObstacleStores,
  schedules: readonly ObstacleSubjects['BackupSchedule'][],
): Promise<ReadonlyMap<string, Refusals>> {
  const ids = schedules.map(({ id }) => id);
  const [open, needed] = await Promise.all([
    stores.cycles.openOf(ids),
    whatNeeds(stores, 'BackupSchedule', schedules),
  ]);
  return new Map(
    schedules.map((schedule) => {
      const cycle = open.get(schedule.id);
      const running =
        cycle &&
        refusal(
          'OPERATION_IN_PROGRESS',
          `A cycle of it is under way since ${cycle.startedAt.toISOString()}.`,
        );
      return [
        schedule.id,
        {
          ...refusalsOfSchedule(schedule),
          ...needed.get(schedule.id),
          ...(running && { backUpNow: running, delete: running }),
        },
      ];
    }),
  );
}

async function ofBackups(
  { dependents, locations }: ObstacleStores,
  backups: readonly ObstacleSubjects['Backup'][],
  now: Date,
): Promise<ReadonlyMap<string, Refusals>> {
  const [restored, places] = await Promise.all([
    dependents.restoredNow(backups.map(({ id }) => id)),
    locations.findMany([...new Set(backups.map(({ locationId }) => locationId))]),
  ]);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  return new Map(
    backups.map((backup) => {
      const location = placeOf.get(backup.locationId);
      const unreadable = location && refusalByState('BackupLocation', location.state, 'restore');
      const kept = lockOf(backup, now) ?? (restored.has(backup.id) ? IS_RESTORED : undefined);
      return [
        backup.id,
        {
          ...(unreadable && { restore: { ...unreadable, reason: `Its location: ${unreadable.reason}` } }),
          ...(kept && { delete: kept }),
        },
      ];
    }),
  );
}

function lockOf({ lockedUntil }: ObstacleSubjects['Backup'], now: Date): Refusal | undefined {
  if (lockedUntil === null || lockedUntil <= now) return undefined;
  return refusal('OBJECT_LOCKED', `Its location keeps it locked until ${lockedUntil.toISOString()}.`);
}

const IS_RESTORED = refusal('OPERATION_IN_PROGRESS', 'A restore is reading it.');

function refusal(code: Refusal['code'], reason: string): Refusal {
  return { code, reason, advice: ERROR_CATALOG[code].advice };
}

function listed(names: readonly string[]): string {
  const [last, ...others] = names.toReversed();
  return others.length === 0 ? `${last}` : `${others.toReversed().join(', ')} and ${last}`;
}
