import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Before and after, from where, what jobs do, and the one way in which old entries go. */
const UP = [
  `ALTER TABLE audit_entry
    ADD COLUMN subject_type text,
    ADD COLUMN subject_name text,
    ADD COLUMN before jsonb,
    ADD COLUMN after jsonb,
    ADD COLUMN token_id uuid,
    ADD COLUMN token_name text,
    ADD COLUMN remote_address text,
    ADD COLUMN client_name text,
    DROP CONSTRAINT audit_entry_door_check,
    ADD CONSTRAINT audit_entry_door_check CHECK (door IN ('API', 'COMMAND_LINE', 'SLACK', 'JOB'))`,
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND current_setting('holdfast.audit_retention', true) = 'on' AND OLD.at < now() - interval '30 days' THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
  END $$`,
  `CREATE TRIGGER audit_entry_not_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays()`,
  `CREATE FUNCTION audit_forget(oldest timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE gone integer;
    BEGIN
      PERFORM set_config('holdfast.audit_retention', 'on', true);
      DELETE FROM audit_entry WHERE id IN (
        SELECT id FROM audit_entry WHERE at < least(oldest, now() - interval '30 days') ORDER BY at, id LIMIT most
      );
      GET DIAGNOSTICS gone = ROW_COUNT;
      PERFORM set_config('holdfast.audit_retention', '', true);
      RETURN gone;
    END $$`,
];

/** What jobs did is unknown to the version before, and what came by the command line was an API client to it. */
const DOWN = [
  `DROP FUNCTION audit_forget`,
  `DROP TRIGGER audit_entry_not_emptied ON audit_entry`,
  `ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only`,
  `UPDATE audit_entry SET door = 'API' WHERE door IN ('COMMAND_LINE', 'JOB')`,
  `ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only`,
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$`,
  `ALTER TABLE audit_entry
    DROP COLUMN subject_type,
    DROP COLUMN subject_name,
    DROP COLUMN before,
    DROP COLUMN after,
    DROP COLUMN token_id,
    DROP COLUMN token_name,
    DROP COLUMN remote_address,
    DROP COLUMN client_name,
    DROP CONSTRAINT audit_entry_door_check,
    ADD CONSTRAINT audit_entry_door_check CHECK (door IN ('API', 'SLACK'))`,
];

export class AuditTrail1795251660000 implements MigrationInterface {
  readonly name = 'AuditTrail1795251660000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
