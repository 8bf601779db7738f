import { createHash } from 'node:crypto';

/** Cuts a stream of bytes into pieces of given lengths, and takes the digest of the whole as it passes. */
export class FrameStream {
  /** Bytes taken so far. */
  position = 0;
  /** Bytes that came so far; all of them after `finish`. */
  size = 0;
  readonly #hash = createHash('sha256');
  readonly #source: AsyncIterator<Uint8Array>;
  #chunks: Buffer[] = [];
  #buffered = 0;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next `length` bytes; undefined when fewer are left. */
  async take(length: number): Promise<Buffer | undefined> {
    while (this.#buffered < length) if (!(await this.#more())) return undefined;
    const joined = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    const bytes = joined ?? Buffer.alloc(0);
    this.#chunks = [bytes.subarray(length)];
    this.#buffered -= length;
    this.position += length;
    return bytes.subarray(0, length);
  }

  /** Reads on to the end. Returns how many bytes were not taken. */
  async finish(): Promise<number> {
    do {
      this.#chunks = [];
    } while (await this.#more());
    return this.size - this.position;
  }

  /** Lets go of the source, wherever the reading stands. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }

  /** Once, after `finish`. */
  sha256(): string {
    return this.#hash.digest('hex');
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#source.next();
    if (done) return false;
    const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.#hash.update(chunk);
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    this.size += chunk.length;
    return true;
  }
}
