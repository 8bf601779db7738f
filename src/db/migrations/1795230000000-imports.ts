import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const ISSUES = {
  table: 'backup_issue',
  constraint: 'backup_issue_code_check',
  column: 'code',
  words: ['IMPORTED_INCOMPLETE', 'IMPORT_FAILED'],
} as const;
const REASONS = {
  table: 'backup_volume',
  constraint: 'backup_volume_reason_check',
  column: 'reason',
  words: ['FOREIGN_COPY'],
} as const;

/** Backups that were made by another program. */
export class Imports1795230000000 implements MigrationInterface {
  readonly name = 'Imports1795230000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup ADD COLUMN imported_from jsonb');
    await addWords(runner, ISSUES);
    await addWords(runner, REASONS);
  }

  /** What only imports have goes with them; the backups themselves stay. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM backup_issue WHERE code IN ('IMPORTED_INCOMPLETE', 'IMPORT_FAILED')`);
    await runner.query(`DELETE FROM backup_volume WHERE reason = 'FOREIGN_COPY'`);
    await takeWords(runner, ISSUES);
    await takeWords(runner, REASONS);
    await runner.query('ALTER TABLE backup DROP COLUMN imported_from');
  }
}
