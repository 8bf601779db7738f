import type { MigrationInterface, QueryRunner } from 'typeorm';
import { withTrigrams } from './trigrams.js';

/** What a search reads where there are many: labels of backups as text, and names of namespaces. */
const INDEXES = [
  `CREATE INDEX backup_label_part_idx ON backup USING gin ((labels::text) gin_trgm_ops)`,
  `CREATE INDEX cluster_namespace_name_part_idx ON cluster_namespace USING gin (name gin_trgm_ops)`,
];

export class SearchIndexes1795244460000 implements MigrationInterface {
  readonly name = 'SearchIndexes1795244460000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of INDEXES) await runner.query(withTrigrams(statement));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS cluster_namespace_name_part_idx');
    await runner.query('DROP INDEX IF EXISTS backup_label_part_idx');
  }
}
