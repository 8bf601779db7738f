import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['changed_at', 'last_seen_at', 'count'] as const;

/** Each order of the list of alerts is read from an index, as those of every other list: only `opened_at` had one. */
export class AlertOrders1795400000100 implements MigrationInterface {
  readonly name = 'AlertOrders1795400000100';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS)
      await runner.query(`CREATE INDEX alert_by_${column}_idx ON alert (${column}, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`DROP INDEX alert_by_${column}_idx`);
  }
}
