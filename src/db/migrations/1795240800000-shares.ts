import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

/** Who reaches what beside its owner, and the indexes that lists of one owner are read by. */
const UP = [
  // One column for each kind of thing: so a share goes with what is shared.
  `CREATE TABLE share (
    id uuid NOT NULL,
    cluster_id uuid,
    schedule_id uuid,
    backup_id uuid,
    user_id uuid,
    group_id uuid,
    access text NOT NULL,
    namespaces text[] NOT NULL,
    created_by uuid NOT NULL,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT share_pkey PRIMARY KEY (id),
    CONSTRAINT share_cluster_user_key UNIQUE (cluster_id, user_id),
    CONSTRAINT share_cluster_group_key UNIQUE (cluster_id, group_id),
    CONSTRAINT share_schedule_user_key UNIQUE (schedule_id, user_id),
    CONSTRAINT share_schedule_group_key UNIQUE (schedule_id, group_id),
    CONSTRAINT share_backup_user_key UNIQUE (backup_id, user_id),
    CONSTRAINT share_backup_group_key UNIQUE (backup_id, group_id),
    CONSTRAINT share_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE,
    CONSTRAINT share_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES backup_schedule (id) ON DELETE CASCADE,
    CONSTRAINT share_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT share_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id) ON DELETE CASCADE,
    CONSTRAINT share_group_id_fkey FOREIGN KEY (group_id) REFERENCES user_group (id) ON DELETE CASCADE,
    CONSTRAINT share_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user (id),
    CONSTRAINT share_access_check CHECK (access IN ('VIEW', 'RESTORE', 'FULL')),
    CONSTRAINT share_one_check CHECK (num_nonnulls(cluster_id, schedule_id, backup_id) = 1
      AND num_nonnulls(user_id, group_id) = 1)
  )`,
  `CREATE INDEX share_by_user_idx ON share (user_id)`,
  `CREATE INDEX share_by_group_idx ON share (group_id)`,
  `CREATE INDEX backup_by_owner_idx ON backup (owner_id, created_at, id)`,
  `CREATE INDEX backup_by_owner_cluster_idx ON backup (owner_id, cluster_id)`,
  `CREATE INDEX restore_by_owner_idx ON restore (owner_id, created_at, id)`,
];

const DOWN = [
  `DELETE FROM event WHERE type IN ('SHARE_ADDED', 'SHARE_EDITED', 'SHARE_REMOVED')`,
  `DROP INDEX restore_by_owner_idx`,
  `DROP INDEX backup_by_owner_cluster_idx`,
  `DROP INDEX backup_by_owner_idx`,
  `DROP TABLE share`,
];

const EVENTS: CheckedWords = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: ['SHARE_ADDED', 'SHARE_EDITED', 'SHARE_REMOVED'],
};

export class Shares1795240800000 implements MigrationInterface {
  readonly name = 'Shares1795240800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await addWords(runner, EVENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    await takeWords(runner, EVENTS);
  }
}
