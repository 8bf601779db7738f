import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const ALERTS = {
  table: 'alert',
  constraint: 'alert_kind_check',
  column: 'kind',
  words: ['SYNC_FAILED'],
} as const;

/** A failed sync tells somebody. */
export class FailedSyncs1795400000200 implements MigrationInterface {
  readonly name = 'FailedSyncs1795400000200';

  async up(runner: QueryRunner): Promise<void> {
    await addWords(runner, ALERTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM alert WHERE kind = 'SYNC_FAILED'`);
    await takeWords(runner, ALERTS);
  }
}
