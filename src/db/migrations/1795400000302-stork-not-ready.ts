import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const REASONS = {
  table: 'cluster',
  constraint: 'cluster_state_reason_check',
  column: 'state_reason',
  words: ['STORK_NOT_READY'],
} as const;

/** A Stork that is there, and that nobody runs, is a reason of its own. */
export class StorkNotReady1795400000302 implements MigrationInterface {
  readonly name = 'StorkNotReady1795400000302';

  up(runner: QueryRunner): Promise<void> {
    return addWords(runner, REASONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE cluster SET state_reason = 'STORK_MISSING' WHERE state_reason = 'STORK_NOT_READY'`,
    );
    await takeWords(runner, REASONS);
  }
}
