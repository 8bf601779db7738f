import type { IncomingMessage } from 'node:http';

/** Slack's largest payload is a modal of 250 KB; Bolt would take 4 MB. */
export const LARGEST_BODY = 1024 * 1024;
const READ_WITHIN_MS = 10_000;

export type BodyFault = 'TOO_LARGE' | 'CUT_OFF';

/** The bytes of a request as they came: the signature is over them. */
export async function rawBody(request: IncomingMessage): Promise<Buffer | BodyFault> {
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return 'TOO_LARGE';
  const chunks: Buffer[] = [];
  let size = 0;
  const tooSlow = setTimeout(() => request.destroy(), READ_WITHIN_MS);
  try {
    // The stream stays open when the loop is left: the refusal still has to be written.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BODY) return 'TOO_LARGE';
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    return 'CUT_OFF';
  } finally {
    clearTimeout(tooSlow);
  }
}
