/** The floor of writing to S3: the same bytes by plain PUTs of whole files, one after the other, signed and over TLS, and nothing looked at after. */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { NewS3Location } from '../../src/services/s3-input.js';

export class PlainPuts implements Disposable {
  readonly #client: S3Client;
  #puts = 0;

  constructor(private readonly to: NewS3Location) {
    const { endpoint = '', accessKeyId = '', secretAccessKey = '', caBundle = '' } = to;
    this.#client = new S3Client({
      region: 'us-east-1',
      forcePathStyle: true,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      requestHandler: { httpsAgent: new Agent({ keepAlive: true, ca: caBundle }) },
    });
  }

  /** Every file below `folder`, under names of its own. */
  async put(folder: string): Promise<void> {
    this.#puts += 1;
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const file = join(entry.parentPath, entry.name);
      const { size: ContentLength } = await stat(file);
      const Key = `floor/${this.#puts}/${entry.name}`;
      const Body = createReadStream(file);
      await this.#client.send(new PutObjectCommand({ Bucket: this.to.bucket, Key, Body, ContentLength }));
    }
  }

  [Symbol.dispose](): void {
    this.#client.destroy();
  }
}
