/** The configured keys: those that wrap, and older ones that still unwrap. */
import { BackupLocked } from '../domain/backup-locked.js';
import type { WrappedKey } from '../domain/manifest.js';
import type { ConfiguredKey, KeyPlace } from '../domain/ports/backup-cipher.js';
import { Passphrase, SCRYPT_N, SCRYPT_P, SCRYPT_R } from './passphrase.js';
import { type ScryptSettings, WrappingKey } from './wrapping-key.js';

export interface KeySources {
  readonly passphrase?: string | undefined;
  /** 32 bytes. */
  readonly keyFile?: Buffer | undefined;
  readonly oldPassphrases?: readonly string[];
  readonly oldKeyFiles?: readonly Buffer[];
  /** Salt for the passphrases of this installation, always the same: what is derived is kept by it. 32 bytes. */
  readonly salt: () => Promise<Buffer>;
  /** scrypt's N for what is wrapped from now on; 2^17 when absent. */
  readonly scryptN?: number;
}

export class KeyChain {
  readonly #current: { readonly passphrase: Passphrase | undefined; readonly file: WrappingKey | undefined };
  readonly #passphrases: readonly Passphrase[];
  readonly #files: readonly WrappingKey[];
  readonly #sources: Pick<KeySources, 'salt' | 'scryptN'>;

  constructor(sources: KeySources) {
    const { passphrase, keyFile, oldPassphrases = [], oldKeyFiles = [] } = sources;
    this.#current = {
      passphrase: passphrase === undefined ? undefined : new Passphrase(passphrase),
      file: keyFile && new WrappingKey('KEY_FILE', keyFile),
    };
    const older = oldPassphrases.map((text) => new Passphrase(text));
    this.#passphrases = [...present(this.#current.passphrase), ...older];
    const olderFiles = oldKeyFiles.map((bytes) => new WrappingKey('KEY_FILE', bytes));
    this.#files = [...present(this.#current.file), ...olderFiles];
    this.#sources = sources;
  }

  get wraps(): boolean {
    return this.#current.file !== undefined || this.#current.passphrase !== undefined;
  }

  /** Those that wrap. */
  async current(): Promise<readonly WrappingKey[]> {
    const { file, passphrase } = this.#current;
    return [...present(file), ...(await this.#here(present(passphrase)))];
  }

  async all(): Promise<readonly ConfiguredKey[]> {
    const current = await this.current();
    const every = [...current, ...this.#files, ...(await this.#here(this.#passphrases))];
    const byId = new Map(every.map((key) => [`${key.kind} ${key.keyId}`, key]));
    return [...byId.values()].map((key) => ({
      keyId: key.keyId,
      kind: key.kind,
      current: current.includes(key),
    }));
  }

  /** @throws BackupLocked NO_KEY, WRONG_KEY or TAMPERED */
  async unwrap(keys: readonly WrappedKey[], place: KeyPlace): Promise<Buffer> {
    let refused = 0;
    // A key file costs nothing; a passphrase with the salt of another installation costs half a second.
    for (const wrapped of [...keys].sort((left, right) => (left.kind < right.kind ? -1 : 1))) {
      for await (const key of this.#candidates(wrapped)) {
        if (key.keyId !== wrapped.keyId) continue;
        const dataKey = key.unwrap(wrapped, place);
        if (dataKey !== undefined) return dataKey;
        refused++;
      }
    }
    throw this.#locked(keys, place, refused);
  }

  async *#candidates({ kind, scrypt }: WrappedKey): AsyncGenerator<WrappingKey, void, void> {
    if (kind === 'KEY_FILE') yield* this.#files;
    else if (scrypt !== undefined) {
      for (const passphrase of this.#passphrases) yield* present(await passphrase.key(scrypt));
    }
  }

  async #here(passphrases: readonly Passphrase[]): Promise<readonly WrappingKey[]> {
    if (passphrases.length === 0) return [];
    const { salt, scryptN: n = SCRYPT_N } = this.#sources;
    const settings: ScryptSettings = {
      salt: (await salt()).toString('base64'),
      n,
      r: SCRYPT_R,
      p: SCRYPT_P,
    };
    return (await Promise.all(passphrases.map((each) => each.key(settings)))).flatMap(present);
  }

  #locked(keys: readonly WrappedKey[], { backupId }: KeyPlace, refused: number): BackupLocked {
    if (refused > 0 || keys.length === 0) {
      const what =
        keys.length === 0 ? 'it carries no wrapped key' : 'its wrapped key is not what was written';
      return new BackupLocked(`Backup ${backupId} does not open: ${what}.`, { reason: 'TAMPERED', backupId });
    }
    const names = keys.map(({ keyId, kind }) => `${KIND_NAMES[kind]} ${keyId}`).join(' or ');
    const none = this.#passphrases.length + this.#files.length === 0;
    const why = none ? 'no key for backups is configured' : 'none of the configured keys opens it';
    return new BackupLocked(`Backup ${backupId} is encrypted with ${names}, and ${why}.`, {
      reason: none ? 'NO_KEY' : 'WRONG_KEY',
      backupId,
    });
  }
}

const KIND_NAMES = { PASSPHRASE: 'passphrase', KEY_FILE: 'key file' } as const;

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
