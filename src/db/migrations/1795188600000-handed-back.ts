import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many attempts at a backup were given back by a worker that was told to stop: they are none that failed. */
export class HandedBack1795188600000 implements MigrationInterface {
  readonly name = 'HandedBack1795188600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup ADD COLUMN handed_back integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup DROP COLUMN handed_back');
  }
}
