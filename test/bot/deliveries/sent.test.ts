import { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { delivered, failed } from '../../../src/bot/deliveries/sent.js';

const said = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });
const broke = (code: string) =>
  new webApi.WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  );
const answered = (status: number) => new webApi.WebAPIHTTPError(status, 'text', {});
const timedOut = new webApi.WebAPIRequestError(
  new DOMException('too long', 'TimeoutError') as unknown as Error,
);

describe('what a call to Slack that failed means for a delivery', () => {
  it.each<[string, unknown, string, string]>([
    ['the connection was refused', broke('ECONNREFUSED'), 'UNSENT', 'UNSENT'],
    ['the name is not known', broke('ENOTFOUND'), 'UNSENT', 'UNSENT'],
    ['no connection in time', broke('UND_ERR_CONNECT_TIMEOUT'), 'UNSENT', 'UNSENT'],
    ['a certificate of somebody else', broke('ERR_TLS_CERT_ALTNAME_INVALID'), 'UNSENT', 'UNSENT'],
    ['a proxy that refuses', answered(403), 'UNSENT', 'UNSENT'],
    ['the connection was cut', broke('ECONNRESET'), 'AMBIGUOUS', 'UNSENT'],
    ['the socket ended', broke('UND_ERR_SOCKET'), 'AMBIGUOUS', 'UNSENT'],
    ['no answer in time', timedOut, 'AMBIGUOUS', 'UNSENT'],
    ['HTTP 500', answered(500), 'AMBIGUOUS', 'UNSENT'],
    ['HTTP 503', answered(503), 'AMBIGUOUS', 'UNSENT'],
    ['an answer that is none', new SyntaxError('Unexpected token'), 'AMBIGUOUS', 'UNSENT'],
    ['Slack does not know itself', said('internal_error'), 'AMBIGUOUS', 'UNSENT'],
    ['Slack is not there', said('service_unavailable'), 'UNSENT', 'UNSENT'],
    ['not in the channel', said('not_in_channel'), 'REFUSED', 'REFUSED'],
    ['an archived channel', said('is_archived'), 'REFUSED', 'REFUSED'],
    ['posting is limited', said('restricted_action'), 'REFUSED', 'REFUSED'],
    ['a revoked token', said('token_revoked'), 'REFUSED', 'REFUSED'],
    ['the message is gone', said('message_not_found'), 'GONE', 'GONE'],
    ['the message is of another installation', said('cant_update_message'), 'GONE', 'GONE'],
    ['what is not known', said('something_new'), 'REFUSED', 'REFUSED'],
  ])('%s', (_name, error, ofPost, ofUpdate) => {
    expect(failed(error, 'POST').outcome).toBe(ofPost);
    expect(failed(error, 'UPDATE').outcome).toBe(ofUpdate);
  });

  it('Slack asks for a pause: unsent, with how long', () => {
    expect(failed(new webApi.WebAPIRateLimitedError(7), 'POST')).toEqual({
      outcome: 'UNSENT',
      errorCode: 'ratelimited',
      retryAfterSeconds: 7,
    });
    expect(failed(answered(429), 'POST')).toMatchObject({ outcome: 'UNSENT', retryAfterSeconds: 30 });
  });

  it('the code is kept, and nothing else of the error', () => {
    expect(failed(said('not_in_channel'), 'POST')).toEqual({
      outcome: 'REFUSED',
      errorCode: 'not_in_channel',
    });
    expect(failed(broke('ECONNRESET'), 'POST')).toEqual({ outcome: 'AMBIGUOUS', errorCode: 'ECONNRESET' });
  });

  it('an answer without a ts is no delivery: it could never be updated', () => {
    expect(delivered('C1', undefined)).toEqual({ outcome: 'AMBIGUOUS', errorCode: 'no_ts_in_answer' });
    expect(delivered('C1', '1.2')).toEqual({ outcome: 'DELIVERED', channelId: 'C1', ts: '1.2' });
  });
});
