import { createHmac } from 'node:crypto';

export interface SignatureOptions {
  readonly secret: string;
  /** Unix seconds; the machine's time when absent. */
  readonly timestamp?: number;
  /** `v0` unless a test wants another one. */
  readonly version?: string;
}

/** The two headers that prove who sent these bytes. */
export function signature(body: string | Buffer, options: SignatureOptions): Record<string, string> {
  const { secret, timestamp = Math.floor(Date.now() / 1_000), version = 'v0' } = options;
  const digest = createHmac('sha256', secret).update(`${version}:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `${version}=${digest}` };
}
