import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { connectionFailure } from '../../src/clusters/connection-failure.js';

const withCode = (code: string) => Object.assign(new Error('foreign'), { code });

describe('a foreign error of a connection', () => {
  it.each([
    ['ENOTFOUND', 'NAME_NOT_RESOLVED'],
    ['EAI_AGAIN', 'NAME_NOT_RESOLVED'],
    ['ECONNREFUSED', 'CONNECTION'],
    ['ECONNRESET', 'CONNECTION'],
    ['EHOSTUNREACH', 'CONNECTION'],
    ['EPIPE', 'CONNECTION'],
    ['UND_ERR_SOCKET', 'CONNECTION'],
    ['constructor', 'CONNECTION'],
    ['ETIMEDOUT', 'TIMEOUT'],
    ['UND_ERR_CONNECT_TIMEOUT', 'TIMEOUT'],
    ['UND_ERR_HEADERS_TIMEOUT', 'TIMEOUT'],
    ['UND_ERR_BODY_TIMEOUT', 'TIMEOUT'],
    ['CERT_HAS_EXPIRED', 'TLS'],
    ['CERT_NOT_YET_VALID', 'TLS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'TLS'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'TLS'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'UNAUTHORIZED'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'UNAUTHORIZED'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'UNAUTHORIZED'],
    ['HPE_INVALID_CONSTANT', 'MALFORMED'],
    ['Z_BUF_ERROR', 'MALFORMED'],
    ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'MALFORMED'],
    ['ERR_REFUSED_ADDRESS', 'BAD_KUBECONFIG'],
  ])('%s is %s', (code, kind) => {
    const failure = connectionFailure(withCode(code), 'GET /version');
    expect(failure.details).toEqual({ kind, call: 'GET /version', status: null, continueToken: null });
    expect(failure.message).toMatch(/^GET \/version: .+\.$/);
    expect(failure.message).toContain(code);
  });

  it('that stands for several addresses speaks by the first', () => {
    const both = new AggregateError([withCode('ECONNREFUSED'), withCode('EHOSTUNREACH')]);
    expect(connectionFailure(both, 'GET /x')).toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('that has no code, or is none, is CONNECTION', () => {
    expect(connectionFailure(new Error('what'), 'GET /x').kind).toBe('CONNECTION');
    expect(connectionFailure('what', 'GET /x').kind).toBe('CONNECTION');
    expect(connectionFailure(new Error('x', { cause: withCode('ENOTFOUND') }), 'GET /x').kind).toBe(
      'NAME_NOT_RESOLVED',
    );
  });

  it('does not bring along what it carries: a parser has pieces of the answer, which may be a Secret', () => {
    const foreign = Object.assign(withCode('HPE_INVALID_CONSTANT'), {
      data: 'SENTINEL',
      message: 'SENTINEL',
    });
    expect(inspect(connectionFailure(foreign, 'GET /x'), { depth: 9 })).not.toContain('SENTINEL');
  });
});
