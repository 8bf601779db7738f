import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { S3Error } from './s3-error.js';

export type ChecksumName = 'crc32' | 'crc32c' | 'sha1' | 'sha256';
export const CHECKSUM_NAMES: readonly ChecksumName[] = ['crc32', 'crc32c', 'sha1', 'sha256'];

export interface Checksum {
  readonly name: ChecksumName;
  /** Base64; of a multipart object `<base64>-<parts>`. */
  readonly value: string;
}

const CRC32C = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

export function checksumOf(name: ChecksumName, bytes: Uint8Array): string {
  if (name === 'crc32') return number(crc32(bytes));
  if (name === 'crc32c') return number(crc32c(bytes));
  return createHash(name).update(bytes).digest('base64');
}

export function md5Of(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** The checksum of a multipart object: that of the checksums of its parts. */
export function composite(name: ChecksumName, parts: readonly string[]): string {
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return `${checksumOf(name, joined)}-${parts.length}`;
}

/** What the client says about the bytes, held against them. @throws S3Error BadDigest */
export function checkDigests(
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Checksum | undefined {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== md5Of(bytes).toString('base64')) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const name of CHECKSUM_NAMES) {
    const value = headers[`x-amz-checksum-${name}`];
    if (value === undefined) continue;
    if (value === checksumOf(name, bytes)) return { name, value };
    throw new S3Error(
      'BadDigest',
      `The ${name.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
  const wanted = headers['x-amz-sdk-checksum-algorithm']?.toLowerCase();
  const name = CHECKSUM_NAMES.find((each) => each === wanted);
  return name && { name, value: checksumOf(name, bytes) };
}

export function algorithmNamed(word: string | undefined): ChecksumName | undefined {
  return CHECKSUM_NAMES.find((each) => each === word?.toLowerCase());
}

function crc32c(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (CRC32C[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function number(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}
