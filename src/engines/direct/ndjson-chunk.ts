import type { ApiKind } from './api-kind.js';
import type { ListedObject } from './listed-object.js';

/** Raw bytes of one frame, except where a single object is larger. */
export const CHUNK_BYTES = 1024 * 1024;
const FIRST_BYTES = 64 * 1024;
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Collects the objects of one (kind, namespace) as lines: the server's own bytes, with `apiVersion` and `kind` put in
 * front where list items lack them. The buffer is used again after every `clear`, so copy or consume `bytes()` before.
 */
export class NdjsonChunk {
  objects = 0;
  #length = 0;
  #buffer = Buffer.allocUnsafeSlow(FIRST_BYTES);
  readonly #prefixes: readonly Buffer[];

  constructor({ groupVersion, kind }: Pick<ApiKind, 'groupVersion' | 'kind'>) {
    const apiVersion = `"apiVersion":${JSON.stringify(groupVersion)},`;
    const kindField = `"kind":${JSON.stringify(kind)},`;
    this.#prefixes = [`{${apiVersion}${kindField}`, `{${kindField}`, `{${apiVersion}`, '{'].map((text) =>
      Buffer.from(text),
    );
  }

  /** Whether the object would make the chunk larger than a frame ought to be. */
  overflows(object: ListedObject): boolean {
    return this.objects > 0 && this.#length + this.#sizeOf(object) > CHUNK_BYTES;
  }

  append(object: ListedObject): void {
    this.#reserve(this.#length + this.#sizeOf(object));
    const buffer = this.#buffer;
    const prefix = this.#prefixOf(object);
    let at = this.#length;
    buffer.set(prefix, at);
    at += prefix.length;
    if (object.spaced) {
      at = copyCompact(object.bytes.subarray(object.start + 1, object.end), buffer, at);
    } else {
      at += object.bytes.copy(buffer, at, object.start + 1, object.end);
    }
    buffer[at] = NEWLINE;
    this.#length = at + 1;
    this.objects++;
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  clear(): void {
    this.objects = 0;
    this.#length = 0;
  }

  #prefixOf({ hasApiVersion, hasKind }: ListedObject): Buffer {
    return this.#prefixes[(hasApiVersion ? 1 : 0) + (hasKind ? 2 : 0)] as Buffer;
  }

  /** With white space an object counts at its full length: an upper bound. */
  #sizeOf(object: ListedObject): number {
    return this.#prefixOf(object).length + (object.end - object.start) + 1;
  }

  #reserve(needed: number): void {
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** Copies JSON without the white space between its tokens; what is inside strings stays. Returns where it ended. */
function copyCompact(source: Buffer, target: Buffer, offset: number): number {
  let at = offset;
  let inString = false;
  for (let index = 0; index < source.length; index++) {
    const byte = source[index] as number;
    if (inString) {
      if (byte === BACKSLASH) {
        target[at++] = byte;
        index++;
        target[at++] = source[index] as number;
        continue;
      }
      if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) continue;
    target[at++] = byte;
  }
  return at;
}
