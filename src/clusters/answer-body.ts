/** Reads the body of an answer into memory, unpacked, up to a bound. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ReusableMemory } from '../domain/ports/cluster-gateway.js';

/** The bound counts unpacked bytes: a small gzip stream can hold gigabytes. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

export class UnknownEncoding extends Error {
  readonly code = 'UNKNOWN_ENCODING';
}

export interface BodyOptions {
  readonly encoding: string;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Where the body goes; absent: into memory of its own. */
  readonly memory?: ReusableMemory | undefined;
}

/** @throws BodyTooLarge, UnknownEncoding, and whatever the stream or zlib throws */
export async function readBody(body: Readable, options: BodyOptions): Promise<Buffer> {
  const { encoding, maxBytes, signal, memory } = options;
  const sink = memory === undefined ? new Chunks() : new Filling(memory);
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      // Given up: the next attempt may have the memory already.
      signal.throwIfAborted();
      size += chunk.length;
      if (size > maxBytes) throw new BodyTooLarge(`more than ${maxBytes} bytes`);
      sink.add(chunk);
    }
  };
  if (encoding === 'gzip') await pipeline(body, createGunzip(), collect, { signal });
  // The connection pool ends the body by the same signal: a pipeline of one stream would only cost a DOMException for each answer.
  else if (encoding === '' || encoding === 'identity') await collect(body);
  else {
    body.on('error', () => {}).destroy();
    throw new UnknownEncoding('neither gzip nor plain');
  }
  return sink.bytes();
}

class Chunks {
  readonly #chunks: Buffer[] = [];

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  bytes(): Buffer {
    const [only] = this.#chunks;
    return this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
  }
}

const FIRST_BYTES = 256 * 1024;

class Filling {
  #length = 0;

  constructor(private readonly memory: ReusableMemory) {}

  add(chunk: Buffer): void {
    const needed = this.#length + chunk.length;
    if (needed > this.memory.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.memory.bytes.length * 2, FIRST_BYTES));
      this.memory.bytes.copy(larger, 0, 0, this.#length);
      this.memory.bytes = larger;
    }
    chunk.copy(this.memory.bytes, this.#length);
    this.#length = needed;
  }

  bytes(): Buffer {
    return this.memory.bytes.subarray(0, this.#length);
  }
}
