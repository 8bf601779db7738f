/** The keys that credentials are encrypted with: one that writes, and older ones that still read (rotation). */
import { createHash, timingSafeEqual } from 'node:crypto';

export const KEY_BYTES = 32;

export class KeyRing {
  readonly #keys: ReadonlyMap<string, Buffer>;
  /** Id of the key that writes. */
  readonly currentId: string;

  /** Takes the buffers over: `forget` zeroes them. */
  constructor(current: Buffer, older: readonly Buffer[] = []) {
    for (const key of [current, ...older]) {
      if (key.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes`);
    }
    this.currentId = keyIdOf(current);
    this.#keys = new Map([...older, current].map((key) => [keyIdOf(key), key]));
    for (const key of [current, ...older]) assertSame(key, this.#keys.get(keyIdOf(key)));
  }

  key(id: string): Buffer | undefined {
    return this.#keys.get(id);
  }

  /** Ids, the writing key's first. */
  get ids(): readonly string[] {
    return [this.currentId, ...[...this.#keys.keys()].filter((id) => id !== this.currentId)];
  }

  /** Zeroes the keys: for the end of the process and of a rotation. */
  forget(): void {
    for (const key of this.#keys.values()) key.fill(0);
  }

  /** Never shows a key, whoever prints the ring. */
  toJSON(): object {
    return { currentId: this.currentId, ids: this.ids };
  }
}

/** First 8 hex digits of the key's SHA-256: names a key without telling it. */
export function keyIdOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Two keys with one id would read as each other: 2^-32 by chance, but then data would seem damaged for ever. */
function assertSame(key: Buffer, held: Buffer | undefined): void {
  if (held === undefined || !timingSafeEqual(key, held)) {
    throw new RangeError(`two different keys have the id ${keyIdOf(key)}: make another one`);
  }
}
