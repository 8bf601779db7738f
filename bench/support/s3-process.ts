import { join } from 'node:path';
import type { NewS3Location } from '../../src/services/s3-input.js';
import { Child, ROOT } from './child.js';

/** What the stand-in says when it is ready; the text of the authority that signed its certificate is `ca`. */
interface Ready {
  readonly url: string;
  readonly buckets: readonly [string, ...string[]];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly ca: string;
}

/** The stand-in S3 over TLS, in a process of its own. It keeps what it is given in memory. */
export class S3Process {
  private constructor(
    private readonly child: Child,
    /** Its bucket, as a location is made of it. */
    readonly bucket: NewS3Location,
  ) {}

  /** @throws Error when it ends before it is ready */
  static async start(folder: string): Promise<S3Process> {
    const main = join(ROOT, 'test', 'stand-ins', 's3', 'main.ts');
    const child = new Child({
      name: 'the stand-in S3',
      args: ['--import', import.meta.resolve('tsx'), main, '--tls'],
      cwd: folder,
    });
    const ready = JSON.parse(await child.line(/^\{/)) as Ready;
    const { url: endpoint, buckets, accessKeyId, secretAccessKey, ca: caBundle } = ready;
    return new S3Process(child, { endpoint, bucket: buckets[0], accessKeyId, secretAccessKey, caBundle });
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}
