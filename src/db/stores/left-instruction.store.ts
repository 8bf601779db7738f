import type { EntityManager } from 'typeorm';
import type { LeftInstruction, LeftInstructionStore } from '../../domain/ports/left-instruction-store.js';
import { affectedRows, knownId } from './sql.js';

const AFTER = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

/**
 * Failed backups whose instruction is not gone yet, by the connection that it needs: without it Stork leaves the data (facts 1.12). A connection that
 * is not VALID is of no use to it, and a cluster that is not ACTIVE keeps its BackupLocation. One that is DELETING is a dependent for that.
 */
export const CLEARED_AWAY = `FROM left_instruction AS told JOIN backup ON backup.id = told.subject_id
  JOIN location_connection AS c ON c.cluster_id = told.cluster_id AND c.location_id = backup.location_id
  JOIN cluster ON cluster.id = c.cluster_id
  WHERE told.resource = 'Backup' AND backup.state = 'FAILURE' AND c.state = 'VALID' AND cluster.state = 'ACTIVE'`;

export class PostgresLeftInstructionStore implements LeftInstructionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Of a cluster that is gone nothing is left that anybody could tell. */
  async leave({ resource, subjectId, clusterId }: LeftInstruction, forMs: number): Promise<void> {
    await this.manager.query(
      `INSERT INTO left_instruction (subject_id, resource, cluster_id, left_at, tries, next_try_at)
       SELECT $1, $2, id, clock_timestamp(), 0, ${AFTER('$4')} FROM cluster WHERE id = $3
       ON CONFLICT (subject_id) DO UPDATE SET next_try_at = excluded.next_try_at`,
      [subjectId, resource, knownId(clusterId), forMs],
    );
  }

  async takenBack(subjectId: string): Promise<void> {
    await affectedRows(this.manager, 'DELETE FROM left_instruction WHERE subject_id = $1', [
      knownId(subjectId),
    ]);
  }

  async claimDue(forMs: number): Promise<(LeftInstruction & { readonly tries: number }) | undefined> {
    const [rows] = await this.manager.query<[(LeftInstruction & { readonly tries: number })[], number]>(
      `UPDATE left_instruction SET tries = tries + 1, next_try_at = ${AFTER('$1')}
       WHERE subject_id = (
         SELECT due.subject_id FROM left_instruction AS due JOIN cluster ON cluster.id = due.cluster_id
         WHERE due.next_try_at <= clock_timestamp() AND cluster.state = 'ACTIVE'
         ORDER BY due.resource DESC, due.next_try_at LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
       RETURNING resource, subject_id AS "subjectId", cluster_id AS "clusterId", tries`,
      [forMs],
    );
    return rows[0];
  }

  async delay(subjectId: string, pauseMs: number): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE left_instruction SET next_try_at = ${AFTER('$2')} WHERE subject_id = $1`,
      [knownId(subjectId), pauseMs],
    );
  }

  clearedAt({
    clusterId,
    locationId,
  }: {
    readonly clusterId: string;
    readonly locationId: string;
  }): Promise<readonly { readonly id: string; readonly name: string }[]> {
    return this.manager.query(
      `SELECT backup.id, backup.name ${CLEARED_AWAY} AND c.cluster_id = $1 AND c.location_id = $2 ORDER BY left_at, backup.id`,
      [knownId(clusterId), knownId(locationId)],
    );
  }

  async delayAllOn(clusterId: string, pauseMs: number): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE left_instruction SET next_try_at = greatest(next_try_at, ${AFTER('$2')}) WHERE cluster_id = $1`,
      [knownId(clusterId), pauseMs],
    );
  }
}
