import type { MigrationInterface, QueryRunner } from 'typeorm';

const NO_LOOK = `'{"last": null, "alike": 0, "failures": 0, "unrest": 0}'`;

/** What probers remember between two looks: of locations too, and enough of both to hold a state that the world shakes. */
export class SteadyLooks1795276000000 implements MigrationInterface {
  readonly name = 'SteadyLooks1795276000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['cluster', 'backup_location'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN looks jsonb NOT NULL DEFAULT ${NO_LOOK}`);
    await runner.query(
      `UPDATE cluster SET looks = jsonb_set(looks, '{failures}', to_jsonb(consecutive_failures)) WHERE consecutive_failures > 0`,
    );
    await runner.query('ALTER TABLE cluster DROP COLUMN consecutive_failures');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cluster ADD COLUMN consecutive_failures integer NOT NULL DEFAULT 0');
    await runner.query(`UPDATE cluster SET consecutive_failures = (looks ->> 'failures')::integer`);
    await runner.query('ALTER TABLE cluster ALTER COLUMN consecutive_failures DROP DEFAULT');
    for (const table of ['cluster', 'backup_location'])
      await runner.query(`ALTER TABLE ${table} DROP COLUMN looks`);
  }
}
