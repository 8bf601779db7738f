/** What a call to Slack that failed means: what Slack said, or how far the call got. */
import { webApi } from '@slack/bolt';

export type SlackFailure =
  /** Slack answered no: nothing was done. */
  | { readonly kind: 'SAID_NO'; readonly code: string }
  | { readonly kind: 'RATE_LIMITED'; readonly code: 'ratelimited'; readonly retryAfterSeconds: number }
  /** The request never left. */
  | { readonly kind: 'NOT_SENT'; readonly code: string }
  /** It may have been done. */
  | { readonly kind: 'UNKNOWN'; readonly code: string };

export function slackFailure(error: unknown): SlackFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) return rateLimited(error.retryAfter);
  if (error instanceof webApi.WebAPIPlatformError) return saidNo(error.data.error, error);
  if (error instanceof webApi.WebAPIHTTPError) return answered(error.statusCode);
  const code = codeOf(error);
  return BEFORE_SENDING.has(code) ? { kind: 'NOT_SENT', code } : { kind: 'UNKNOWN', code };
}

/** The code of what failed, for a log line or the record of a delivery. */
export function failureCode(error: unknown): string {
  return slackFailure(error).code;
}

/** The app, its token, or its workspace is not to be had any more, whatever is asked. */
export function isOfInstallation(code: string): boolean {
  return OF_INSTALLATION.has(code);
}

const OF_INSTALLATION: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'org_login_required',
  'team_disabled',
  'token_expired',
  'token_revoked',
]);

/** Slack says of these itself that some of it may have been done (reference of each method, "internal_error"). */
const PERHAPS_DONE: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);

/** Codes of connections that carried nothing, and of names and certificates that were refused before anything was sent. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Slack's own words. The library takes the body of an answer that is no JSON for one: a page of some proxy. */
const WORD = /^[a-z][a-z0-9_]{0,79}$/;

const RETRY_AFTER_SECONDS = 30;

function rateLimited(retryAfter: number): SlackFailure {
  const retryAfterSeconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : RETRY_AFTER_SECONDS;
  return { kind: 'RATE_LIMITED', code: 'ratelimited', retryAfterSeconds };
}

function saidNo(code: string, { data }: webApi.WebAPIPlatformError): SlackFailure {
  if (code === 'ratelimited' || code === 'rate_limited')
    return rateLimited(data.response_metadata?.retryAfter ?? Number.NaN);
  if (!WORD.test(code)) return { kind: 'UNKNOWN', code: 'unreadable_answer' };
  return PERHAPS_DONE.has(code) ? { kind: 'UNKNOWN', code } : { kind: 'SAID_NO', code };
}

function answered(status: number): SlackFailure {
  if (status === 429) return rateLimited(Number.NaN);
  const code = `http_${status}`;
  // A proxy that says no has not passed it on; one that broke (5xx) may have.
  return status >= 400 && status < 500 ? { kind: 'NOT_SENT', code } : { kind: 'UNKNOWN', code };
}

/** The innermost code of the platform, else what kind of error it was. */
function codeOf(error: unknown): string {
  let code = 'unknown';
  for (let cause = error; cause instanceof Error; cause = inner(cause)) {
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError') return 'no_answer_in_time';
    if ('code' in cause && typeof cause.code === 'string' && !cause.code.startsWith('slack_'))
      code = cause.code;
  }
  return code;
}

function inner(error: Error): unknown {
  if (error.cause !== undefined) return error.cause;
  if (error instanceof AggregateError) return error.errors[0];
  return 'original' in error ? error.original : undefined;
}
