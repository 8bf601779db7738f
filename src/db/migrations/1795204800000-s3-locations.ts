import type { MigrationInterface, QueryRunner } from 'typeorm';

const REASONS = `'NOT_CHECKED', 'OK', 'OUTSIDE_PARENTS', 'FOLDER_MISSING', 'MARKER_MISSING', 'MARKER_FOREIGN', 'READ_ONLY',
  'NO_SPACE', 'PERMISSION_DENIED', 'READ_BACK_DIFFERS', 'TIMEOUT', 'STORAGE_ERROR'`;

/** Backup locations in buckets: what they are reached with, and what the store is able to do. */
const UP = [
  `ALTER TABLE backup_location
    ADD COLUMN s3 jsonb,
    ADD COLUMN capabilities jsonb,
    DROP CONSTRAINT backup_location_kind_check,
    DROP CONSTRAINT backup_location_state_reason_check,
    ADD CONSTRAINT backup_location_kind_check CHECK (kind IN ('FILESYSTEM', 'S3')),
    ADD CONSTRAINT backup_location_s3_check CHECK ((kind = 'S3') = (s3 IS NOT NULL)),
    ADD CONSTRAINT backup_location_s3_credentials_check CHECK (s3 ->> 'credentials' IN ('STATIC_KEYS', 'ENVIRONMENT')),
    ADD CONSTRAINT backup_location_s3_checksums_check CHECK (s3 ->> 'checksums' IN ('AUTO', 'REQUIRED')),
    ADD CONSTRAINT backup_location_state_reason_check CHECK (state_reason IN (
      ${REASONS}, 'BUCKET_MISSING', 'ACCESS_DENIED', 'CREDENTIALS_INVALID', 'CREDENTIALS_EXPIRED', 'CLOCK_SKEW',
      'WRONG_REGION', 'TLS_FAILED', 'UNREACHABLE', 'THROTTLED', 'CHECKSUMS_MISSING'))`,
];

/** A bucket has no place in the older table: the way back is refused while one is registered. */
const DOWN = [
  `ALTER TABLE backup_location
    DROP CONSTRAINT backup_location_kind_check,
    DROP CONSTRAINT backup_location_s3_check,
    DROP CONSTRAINT backup_location_s3_credentials_check,
    DROP CONSTRAINT backup_location_s3_checksums_check,
    DROP CONSTRAINT backup_location_state_reason_check,
    ADD CONSTRAINT backup_location_kind_check CHECK (kind IN ('FILESYSTEM')),
    ADD CONSTRAINT backup_location_state_reason_check CHECK (state_reason IN (${REASONS})),
    DROP COLUMN s3,
    DROP COLUMN capabilities`,
];

export class S3Locations1795204800000 implements MigrationInterface {
  readonly name = 'S3Locations1795204800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
