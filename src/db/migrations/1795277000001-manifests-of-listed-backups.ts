import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Backups that a sync listed named their folder and not their metadata.json, so that a sync took those that were made here for gone. A
 * mark of before may be wrong: the next whole listing sets it again where it is right.
 */
export class ManifestsOfListedBackups1795277000001 implements MigrationInterface {
  readonly name = 'ManifestsOfListedBackups1795277000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE backup SET manifest_key = manifest_key || '/metadata.json'
      WHERE listed_by_sync AND layout = 'STORK' AND manifest_key NOT LIKE '%/metadata.json'`);
    await runner.query(
      'UPDATE backup SET vanished_at = NULL WHERE vanished_at IS NOT NULL AND NOT listed_by_sync',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE backup SET manifest_key = regexp_replace(manifest_key, '/metadata[.]json$', '')
      WHERE listed_by_sync AND layout = 'STORK'`);
  }
}
