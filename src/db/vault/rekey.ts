import type { DataSource, EntityManager } from 'typeorm';
import type { CredentialSubject } from '../../domain/ports/credential-vault.js';
import type { KeyRing } from './key-ring.js';
import { seal, unseal } from './seal.js';

const BATCH = 100;

export interface RekeyReport {
  /** Encrypted anew with the current key. */
  readonly rekeyed: number;
  /** Had the current key already. */
  readonly unchanged: number;
  readonly keyId: string;
}

/** How many stored credentials each key holds, by key id: empty when nothing is stored. */
export async function storedKeyIds(dataSource: DataSource): Promise<ReadonlyMap<string, number>> {
  const rows = await dataSource.query<{ key_id: string; count: number }[]>(
    'SELECT key_id, count(*)::integer AS count FROM credential GROUP BY key_id ORDER BY key_id',
  );
  return new Map(rows.map((row) => [row.key_id, row.count]));
}

/**
 * Encrypts every credential with the ring's current key, in one transaction: all or none.
 * @throws DependencyFailure when one of them cannot be decrypted; nothing is changed then
 */
export async function rekey(dataSource: DataSource, ring: KeyRing): Promise<RekeyReport> {
  return dataSource.transaction(async (manager) => {
    let rekeyed = 0;
    for (
      let batch = await olderRows(manager, ring);
      batch.length > 0;
      batch = await olderRows(manager, ring)
    ) {
      await rewrite(manager, ring, batch);
      rekeyed += batch.length;
    }
    const [row] = await manager.query<{ count: number }[]>(
      'SELECT count(*)::integer AS count FROM credential',
    );
    return { rekeyed, unchanged: (row?.count ?? 0) - rekeyed, keyId: ring.currentId };
  });
}

interface StoredCredential {
  readonly subject_type: CredentialSubject['type'];
  readonly subject_id: string;
  readonly version: number;
  readonly key_id: string;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
}

function olderRows(manager: EntityManager, ring: KeyRing): Promise<readonly StoredCredential[]> {
  return manager.query<StoredCredential[]>(
    `SELECT subject_type, subject_id, version, key_id, nonce, ciphertext FROM credential
     WHERE key_id <> $1 ORDER BY subject_type, subject_id LIMIT ${BATCH} FOR UPDATE`,
    [ring.currentId],
  );
}

async function rewrite(
  manager: EntityManager,
  ring: KeyRing,
  rows: readonly StoredCredential[],
): Promise<void> {
  const sealed = rows.map((row) => {
    const place = { type: row.subject_type, id: row.subject_id, version: row.version };
    const { nonce, ciphertext } = row;
    const plain = unseal(ring, place, { keyId: row.key_id, nonce, ciphertext });
    try {
      return seal(ring, place, plain);
    } finally {
      plain.fill(0);
    }
  });
  await manager.query(
    `UPDATE credential SET key_id = $1, nonce = source.nonce, ciphertext = source.ciphertext, updated_at = now()
     FROM unnest($2::text[], $3::uuid[], $4::bytea[], $5::bytea[])
       AS source (subject_type, subject_id, nonce, ciphertext)
     WHERE credential.subject_type = source.subject_type AND credential.subject_id = source.subject_id`,
    [
      ring.currentId,
      rows.map((row) => row.subject_type),
      rows.map((row) => row.subject_id),
      sealed.map((each) => each.nonce),
      sealed.map((each) => each.ciphertext),
    ],
  );
}
