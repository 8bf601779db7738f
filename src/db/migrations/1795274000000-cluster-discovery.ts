import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

/** Clusters that a garden is asked for: the configurations, the shoots behind clusters, and which finds which. */
const UP = [
  `CREATE TABLE cluster_discovery (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    project text,
    label_selector text,
    interval_minutes integer,
    server text NOT NULL,
    credential_expires_at timestamptz(3),
    state text NOT NULL,
    state_reason text NOT NULL,
    state_message text NOT NULL,
    state_changed_at timestamptz(3) NOT NULL,
    run text NOT NULL,
    requested_at timestamptz(3) NOT NULL,
    started_at timestamptz(3),
    ended_at timestamptz(3),
    next_due_at timestamptz(3),
    last_succeeded_at timestamptz(3),
    processed integer NOT NULL,
    total integer,
    counts jsonb NOT NULL,
    problems jsonb NOT NULL,
    attempt integer NOT NULL,
    handed_back integer NOT NULL,
    lease_owner text,
    lease_until timestamptz(3),
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT cluster_discovery_pkey PRIMARY KEY (id),
    CONSTRAINT cluster_discovery_name_key UNIQUE (name),
    CONSTRAINT cluster_discovery_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT cluster_discovery_state_check CHECK (state IN ('IN_PROGRESS', 'SUCCESS', 'FAILED', 'DELETING')),
    CONSTRAINT cluster_discovery_state_reason_check CHECK (state_reason IN ('RUNNING', 'REFRESHING', 'OK',
      'BEING_DELETED', 'BAD_KUBECONFIG', 'CREDENTIAL_REFUSED', 'CREDENTIAL_EXPIRED', 'MISSING_RIGHTS', 'TLS_MISMATCH',
      'TIMEOUT', 'CONNECTION_REFUSED', 'NAME_NOT_RESOLVED', 'SERVER_ERROR', 'UNEXPECTED_ANSWER', 'NO_GARDEN',
      'PROJECT_NOT_FOUND', 'SHOOTS_FAILED', 'ATTEMPTS_EXHAUSTED', 'INTERNAL_ERROR')),
    CONSTRAINT cluster_discovery_run_check CHECK (run IN ('DISCOVER', 'REFRESH')),
    CONSTRAINT cluster_discovery_interval_check CHECK (interval_minutes >= 15),
    CONSTRAINT cluster_discovery_lease_check CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
  )`,
  `CREATE INDEX cluster_discovery_page_idx ON cluster_discovery (created_at, id)`,
  `CREATE INDEX cluster_discovery_due_idx ON cluster_discovery (next_due_at) WHERE state IN ('SUCCESS', 'FAILED')`,

  `CREATE TABLE discovered_shoot (
    cluster_id uuid NOT NULL,
    shoot_uid text NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    region text,
    provider text,
    seed text,
    kubernetes_version text,
    endpoint text,
    hibernated boolean NOT NULL,
    hibernation_checked_at timestamptz(3) NOT NULL,
    managed boolean NOT NULL,
    unmanaged_at timestamptz(3),
    unmanaged_reason text,
    given_name text NOT NULL,
    given_labels jsonb NOT NULL,
    kubeconfig_obtained_at timestamptz(3),
    kubeconfig_expires_at timestamptz(3),
    renew_at timestamptz(3),
    renew_failures integer NOT NULL,
    renew_error text,
    seen_at timestamptz(3) NOT NULL,
    CONSTRAINT discovered_shoot_pkey PRIMARY KEY (cluster_id),
    CONSTRAINT discovered_shoot_shoot_uid_key UNIQUE (shoot_uid),
    CONSTRAINT discovered_shoot_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE,
    CONSTRAINT discovered_shoot_managed_check CHECK (managed = (unmanaged_at IS NULL))
  )`,
  `CREATE INDEX discovered_shoot_renew_idx ON discovered_shoot (renew_at) WHERE renew_at IS NOT NULL`,

  `CREATE TABLE discovery_cluster (
    discovery_id uuid NOT NULL,
    cluster_id uuid NOT NULL,
    CONSTRAINT discovery_cluster_pkey PRIMARY KEY (discovery_id, cluster_id),
    CONSTRAINT discovery_cluster_discovery_id_fkey FOREIGN KEY (discovery_id)
      REFERENCES cluster_discovery (id) ON DELETE CASCADE,
    CONSTRAINT discovery_cluster_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX discovery_cluster_by_cluster_idx ON discovery_cluster (cluster_id)`,
];

const DOWN = [`DROP TABLE discovery_cluster`, `DROP TABLE discovered_shoot`, `DROP TABLE cluster_discovery`];

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: [
    'DISCOVERY_CREATED',
    'DISCOVERY_EDITED',
    'DISCOVERY_STATE_CHANGED',
    'DISCOVERY_DELETED',
    'CLUSTER_UNMANAGED',
    'CLUSTER_MANAGED',
  ],
} as const;
const SUBJECTS = {
  table: 'event',
  constraint: 'event_subject_type_check',
  column: 'subject_type',
  words: ['ClusterDiscovery'],
} as const;
const ALERTS = {
  table: 'alert',
  constraint: 'alert_kind_check',
  column: 'kind',
  words: ['CLUSTER_DISCOVERY_CONFIG_FAILED'],
} as const;
const ALERT_SUBJECTS = {
  table: 'alert',
  constraint: 'alert_subject_type_check',
  column: 'subject_type',
  words: ['ClusterDiscovery'],
} as const;
const CREDENTIALS = {
  table: 'credential',
  constraint: 'credential_subject_type_check',
  column: 'subject_type',
  words: ['ClusterDiscovery'],
} as const;
const REASONS = {
  table: 'cluster',
  constraint: 'cluster_state_reason_check',
  column: 'state_reason',
  words: ['HIBERNATED'],
} as const;
const ISSUES = {
  table: 'backup_issue',
  constraint: 'backup_issue_code_check',
  column: 'code',
  words: ['CLUSTER_HIBERNATED'],
} as const;
const LISTS = [EVENTS, SUBJECTS, ALERTS, ALERT_SUBJECTS, CREDENTIALS, REASONS, ISSUES];

export class ClusterDiscovery1795274000000 implements MigrationInterface {
  readonly name = 'ClusterDiscovery1795274000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const list of LISTS) await addWords(runner, list);
  }

  /** What was told of discoveries is forgotten; their clusters stay, and those that slept were not reached. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE cluster SET state_reason = 'TIMEOUT' WHERE state_reason = 'HIBERNATED'`);
    for (const { table, column, words } of [EVENTS, SUBJECTS, ALERTS, ALERT_SUBJECTS, CREDENTIALS, ISSUES])
      await runner.query(`DELETE FROM ${table} WHERE ${column} = ANY($1)`, [words]);
    for (const list of LISTS) await takeWords(runner, list);
    for (const statement of DOWN) await runner.query(statement);
  }
}
