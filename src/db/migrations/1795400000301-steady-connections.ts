import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const REASONS = {
  table: 'location_connection',
  constraint: 'location_connection_state_reason_check',
  column: 'state_reason',
  words: ['UNREACHABLE'],
} as const;
const ISSUES = {
  table: 'restore_issue',
  constraint: 'restore_issue_code_check',
  column: 'code',
  words: ['STORK_INCOMPLETE'],
} as const;
const NO_LOOK = `'{"last": null, "alike": 0, "failures": 0, "unrest": 0}'`;

/** Connections hold still as clusters and locations do, and a store that is away is a reason of its own. A restore may be partial by the word of Stork alone. */
export class SteadyConnections1795400000301 implements MigrationInterface {
  readonly name = 'SteadyConnections1795400000301';

  async up(runner: QueryRunner): Promise<void> {
    await addWords(runner, REASONS);
    await addWords(runner, ISSUES);
    await runner.query(
      `ALTER TABLE location_connection ADD COLUMN looks jsonb NOT NULL DEFAULT ${NO_LOOK}, DROP COLUMN consecutive_failures`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE location_connection DROP COLUMN looks, ADD COLUMN consecutive_failures integer NOT NULL DEFAULT 0',
    );
    await runner.query('ALTER TABLE location_connection ALTER COLUMN consecutive_failures DROP DEFAULT');
    await runner.query(
      `UPDATE location_connection SET state_reason = 'REFUSED' WHERE state_reason = 'UNREACHABLE'`,
    );
    await runner.query(`DELETE FROM restore_issue WHERE code = 'STORK_INCOMPLETE'`);
    await takeWords(runner, REASONS);
    await takeWords(runner, ISSUES);
  }
}
