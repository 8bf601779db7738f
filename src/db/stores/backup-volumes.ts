/** Volumes of backups: thousands of rows go in with one statement, as JSON. */
import type { EntityManager } from 'typeorm';
import type { Lease } from '../../domain/backup.js';
import type { BackupVolume } from '../../domain/backup-volume.js';
import { storableJson } from '../storable-text.js';
import { leaseHeld, leaseParameters } from './lease.js';
import { isUuid } from './sql.js';

const FIELDS =
  'namespace, claim, volume, driver, storage_class, snapshot_class, state, reason, message, copy, snapshot, content, handle, restore_size, cut_at, ready_at';
const VOLUME_COLUMNS = `backup_id, ${FIELDS}`;

/** The rows of `volumesJson`, which is the parameter of this number. */
function volumeSource(parameter: number): string {
  const types = FIELDS.split(', ').map((each) => `${each} ${each === 'restore_size' ? 'bigint' : 'text'}`);
  return `jsonb_to_recordset($${parameter}::jsonb) AS source (${types.join(', ')})`;
}

export function volumesJson(volumes: readonly BackupVolume[]): string {
  return storableJson(
    volumes.map(({ storageClass, snapshotClass, restoreSize, cutAt, readyAt, ...rest }) => ({
      ...rest,
      storage_class: storageClass,
      snapshot_class: snapshotClass,
      restore_size: restoreSize,
      cut_at: cutAt,
      ready_at: readyAt,
    })),
  );
}

const CHANGING = FIELDS.split(', ').slice(2);
const NEW_VALUES = CHANGING.map((each) => `excluded.${each}`).join(', ');
const OLD_VALUES = CHANGING.map((each) => `backup_volume.${each}`).join(', ');

/** Rows that did not move are not written. */
const KEEP_NEWEST_VOLUME = `ON CONFLICT (backup_id, namespace, claim) DO UPDATE SET (${CHANGING.join(', ')})
  = (${NEW_VALUES}) WHERE (${OLD_VALUES}) IS DISTINCT FROM (${NEW_VALUES})`;

/** Makes `volumesJson`, the parameter of this number, the whole list of the one backup in `held`: parts of a WITH. */
export function volumesOfRun(held: string, parameter: number): string {
  return `listed AS (SELECT source.* FROM ${volumeSource(parameter)}), written AS (
      INSERT INTO backup_volume (${VOLUME_COLUMNS})
      SELECT ${held}.id, listed.* FROM ${held}, listed ${KEEP_NEWEST_VOLUME}
    ), forgotten AS (
      DELETE FROM backup_volume AS old USING ${held} WHERE old.backup_id = ${held}.id AND NOT EXISTS (
        SELECT FROM listed WHERE listed.namespace = old.namespace AND listed.claim = old.claim)
    )`;
}

export async function insertVolumes(
  manager: EntityManager,
  backupId: string,
  volumes: readonly BackupVolume[],
): Promise<void> {
  if (volumes.length === 0) return;
  await manager.query(
    `INSERT INTO backup_volume (${VOLUME_COLUMNS}) SELECT $1::uuid, source.* FROM ${volumeSource(2)}`,
    [backupId, volumesJson(volumes)],
  );
}

/** `volumes` is the whole list: what an earlier attempt left beside it is gone. */
export async function recordVolumes(
  manager: EntityManager,
  lease: Lease,
  volumes: readonly BackupVolume[],
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `WITH held AS (SELECT id FROM backup WHERE ${leaseHeld(1)} FOR UPDATE), ${volumesOfRun('held', 4)}
     SELECT id FROM held`,
    [...leaseParameters(lease), volumesJson(volumes)],
  );
  return rows.length === 1;
}

interface VolumeOfBackup {
  readonly backup_id: string;
  readonly namespace: string;
  readonly claim: string;
  readonly volume: string | null;
  readonly driver: string | null;
  readonly storage_class: string | null;
  readonly snapshot_class: string | null;
  readonly state: BackupVolume['state'];
  readonly reason: BackupVolume['reason'];
  readonly message: string | null;
  readonly copy: BackupVolume['copy'];
  readonly snapshot: string | null;
  readonly content: string | null;
  readonly handle: string | null;
  readonly restore_size: string | null;
  readonly cut_at: string | null;
  readonly ready_at: string | null;
}

/** By backup, in the order of the alphabet. A backup without any has an empty list. */
export async function volumesOf(
  manager: EntityManager,
  backupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BackupVolume[]>> {
  const rows = await manager.query<VolumeOfBackup[]>(
    `SELECT ${VOLUME_COLUMNS} FROM backup_volume WHERE backup_id = ANY($1::uuid[])
     ORDER BY backup_id, namespace COLLATE "C", claim COLLATE "C"`,
    [backupIds.filter(isUuid)],
  );
  const found = new Map<string, BackupVolume[]>(backupIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.backup_id)?.push(volumeOf(row));
  return found;
}

function volumeOf({
  backup_id: _backup,
  storage_class: storageClass,
  snapshot_class: snapshotClass,
  restore_size: restoreSize,
  cut_at: cutAt,
  ready_at: readyAt,
  ...same
}: VolumeOfBackup): BackupVolume {
  return { ...same, storageClass, snapshotClass, restoreSize, cutAt, readyAt };
}
