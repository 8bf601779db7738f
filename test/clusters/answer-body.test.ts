import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BodyTooLarge, readBody } from '../../src/clusters/answer-body.js';

function piecesOf(bytes: Buffer, size = 10_000): Readable {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return Readable.from(pieces);
}

const options = { encoding: '', maxBytes: 10_000_000, signal: new AbortController().signal };

describe('readBody', () => {
  it.each([
    ['', (bytes: Buffer) => bytes],
    ['gzip', gzipSync],
  ] as const)(
    'gives the whole body of encoding "%s", with memory to use and without',
    async (encoding, pack) => {
      const bytes = randomBytes(300_001);
      const memory = { bytes: Buffer.alloc(400_000) };
      expect((await readBody(piecesOf(pack(bytes)), { ...options, encoding })).equals(bytes)).toBe(true);
      expect((await readBody(piecesOf(pack(bytes)), { ...options, encoding, memory })).equals(bytes)).toBe(
        true,
      );
    },
  );

  it('puts a body that fits into the memory it was given', async () => {
    const memory = { bytes: Buffer.alloc(100_000) };
    const given = memory.bytes;
    const body = await readBody(piecesOf(randomBytes(100_000)), { ...options, memory });
    expect(memory.bytes).toBe(given);
    expect(body.buffer).toBe(given.buffer);
  });

  it('replaces memory that is too small, and nothing of an earlier body is in a shorter one', async () => {
    const memory = { bytes: Buffer.alloc(0) };
    const long = randomBytes(700_000);
    const short = randomBytes(5);
    expect((await readBody(piecesOf(long), { ...options, memory })).equals(long)).toBe(true);
    expect(memory.bytes.length).toBeGreaterThanOrEqual(long.length);
    expect((await readBody(piecesOf(short), { ...options, memory })).equals(short)).toBe(true);
  });

  it('writes nothing more into the memory once it was given up', async () => {
    const stop = new AbortController();
    const memory = { bytes: Buffer.alloc(100_000) };
    async function* stubborn(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(10, 1);
      stop.abort(new Error('given up'));
      yield Buffer.alloc(10, 2);
    }
    const body = Readable.from(stubborn());
    await expect(readBody(body, { ...options, signal: stop.signal, memory })).rejects.toThrow();
    expect(memory.bytes.includes(2)).toBe(false);
  });

  it('refuses more bytes than allowed, also into memory that could hold them', async () => {
    const memory = { bytes: Buffer.alloc(1_000) };
    const body = readBody(piecesOf(randomBytes(500), 100), { ...options, maxBytes: 499, memory });
    await expect(body).rejects.toThrow(BodyTooLarge);
  });
});
