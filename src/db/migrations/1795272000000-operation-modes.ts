import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const ENGINES = {
  table: 'backup',
  constraint: 'backup_engine_check',
  column: 'engine',
  words: ['STORK'],
} as const;
const CREDENTIALS = 'backup_location_s3_credentials_check';

/** Federated clusters and what they make. Several of their locations may share a bucket: what lies in it is kept apart by Stork. */
export class OperationModes1795272000000 implements MigrationInterface {
  readonly name = 'OperationModes1795272000000';

  async up(runner: QueryRunner): Promise<void> {
    await addWords(runner, ENGINES);
    await runner.query(`ALTER TABLE backup_location DROP CONSTRAINT ${CREDENTIALS}, ADD CONSTRAINT ${CREDENTIALS}
      CHECK (s3 ->> 'credentials' IN ('STATIC_KEYS', 'ENVIRONMENT', 'WORKLOAD_IDENTITY'))`);
    await runner.query(`ALTER TABLE backup
      ADD COLUMN layout text NOT NULL DEFAULT 'HOLDFAST',
      ADD CONSTRAINT backup_layout_check CHECK (layout IN ('HOLDFAST', 'STORK'))`);
    await runner.query('ALTER TABLE backup_location DROP CONSTRAINT backup_location_path_key');
    await runner.query(
      `CREATE UNIQUE INDEX backup_location_path_key ON backup_location (path) WHERE access = 'CREDENTIALS'`,
    );
  }

  /** Refused while a backup of Stork's or a location of a workload identity is there: the older tables have no place for them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE backup_location DROP CONSTRAINT ${CREDENTIALS}, ADD CONSTRAINT ${CREDENTIALS}
      CHECK (s3 ->> 'credentials' IN ('STATIC_KEYS', 'ENVIRONMENT'))`);
    await takeWords(runner, ENGINES);
    await runner.query('DROP INDEX backup_location_path_key');
    await runner.query('ALTER TABLE backup_location ADD CONSTRAINT backup_location_path_key UNIQUE (path)');
    await runner.query('ALTER TABLE backup DROP COLUMN layout');
  }
}
