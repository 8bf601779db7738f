import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was deleted by force is counted for each reading of the metrics: without looking at the rest of the trail. */
export class ForcedDeletionsIndex1795271100000 implements MigrationInterface {
  readonly name = 'ForcedDeletionsIndex1795271100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX audit_entry_forced_idx ON audit_entry (at) WHERE operation = 'forceDeleteBackup'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_forced_idx');
  }
}
