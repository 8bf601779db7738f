import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which cluster was told to delete a backup. Of a deletion that was at DATA before nobody knows: no cluster's lack of it counts as done, and
 * a sync of the location settles it.
 */
export class ToldDeletions1795400000300 implements MigrationInterface {
  readonly name = 'ToldDeletions1795400000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE backup ADD deletion_cluster_id uuid
      CONSTRAINT backup_deletion_cluster_id_fkey REFERENCES cluster ON DELETE SET NULL`);
    await runner.query(`CREATE INDEX backup_by_deletion_cluster_idx ON backup (deletion_cluster_id)
      WHERE deletion_cluster_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE backup DROP deletion_cluster_id');
  }
}
