import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const WORDS = [
  {
    table: 'backup_issue',
    constraint: 'backup_issue_code_check',
    column: 'code',
    words: ['STORK_FAILED', 'STORK_INCOMPLETE', 'STORK_STALLED', 'STORK_FOREIGN', 'STORK_GONE'],
  },
  {
    table: 'restore_issue',
    constraint: 'restore_issue_code_check',
    column: 'code',
    words: ['STORK_FAILED', 'STORK_STALLED', 'STORK_FOREIGN', 'STORK_GONE'],
  },
  {
    table: 'backup_volume',
    constraint: 'backup_volume_reason_check',
    column: 'reason',
    words: ['STORK_ERROR'],
  },
] as const;

/** What Stork says of the work that it is told to do, and which Stork a cluster has. On the way back what it said is forgotten. */
export class StorkEngine1795273000000 implements MigrationInterface {
  readonly name = 'StorkEngine1795273000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const each of WORDS) await addWords(runner, each);
    await runner.query('ALTER TABLE cluster ADD COLUMN stork jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cluster DROP COLUMN stork');
    for (const each of WORDS) {
      const list = each.words.map((word) => `'${word}'`).join(', ');
      await runner.query(`DELETE FROM ${each.table} WHERE ${each.column} IN (${list})`);
      await takeWords(runner, each);
    }
  }
}
