/** Reads the body of an answer into memory, unpacked, up to a bound. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** The bound counts unpacked bytes: a small gzip stream can hold gigabytes. */
export class BodyTooLarge extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

export class UnknownEncoding extends Error {
  readonly code = 'UNKNOWN_ENCODING';
}

/** @throws BodyTooLarge, UnknownEncoding, and whatever the stream or zlib throws */
export async function readBody(
  body: Readable,
  { encoding, maxBytes, signal }: { encoding: string; maxBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new BodyTooLarge(`more than ${maxBytes} bytes`);
      chunks.push(chunk);
    }
  };
  if (encoding === 'gzip') await pipeline(body, createGunzip(), collect, { signal });
  else if (encoding === '' || encoding === 'identity') await pipeline(body, collect, { signal });
  else {
    body.on('error', () => {}).destroy();
    throw new UnknownEncoding('neither gzip nor plain');
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size);
}
