import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that carry an idempotency key, with their answers, for a day. */
const UP = [
  `CREATE TABLE idempotency_key (
    id uuid NOT NULL,
    holder text NOT NULL,
    key text NOT NULL,
    operation text NOT NULL,
    input_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL,
    lease_until timestamptz(3) NOT NULL,
    changed_at timestamptz(3),
    answered_at timestamptz(3),
    answer bytea,
    answer_nonce bytea,
    answer_key_id text,
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (id),
    CONSTRAINT idempotency_key_holder_key_key UNIQUE (holder, key)
  )`,
  `CREATE INDEX idempotency_key_created_idx ON idempotency_key (created_at)`,
];

const DOWN = [`DROP TABLE idempotency_key`];

export class IdempotencyKeys1795251600000 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1795251600000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
