import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { execa } from 'execa';
import { beforeAll, expect, it } from 'vitest';
import { builtProduct } from '../../support/built-product.js';
import { CODE_CACHE, compiledProgram } from '../../support/compiled-program.js';

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');

interface Ready {
  readonly url: string;
  readonly region: string;
  readonly buckets: readonly string[];
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

beforeAll(() => builtProduct());

it('the stand-in as a process of its own says where it is, and ends on SIGTERM', async () => {
  const [program, ...args] = await compiledProgram(main);
  const child = execa(program, [...args, '--bucket', 'one', '--bucket', 'two'], {
    reject: false,
    stdin: 'pipe',
    env: CODE_CACHE,
  });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { url: endpoint, region, buckets, accessKeyId, secretAccessKey } = JSON.parse(line) as Ready;
    expect(buckets).toEqual(['one', 'two']);
    const credentials = { accessKeyId, secretAccessKey };
    const client = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
    await client.send(new HeadBucketCommand({ Bucket: 'two' }));
    client.destroy();
    child.kill('SIGTERM');
    expect((await child).exitCode).toBe(0);
  } finally {
    child.kill('SIGKILL');
  }
});
