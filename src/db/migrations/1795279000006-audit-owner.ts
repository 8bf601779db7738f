import type { MigrationInterface, QueryRunner } from 'typeorm';

const FORGET = 'audit_forget(timestamptz, integer)';

/**
 * The call stack holds the words of statements, too, and a statement may say anything: who only may write to the table could name the function
 * in a comment. So the one who deletes must also be the owner, which within `audit_forget` everybody is who may call it: nobody but the owner
 * and whom they allow.
 */
const UP = [
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE stack text; BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '30 days'
      AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
      GET DIAGNOSTICS stack = PG_CONTEXT;
      IF stack ~ 'function (\\w+\\.)?audit_forget\\(timestamp with time zone,integer\\)' THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
  END $$`,
  `ALTER FUNCTION ${FORGET} SECURITY DEFINER`,
  `ALTER FUNCTION ${FORGET} SET search_path FROM CURRENT`,
  `REVOKE EXECUTE ON FUNCTION ${FORGET} FROM PUBLIC`,
];

/** As 1795270060000 made them. */
const DOWN = [
  `CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE stack text; BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '30 days' THEN
      GET DIAGNOSTICS stack = PG_CONTEXT;
      IF stack ~ 'function (\\w+\\.)?audit_forget\\(timestamp with time zone,integer\\)' THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
  END $$`,
  `ALTER FUNCTION ${FORGET} SECURITY INVOKER`,
  `ALTER FUNCTION ${FORGET} RESET search_path`,
  `GRANT EXECUTE ON FUNCTION ${FORGET} TO PUBLIC`,
];

export class AuditOwner1795279000006 implements MigrationInterface {
  readonly name = 'AuditOwner1795279000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
