import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

const WORDS: CheckedWords = {
  table: 'backup_issue',
  constraint: 'backup_issue_code_check',
  column: 'code',
  words: ['FILTER_UNMATCHED'],
};

/** What schedules and backups are limited to; NULL: nothing is filtered. */
export class ResourceFilter1795222800000 implements MigrationInterface {
  readonly name = 'ResourceFilter1795222800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup_schedule ADD COLUMN filter jsonb');
    await runner.query('ALTER TABLE backup ADD COLUMN filter jsonb');
    await addWords(runner, WORDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM backup_issue WHERE code = 'FILTER_UNMATCHED'`);
    await takeWords(runner, WORDS);
    await runner.query('ALTER TABLE backup DROP COLUMN filter');
    await runner.query('ALTER TABLE backup_schedule DROP COLUMN filter');
  }
}
