import { EntitySchema } from 'typeorm';
import { column, nullable, primary } from './columns.js';

/** One request that carries an idempotency key. */
export interface IdempotencyKeyRow {
  /** Of the try that has it now. */
  readonly id: string;
  readonly holder: string;
  readonly key: string;
  readonly operation: string;
  readonly inputHash: string;
  readonly createdAt: Date;
  readonly leaseUntil: Date;
  /** Since when something of it is committed. */
  readonly changedAt: Date | null;
  readonly answeredAt: Date | null;
  /** AES-256-GCM: an answer may hold a new token. The tag is its last 16 bytes. */
  readonly answer: Buffer | null;
  readonly answerNonce: Buffer | null;
  readonly answerKeyId: string | null;
}

export const IdempotencyKeyEntity = new EntitySchema<IdempotencyKeyRow>({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  columns: {
    id: primary(column.uuid('id')),
    holder: column.text('holder'),
    key: column.text('key'),
    operation: column.text('operation'),
    inputHash: column.text('input_hash'),
    createdAt: column.instant('created_at'),
    leaseUntil: column.instant('lease_until'),
    changedAt: nullable(column.instant('changed_at')),
    answeredAt: nullable(column.instant('answered_at')),
    answer: nullable(column.bytes('answer')),
    answerNonce: nullable(column.bytes('answer_nonce')),
    answerKeyId: nullable(column.text('answer_key_id')),
  },
  uniques: [{ name: 'idempotency_key_holder_key_key', columns: ['holder', 'key'] }],
  indices: [{ name: 'idempotency_key_created_idx', columns: ['createdAt'] }],
});
