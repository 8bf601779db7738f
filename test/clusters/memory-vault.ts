import { NotFound } from '../../src/domain/errors/resource-errors.js';
import type { CredentialSubject, CredentialVault } from '../../src/domain/ports/credential-vault.js';

/** A vault without encryption or database: what it keeps is told by its version, as in the real one. */
export class MemoryVault implements CredentialVault {
  readonly #secrets = new Map<string, { readonly secret: string; readonly version: number }>();

  async put(subject: CredentialSubject, secret: string): Promise<void> {
    const version = (this.#secrets.get(subject.id)?.version ?? 0) + 1;
    this.#secrets.set(subject.id, { secret, version });
  }

  async get(subject: CredentialSubject): Promise<{ readonly secret: string; readonly version: number }> {
    const held = this.#secrets.get(subject.id);
    if (held === undefined) throw new NotFound(subject.type, subject.id);
    return held;
  }

  async remove(subject: CredentialSubject): Promise<void> {
    this.#secrets.delete(subject.id);
  }
}
