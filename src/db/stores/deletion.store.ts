import type { EntityManager } from 'typeorm';
import type { Backup } from '../../domain/backup.js';
import type { DeletionStep } from '../../domain/deletion.js';
import type { DeletionAttempt, DeletionStore, OnlyCopies } from '../../domain/ports/keeping-stores.js';
import { machineKey } from '../../domain/virtual-machine.js';
import { BackupEntity } from '../entities/backup.entity.js';
import { storableText } from '../storable-text.js';
import { usable } from './backup-rows.js';
import { findRow } from './resource-rows.js';
import { affectedRows, isUuid } from './sql.js';

const AFTER = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;
/** The row while this attempt is the newest; the parameters are `attemptOf`. */
const MINE = `id = $1 AND deletion_attempts = $2 AND state = 'DELETING'`;
const GOOD = `IN ('SUCCESS', 'PARTIAL_SUCCESS')`;

function holdsCopies(row: 'backup' | 'other'): string {
  return `${row}.state ${GOOD} AND ${usable(row)}`;
}

/** Of their namespaces it holds these alone. */
function ofMachines(row: 'backup' | 'other'): string {
  return `(${row}.selection ->> 'kind' = 'VIRTUAL_MACHINES')`;
}

export class PostgresDeletionStore implements DeletionStore {
  constructor(private readonly manager: EntityManager) {}

  due(limit: number): Promise<readonly { readonly id: string; readonly locationId: string }[]> {
    return this.manager.query(
      `SELECT id, location_id AS "locationId" FROM backup
       WHERE state = 'DELETING' AND deletion_next_try_at <= clock_timestamp()
       ORDER BY deletion_next_try_at, id LIMIT $1`,
      [limit],
    );
  }

  async claim(backupId: string, ttlMs: number): Promise<Backup | undefined> {
    if (!isUuid(backupId)) return undefined;
    const claimed = await affectedRows(
      this.manager,
      `UPDATE backup SET deletion_attempts = deletion_attempts + 1, deletion_next_try_at = ${AFTER('$2')}
       WHERE id = $1 AND state = 'DELETING' AND deletion_next_try_at <= clock_timestamp()`,
      [backupId, ttlMs],
    );
    return claimed === 0 ? undefined : findRow(this.manager.getRepository(BackupEntity), backupId);
  }

  renew(attempt: DeletionAttempt, ttlMs: number): Promise<boolean> {
    return this.write(`deletion_next_try_at = ${AFTER('$3')}`, attempt, ttlMs);
  }

  enterStep(attempt: DeletionAttempt, step: DeletionStep, through?: string): Promise<boolean> {
    const change = `deletion_step = $3, deletion_error = NULL, deletion_cluster_id = coalesce($4, deletion_cluster_id)`;
    return this.write(change, attempt, step, through ?? null);
  }

  delay(
    attempt: DeletionAttempt,
    { error, pauseMs, lockedUntil }: Parameters<DeletionStore['delay']>[1],
  ): Promise<boolean> {
    return this.write(
      `deletion_error = $3, deletion_next_try_at = greatest(${AFTER('$4')}, $5::timestamptz),
       locked_until = coalesce($5::timestamptz, locked_until)`,
      attempt,
      storableText(error),
      pauseMs,
      lockedUntil,
    );
  }

  async delayAllIn(
    locationId: string,
    { error, pauseMs }: Parameters<DeletionStore['delayAllIn']>[1],
  ): Promise<void> {
    if (!isUuid(locationId)) return;
    await this.manager.query(
      `UPDATE backup SET deletion_error = $2, deletion_next_try_at = ${AFTER('$3')}
       WHERE location_id = $1 AND state = 'DELETING' AND deletion_next_try_at <= clock_timestamp()`,
      [locationId, storableText(error), pauseMs],
    );
  }

  async onlyCopiesIn(backupId: string): Promise<OnlyCopies> {
    if (!isUuid(backupId)) return { namespaces: [], machines: [] };
    await this.manager.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('copies of ' || cluster_id, 0)) FROM backup WHERE id = $1`,
      [backupId],
    );
    const rows = await this.manager.query<{ namespace: string | null; name: string }[]>(
      `SELECT NULL AS namespace, held.name FROM backup JOIN backup_namespace AS held
         ON held.backup_id = backup.id AND held.fate = 'INCLUDED'
       WHERE backup.id = $1 AND ${holdsCopies('backup')} AND NOT ${ofMachines('backup')}
         AND NOT EXISTS (
           SELECT FROM backup_namespace AS copy JOIN backup AS other ON other.id = copy.backup_id
           WHERE copy.name = held.name AND copy.fate = 'INCLUDED' AND other.id <> backup.id
             AND other.cluster_id = backup.cluster_id AND ${holdsCopies('other')} AND NOT ${ofMachines('other')})
       UNION ALL SELECT held.namespace, held.name FROM backup JOIN backup_machine AS held
         ON held.backup_id = backup.id AND held.outcome ${GOOD}
       WHERE backup.id = $1 AND ${holdsCopies('backup')} AND ${ofMachines('backup')}
         AND NOT EXISTS (
           SELECT FROM backup_machine AS copy JOIN backup AS other ON other.id = copy.backup_id
           WHERE copy.namespace = held.namespace AND copy.name = held.name AND copy.outcome ${GOOD}
             AND other.id <> backup.id AND other.cluster_id = backup.cluster_id AND ${holdsCopies('other')})`,
      [backupId],
    );
    const machines = rows.flatMap(({ namespace, name }) => (namespace === null ? [] : [{ namespace, name }]));
    return {
      namespaces: rows.flatMap(({ namespace, name }) => (namespace === null ? [name] : [])).sort(),
      machines: machines.sort((one, other) => (machineKey(one) < machineKey(other) ? -1 : 1)),
    };
  }

  private async write(
    change: string,
    { backupId, attempt }: DeletionAttempt,
    ...values: readonly unknown[]
  ): Promise<boolean> {
    const statement = `UPDATE backup SET ${change} WHERE ${MINE}`;
    return (await affectedRows(this.manager, statement, [backupId, attempt, ...values])) === 1;
  }
}
