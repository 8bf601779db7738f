import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What trying a restore by dry runs found of a backup that was read back. */
export class RestoreTrials1795233600000 implements MigrationInterface {
  readonly name = 'RestoreTrials1795233600000';

  /** The default is for processes of the version before, which go on during an upgrade. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE backup_verification ADD COLUMN try_restore boolean NOT NULL DEFAULT false,
      ADD COLUMN trial jsonb,
      ADD CONSTRAINT backup_verification_trial_check CHECK (trial ->> 'restorable' IN ('YES', 'PARTLY', 'NO', 'NOT_TRIED'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup_verification DROP COLUMN trial, DROP COLUMN try_restore');
  }
}
