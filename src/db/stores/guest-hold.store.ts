import type { EntityManager } from 'typeorm';
import type { GuestHolder, GuestHoldStore, OthersHolds } from '../../domain/ports/guest-hold-store.js';
import type { MachineName } from '../../domain/virtual-machine.js';
import { storableJson } from '../storable-text.js';
import { affectedRows, knownId } from './sql.js';

/** The guests of a JSON parameter, in the order in which everybody locks them. */
function wanted(parameter: number): string {
  return `(SELECT DISTINCT namespace, name FROM jsonb_to_recordset($${parameter}::jsonb) AS asked (namespace text, name text)
    ORDER BY namespace, name)`;
}

/** Somebody calls the guest now; or its backup runs, and the guest cannot have thawed itself by now. */
const BUSY = `(hold.call_until > clock_timestamp() OR coalesce(
  backup.state = 'IN_PROGRESS' AND backup.lease_until > clock_timestamp()
    AND (hold.thaws_itself_at IS NULL OR hold.thaws_itself_at > clock_timestamp()), false))`;

interface HeldByOthers extends MachineName {
  readonly busy: boolean;
}

export class PostgresGuestHoldStore implements GuestHoldStore {
  constructor(private readonly manager: EntityManager) {}

  /** The rows are locked: a thaw that begins meanwhile waits, and then finds whose the guest is. What has no row yet waits for the cluster's lock. */
  async lookAt({ clusterId, backupId }: GuestHolder, machines: readonly MachineName[]): Promise<OthersHolds> {
    if (machines.length === 0) return { busy: [], left: [] };
    await this.manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('guests of ' || $1, 0))`, [
      clusterId,
    ]);
    const rows = await this.manager.query<HeldByOthers[]>(
      `SELECT hold.namespace, hold.name, ${BUSY} AS busy
       FROM guest_hold AS hold JOIN ${wanted(3)} AS asked USING (namespace, name)
         LEFT JOIN backup ON backup.id = hold.backup_id
       WHERE hold.cluster_id = $1 AND hold.backup_id <> $2
       ORDER BY hold.namespace, hold.name FOR UPDATE OF hold`,
      [clusterId, backupId, namesOf(machines)],
    );
    const named = (busy: boolean) =>
      rows.filter((row) => row.busy === busy).map(({ namespace, name }) => ({ namespace, name }));
    return { busy: named(true), left: named(false) };
  }

  async take(
    { clusterId, backupId, attempt }: GuestHolder & { readonly attempt: number },
    machines: readonly MachineName[],
  ): Promise<void> {
    if (machines.length === 0) return;
    await this.manager.query(
      `INSERT INTO guest_hold (cluster_id, namespace, name, backup_id, attempt, held_since, call_until, thaws_itself_at)
       SELECT $1::uuid, namespace, name, $2::uuid, $3::integer, clock_timestamp(), clock_timestamp(), NULL FROM ${wanted(4)} AS asked
       ON CONFLICT (cluster_id, namespace, name) DO UPDATE SET backup_id = excluded.backup_id, attempt = excluded.attempt,
         held_since = excluded.held_since, call_until = excluded.call_until, thaws_itself_at = NULL`,
      [clusterId, backupId, attempt, namesOf(machines)],
    );
  }

  async adopt({ backupId, attempt }: GuestHolder & { readonly attempt: number }): Promise<void> {
    await affectedRows(
      this.manager,
      'UPDATE guest_hold SET attempt = $2 WHERE backup_id = $1 AND attempt < $2',
      [knownId(backupId), attempt],
    );
  }

  async begin(
    { clusterId, backupId, attempt }: GuestHolder,
    { namespace, name }: MachineName,
    { withinMs, frozenForMs }: Parameters<GuestHoldStore['begin']>[2],
  ): Promise<boolean> {
    const met = await affectedRows(
      this.manager,
      `UPDATE guest_hold SET call_until = clock_timestamp() + $6 * interval '1 millisecond',
         thaws_itself_at = coalesce(clock_timestamp() + $7::bigint * interval '1 millisecond', thaws_itself_at)
       WHERE cluster_id = $1 AND namespace = $2 AND name = $3 AND backup_id = $4 AND attempt = coalesce($5::integer, attempt)`,
      [knownId(clusterId), namespace, name, knownId(backupId), attempt, withinMs, frozenForMs ?? null],
    );
    return met === 1;
  }

  async end({ clusterId, backupId, attempt }: GuestHolder, machines: readonly MachineName[]): Promise<void> {
    if (machines.length === 0) return;
    await affectedRows(
      this.manager,
      `DELETE FROM guest_hold AS hold USING ${wanted(4)} AS asked
       WHERE hold.cluster_id = $1 AND hold.namespace = asked.namespace AND hold.name = asked.name
         AND hold.backup_id = $2 AND hold.attempt = coalesce($3::integer, hold.attempt)`,
      [knownId(clusterId), knownId(backupId), attempt, namesOf(machines)],
    );
  }
}

function namesOf(machines: readonly MachineName[]): string {
  return storableJson(machines.map(({ namespace, name }) => ({ namespace, name })));
}
