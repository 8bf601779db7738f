import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which keys open a backup, by their ids; null: it is stored in the clear. */
export class Encryption1795212000000 implements MigrationInterface {
  readonly name = 'Encryption1795212000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup ADD COLUMN encryption_key_ids text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup DROP COLUMN encryption_key_ids');
  }
}
