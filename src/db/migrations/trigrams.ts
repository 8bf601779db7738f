/**
 * pg_trgm finds parts of names by an index. It is trusted since PostgreSQL 13: who may create in the database may have it.
 * Where it is not installed, or not allowed, everything works without: parts of names are then found by reading all names.
 */

/** A part of a statement that fails goes back alone: the migration goes on without. */
export const OBTAIN_TRIGRAMS = `DO $$ BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
EXCEPTION WHEN feature_not_supported OR undefined_file OR insufficient_privilege THEN
  RAISE WARNING 'pg_trgm cannot be had: parts of names are found without an index';
END $$`;

export const INDEX_TRIGRAMS = ['backup', 'backup_schedule', 'restore'].map((table) =>
  withTrigrams(`CREATE INDEX ${trigramIndex(table)} ON ${table} USING gin (name gin_trgm_ops)`),
);

export function trigramIndex(table: string): string {
  return `${table}_name_part_idx`;
}

/** The statement, where the operators of the extension are in reach. */
export function withTrigrams(statement: string): string {
  return `DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid)) THEN
      ${statement};
    END IF;
  END $$`;
}
