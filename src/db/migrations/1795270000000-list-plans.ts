import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What `test/long/list-plans.long.test.ts` found at 200,000 backups. The condition is that of the store, word by word. */
const UP = [
  `DROP INDEX backup_schedule_missing_idx`,
  `CREATE INDEX backup_schedule_missing_idx ON backup_schedule (created_at, id) WHERE missing <> '{}'::text[]`,
];

const DOWN = [
  `DROP INDEX backup_schedule_missing_idx`,
  `CREATE INDEX backup_schedule_missing_idx ON backup_schedule (created_at, id) WHERE cardinality(missing) > 0`,
];

export class ListPlans1795270000000 implements MigrationInterface {
  readonly name = 'ListPlans1795270000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
