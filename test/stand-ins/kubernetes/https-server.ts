import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Api, answerCall } from './api.js';
import type { Answer, ApiCall } from './api-call.js';
import { ApiError, gone, statusBody, unauthorized } from './api-error.js';
import type { FaultAction, FaultControl, FaultRequest } from './faults.js';
import { inconsistentContinuation } from './list.js';
import type { RequestLog } from './request-log.js';
import type { Certificates } from './tls.js';
import { type WireFault, type WirePlan, writeAnswer } from './wire.js';
import { writeOptionsOf } from './write-options.js';

const compress = promisify(gzip);
const compressedFromBytes = 128 * 1024;
const longestBody = 3 * 1024 * 1024;

export interface ApiServer {
  readonly port: number;
  readonly server: Server;
  stop(): Promise<void>;
}

export interface ServerParts {
  readonly api: Api;
  readonly faults: FaultControl;
  readonly requests: RequestLog;
  readonly certificates: Certificates;
  readonly port: number;
}

/** The API on a loopback port of its own, over TLS. */
export async function serveApi(parts: ServerParts): Promise<ApiServer> {
  const { certificates } = parts;
  const sockets = new Map<number, Socket>();
  const stopping = new AbortController();
  const server = createServer({
    ca: certificates.caPem,
    cert: certificates.original.certPem,
    key: certificates.original.keyPem,
    requestCert: true,
    rejectUnauthorized: false,
  });
  server.on('connection', (socket: Socket) => {
    // The plain socket below TLS: only it can be reset. A request finds it by the client's port.
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.on('close', () => sockets.delete(port));
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('request', (request, response) => {
    const reset = () => sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
    handle(parts, { request, response, reset, signal: stopping.signal }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    server,
    stop: async () => {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reset: () => void;
  readonly signal: AbortSignal;
}

async function handle(parts: ServerParts, exchange: Exchange): Promise<void> {
  const { request, response, signal } = exchange;
  const url = new URL(request.url ?? '/', 'https://stand-in');
  const seen: FaultRequest = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    userAgent: request.headers['user-agent'] ?? '',
  };
  const answered = parts.requests.note(seen);
  const body = await bodyText(request);
  const warnings: string[] = [];
  const { answer, wire } = await struck(parts.faults.strike(seen), {
    seen,
    signal,
    normally: () => answerRequest(parts.api, { request, seen, body, warnings }),
  });
  if (wire === 'reset-before-headers') {
    exchange.reset();
    return;
  }
  answered(answer.status);
  const plan = await wirePlan(request, { answer, warnings });
  await writeAnswer(response, plan, { wire, reset: exchange.reset, signal });
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw new Error('the request body is longer than 3 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

interface Normal {
  readonly seen: FaultRequest;
  readonly signal: AbortSignal;
  readonly normally: () => Answer;
}

/** Runs hooks and latencies, then takes the first answer that a fault gives, else the normal one. */
async function struck(actions: readonly FaultAction[], { seen, signal, normally }: Normal) {
  let wire: WireFault | undefined;
  let instead: ApiError | undefined;
  for (const action of actions) {
    if (typeof action === 'function') await action();
    else if (action === 'expired-token') instead ??= unauthorized();
    else if (action === 'gone-410') instead ??= goneFor(seen);
    else if (typeof action === 'string' || 'dripMs' in action) wire ??= action;
    else if ('latencyMs' in action) await delay(action.latencyMs, undefined, { signal });
    else instead ??= statusFault(action);
  }
  return { answer: instead === undefined ? normally() : errorAnswer(instead), wire };
}

function goneFor({ query }: FaultRequest): ApiError {
  const token = query.get('continue');
  return gone(token ? inconsistentContinuation(token) : undefined);
}

const reasons: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

interface StatusFault {
  readonly status: number;
  readonly body?: string | object;
  readonly retryAfter?: number;
}

function statusFault({ status, body, retryAfter }: StatusFault): ApiError {
  const seconds = retryAfter ?? (status === 429 ? 1 : undefined);
  const headers = seconds === undefined ? {} : { 'retry-after': String(seconds) };
  if (typeof body === 'string') return new ApiError(status, body, headers);
  if (body !== undefined) return new ApiError(status, JSON.parse(JSON.stringify(body)), headers);
  if (status === 429) return new ApiError(429, 'Too many requests, please try again later.\n', headers);
  const reason = reasons[status];
  const message = `the stand-in was told to answer ${status}`;
  return new ApiError(
    status,
    statusBody({ code: status, message, ...(reason === undefined ? {} : { reason }) }),
    headers,
  );
}

interface Seen {
  readonly request: IncomingMessage;
  readonly seen: FaultRequest;
  readonly body: string;
  readonly warnings: string[];
}

function answerRequest(api: Api, { request, seen, body, warnings }: Seen): Answer {
  try {
    const call: ApiCall = {
      ...seen,
      accept: request.headers.accept ?? '*/*',
      contentType: request.headers['content-type'] ?? '',
      body,
      identity: api.tokens.authenticate(request),
      write: { ...writeOptionsOf(seen.query, seen.userAgent), warnings },
    };
    return answerCall(api, call, request.headers['if-none-match']);
  } catch (error) {
    if (error instanceof ApiError) return errorAnswer(error);
    const message = `Internal error occurred: ${error instanceof Error ? error.stack : String(error)}`;
    return errorAnswer(new ApiError(500, statusBody({ code: 500, message, reason: 'InternalError' })));
  }
}

function errorAnswer({ status, body, headers }: ApiError): Answer {
  if (typeof body !== 'string') return { status, body: `${JSON.stringify(body)}\n`, headers };
  return { status, body, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } };
}

interface Answering {
  readonly answer: Answer;
  readonly warnings: readonly string[];
}

async function wirePlan(request: IncomingMessage, { answer, warnings }: Answering): Promise<WirePlan> {
  const headers: Record<string, string | string[]> = {
    'audit-id': randomUUID(),
    'cache-control': 'no-cache, private',
    'content-type': 'application/json',
    ...(warnings.length > 0 ? { warning: warnings.map((text) => `299 - ${JSON.stringify(text)}`) } : {}),
    ...('headers' in answer ? answer.headers : {}),
  };
  if ('stream' in answer) return { status: answer.status, headers, stream: answer.stream };
  const plain = Buffer.from(answer.body, 'utf8');
  const squeezed =
    plain.length > compressedFromBytes && /gzip/.test(String(request.headers['accept-encoding']));
  const body = squeezed ? await compress(plain, { level: 1 }) : plain;
  return {
    status: answer.status,
    headers: { ...headers, ...(squeezed ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}) },
    body,
  };
}
