import type { Json } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { text } from './api-call.js';
import { METHODS, type MethodRow } from './method-table.js';
import { PlatformError } from './platform-error.js';

/** What a call is answered with. `retryAfter` in seconds, with status 429. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly retryAfter?: number;
}

export interface CallRequest {
  readonly method: string;
  readonly args: Json;
  readonly token: string | undefined;
}

/** Authenticates, checks scopes and rate, runs the method. Whatever Slack refuses is an answer, not an exception. */
export function handleCall(core: StandInCore, { method, args, token }: CallRequest): Answer {
  const row = Object.hasOwn(METHODS, method) ? METHODS[method] : undefined;
  try {
    if (row === undefined) throw new PlatformError('unknown_method', { req_method: method });
    authenticate(core, row, token);
    const wait = core.rateLimits.take(method, row.tier, text(args, 'channel'));
    if (wait !== undefined) return tooMany(wait);
    return { status: 200, body: row.run({ core, args }) };
  } catch (error) {
    if (error instanceof PlatformError) return { status: 200, body: error.body() };
    throw error;
  }
}

export function tooMany(retryAfter: number): Answer {
  return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter };
}

function authenticate(core: StandInCore, row: MethodRow, token: string | undefined): void {
  if (row.token === 'none') return;
  if (token === undefined || token === '') throw new PlatformError('not_authed');
  const { installation } = core.workspace;
  if (token !== installation.botToken && token !== installation.appToken) {
    throw new PlatformError('invalid_auth');
  }
  if (installation.revoked) throw new PlatformError('token_revoked');
  const expected = row.token === 'app' ? installation.appToken : installation.botToken;
  if (token !== expected) throw new PlatformError('not_allowed_token_type');
  const { scopes = [] } = row;
  if (scopes.length > 0 && !scopes.some((scope) => installation.scopes.includes(scope))) {
    const provided = installation.scopes.join(',');
    throw new PlatformError('missing_scope', { needed: scopes.join(','), provided });
  }
}
