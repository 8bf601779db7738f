/** The store of the demo for rows that need one: a stand-in S3 over TLS with one bucket, and what the command line needs to reach it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startS3StandIn } from '../test/stand-ins/s3/s3-stand-in.js';

const BUCKET = 'backups';

export interface StoredFile {
  readonly key: string;
  readonly bytes: Buffer;
}

export interface DemoBucket {
  readonly url: string;
  /** What `holdfast location add` is given of it; the secret is in a file. */
  readonly options: readonly string[];
  /** What lies in it now, by key. */
  files(): readonly StoredFile[];
  /** Flips one bit in the middle of a file, behind the back of whoever wrote it. @returns where */
  damage(key: string): number;
  stop(): Promise<void>;
}

/** @param folder where the files with the secret and the authority go */
export async function startDemoBucket(folder: string): Promise<DemoBucket> {
  const standIn = await startS3StandIn({ tls: true, buckets: [BUCKET] });
  const [secretFile, caFile] = [join(folder, 'bucket-secret'), join(folder, 'bucket-ca.pem')];
  await writeFile(secretFile, standIn.key.secretAccessKey, { mode: 0o600 });
  await writeFile(caFile, standIn.caPem ?? '');
  const bucket = standIn.bucket(BUCKET);
  return {
    url: standIn.url,
    options: [
      ...['--s3', BUCKET, '--endpoint', standIn.url, '--ca-file', caFile],
      ...['--access-key-id', standIn.key.accessKeyId, '--secret-file', secretFile],
    ],
    files: () => bucket.keys().map((key) => ({ key, bytes: bucket.find(key).bytes })),
    damage(key) {
      const { bytes } = bucket.find(key);
      const at = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      return at;
    },
    stop: () => standIn.stop(),
  };
}
