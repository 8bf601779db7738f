import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which backups hold a virtual machine. */
export class CopiesOfMachines1795400000001 implements MigrationInterface {
  readonly name = 'CopiesOfMachines1795400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX backup_machine_by_name_idx ON backup_machine (namespace, name)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX backup_machine_by_name_idx');
  }
}
