import type { MigrationInterface, QueryRunner } from 'typeorm';
import { AGENDA_DOWN, AGENDA_UP } from './1795176000000-ground-agenda.js';

/**
 * The first tables. CHECK lists are literals: a migration says what was true on its day, and a drift test holds the
 * newest one against the domain (design 4). Lists are read newest first by an index on (created_at, id) backwards.
 */
const UP = [
  `CREATE TABLE instance (
    singleton boolean NOT NULL,
    id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT instance_pkey PRIMARY KEY (singleton),
    CONSTRAINT instance_singleton_check CHECK (singleton)
  )`,
  `INSERT INTO instance (singleton, id, created_at) VALUES (true, gen_random_uuid(), now())`,

  `CREATE TABLE worker (
    id uuid NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    roles text[] NOT NULL,
    started_at timestamptz(3) NOT NULL,
    heartbeat_at timestamptz(3) NOT NULL,
    CONSTRAINT worker_pkey PRIMARY KEY (id),
    CONSTRAINT worker_name_key UNIQUE (name)
  )`,
  `CREATE INDEX worker_heartbeat_idx ON worker (heartbeat_at)`,

  `CREATE TABLE app_user (
    id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT app_user_pkey PRIMARY KEY (id),
    CONSTRAINT app_user_name_key UNIQUE (name),
    CONSTRAINT app_user_role_check CHECK (role IN ('SUPER_ADMIN'))
  )`,
  `CREATE TABLE access_token (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    revoked_at timestamptz(3),
    last_used_at timestamptz(3),
    CONSTRAINT access_token_pkey PRIMARY KEY (id),
    CONSTRAINT access_token_hash_key UNIQUE (hash),
    CONSTRAINT access_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id)
  )`,
  `CREATE INDEX access_token_user_idx ON access_token (user_id)`,

  `CREATE TABLE cluster (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    mode text NOT NULL,
    labels jsonb NOT NULL,
    server text,
    state text NOT NULL,
    state_reason text NOT NULL,
    state_message text NOT NULL,
    state_changed_at timestamptz(3) NOT NULL,
    state_checked_at timestamptz(3),
    credential_version integer NOT NULL,
    credential_expires_at timestamptz(3),
    last_reached_at timestamptz(3),
    consecutive_failures integer NOT NULL,
    kubernetes_version text,
    cluster_uid text,
    missing_rights jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT cluster_pkey PRIMARY KEY (id),
    CONSTRAINT cluster_name_key UNIQUE (name),
    CONSTRAINT cluster_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT cluster_mode_check CHECK (mode IN ('CLASSIC', 'FEDERATED')),
    CONSTRAINT cluster_state_check CHECK (state IN ('UNCHECKED', 'ACTIVE', 'DISCONNECTED', 'NOT_AVAILABLE')),
    CONSTRAINT cluster_state_reason_check CHECK (state_reason IN (
      'NOT_CHECKED', 'OK', 'BAD_KUBECONFIG', 'CREDENTIAL_REFUSED', 'CREDENTIAL_EXPIRED', 'MISSING_RIGHTS',
      'TLS_MISMATCH', 'STORK_MISSING', 'TIMEOUT', 'CONNECTION_REFUSED', 'NAME_NOT_RESOLVED', 'SERVER_ERROR',
      'UNEXPECTED_ANSWER'))
  )`,
  `CREATE INDEX cluster_page_idx ON cluster (created_at, id)`,

  `CREATE TABLE backup_location (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    kind text NOT NULL,
    access text NOT NULL,
    path text NOT NULL,
    labels jsonb NOT NULL,
    state text NOT NULL,
    state_reason text NOT NULL,
    state_message text NOT NULL,
    state_changed_at timestamptz(3) NOT NULL,
    state_checked_at timestamptz(3),
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT backup_location_pkey PRIMARY KEY (id),
    CONSTRAINT backup_location_name_key UNIQUE (name),
    CONSTRAINT backup_location_path_key UNIQUE (path),
    CONSTRAINT backup_location_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT backup_location_kind_check CHECK (kind IN ('FILESYSTEM')),
    CONSTRAINT backup_location_access_check CHECK (access IN ('CREDENTIALS', 'WORKLOAD_IDENTITY')),
    CONSTRAINT backup_location_state_check CHECK (state IN ('UNCHECKED', 'VALID', 'INVALID')),
    CONSTRAINT backup_location_state_reason_check CHECK (state_reason IN (
      'NOT_CHECKED', 'OK', 'OUTSIDE_PARENTS', 'FOLDER_MISSING', 'MARKER_MISSING', 'MARKER_FOREIGN', 'READ_ONLY',
      'NO_SPACE', 'PERMISSION_DENIED', 'READ_BACK_DIFFERS', 'TIMEOUT', 'STORAGE_ERROR'))
  )`,
  `CREATE INDEX backup_location_page_idx ON backup_location (created_at, id)`,

  // The table of schedules comes later: until then schedule_id points nowhere and is always null.
  `CREATE TABLE cycle (
    id uuid NOT NULL,
    schedule_id uuid,
    planned_at timestamptz(3),
    outcome text NOT NULL,
    reasons text[] NOT NULL,
    started_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3),
    CONSTRAINT cycle_pkey PRIMARY KEY (id),
    CONSTRAINT cycle_schedule_id_planned_at_key UNIQUE (schedule_id, planned_at),
    CONSTRAINT cycle_outcome_check CHECK (outcome IN ('OPEN', 'BACKED_UP', 'SKIPPED', 'FAILED_TO_START'))
  )`,
  `CREATE UNIQUE INDEX cycle_one_open_per_schedule_idx ON cycle (schedule_id) WHERE outcome = 'OPEN'`,

  `CREATE TABLE backup (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    cluster_id uuid NOT NULL,
    location_id uuid NOT NULL,
    cycle_id uuid NOT NULL,
    engine text NOT NULL,
    mode text NOT NULL,
    labels jsonb NOT NULL,
    state text NOT NULL,
    state_reason text,
    state_changed_at timestamptz(3) NOT NULL,
    stage text,
    attempt integer NOT NULL,
    lease_owner text,
    lease_until timestamptz(3),
    cancel_requested_at timestamptz(3),
    requested_namespaces text[] NOT NULL,
    objects bigint NOT NULL,
    bytes bigint NOT NULL,
    stored_bytes bigint NOT NULL,
    manifest_key text,
    verified_at timestamptz(3),
    verification text,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    CONSTRAINT backup_pkey PRIMARY KEY (id),
    CONSTRAINT backup_name_key UNIQUE (name),
    CONSTRAINT backup_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT backup_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id),
    CONSTRAINT backup_location_id_fkey FOREIGN KEY (location_id) REFERENCES backup_location (id),
    CONSTRAINT backup_cycle_id_fkey FOREIGN KEY (cycle_id) REFERENCES cycle (id),
    CONSTRAINT backup_engine_check CHECK (engine IN ('DIRECT')),
    CONSTRAINT backup_mode_check CHECK (mode IN ('CLASSIC', 'FEDERATED')),
    CONSTRAINT backup_state_check CHECK (state IN
      ('IN_PROGRESS', 'SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE', 'DELETING')),
    CONSTRAINT backup_stage_check CHECK (stage IN
      ('PLAN', 'PRE_EXEC', 'VOLUMES', 'POST_EXEC', 'RESOURCES', 'COMMIT')),
    CONSTRAINT backup_verification_check CHECK (verification IN ('INTACT', 'DAMAGED')),
    CONSTRAINT backup_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
  )`,
  `CREATE INDEX backup_page_idx ON backup (created_at, id)`,
  `CREATE INDEX backup_by_state_idx ON backup (state, created_at, id)`,
  `CREATE INDEX backup_by_cluster_idx ON backup (cluster_id, created_at, id)`,
  `CREATE INDEX backup_by_location_idx ON backup (location_id, created_at, id)`,
  `CREATE INDEX backup_by_cycle_idx ON backup (cycle_id)`,
  `CREATE INDEX backup_running_idx ON backup (created_at, id) WHERE state = 'IN_PROGRESS'`,

  `CREATE TABLE backup_namespace (
    backup_id uuid NOT NULL,
    name text NOT NULL,
    fate text NOT NULL,
    uid text,
    reason text,
    objects bigint NOT NULL,
    bytes bigint NOT NULL,
    CONSTRAINT backup_namespace_pkey PRIMARY KEY (backup_id, name),
    CONSTRAINT backup_namespace_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT backup_namespace_fate_check CHECK (fate IN ('REQUESTED', 'INCLUDED', 'MISSING', 'LOST'))
  )`,

  `CREATE TABLE backup_issue (
    backup_id uuid NOT NULL,
    position integer NOT NULL,
    code text NOT NULL,
    subject_kind text NOT NULL,
    subject_name text NOT NULL,
    message text NOT NULL,
    CONSTRAINT backup_issue_pkey PRIMARY KEY (backup_id, position),
    CONSTRAINT backup_issue_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT backup_issue_code_check CHECK (code IN (
      'NAMESPACE_MISSING', 'NAMESPACE_LOST', 'NOTHING_PRESENT', 'NOTHING_CAPTURED', 'KIND_UNREADABLE',
      'API_GROUP_BROKEN', 'LIST_INCONSISTENT', 'CLOSURE_UNREADABLE', 'VOLUME_NOT_COPIED', 'CLUSTER_UNAVAILABLE',
      'LOCATION_INVALID', 'UPLOAD_FAILED', 'CANCELLED', 'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR')),
    CONSTRAINT backup_issue_subject_kind_check CHECK (subject_kind IN
      ('NAMESPACE', 'RESOURCE_KIND', 'VOLUME', 'CLUSTER', 'LOCATION', 'BACKUP'))
  )`,

  // Append-only. xid is the transaction that wrote the row: readers stop at the oldest one still running (design 5).
  `CREATE TABLE event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    type text NOT NULL,
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    actor jsonb NOT NULL,
    data jsonb NOT NULL,
    CONSTRAINT event_pkey PRIMARY KEY (id),
    CONSTRAINT event_type_check CHECK (type IN (
      'CLUSTER_REGISTERED', 'CLUSTER_EDITED', 'CLUSTER_STATE_CHANGED', 'CLUSTER_DELETED', 'LOCATION_CREATED',
      'LOCATION_EDITED', 'LOCATION_STATE_CHANGED', 'LOCATION_DELETED', 'BACKUP_REQUESTED', 'BACKUP_CLAIMED',
      'BACKUP_STAGE_ENTERED', 'BACKUP_PROGRESSED', 'BACKUP_CANCEL_REQUESTED', 'BACKUP_FINISHED', 'BACKUP_EDITED',
      'BACKUP_VERIFIED', 'BACKUP_FOUND', 'BACKUP_DELETING', 'BACKUP_DELETED')),
    CONSTRAINT event_subject_type_check CHECK (subject_type IN ('Cluster', 'BackupLocation', 'Backup'))
  )`,
  `CREATE INDEX event_stream_idx ON event (xid, id)`,
  `CREATE INDEX event_by_subject_idx ON event (subject_id, id)`,

  `CREATE TABLE credential (
    subject_type text NOT NULL,
    subject_id uuid NOT NULL,
    key_id text NOT NULL,
    version integer NOT NULL,
    nonce bytea NOT NULL,
    ciphertext bytea NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT credential_pkey PRIMARY KEY (subject_type, subject_id),
    CONSTRAINT credential_subject_type_check CHECK (subject_type IN ('Cluster', 'BackupLocation'))
  )`,
  ...AGENDA_UP,
];

const DOWN = [
  ...AGENDA_DOWN,
  `DROP TABLE credential`,
  `DROP TABLE event`,
  `DROP TABLE backup_issue`,
  `DROP TABLE backup_namespace`,
  `DROP TABLE backup`,
  `DROP TABLE cycle`,
  `DROP TABLE backup_location`,
  `DROP TABLE cluster`,
  `DROP TABLE access_token`,
  `DROP TABLE app_user`,
  `DROP TABLE worker`,
  `DROP TABLE instance`,
];

export class Ground1795176000000 implements MigrationInterface {
  readonly name = 'Ground1795176000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
