import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries go from within `audit_forget` and from nowhere else: who called is read off the stack, which no session can set. A setting, as before,
 * anybody could.
 */
const UP = [
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE stack text; BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '30 days' THEN
      GET DIAGNOSTICS stack = PG_CONTEXT;
      IF stack ~ 'function (\\w+\\.)?audit_forget\\(timestamp with time zone,integer\\)' THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
  END $$`,
  `CREATE OR REPLACE FUNCTION audit_forget(oldest timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
    DECLARE gone integer;
    BEGIN
      DELETE FROM audit_entry WHERE id IN (
        SELECT id FROM audit_entry WHERE at < least(oldest, now() - interval '30 days') ORDER BY at, id LIMIT most
      );
      GET DIAGNOSTICS gone = ROW_COUNT;
      RETURN gone;
    END $$`,
];

/** As 1795251660000 made them. */
const DOWN = [
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'DELETE' AND current_setting('holdfast.audit_retention', true) = 'on' AND OLD.at < now() - interval '30 days' THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
  END $$`,
  `CREATE OR REPLACE FUNCTION audit_forget(oldest timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
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

export class AuditGuard1795270060000 implements MigrationInterface {
  readonly name = 'AuditGuard1795270060000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
