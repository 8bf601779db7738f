import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Users with roles and states, tokens of services, links with Slack users, what they did there, and the audit trail. */
const UP = [
  `ALTER TABLE app_user
    ADD COLUMN email text,
    ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE',
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    DROP CONSTRAINT app_user_role_check,
    ADD CONSTRAINT app_user_role_check CHECK (role IN
      ('SUPER_ADMIN', 'INFRA_ADMIN', 'APP_ADMIN', 'APP_USER', 'AUDITOR')),
    ADD CONSTRAINT app_user_state_check CHECK (state IN ('ACTIVE', 'INACTIVE'))`,
  `ALTER TABLE app_user ALTER COLUMN state DROP DEFAULT, ALTER COLUMN version DROP DEFAULT`,
  `CREATE INDEX app_user_page_idx ON app_user (created_at, id)`,
  `CREATE TABLE service_token (
    id uuid NOT NULL,
    service text NOT NULL,
    hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3),
    revoked_at timestamptz(3),
    CONSTRAINT service_token_pkey PRIMARY KEY (id),
    CONSTRAINT service_token_hash_key UNIQUE (hash),
    CONSTRAINT service_token_service_check CHECK (service IN ('slack-bot'))
  )`,
  `CREATE TABLE slack_link (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    team_id text NOT NULL,
    team_name text NOT NULL,
    slack_user_id text NOT NULL,
    slack_user_name text NOT NULL,
    linked_at timestamptz(3) NOT NULL,
    CONSTRAINT slack_link_pkey PRIMARY KEY (id),
    CONSTRAINT slack_link_team_id_slack_user_id_key UNIQUE (team_id, slack_user_id),
    CONSTRAINT slack_link_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id)
  )`,
  `CREATE INDEX slack_link_user_idx ON slack_link (user_id)`,
  `CREATE TABLE slack_link_code (
    id uuid NOT NULL,
    hash text NOT NULL,
    team_id text NOT NULL,
    team_name text NOT NULL,
    slack_user_id text NOT NULL,
    slack_user_name text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT slack_link_code_pkey PRIMARY KEY (id),
    CONSTRAINT slack_link_code_hash_key UNIQUE (hash),
    CONSTRAINT slack_link_code_team_id_slack_user_id_key UNIQUE (team_id, slack_user_id)
  )`,
  `CREATE TABLE slack_link_attempt (
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    CONSTRAINT slack_link_attempt_pkey PRIMARY KEY (id),
    CONSTRAINT slack_link_attempt_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id)
  )`,
  `CREATE INDEX slack_link_attempt_user_idx ON slack_link_attempt (user_id, at)`,
  `CREATE TABLE interaction (
    id uuid NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    action text NOT NULL,
    team_id text NOT NULL,
    slack_user_id text NOT NULL,
    slack_user_name text NOT NULL,
    channel_id text,
    message_ts text,
    outcome text NOT NULL,
    user_id uuid,
    hash text,
    operations text[] NOT NULL,
    created_at timestamptz(3) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT interaction_pkey PRIMARY KEY (id),
    CONSTRAINT interaction_key_key UNIQUE (key),
    CONSTRAINT interaction_hash_key UNIQUE (hash),
    CONSTRAINT interaction_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id),
    CONSTRAINT interaction_kind_check CHECK (kind IN ('BUTTON', 'MODAL', 'OPTIONS', 'COMMAND', 'HOME')),
    CONSTRAINT interaction_outcome_check CHECK (outcome IN
      ('GRANTED', 'UNLINKED', 'INACTIVE', 'REFUSED_STANDING', 'FOREIGN_TEAM'))
  )`,
  `CREATE INDEX interaction_created_idx ON interaction (created_at)`,
  `CREATE INDEX interaction_slack_user_idx ON interaction (team_id, slack_user_id)`,
  `CREATE TABLE audit_entry (
    id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    door text NOT NULL,
    actor_kind text NOT NULL,
    actor_name text NOT NULL,
    user_id uuid,
    operation text NOT NULL,
    subject_id uuid,
    outcome text NOT NULL,
    code text,
    message text,
    interaction_id uuid,
    slack jsonb,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (id),
    CONSTRAINT audit_entry_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id),
    CONSTRAINT audit_entry_door_check CHECK (door IN ('API', 'SLACK')),
    CONSTRAINT audit_entry_actor_kind_check CHECK (actor_kind IN ('USER', 'SERVICE', 'SYSTEM')),
    CONSTRAINT audit_entry_outcome_check CHECK (outcome IN ('APPLIED', 'UNCHANGED', 'REFUSED', 'FAILED'))
  )`,
  `CREATE INDEX audit_entry_page_idx ON audit_entry (at, id)`,
  `CREATE INDEX audit_entry_by_subject_idx ON audit_entry (subject_id, at, id)`,
  `CREATE INDEX audit_entry_by_user_idx ON audit_entry (user_id, at, id)`,
  `CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$`,
  `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_stays()`,
];

/** Users of other roles cannot be known to a version that has one role: they would be administrators of it. */
const DOWN = [
  `DROP TABLE audit_entry`,
  `DROP FUNCTION audit_entry_stays`,
  `DROP TABLE interaction`,
  `DROP TABLE slack_link_attempt`,
  `DROP TABLE slack_link_code`,
  `DROP TABLE slack_link`,
  `DROP TABLE service_token`,
  `UPDATE access_token SET revoked_at = now() WHERE revoked_at IS NULL AND user_id IN
    (SELECT id FROM app_user WHERE role <> 'SUPER_ADMIN' OR state <> 'ACTIVE')`,
  `UPDATE app_user SET role = 'SUPER_ADMIN'`,
  `DROP INDEX app_user_page_idx`,
  `ALTER TABLE app_user
    DROP CONSTRAINT app_user_role_check,
    DROP CONSTRAINT app_user_state_check,
    DROP COLUMN email,
    DROP COLUMN state,
    DROP COLUMN version,
    ADD CONSTRAINT app_user_role_check CHECK (role IN ('SUPER_ADMIN'))`,
];

export class People1795194000000 implements MigrationInterface {
  readonly name = 'People1795194000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
