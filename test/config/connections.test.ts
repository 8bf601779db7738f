import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/config/gather.js';
import { describeConfig } from '../../src/config.js';
import { configFolder } from './config-folder.js';

const { folder, load, file, faultsOf } = configFolder();

describe('listening', () => {
  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%s needs no protection', (host) => {
    expect(load({ HOLDFAST_HOST: host }).host).toBe(host);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'holdfast.internal', '127.0.0.1.example.com'])(
    '%s is refused without TLS or a declared proxy',
    (host) => {
      const { faults } = faultsOf({ HOLDFAST_HOST: host });
      expect(faults).toHaveLength(1);
      expect(faults[0]?.problem).toMatch(/HOLDFAST_TLS_CERT.*HOLDFAST_BEHIND_PROXY=true/);
      expect(load({ HOLDFAST_HOST: host, HOLDFAST_BEHIND_PROXY: 'true' }).behindProxy).toBe(true);
    },
  );

  it('TLS is on with both files, and half of it is a fault', () => {
    file('tls.crt', 'certificate');
    const keyFile = file('tls.key', 'key');
    const both = { HOLDFAST_HOST: '0.0.0.0', HOLDFAST_TLS_CERT: 'tls.crt', HOLDFAST_TLS_KEY: keyFile };
    expect(load(both).tls).toEqual({ certFile: join(folder(), 'tls.crt'), keyFile });
    const half = faultsOf({ HOLDFAST_HOST: '0.0.0.0', HOLDFAST_TLS_CERT: 'tls.crt' });
    expect(half.message).toMatch(/HOLDFAST_TLS_KEY: is missing: HOLDFAST_TLS_CERT needs it/);
    expect(half.faults).toHaveLength(1);
  });

  it('a file of TLS that cannot be read, or is a folder, is a fault', () => {
    mkdirSync(join(folder(), 'folder'));
    const { message } = faultsOf({ HOLDFAST_TLS_CERT: 'folder', HOLDFAST_TLS_KEY: 'nowhere' });
    expect(message).toMatch(/HOLDFAST_TLS_CERT: .*"folder" \(it is no file\)/);
    expect(message).toMatch(/HOLDFAST_TLS_KEY: .*"nowhere" \(ENOENT\)/);
  });
});

describe('the database', () => {
  const url = 'postgres://holdfast:hunter2@db:6432/holdfast';

  it('one of your own has a direct URL beside the pooled one, or the same', () => {
    expect(load({ DATABASE_URL: url }).database).toEqual({
      kind: 'EXTERNAL',
      url,
      directUrl: url,
      poolSize: 10,
    });
    const directUrl = 'postgresql://holdfast:hunter2@db:5432/holdfast';
    const config = load({ DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl, DATABASE_POOL_SIZE: '33' });
    expect(config.database).toEqual({ kind: 'EXTERNAL', url, directUrl, poolSize: 33 });
  });

  it('a socket is an address too', () => {
    const socket = 'postgres://u:p@/db?host=/run/postgresql';
    expect(load({ DATABASE_URL: socket }).database).toMatchObject({ url: socket });
  });

  it.each([
    'mongodb://holdfast:hunter2@a:27017,b:27017/holdfast?replicaSet=rs0',
    'mongodb+srv://holdfast:hunter2@mongo.example.com/holdfast',
    'postgres://holdfast:hunter2@db/jobs',
  ])('jobs may stand elsewhere: %s', (address) => {
    const config = load({ JOBS_DATABASE_URL: address });
    expect(config).toMatchObject({ jobsDatabaseUrl: address, database: { kind: 'EMBEDDED' } });
    expect(JSON.stringify(config.rows)).not.toContain('hunter2');
  });

  it('a direct URL alone is half a database', () => {
    expect(faultsOf({ DATABASE_DIRECT_URL: url }).message).toMatch(/has no effect without DATABASE_URL/);
  });
});

describe('Slack', () => {
  const botToken = 'xoxb-123456789-hunter2';
  const signingSecret = 'hunter2-0123456789abcdef';
  const appToken = 'xapp-1-A1-hunter2';
  const http = { HOLDFAST_SLACK_BOT_TOKEN: botToken, HOLDFAST_SLACK_SIGNING_SECRET: signingSecret };
  const socket = { HOLDFAST_SLACK_BOT_TOKEN: botToken, HOLDFAST_SLACK_APP_TOKEN: appToken };

  it('is reached over HTTP with the signing secret, in Socket Mode with the app-level token', () => {
    expect(load(http).slack).toEqual({ botToken, transport: { kind: 'HTTP', signingSecret }, apiUrl: null });
    const apiUrl = 'http://127.0.0.1:8080/api';
    expect(load({ ...socket, HOLDFAST_SLACK_API_URL: `${apiUrl}/` }).slack).toEqual({
      botToken,
      transport: { kind: 'SOCKET_MODE', appToken },
      apiUrl,
    });
  });

  it.each<[string, Environment, string, RegExp]>([
    ['both ways', { ...http, ...socket }, 'HOLDFAST_SLACK_APP_TOKEN', /are both set: keep/],
    [
      'no way',
      { HOLDFAST_SLACK_BOT_TOKEN: botToken },
      'HOLDFAST_SLACK_BOT_TOKEN',
      /set HOLDFAST_SLACK_SIGNING_SECRET too/,
    ],
    [
      'no bot token',
      { HOLDFAST_SLACK_APP_TOKEN: appToken },
      'HOLDFAST_SLACK_BOT_TOKEN',
      /is missing: HOLDFAST_SLACK_APP_TOKEN needs it/,
    ],
    [
      'nothing but the rest',
      { HOLDFAST_SLACK_API_URL: 'https://slack-gov.com/api', HOLDFAST_BOT_TOKEN: 'x' },
      'HOLDFAST_SLACK_BOT_TOKEN',
      /is missing: HOLDFAST_SLACK_API_URL, HOLDFAST_BOT_TOKEN need it/,
    ],
  ])('%s: one fault says what to do', (_name, env, variableName, problem) => {
    const { faults, message } = faultsOf(env);
    expect(faults).toEqual([
      { variable: variableName, problem: expect.stringMatching(problem), example: null },
    ]);
    expect(message).not.toContain('hunter2');
  });

  it.each([
    ['HOLDFAST_SLACK_BOT_TOKEN', 'xoxp-123456789-hunter2'],
    ['HOLDFAST_SLACK_BOT_TOKEN', 'xoxb-hunter2 hunter2'],
    ['HOLDFAST_SLACK_APP_TOKEN', 'xoxb-123456789-hunter2'],
    ['HOLDFAST_SLACK_SIGNING_SECRET', 'hunter2'],
  ])('%s of another kind is refused and not quoted', (name, text) => {
    const { faults, message } = faultsOf({ ...http, [name]: text });
    expect(faults.map((fault) => fault.variable)).toContain(name);
    expect(message).not.toContain('hunter2');
  });

  it.each(['http://slack.example.com/api', 'http://127.0.0.1.example.com', 'ftp://127.0.0.1', 'slack.com'])(
    'tokens go to no address like %s',
    (apiUrl) => {
      expect(faultsOf({ ...http, HOLDFAST_SLACK_API_URL: apiUrl }).faults).toHaveLength(1);
    },
  );

  it('secrets are hidden', () => {
    expect(JSON.stringify(describeConfig(load({ ...socket, HOLDFAST_BOT_TOKEN: 'hunter2' })))).not.toContain(
      'hunter2',
    );
  });
});
