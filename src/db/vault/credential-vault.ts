import type { EntityManager } from 'typeorm';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import { NotFound } from '../../domain/errors/resource-errors.js';
import type { CredentialSubject, CredentialVault } from '../../domain/ports/credential-vault.js';
import { CredentialEntity, type CredentialRow } from '../entities/credential.entity.js';
import { affectedRows, isUuid } from '../stores/sql.js';
import type { KeyRing } from './key-ring.js';
import { type SealedSecret, type SecretPlace, seal, unseal } from './seal.js';

/** Two people who replace one secret at the same moment: the second goes round again. More than these is no accident. */
const ROUNDS = 10;

export class PostgresCredentialVault implements CredentialVault {
  constructor(
    private readonly manager: EntityManager,
    private readonly ring: KeyRing,
  ) {}

  async put(subject: CredentialSubject, secret: string): Promise<void> {
    const plain = Buffer.from(secret);
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = (await this.#row(subject))?.version ?? 0;
        const place = { ...subject, version: before + 1 };
        if (await this.#write(place, seal(this.ring, place, plain))) return;
      }
    } finally {
      plain.fill(0);
    }
    throw new DependencyFailure(
      `The credential of ${subject.type} ${subject.id} was replaced by others again and again.`,
      { dependency: 'credential vault' },
    );
  }

  async get(subject: CredentialSubject): Promise<{ readonly secret: string; readonly version: number }> {
    const row = await this.#row(subject);
    if (row === undefined) throw new NotFound(`credential of ${subject.type}`, subject.id);
    const plain = unseal(this.ring, { ...subject, version: row.version }, row);
    try {
      return { secret: plain.toString(), version: row.version };
    } finally {
      plain.fill(0);
    }
  }

  async remove(subject: CredentialSubject): Promise<void> {
    if (!isUuid(subject.id)) return;
    await this.manager
      .getRepository(CredentialEntity)
      .delete({ subjectType: subject.type, subjectId: subject.id });
  }

  async #row({ type, id }: CredentialSubject): Promise<CredentialRow | undefined> {
    if (!isUuid(id)) return undefined;
    const rows = this.manager.getRepository(CredentialEntity);
    return (await rows.findOneBy({ subjectType: type, subjectId: id })) ?? undefined;
  }

  /** False when somebody else has written since the version was read: the ciphertext is bound to its version. */
  async #write(place: SecretPlace, sealed: SealedSecret): Promise<boolean> {
    const parameters = [
      place.type,
      place.id,
      place.version,
      sealed.keyId,
      sealed.nonce,
      sealed.ciphertext,
    ] as const;
    if (place.version === 1) {
      const inserted = await this.manager.query<unknown[]>(
        `INSERT INTO credential
           (subject_type, subject_id, version, key_id, nonce, ciphertext, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, now(), now()) ON CONFLICT DO NOTHING RETURNING version`,
        [...parameters],
      );
      return inserted.length === 1;
    }
    const updated = await affectedRows(
      this.manager,
      `UPDATE credential SET version = $3, key_id = $4, nonce = $5, ciphertext = $6, updated_at = now()
       WHERE subject_type = $1 AND subject_id = $2 AND version = $3 - 1`,
      parameters,
    );
    return updated === 1;
  }
}
