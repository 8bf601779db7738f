/** AWS Signature Version 4 in the Authorization header, checked as S3 checks it. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error } from './s3-error.js';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** After so many requests every further one is answered with ExpiredToken. */
  expiresAfter?: number;
}

export interface SignedRequest {
  readonly method: string;
  /** As it came: path and query, still encoded. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const SKEW_MS = 15 * 60_000;
const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** @throws S3Error */
export function checkSignature(
  request: SignedRequest,
  world: { readonly keys: ReadonlyMap<string, AccessKey>; readonly region: string; readonly now: Date },
): void {
  const { authorization } = request.headers;
  if (authorization === undefined) throw new S3Error('AccessDenied', 'Access Denied');
  const parts = HEADER.exec(authorization);
  if (parts === null)
    throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header is malformed');
  const [, credential = '', signedHeaders = '', signature = ''] = parts;
  const [accessKeyId = '', day = '', region = '', service = '', terminator = ''] = credential.split('/');
  const key = world.keys.get(accessKeyId);
  if (key === undefined) {
    throw new S3Error(
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
      { elements: { AWSAccessKeyId: accessKeyId } },
    );
  }
  if (region !== world.region || service !== 's3' || terminator !== 'aws4_request') {
    throw new S3Error(
      'AuthorizationHeaderMalformed',
      `The authorization header is malformed; the region '${region}' is wrong; expecting '${world.region}'`,
      { elements: { Region: world.region } },
    );
  }
  checkToken(key, request.headers['x-amz-security-token']);
  const stamp = request.headers['x-amz-date'] ?? '';
  checkTime(stamp, world.now);
  const wanted = signatureOf(request, {
    key,
    stamp,
    scope: `${day}/${region}/s3/aws4_request`,
    signedHeaders,
  });
  if (!timingSafeEqual(Buffer.from(wanted, 'hex'), Buffer.from(signature, 'hex'))) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

function checkToken(key: AccessKey, token: string | undefined): void {
  if (key.expiresAfter !== undefined) {
    if (key.expiresAfter <= 0) throw new S3Error('ExpiredToken', 'The provided token has expired.');
    key.expiresAfter -= 1;
  }
  if (key.sessionToken !== token) {
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.');
  }
}

function checkTime(stamp: string, now: Date): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (parts === null)
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  const [, year, month, day, hour, minute, second] = parts.map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  if (Math.abs(at - now.getTime()) <= SKEW_MS) return;
  throw new S3Error(
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    {
      elements: {
        RequestTime: stamp,
        ServerTime: now.toISOString(),
        MaxAllowedSkewMilliseconds: String(SKEW_MS),
      },
    },
  );
}

function signatureOf(
  request: SignedRequest,
  {
    key,
    stamp,
    scope,
    signedHeaders,
  }: { key: AccessKey; stamp: string; scope: string; signedHeaders: string },
): string {
  const [path = '/', query = ''] = split(request.url);
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}\n`);
  const canonical = [
    request.method,
    path,
    canonicalQuery(query),
    headers.join(''),
    signedHeaders,
    request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const signingKey = scope
    .split('/')
    .reduce<Buffer | string>((secret, part) => hmac(secret, part), `AWS4${key.secretAccessKey}`);
  return hmac(signingKey, text).toString('hex');
}

function canonicalQuery(query: string): string {
  const pairs = query
    .split('&')
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', value = ''] = each.split('=', 2);
      return [encoded(name), encoded(value)] as const;
    });
  return pairs
    .sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(decodeURIComponent(text.replace(/\+/g, '%20'))).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function split(url: string): [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
