import type { EntityManager } from 'typeorm';
import type { LeftInstruction, LeftInstructionStore } from '../../domain/ports/left-instruction-store.js';
import { affectedRows, knownId } from './sql.js';

const AFTER = (parameter: string) => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

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

  async delayAllOn(clusterId: string, pauseMs: number): Promise<void> {
    await affectedRows(
      this.manager,
      `UPDATE left_instruction SET next_try_at = greatest(next_try_at, ${AFTER('$2')}) WHERE cluster_id = $1`,
      [knownId(clusterId), pauseMs],
    );
  }
}
