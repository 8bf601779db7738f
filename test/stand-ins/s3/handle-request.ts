/** One request from its first byte to its last: faults, signature, body, operation, answer. */
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { answer } from './api.js';
import { decodeChunks } from './aws-chunked.js';
import type { FaultAction, FaultControl } from './faults.js';
import type { S3Answer, S3Call, S3World } from './s3-call.js';
import { S3Error } from './s3-error.js';
import { type AccessKey, checkSignature } from './signature.js';

export interface Serving {
  readonly world: S3World;
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly faults: FaultControl;
  readonly requests: string[];
}

const HEX_DIGEST = /^[0-9a-f]{64}$/;

export async function handleRequest(
  request: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const { method = 'GET', url = '/', socket } = request;
  const line = `${method} ${readable(url)}`;
  serving.requests.push(line);
  const strikes = serving.faults.strike(line);
  const now = serving.world.now();
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    const given = await answerTo(request, serving, strikes);
    if (given === null) cutOff(socket);
    else send(response, given, { method, strikes, now });
  } catch (error) {
    const failure = error instanceof S3Error ? error : new S3Error('InternalError', String(error));
    send(response, errorAnswer(failure, url), { method, strikes: [], now });
  }
}

/** Null: the connection is reset instead. */
async function answerTo(
  request: IncomingMessage,
  { world, keys }: Serving,
  strikes: readonly FaultAction[],
): Promise<S3Answer | null> {
  if (strikes.includes('reset-before')) return null;
  for (const strike of strikes) {
    if (typeof strike === 'function') strike();
    else if (typeof strike === 'object' && 'latencyMs' in strike) await setTimeout(strike.latencyMs);
  }
  const raw = await bodyOf(request, strikes);
  if (raw === null) return null;
  if (strikes.includes('corrupt-body') && raw.length > 0) raw.writeUInt8(raw.readUInt8(0) ^ 1, 0);
  for (const strike of strikes) {
    if (typeof strike === 'object' && 'error' in strike) throw new S3Error(strike.error);
  }
  const headers = headersOf(request);
  const { method = 'GET', url = '/' } = request;
  checkSignature({ method, url, headers }, { keys, region: world.region, now: world.now() });
  const call = callOf({ method, url, headers, raw, strikes }, world);
  const given = answer(call, world);
  return strikes.includes('reset-after') ? null : given;
}

async function bodyOf(request: IncomingMessage, strikes: readonly FaultAction[]): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk as Buffer);
    if (strikes.includes('reset-body')) return null;
  }
  return Buffer.concat(chunks);
}

function callOf(
  request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly raw: Buffer;
    readonly strikes: readonly FaultAction[];
  },
  { abilities }: S3World,
): S3Call {
  const { method, url, raw, strikes } = request;
  const { pathname, searchParams: query } = new URL(url, 'http://stand-in');
  const [, bucketName = '', ...rest] = pathname.split('/');
  const digest = request.headers['x-amz-content-sha256'] ?? '';
  if (HEX_DIGEST.test(digest) && createHash('sha256').update(raw).digest('hex') !== digest) {
    throw new S3Error(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const framed = digest.startsWith('STREAMING-') && abilities.checksums !== 'framing-kept';
  const { bytes, trailers } = framed ? decodeChunks(raw) : { bytes: raw, trailers: {} };
  const declared = request.headers['x-amz-decoded-content-length'];
  if (framed && declared !== undefined && Number(declared) !== bytes.length) {
    throw new S3Error('IncompleteBody', 'You did not provide the number of bytes specified by the header.');
  }
  return {
    method,
    url,
    bucketName: decodeURIComponent(bucketName),
    key: decodeURIComponent(rest.join('/')),
    query,
    headers: { ...request.headers, ...trailers },
    body: bytes,
    strikes,
  };
}

function send(
  response: ServerResponse,
  given: S3Answer,
  {
    method,
    strikes,
    now,
  }: { readonly method: string; readonly strikes: readonly FaultAction[]; readonly now: Date },
): void {
  const body = Buffer.from(given.body ?? '');
  const headers: Record<string, string> = {
    'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
    server: 'S3 stand-in',
    date: now.toUTCString(),
    'content-length': String(body.length),
    ...given.headers,
  };
  if (strikes.includes('wrong-etag') && headers.etag !== undefined) headers.etag = `"${'0'.repeat(32)}"`;
  if (given.status === 204 || given.status === 304) delete headers['content-length'];
  response.writeHead(given.status, headers);
  if (method === 'HEAD' || given.status === 204 || given.status === 304) return void response.end();
  if (!strikes.includes('truncate')) return void response.end(body);
  response.write(body.subarray(0, body.length >> 1), () => response.socket && cutOff(response.socket));
}

/** Only a plain connection can be reset; one over TLS ends without a word. */
function cutOff(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

function errorAnswer(error: S3Error, url: string): S3Answer {
  const body = error.xml(url.split('?')[0] ?? '/', randomBytes(8).toString('hex'));
  return {
    status: error.status,
    headers: { 'content-type': 'application/xml', ...error.more.headers },
    body,
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
}

function readable(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
