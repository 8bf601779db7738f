import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a look knows to be the system's though its name does not say so: the namespaces of Portworx and Stork. */
export class SystemNamespaces1795400000500 implements MigrationInterface {
  readonly name = 'SystemNamespaces1795400000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE namespace_look ADD COLUMN system_names text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE namespace_look DROP COLUMN system_names');
  }
}
