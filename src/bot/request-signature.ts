/** Slack's signature of a request: HMAC-SHA256 over `v0:<timestamp>:<raw body>` (docs.slack.dev: verifying requests from Slack). */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clock of a request may be from ours, either way. Slack asks for the past only; a future one lives longer. */
export const GREATEST_SKEW_SECONDS = 300;

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{1,12}$/;

export interface SignedHead {
  /** Unix seconds, as written. */
  readonly timestamp: string;
  /** `v0=` and 64 hexadecimal digits. */
  readonly signature: string;
}

export type SignatureFault = 'UNSIGNED' | 'OTHER_VERSION' | 'OLD' | 'FUTURE' | 'FORGED';

/** What can be said before the body is read. */
export function signedHead(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  now: Date,
): SignedHead | SignatureFault {
  const timestamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return 'UNSIGNED';
  if (!TIMESTAMP.test(timestamp)) return 'UNSIGNED';
  if (!SIGNATURE.test(signature)) return 'OTHER_VERSION';
  const ageSeconds = now.getTime() / 1_000 - Number(timestamp);
  if (ageSeconds > GREATEST_SKEW_SECONDS) return 'OLD';
  if (ageSeconds < -GREATEST_SKEW_SECONDS) return 'FUTURE';
  return { timestamp, signature };
}

/** Compares in constant time. */
export function isSignedBy(secret: string, { timestamp, signature }: SignedHead, body: Buffer): boolean {
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice('v0='.length), 'hex'));
}
