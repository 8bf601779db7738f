import { EntitySchema } from 'typeorm';
import type { CredentialSubject } from '../../domain/ports/credential-vault.js';
import { column, oneOf, primary } from './columns.js';

export interface CredentialRow {
  readonly subjectType: CredentialSubject['type'];
  readonly subjectId: string;
  readonly keyId: string;
  readonly version: number;
  readonly nonce: Buffer;
  /** AES-256-GCM, the 16 bytes of the tag at the end. */
  readonly ciphertext: Buffer;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Written as a record so that a type added to the domain fails to compile here. */
const SUBJECT_TYPES: Readonly<Record<CredentialSubject['type'], true>> = {
  Cluster: true,
  BackupLocation: true,
  ClusterDiscovery: true,
};

export const CredentialEntity = new EntitySchema<CredentialRow>({
  name: 'Credential',
  tableName: 'credential',
  columns: {
    subjectType: primary(column.text('subject_type')),
    subjectId: primary(column.uuid('subject_id')),
    keyId: column.text('key_id'),
    version: column.integer('version'),
    nonce: column.bytes('nonce'),
    ciphertext: column.bytes('ciphertext'),
    createdAt: column.instant('created_at'),
    updatedAt: column.instant('updated_at'),
  },
  checks: [oneOf('credential_subject_type_check', 'subject_type', Object.keys(SUBJECT_TYPES))],
});
