import { Writable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { InvalidInput } from '../../src/domain/errors/request-errors.js';
import { StorageFailed } from '../../src/domain/storage-failure.js';
import { createLogger, type LoggerOptions } from '../../src/telemetry/logger.js';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl';

class Lines extends Writable {
  text = '';
  constructor(readonly isTTY = false) {
    super();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

function logTo(lines: Lines, options: Partial<LoggerOptions> = {}) {
  return createLogger({ level: 'info', format: 'auto', ...options }, lines);
}

/** The one line that `fields` and `message` make, parsed. */
function lineOf(fields: object, message = 'a message'): Record<string, unknown> {
  const lines = new Lines();
  logTo(lines).info(fields, message);
  expect(lines.text.trim().split('\n')).toHaveLength(1);
  return JSON.parse(lines.text) as Record<string, unknown>;
}

describe('the form of a line', () => {
  it('is JSON with level, time and message where no terminal is', () => {
    expect(lineOf({ backupId: 'b1', count: 3 })).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      pid: process.pid,
      backupId: 'b1',
      count: 3,
      msg: 'a message',
    });
  });

  it('is readable on a terminal', async () => {
    const lines = new Lines(true);
    logTo(lines).warn({ backupId: 'b1' }, 'a message');
    await vi.waitFor(() => expect(lines.text).toMatch(/WARN.*a message/));
    expect(lines.text).toMatch(/backupId.*b1/);
    expect(() => JSON.parse(lines.text) as unknown).toThrow();
  });

  it('can be chosen', async () => {
    const json = new Lines(true);
    logTo(json, { format: 'json' }).info({}, 'x');
    expect(JSON.parse(json.text)).toMatchObject({ msg: 'x' });
    const pretty = new Lines(false);
    logTo(pretty, { format: 'pretty' }).info({}, 'x');
    await vi.waitFor(() => expect(pretty.text).toMatch(/INFO.*: x/));
    expect(pretty.text).not.toContain('\u001b[');
  });

  it('is left out below the level', () => {
    const lines = new Lines();
    const log = logTo(lines, { level: 'warn' });
    log.debug({}, 'one');
    log.info({}, 'two');
    log.warn({}, 'three');
    log.error({}, 'four');
    expect(lines.text.match(/"msg":"\w+"/g)).toEqual(['"msg":"three"', '"msg":"four"']);
    const silent = new Lines();
    logTo(silent, { level: 'silent' }).error({}, 'x');
    expect(silent.text).toBe('');
  });
});

describe('secrets', () => {
  it.each([
    'authorization',
    'Authorization',
    'token',
    'accessToken',
    'access_token',
    'slackBotToken',
    'signingSecret',
    'response_url',
    'trigger_id',
    'kubeconfig',
    'secretAccessKey',
    'accessKeyId',
    'password',
    'PGPASSWORD',
    'secret',
    'clientSecret',
    'secretKey',
    'oldSecretKeys',
    'key',
    'client-key-data',
    'private_key',
    'apiKey',
    'set-cookie',
    'connectionString',
    'DATABASE_URL',
    'credential',
  ])('a field called %s is hidden, at every depth and in lists', (name) => {
    const line = lineOf({
      [name]: 'hunter2',
      a: [{ b: { [name]: { deep: 'hunter2' } } }, { [name]: ['hunter2'] }],
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
    expect(line[name]).toBe('[hidden]');
  });

  it('a field that only sounds like one is shown', () => {
    const fields = {
      tokens: 12,
      tokenId: 't1',
      secretName: 'tls',
      keyId: 'ab12',
      secret: true,
      password: null,
      monkey: 'x',
    };
    expect(lineOf(fields)).toMatchObject(fields);
  });

  it.each([
    ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
    [`the cluster refused ${JWT} today`, JWT],
    ['cannot reach postgres://holdfast:hunter2secret@db:5432/x', 'hunter2secret'],
    ['cannot reach postgres://u:p@ss@db/x', 'ss@db'],
    ['-----BEGIN EC PRIVATE KEY-----\nhunter2secret\n-----END EC PRIVATE KEY-----', 'hunter2secret'],
    ['-----BEGIN PRIVATE KEY-----\nhunter2secret cut off', 'hunter2secret'],
    ['users:\n- user:\n    token: hunter2secret\n', 'hunter2secret'],
    ['{"client-key-data":"hunter2secret"}', 'hunter2secret'],
    ['xoxb-123456789-hunter2secret', 'hunter2secret'],
    ['xoxe.xoxb-1-hunter2secret', 'hunter2secret'],
    ['xapp-1-A0B1-123456789-hunter2secret', 'hunter2secret'],
    ['POST https://hooks.slack.com/actions/T1/123/hunter2secret failed', 'hunter2secret'],
    ['POST https://hooks.slack-gov.com/commands/T1/123/hunter2secret failed', 'hunter2secret'],
    ['{"response_url":"http://127.0.0.1:9/hook/hunter2secret"}', 'hunter2secret'],
    ['"trigger_id": "hunter2secret"', 'hunter2secret'],
    ['trigger 4434834834.46346347434.0123456789abcdef0123456789abcdef', '0123456789abcdef0123456789abcdef'],
    ['signing_secret=hunter2secret', 'hunter2secret'],
    [`the token hf_${'hunter2secret'.repeat(3)}`, 'hunter2secret'],
  ])('one in a text is hidden: %j', (text, secret) => {
    const line = lineOf({ text, list: [text], err: new Error(text, { cause: new Error(text) }) }, text);
    expect(JSON.stringify(line)).not.toContain(secret);
  });

  it('ordinary texts stay as they are', () => {
    const text =
      'GET https://api.example.com:6443/api/v1/namespaces?limit=500: 403, ask for the token of 10:30';
    expect(lineOf({ text }, text)).toMatchObject({ text, msg: text });
  });
});

describe('errors', () => {
  it('a domain error tells its code, details and causes', () => {
    const cause = new StorageFailed('The disk is full.', {
      reason: 'NO_SPACE',
      key: 'backups/b1/manifest.json',
    });
    const err = new InvalidInput([{ path: 'name', message: 'is taken' }]);
    err.cause = cause;
    expect(lineOf({ err }).err).toEqual({
      type: 'InvalidInput',
      message: 'name: is taken',
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'name', message: 'is taken' }] },
      retryable: false,
      cause: {
        type: 'StorageFailed',
        message: 'The disk is full.',
        code: 'DEPENDENCY_FAILURE',
        details: { reason: 'NO_SPACE', objectKey: 'backups/b1/manifest.json', lockedUntil: null },
        retryable: true,
      },
    });
  });

  it('a foreign error tells its code and where it was made, and nothing of what else it carries', () => {
    const err = Object.assign(new Error('query failed'), {
      code: '23505',
      query: 'INSERT hunter2',
      parameters: ['hunter2'],
      response: { headers: { authorization: 'hunter2' } },
    });
    const line = lineOf({ err });
    expect(line.err).toMatchObject({
      type: 'Error',
      code: '23505',
      stack: expect.stringContaining('logger.test.ts'),
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('an aggregate tells every error, and a cause may be anything', () => {
    const err = new AggregateError([new Error('one'), 'two'], 'both', { cause: { status: 403 } });
    expect(lineOf({ err }).err).toMatchObject({
      message: 'both',
      errors: [{ message: 'one' }, 'two'],
      cause: { status: 403 },
    });
  });

  it('an error that is its own cause ends', () => {
    const err = new Error('round');
    err.cause = err;
    expect(lineOf({ err }).err).toMatchObject({ message: 'round' });
  });
});

describe('odd values', () => {
  it('never break a line', () => {
    const circular: Record<string, unknown> = { name: 'x' };
    circular.self = circular;
    const line = lineOf({
      circular,
      size: 2n ** 60n,
      when: new Date('2026-11-20T10:00:00Z'),
      never: new Date(Number.NaN),
      bytes: Buffer.from('hunter2'),
      map: new Map([['token', 'hunter2']]),
      set: new Set([1, 2]),
      url: new URL('https://user:hunter2@example.com/'),
      json: { toJSON: () => ({ id: 1, token: 'hunter2' }) },
      nothing: undefined,
      many: Array.from({ length: 150 }, (_, index) => index),
      long: 'x'.repeat(20_000),
      run: () => {},
    });
    expect(JSON.stringify(line)).not.toContain('hunter2');
    expect(line).toMatchObject({
      circular: { name: 'x', self: '[circular]' },
      size: '1152921504606846976',
      when: '2026-11-20T10:00:00.000Z',
      never: 'invalid date',
      bytes: '[7 bytes]',
      map: { token: '[hidden]' },
      set: [1, 2],
      json: { id: 1, token: '[hidden]' },
    });
    expect((line.many as unknown[]).at(-1)).toBe('… and 50 more');
    expect((line.long as string).length).toBeLessThan(9_000);
  });

  it('nesting has an end', () => {
    const deep = Array.from({ length: 50 }).reduce<object>((inner) => ({ inner }), { token: 'hunter2' });
    expect(JSON.stringify(lineOf({ deep }))).toContain('[deeper]');
  });
});
