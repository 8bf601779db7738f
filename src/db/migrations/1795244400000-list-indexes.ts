import type { MigrationInterface, QueryRunner } from 'typeorm';
import { INDEX_TRIGRAMS, OBTAIN_TRIGRAMS, trigramIndex } from './trigrams.js';

/** What the filters and orders of lists read. Expressions are those of `src/db/stores/list-sorts.ts`. */
const UP = [
  `CREATE INDEX backup_by_labels_idx ON backup USING gin (labels)`,
  `CREATE INDEX backup_by_size_idx ON backup (bytes, id)`,
  `CREATE INDEX backup_by_end_idx ON backup (coalesce(finished_at, 'infinity'::timestamptz), id)`,
  `CREATE INDEX backup_namespace_lacking_idx ON backup_namespace (name) WHERE fate IN ('MISSING', 'LOST')`,
  `CREATE INDEX backup_schedule_by_state_idx ON backup_schedule (state, created_at, id)`,
  `CREATE INDEX backup_schedule_by_labels_idx ON backup_schedule USING gin (labels)`,
  `CREATE INDEX backup_schedule_by_names_idx ON backup_schedule USING gin ((selection -> 'names') jsonb_path_ops)`,
  `CREATE INDEX backup_schedule_missing_idx ON backup_schedule (created_at, id) WHERE cardinality(missing) > 0`,
  `CREATE INDEX backup_schedule_by_due_time_idx
    ON backup_schedule (coalesce(next_due_at, 'infinity'::timestamptz), id)`,
  `CREATE INDEX restore_by_end_idx ON restore (coalesce(finished_at, 'infinity'::timestamptz), id)`,
  OBTAIN_TRIGRAMS,
  ...INDEX_TRIGRAMS,
];

const DOWN = [
  ...['backup', 'backup_schedule', 'restore'].map((table) => `DROP INDEX IF EXISTS ${trigramIndex(table)}`),
  `DROP INDEX restore_by_end_idx`,
  `DROP INDEX backup_schedule_by_due_time_idx`,
  `DROP INDEX backup_schedule_missing_idx`,
  `DROP INDEX backup_schedule_by_names_idx`,
  `DROP INDEX backup_schedule_by_labels_idx`,
  `DROP INDEX backup_schedule_by_state_idx`,
  `DROP INDEX backup_namespace_lacking_idx`,
  `DROP INDEX backup_by_end_idx`,
  `DROP INDEX backup_by_size_idx`,
  `DROP INDEX backup_by_labels_idx`,
];

export class ListIndexes1795244400000 implements MigrationInterface {
  readonly name = 'ListIndexes1795244400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  /** The extension stays: others may use it, and it may have been there before. */
  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
