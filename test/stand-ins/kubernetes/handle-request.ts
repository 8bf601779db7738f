import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Api, answerCall } from './api.js';
import type { Answer, ApiCall } from './api-call.js';
import { tooLarge } from './api-error.js';
import type { CommandControl } from './commands.js';
import type { FaultControl, FaultRequest } from './faults.js';
import type { RequestLog } from './request-log.js';
import { errorAnswer, type Struck, struck } from './strike.js';
import { type WirePlan, writeAnswer } from './wire.js';
import { writeOptionsOf } from './write-options.js';

const compress = promisify(gzip);
const compressedFromBytes = 128 * 1024;
const longestBody = 3 * 1024 * 1024;

export interface RequestParts {
  readonly api: Api;
  readonly faults: FaultControl;
  readonly requests: RequestLog;
  readonly commands: CommandControl;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly reset: () => void;
  readonly signal: AbortSignal;
}

/** One request from its first byte to the last of its answer. */
export async function handleRequest(parts: RequestParts, exchange: Exchange): Promise<void> {
  const { request, response } = exchange;
  const url = new URL(request.url ?? '/', 'https://stand-in');
  const seen: FaultRequest = {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    userAgent: request.headers['user-agent'] ?? '',
  };
  const answered = parts.requests.note(seen);
  const warnings: string[] = [];
  const { answer, wire } = await answerOrError(parts, { ...exchange, seen, warnings });
  if (wire === 'reset-before-headers') {
    exchange.reset();
    return;
  }
  answered(answer.status);
  const plan = await wirePlan(request, { answer, warnings });
  await writeAnswer(response, plan, { wire, reset: exchange.reset, signal: exchange.signal });
}

interface SeenExchange extends Exchange {
  readonly seen: FaultRequest;
  readonly warnings: string[];
}

/** Faults first, then the API. What goes wrong in here (a hook that throws, too long a body) is an answer too. */
async function answerOrError(parts: RequestParts, exchange: SeenExchange): Promise<Struck> {
  const { request, seen, warnings, signal } = exchange;
  try {
    const body = await bodyText(request);
    return await struck(parts.faults.strike(seen), {
      seen,
      signal,
      normally: () => answerRequest(parts.api, { request, seen, body, warnings }),
    });
  } catch (error) {
    if (signal.aborted || request.destroyed) throw error;
    return { answer: errorAnswer(error), wire: undefined };
  }
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longestBody) throw tooLarge(longestBody);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
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
    return errorAnswer(error);
  }
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
