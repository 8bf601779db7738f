import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { KEY_BYTES } from './derive.js';
import { type ScryptSettings, WrappingKey } from './wrapping-key.js';

/** Half a second and 128 MiB for each guess (facts 5.4). */
export const SCRYPT_N = 2 ** 17;
export const SCRYPT_R = 8;
export const SCRYPT_P = 1;
/** What a backup may ask for, whoever wrote it: else it could take all memory. */
const LEAST_N = 2 ** 10;
const MOST_N = 2 ** 18;
const SALT_BYTES = { least: 16, most: 64 } as const;
/** Salts of as many installations are remembered. */
const REMEMBERED = 32;

const stretch = promisify<string, Buffer, number, object, Buffer>(scrypt);
/** One at a time in the whole process: each needs its 128 MiB. */
const oneByOne = pLimit(1);

/** A passphrase: one derivation per salt and process, so that a thousand backups of an installation cost one. */
export class Passphrase {
  readonly #text: string;
  readonly #derived = new Map<string, Promise<WrappingKey>>();

  constructor(text: string) {
    this.#text = text.normalize('NFC');
  }

  /** Undefined for settings that no Holdfast has written. */
  async key(settings: ScryptSettings): Promise<WrappingKey | undefined> {
    if (!isAcceptable(settings)) return undefined;
    const { salt, n } = settings;
    const known = this.#derived.get(`${n} ${salt}`);
    if (known !== undefined) return await known;
    const deriving = oneByOne(() => this.#derive(settings));
    this.#remember(`${n} ${salt}`, deriving);
    return await deriving;
  }

  toJSON(): string {
    return '(a passphrase)';
  }

  #remember(name: string, deriving: Promise<WrappingKey>): void {
    deriving.catch(() => this.#derived.delete(name));
    this.#derived.set(name, deriving);
    const [oldest] = this.#derived.keys();
    if (this.#derived.size > REMEMBERED && oldest !== undefined) this.#derived.delete(oldest);
  }

  async #derive({ salt, n, r, p }: ScryptSettings): Promise<WrappingKey> {
    const options = { N: n, r, p, maxmem: 128 * n * r + 32 * 1024 * 1024 };
    const master = await stretch(this.#text, Buffer.from(salt, 'base64'), KEY_BYTES, options);
    return new WrappingKey('PASSPHRASE', master, { salt, n, r, p });
  }
}

function isAcceptable({ salt, n, r, p }: ScryptSettings): boolean {
  const { length } = Buffer.from(salt, 'base64');
  return (
    n >= LEAST_N &&
    n <= MOST_N &&
    Number.isInteger(Math.log2(n)) &&
    r === SCRYPT_R &&
    p === SCRYPT_P &&
    length >= SALT_BYTES.least &&
    length <= SALT_BYTES.most
  );
}
