import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: [
    'SYNC_REQUESTED',
    'SYNC_STARTED',
    'SYNC_ENDED',
    'BACKUP_VANISHED',
    'BACKUP_RETURNED',
    'BACKUP_FORCE_DELETED',
  ],
} as const;
const SUBJECTS = {
  table: 'event',
  constraint: 'event_subject_type_check',
  column: 'subject_type',
  words: ['BackupSync'],
} as const;

/** What lies in the buckets of federated clusters, looked at by one of them; one look at a bucket at a time, whoever asks. */
export class BackupSyncs1795272200000 implements MigrationInterface {
  readonly name = 'BackupSyncs1795272200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE backup_sync (
      id uuid NOT NULL,
      location_id uuid NOT NULL,
      cluster_id uuid,
      bucket_key text NOT NULL,
      requested_by uuid NOT NULL,
      state text NOT NULL,
      state_reason text,
      state_message text NOT NULL,
      state_changed_at timestamptz(3) NOT NULL,
      counts jsonb NOT NULL,
      attempt integer NOT NULL,
      handed_back integer NOT NULL,
      lease_owner text,
      lease_until timestamptz(3),
      created_at timestamptz(3) NOT NULL,
      started_at timestamptz(3),
      finished_at timestamptz(3),
      CONSTRAINT backup_sync_pkey PRIMARY KEY (id),
      CONSTRAINT backup_sync_location_id_fkey FOREIGN KEY (location_id) REFERENCES backup_location (id) ON DELETE CASCADE,
      CONSTRAINT backup_sync_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE SET NULL,
      CONSTRAINT backup_sync_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES app_user (id),
      CONSTRAINT backup_sync_state_check CHECK (state IN ('PENDING', 'IN_PROGRESS', 'COMPLETED', 'FAILED')),
      CONSTRAINT backup_sync_state_reason_check CHECK (state_reason IN (
        'NO_ELIGIBLE_CLUSTER', 'CLUSTER_FAILED', 'LISTING_FAILED', 'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR')),
      CONSTRAINT backup_sync_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
    )`);
    await runner.query('CREATE INDEX backup_sync_page_idx ON backup_sync (created_at, id)');
    await runner.query(
      'CREATE INDEX backup_sync_by_location_idx ON backup_sync (location_id, created_at, id)',
    );
    await runner.query(`CREATE UNIQUE INDEX backup_sync_one_per_bucket_idx ON backup_sync (bucket_key)
      WHERE state IN ('PENDING', 'IN_PROGRESS')`);
    await runner.query(`ALTER TABLE backup
      ADD COLUMN listed_by_sync boolean NOT NULL DEFAULT false,
      ADD COLUMN vanished_at timestamptz(3)`);
    await addWords(runner, EVENTS);
    await addWords(runner, SUBJECTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM event WHERE subject_type = 'BackupSync'
      OR type IN ('BACKUP_VANISHED', 'BACKUP_RETURNED', 'BACKUP_FORCE_DELETED')`);
    await takeWords(runner, SUBJECTS);
    await takeWords(runner, EVENTS);
    await runner.query('ALTER TABLE backup DROP COLUMN listed_by_sync, DROP COLUMN vanished_at');
    await runner.query('DROP TABLE backup_sync');
  }
}
