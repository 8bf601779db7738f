import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

/** Users of an identity provider, service accounts, states with their reasons, and tokens that are good for less than all. */
const UP = [
  `ALTER TABLE app_user
    ADD COLUMN kind text NOT NULL DEFAULT 'PERSON',
    ADD COLUMN state_reason text,
    ADD COLUMN state_changed_at timestamptz(3),
    ADD COLUMN state_checked_at timestamptz(3),
    ADD COLUMN provider text,
    ADD COLUMN subject text,
    ADD COLUMN signed_in_at timestamptz(3)`,
  `UPDATE app_user SET state_changed_at = created_at,
    state_reason = CASE state WHEN 'INACTIVE' THEN 'DEACTIVATED' END`,
  `ALTER TABLE app_user
    ALTER COLUMN kind DROP DEFAULT,
    ALTER COLUMN state_changed_at SET NOT NULL,
    DROP CONSTRAINT app_user_name_key,
    ADD CONSTRAINT app_user_provider_subject_key UNIQUE (provider, subject),
    ADD CONSTRAINT app_user_provider_check CHECK ((provider IS NULL) = (subject IS NULL)),
    ADD CONSTRAINT app_user_kind_check CHECK (kind IN ('PERSON', 'SERVICE_ACCOUNT')),
    ADD CONSTRAINT app_user_state_reason_check CHECK (state_reason IN
      ('DEACTIVATED', 'DISABLED', 'DELETED', 'NOT_RESOLVED'))`,
  // Somebody of the provider may be called as there, also as somebody who was made here.
  `CREATE UNIQUE INDEX app_user_local_name_idx ON app_user (name) WHERE provider IS NULL`,
  `ALTER TABLE access_token
    ADD COLUMN access text NOT NULL DEFAULT 'FULL',
    ADD COLUMN operations text[] NOT NULL DEFAULT '{}',
    ADD CONSTRAINT access_token_access_check CHECK (access IN ('FULL', 'READ_ONLY', 'OPERATIONS'))`,
  `ALTER TABLE access_token ALTER COLUMN access DROP DEFAULT, ALTER COLUMN operations DROP DEFAULT`,
];

const EVENTS: CheckedWords = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: ['USER_STATE_CHANGED', 'OWNERSHIP_REASSIGNED'],
};
const STATES: CheckedWords = {
  table: 'app_user',
  constraint: 'app_user_state_check',
  column: 'state',
  words: ['UNKNOWN'],
};

/**
 * The version before knows no provider and takes every token for one that is good for all: those of provider users, service accounts
 * and narrow tokens are revoked, and their users set INACTIVE under names that are unique.
 */
const DOWN = [
  `DELETE FROM event WHERE type IN ('USER_STATE_CHANGED', 'OWNERSHIP_REASSIGNED')`,
  `UPDATE access_token SET revoked_at = now() WHERE revoked_at IS NULL AND (access <> 'FULL' OR user_id IN
    (SELECT id FROM app_user WHERE provider IS NOT NULL OR kind <> 'PERSON'))`,
  `UPDATE app_user SET name = name || ' (' || id || ')' WHERE provider IS NOT NULL`,
  `UPDATE app_user SET state = 'INACTIVE' WHERE state = 'UNKNOWN' OR provider IS NOT NULL OR kind <> 'PERSON'`,
  `ALTER TABLE access_token DROP COLUMN access, DROP COLUMN operations`,
  `DROP INDEX app_user_local_name_idx`,
  `ALTER TABLE app_user
    DROP COLUMN kind, DROP COLUMN state_reason, DROP COLUMN state_changed_at, DROP COLUMN state_checked_at,
    DROP COLUMN provider, DROP COLUMN subject, DROP COLUMN signed_in_at,
    ADD CONSTRAINT app_user_name_key UNIQUE (name)`,
];

export class IdentityProvider1795237260000 implements MigrationInterface {
  readonly name = 'IdentityProvider1795237260000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await addWords(runner, EVENTS);
    await addWords(runner, STATES);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    await takeWords(runner, STATES);
    await takeWords(runner, EVENTS);
  }
}
