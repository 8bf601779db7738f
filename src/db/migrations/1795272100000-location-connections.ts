import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: ['CONNECTION_CREATED', 'CONNECTION_STATE_CHANGED', 'CONNECTION_DELETED'],
} as const;
const SUBJECTS = {
  table: 'event',
  constraint: 'event_subject_type_check',
  column: 'subject_type',
  words: ['LocationConnection'],
} as const;
const REASONS = {
  table: 'backup_location',
  constraint: 'backup_location_state_reason_check',
  column: 'state_reason',
  words: ['CONNECTED', 'NO_VALID_CONNECTION'],
} as const;

/** Federated clusters connected to locations, each validated on its own. */
export class LocationConnections1795272100000 implements MigrationInterface {
  readonly name = 'LocationConnections1795272100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE location_connection (
      id uuid NOT NULL,
      location_id uuid NOT NULL,
      cluster_id uuid NOT NULL,
      state text NOT NULL,
      state_reason text NOT NULL,
      state_message text NOT NULL,
      state_changed_at timestamptz(3) NOT NULL,
      state_checked_at timestamptz(3),
      validated_at timestamptz(3),
      consecutive_failures integer NOT NULL,
      created_at timestamptz(3) NOT NULL,
      CONSTRAINT location_connection_pkey PRIMARY KEY (id),
      CONSTRAINT location_connection_pair_key UNIQUE (location_id, cluster_id),
      CONSTRAINT location_connection_location_id_fkey FOREIGN KEY (location_id) REFERENCES backup_location (id),
      CONSTRAINT location_connection_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id),
      CONSTRAINT location_connection_state_check CHECK (state IN ('UNCHECKED', 'VALID', 'INVALID')),
      CONSTRAINT location_connection_state_reason_check CHECK (state_reason IN (
        'NOT_CHECKED', 'OK', 'ACCESS_DENIED', 'BUCKET_MISSING', 'REFUSED', 'NO_ANSWER', 'STORK_MISSING', 'STORK_TOO_OLD',
        'FOREIGN', 'CLUSTER_NOT_ACTIVE', 'CLUSTER_FAILED'))
    )`);
    await runner.query('CREATE INDEX location_connection_page_idx ON location_connection (created_at, id)');
    await runner.query('CREATE INDEX location_connection_by_cluster_idx ON location_connection (cluster_id)');
    await addWords(runner, EVENTS);
    await addWords(runner, SUBJECTS);
    await addWords(runner, REASONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM event WHERE subject_type = 'LocationConnection'`);
    await runner.query(`UPDATE backup_location SET state = 'UNCHECKED', state_reason = 'NOT_CHECKED'
      WHERE state_reason IN ('CONNECTED', 'NO_VALID_CONNECTION')`);
    await takeWords(runner, REASONS);
    await takeWords(runner, SUBJECTS);
    await takeWords(runner, EVENTS);
    await runner.query('DROP TABLE location_connection');
  }
}
