import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './api-call.js';
import { ApiError, gone, statusBody, unauthorized } from './api-error.js';
import type { FaultAction, FaultRequest } from './faults.js';
import { inconsistentContinuation } from './list.js';
import type { WireFault } from './wire.js';

interface Normal {
  readonly seen: FaultRequest;
  readonly signal: AbortSignal;
  readonly normally: () => Answer;
}

export interface Struck {
  readonly answer: Answer;
  readonly wire: WireFault | undefined;
}

/** Runs hooks and latencies, then takes the first answer that a fault gives, else the normal one. */
export async function struck(
  actions: readonly FaultAction[],
  { seen, signal, normally }: Normal,
): Promise<Struck> {
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

/** What has been thrown as an answer: refusals as they are, everything else as a 500 that names it. */
export function errorAnswer(error: unknown): Answer {
  if (!(error instanceof ApiError)) {
    const message = `Internal error occurred: ${error instanceof Error ? error.stack : String(error)}`;
    return errorAnswer(new ApiError(500, statusBody({ code: 500, message, reason: 'InternalError' })));
  }
  const { status, body, headers } = error;
  if (typeof body !== 'string') return { status, body: `${JSON.stringify(body)}\n`, headers };
  return { status, body, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } };
}
