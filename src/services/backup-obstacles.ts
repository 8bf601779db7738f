/** What stands in the way of what is asked of backups, besides their state and rights. */
import type { Backup } from '../domain/backup.js';
import { vanishedSince } from '../domain/errors/backup-errors.js';
import type { Stores } from '../domain/ports/stores.js';
import { type Refusal, type Refusals, refused } from '../domain/refusal.js';
import { refusalByState } from '../domain/state-machine.js';
import { liesInBucket, notToDelete, notToForce } from '../domain/stork-artefact.js';
import { type EligibilityStores, eligibleIn, NOBODY_REACHES_IT } from './eligible-clusters.js';

export interface BackupObstacleStores extends EligibilityStores {
  readonly dependents: Pick<Stores['dependents'], 'restoredNow'>;
  readonly locations: Pick<Stores['locations'], 'findMany'>;
}

/** What of a backup the question needs. */
export type BackupSubject = Pick<
  Backup,
  'id' | 'locationId' | 'lockedUntil' | 'mode' | 'manifestKey' | 'vanishedAt' | 'listedBySync'
>;

const IS_RESTORED = refused('OPERATION_IN_PROGRESS', 'A restore is reading it.');

/** Of each backup that has any. */
export async function ofBackups(
  stores: BackupObstacleStores,
  backups: readonly BackupSubject[],
  now: Date,
): Promise<ReadonlyMap<string, Refusals>> {
  const distinct = (rows: typeof backups) => [...new Set(rows.map(({ locationId }) => locationId))];
  const [restored, places, eligible] = await Promise.all([
    stores.dependents.restoredNow(backups.map(({ id }) => id)),
    stores.locations.findMany(distinct(backups)),
    eligibleIn(stores, distinct(backups.filter(({ mode }) => mode === 'FEDERATED'))),
  ]);
  const placeOf = new Map(places.map((place) => [place.id, place]));
  return new Map(
    backups.map((backup) => {
      const location = placeOf.get(backup.locationId);
      const unreadable = location && refusalByState('BackupLocation', location.state, 'restore');
      const read = restored.has(backup.id) ? IS_RESTORED : undefined;
      const somebody = (eligible.get(backup.locationId) ?? []).length > 0;
      const restore =
        vanished(backup) ??
        (unreadable && { ...unreadable, reason: `Its location: ${unreadable.reason}` }) ??
        (backup.mode === 'FEDERATED' && !somebody ? NOBODY_REACHES_IT : undefined);
      const kept = lockOf(backup, now) ?? read ?? outOfReach(backup, somebody);
      const forceDelete = notForced(backup, somebody) ?? read;
      return [
        backup.id,
        { ...(restore && { restore }), ...(kept && { delete: kept }), ...(forceDelete && { forceDelete }) },
      ];
    }),
  );
}

function vanished({ vanishedAt }: BackupSubject): Refusal | undefined {
  return vanishedAt === null ? undefined : refused('BACKUP_VANISHED', vanishedSince(vanishedAt));
}

/** What nobody here may delete, and what no cluster can. */
function outOfReach(backup: BackupSubject, somebody: boolean): Refusal | undefined {
  if (backup.mode !== 'FEDERATED' || !liesInBucket(backup)) return undefined;
  const reason = notToDelete(backup);
  if (reason !== undefined) return refused('MADE_ELSEWHERE', reason);
  return somebody ? undefined : NOBODY_REACHES_IT;
}

function notForced(backup: BackupSubject, somebody: boolean): Refusal | undefined {
  const reason = notToForce(backup, somebody);
  return reason === undefined ? undefined : { code: 'OPERATION_NOT_ALLOWED', reason, advice: null };
}

function lockOf({ lockedUntil }: BackupSubject, now: Date): Refusal | undefined {
  if (lockedUntil === null || lockedUntil <= now) return undefined;
  return refused('OBJECT_LOCKED', `Its location keeps it locked until ${lockedUntil.toISOString()}.`);
}
