import type { Readable } from 'node:stream';
import type { S3Bucket } from './s3-bucket.js';

/**
 * The bytes of an answer: exactly `size` of them, or a failure. Waits for the next ones no longer than the bucket's time for
 * data, however slow the reader is. Left early, the connection is closed.
 */
export async function* bytesOf(
  bucket: S3Bucket,
  answer: { readonly body: Readable; readonly size: number },
  { key, signal }: { readonly key: string; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<Uint8Array, void> {
  const { body, size } = answer;
  const { dataTimeoutMs } = bucket.options;
  const call = { key, doing: 'read' };
  let received = 0;
  const onAbort = () => body.destroy();
  signal?.addEventListener('abort', onAbort, { once: true });
  const chunks = body[Symbol.asyncIterator]();
  try {
    while (true) {
      const timer = setTimeout(() => body.destroy(bucket.timedOut(call, dataTimeoutMs)), dataTimeoutMs);
      const next = await chunks.next().finally(() => clearTimeout(timer));
      signal?.throwIfAborted();
      if (next.done === true) break;
      const chunk: Buffer = next.value;
      received += chunk.length;
      yield chunk;
    }
    if (received !== size)
      throw Object.assign(new Error('the answer ended early'), { code: 'IncompleteBody' });
  } catch (error) {
    signal?.throwIfAborted();
    throw bucket.translate(error, call);
  } finally {
    signal?.removeEventListener('abort', onAbort);
    body.destroy();
  }
}
