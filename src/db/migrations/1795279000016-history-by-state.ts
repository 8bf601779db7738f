import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `holdfast history backups --to partial-success`: of a resource what is rare among all its changes. */
const UP = `CREATE INDEX state_change_by_state_idx ON state_change (resource, to_state, at, id)`;

export class HistoryByState1795279000016 implements MigrationInterface {
  readonly name = 'HistoryByState1795279000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX state_change_by_state_idx');
  }
}
