import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Keys, S3Settings } from '../../domain/s3-settings.js';
import { guardedLookup } from '../../outbound/refused-address.js';

const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;

/**
 * A client for one bucket. It follows no redirect, resolves no name to a link-local or metadata address, repeats a call
 * twice at most, and adds no checksum of its own: uploads carry their SHA-256 (facts 4.3).
 * `keys` null: the role that the environment of this process gives.
 */
export function makeS3Client(settings: S3Settings, keys: S3Keys | null): S3Client {
  const { endpoint, region, forcePathStyle, caBundle } = settings;
  const agent = { keepAlive: true, maxSockets: CONNECTIONS, lookup: guardedLookup() };
  const client = new S3Client({
    region,
    forcePathStyle,
    ...(endpoint !== null && { endpoint }),
    ...(keys !== null && { credentials: credentialsOf(keys) }),
    maxAttempts: ATTEMPTS,
    retryMode: 'standard',
    followRegionRedirects: false,
    useArnRegion: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent({ ...agent, ...(caBundle !== null && { ca: caBundle }) }),
    },
  });
  client.middlewareStack.add(
    (next) => (given) => {
      const { input, request } = given;
      const digest = 'Body' in input && input.Body instanceof Buffer ? digests.get(input.Body) : undefined;
      if (digest !== undefined && isRequest(request)) request.headers['x-amz-content-sha256'] = digest;
      return next(given);
    },
    { step: 'build', name: 'signWithDigest' },
  );
  return client;
}

const digests = new WeakMap<Buffer, string>();

/** The digest of a body that is about to be sent: it is signed with it, and not computed once more. */
export function signWithDigest(body: Buffer, sha256: Buffer): void {
  digests.set(body, sha256.toString('hex'));
}

function isRequest(request: unknown): request is { readonly headers: Record<string, string> } {
  return typeof request === 'object' && request !== null && 'headers' in request;
}

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: S3Keys) {
  return { accessKeyId, secretAccessKey, ...(sessionToken !== null && { sessionToken }) };
}
