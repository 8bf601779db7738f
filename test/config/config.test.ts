import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/config-error.js';
import type { Environment } from '../../src/config/gather.js';
import { VARIABLE_KEYS, variable } from '../../src/config/variables.js';
import { describeConfig, loadConfig } from '../../src/config.js';

const KEY = Buffer.alloc(32, 1).toString('base64');
const OLD_KEY = Buffer.alloc(32, 2).toString('base64');

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'holdfast-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));
const load = (env: Environment = {}) => loadConfig(env, cwd);
const file = (name: string, text: string) => {
  writeFileSync(join(cwd, name), text);
  return join(cwd, name);
};
function faultsOf(env: Environment): ConfigError {
  try {
    load(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration has no fault');
}
const rowOf = (env: Environment, name: string) =>
  describeConfig(load(env)).find((row) => row.variable === name);

describe('without any variable', () => {
  it('everything has a value that is safe: this machine only, the built-in database', () => {
    const { rows, ...config } = load();
    expect(config).toEqual({
      auditKeepDays: 3_650,
      stateHistoryDays: 90,
      storkStallMs: 1_800_000,
      dataDir: join(cwd, 'data'),
      locationParents: [join(cwd, 'data/locations')],
      host: '127.0.0.1',
      port: 4000,
      publicUrl: null,
      tls: null,
      behindProxy: false,
      database: { kind: 'EMBEDDED', poolSize: 10 },
      jobsDatabaseUrl: null,
      secretKey: undefined,
      oldSecretKeys: [],
      backupKeys: { passphrase: undefined, keyFile: undefined, oldPassphrases: [], oldKeyFiles: [] },
      leaseMs: 60_000,
      probeMs: 60_000,
      maxAttempts: 5,
      concurrentBackups: 2,
      drainMs: 30_000,
      alertReminderMs: 24 * 60 * 60_000,
      verifyEveryDays: 0,
      verifyRestores: false,
      snapshotCutMs: 600_000,
      snapshotReadyMs: 3_600_000,
      log: { level: 'info', format: 'auto' },
      slackChannel: null,
      mail: null,
      metrics: null,
      oidc: null,
      explorer: true,
      introspection: true,
      limits: {
        depth: 12,
        cost: 200_000,
        listMax: 200,
        aliases: 30,
        tokens: 4_000,
        sockets: 2_000,
        socketsPerIdentity: 100,
        operationsPerIdentity: 500,
        pingEveryMs: 12_000,
        directives: 50,
        bodyBytes: 2 * 1_024 * 1_024,
        requestMs: 60_000,
        pointsPerMinute: 12_000,
        refusalsPerMinute: 60,
      },
      corsOrigins: [],
      slack: null,
      apiUrl: null,
      botToken: undefined,
    });
    expect(rows).toHaveLength(VARIABLE_KEYS.length);
    expect(rows.every((row) => row.source === 'default')).toBe(true);
  });

  it('an empty variable counts as not set', () => {
    expect(load({ HOLDFAST_PORT: '', DATABASE_URL: '  ', HOLDFAST_TLS_CERT: '' })).toEqual(load());
  });

  it('what is not ours is left alone', () => {
    expect(load({ PATH: '/bin', DATABASE_NAME: 'x', HOLDFASTER: '1' })).toEqual(load());
  });

  it('the variables of the command line as a client are no fault', () => {
    expect(load({ HOLDFAST_TOKEN: 'y', HOLDFAST_DEBUG: '1' })).toEqual(load());
    expect(load({ HOLDFAST_URL: 'http://x/' }).apiUrl).toBe('http://x');
  });

  it('what Kubernetes says about a Service called holdfast is not taken for configuration', () => {
    const env = {
      HOLDFAST_PORT: 'tcp://10.0.0.1:4000',
      HOLDFAST_PORT_4000_TCP: 'tcp://10.0.0.1:4000',
      HOLDFAST_PORT_4000_TCP_ADDR: '10.0.0.1',
      HOLDFAST_SERVICE_HOST: '10.0.0.1',
      HOLDFAST_SERVICE_PORT_HTTP: '4000',
      HOLDFAST_API_SERVICE_HOST: '10.0.0.2',
      HOLDFAST_API_PORT: 'tcp://10.0.0.2:4000',
    };
    expect(load(env)).toEqual(load());
  });
});

describe('values', () => {
  it('every example of the table is valid or a place to fill in', () => {
    for (const key of VARIABLE_KEYS) {
      const { schema, example, default: standard } = variable(key);
      if (!example.startsWith('<')) expect(schema.safeParse(example).success, example).toBe(true);
      if (standard !== null) expect(schema.safeParse(standard).success, standard).toBe(true);
    }
  });

  it('seconds may be fractions, and become milliseconds', () => {
    const config = load({
      HOLDFAST_LEASE_SECONDS: '0.5',
      HOLDFAST_PROBE_SECONDS: '2.25',
      HOLDFAST_DRAIN_SECONDS: '0',
    });
    expect([config.leaseMs, config.probeMs, config.drainMs]).toEqual([500, 2_250, 0]);
  });

  it('hours may be fractions, and 0 is never', () => {
    expect(load({ HOLDFAST_ALERT_REMINDER_HOURS: '1.5' }).alertReminderMs).toBe(5_400_000);
    expect(load({ HOLDFAST_ALERT_REMINDER_HOURS: '0' }).alertReminderMs).toBe(0);
  });

  it('folders are separated by colons and named once', () => {
    const config = load({ HOLDFAST_LOCATION_PARENTS: '/mnt/a:/mnt/b/:/mnt/a' });
    expect(config.locationParents).toEqual(['/mnt/a', '/mnt/b']);
  });

  it('the data folder is taken from where Holdfast is started, and the locations lie in it', () => {
    const config = load({ HOLDFAST_DATA_DIR: 'here/../there' });
    expect(config.dataDir).toBe(join(cwd, 'there'));
    expect(config.locationParents).toEqual([join(cwd, 'there/locations')]);
    expect(load({ HOLDFAST_DATA_DIR: '/srv/holdfast' }).dataDir).toBe('/srv/holdfast');
  });

  it.each(['true', 'TRUE', 'yes', 'on', '1'])('%s is yes', (text) => {
    expect(load({ HOLDFAST_BEHIND_PROXY: text }).behindProxy).toBe(true);
  });
  it.each(['false', 'No', 'off', '0'])('%s is no', (text) => {
    expect(load({ HOLDFAST_EXPLORER: text }).explorer).toBe(false);
  });

  it('the public URL loses its last slash', () => {
    expect(load({ HOLDFAST_PUBLIC_URL: 'https://holdfast.example.com/base/' }).publicUrl).toBe(
      'https://holdfast.example.com/base',
    );
  });

  it.each([
    ['HOLDFAST_PORT', '65536'],
    ['HOLDFAST_PORT', '-1'],
    ['HOLDFAST_PORT', '4000.5'],
    ['HOLDFAST_PORT', '0x10'],
    ['HOLDFAST_PORT', '4e3'],
    ['HOLDFAST_HOST', 'a b'],
    ['HOLDFAST_HOST', '1.2.3.4:80'],
    ['HOLDFAST_HOST', '127.0.0.999'],
    ['HOLDFAST_PUBLIC_URL', 'holdfast.example.com'],
    ['HOLDFAST_PUBLIC_URL', 'ftp://x'],
    ['HOLDFAST_PUBLIC_URL', 'https://user:pass@x'],
    ['HOLDFAST_PUBLIC_URL', 'https://x/?a=b'],
    ['HOLDFAST_LOCATION_PARENTS', 'relative'],
    ['HOLDFAST_LOCATION_PARENTS', '/a/../b'],
    ['HOLDFAST_LOCATION_PARENTS', '/ok:not'],
    ['HOLDFAST_LOCATION_PARENTS', '/'],
    ['HOLDFAST_LOCATION_PARENTS', ':'],
    ['HOLDFAST_LEASE_SECONDS', '0'],
    ['HOLDFAST_LEASE_SECONDS', '1m'],
    ['HOLDFAST_LEASE_SECONDS', 'Infinity'],
    ['HOLDFAST_ALERT_REMINDER_HOURS', '1d'],
    ['HOLDFAST_ALERT_REMINDER_HOURS', '9000'],
    ['HOLDFAST_MAX_ATTEMPTS', '0'],
    ['HOLDFAST_BEHIND_PROXY', 'maybe'],
    ['HOLDFAST_LOG_LEVEL', 'loud'],
    ['HOLDFAST_LOG_FORMAT', 'xml'],
    ['HOLDFAST_QUERY_DEPTH', '1'],
    ['HOLDFAST_BODY_KIB', '8'],
    ['HOLDFAST_REQUEST_SECONDS', '0'],
    ['HOLDFAST_RATE_POINTS', '-1'],
    ['HOLDFAST_CORS_ORIGINS', '*'],
    ['HOLDFAST_CORS_ORIGINS', 'https://console.example.com/'],
    ['HOLDFAST_CORS_ORIGINS', 'console.example.com'],
    ['HOLDFAST_CORS_ORIGINS', 'https://a.example,null'],
    ['HOLDFAST_CORS_ORIGINS', ','],
    ['HOLDFAST_URL', 'localhost:4000'],
    ['DATABASE_POOL_SIZE', '1'],
  ])('%s=%s is refused with the value, what is allowed, and an example', (name, text) => {
    const { faults, message } = faultsOf({ [name]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.variable).toBe(name);
    expect(faults[0]?.problem).toContain(JSON.stringify(text));
    expect(message).toContain(`${name}: `);
    expect(message).toMatch(new RegExp(`Example: ${name}=.`));
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['DATABASE_URL', 'hunter2'],
    ['DATABASE_URL', 'mongodb://root:hunter2@db/holdfast'],
    ['JOBS_DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['JOBS_DATABASE_URL', 'mongodb://root:hunter2@db:27017'],
    ['JOBS_DATABASE_URL', 'mongodb://root:hunter2@db:27017/?replicaSet=rs0'],
    ['HOLDFAST_SECRET_KEY', 'hunter2'],
    ['HOLDFAST_SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['HOLDFAST_SECRET_KEY', `${KEY}hunter2`],
    ['HOLDFAST_OLD_SECRET_KEYS', `${KEY},hunter2`],
  ])('%s: a secret that is wrong is refused and not quoted', (name, text) => {
    const { faults, message } = faultsOf({ [name]: text });
    expect(faults.map((fault) => fault.variable)).toEqual([name]);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain(text);
  });
});

describe('faults', () => {
  it('are listed all at once', () => {
    const { faults, message } = faultsOf({
      HOLDFAST_PORT: 'x',
      HOLDFAST_HOST: '0.0.0.0',
      HOLDFAST_LEASE: '3',
      DATABASE_DIRECT_URL: 'postgres://db/x',
      HOLDFAST_SECRET_KEY_FILE: 'missing',
      HOLDFAST_TLS_CERT: 'missing.crt',
    });
    expect(faults.map((fault) => fault.variable).sort()).toEqual([
      'DATABASE_DIRECT_URL',
      'HOLDFAST_LEASE',
      'HOLDFAST_PORT',
      'HOLDFAST_SECRET_KEY_FILE',
      'HOLDFAST_TLS_CERT',
      'HOLDFAST_TLS_KEY',
    ]);
    expect(message).toMatch(/has 6 faults; nothing was started/);
  });

  it.each([
    ['HOLDFAST_PROT', 'HOLDFAST_PORT'],
    ['HOLDFAST_LOCATION_PARENT', 'HOLDFAST_LOCATION_PARENTS'],
    ['HOLDFAST_LEASE_SECOND', 'HOLDFAST_LEASE_SECONDS'],
    ['HOLDFAST_SECRET_KEY_FILES', 'HOLDFAST_SECRET_KEY_FILE'],
    ['HOLDFAST_DATADIR', 'HOLDFAST_DATA_DIR'],
  ])('%s is a fault that asks whether %s is meant', (name, meant) => {
    expect(faultsOf({ [name]: 'x' }).message).toContain(`did you mean ${meant}?`);
  });

  it('a variable that resembles none is to be removed, and its value is not shown', () => {
    const { message } = faultsOf({ HOLDFAST_SOMETHING_ELSE_ENTIRELY: 'hunter2' });
    expect(message).toContain('remove it');
    expect(message).not.toContain('hunter2');
  });
});

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
    expect(load(both).tls).toEqual({ certFile: join(cwd, 'tls.crt'), keyFile });
    const half = faultsOf({ HOLDFAST_HOST: '0.0.0.0', HOLDFAST_TLS_CERT: 'tls.crt' });
    expect(half.message).toMatch(/HOLDFAST_TLS_KEY: is missing: HOLDFAST_TLS_CERT needs it/);
    expect(half.faults).toHaveLength(1);
  });

  it('a file of TLS that cannot be read, or is a folder, is a fault', () => {
    mkdirSync(join(cwd, 'folder'));
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

describe('keys', () => {
  it('are taken as they are', () => {
    const config = load({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_OLD_SECRET_KEYS: ` ${OLD_KEY} , ` });
    expect(config.secretKey).toBe(KEY);
    expect(config.oldSecretKeys).toEqual([OLD_KEY]);
  });

  it('the present key is no old key', () => {
    const { message } = faultsOf({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_OLD_SECRET_KEYS: KEY });
    expect(message).toContain('HOLDFAST_OLD_SECRET_KEYS: names the key of HOLDFAST_SECRET_KEY too');
    expect(message).not.toContain(KEY);
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

describe('files', () => {
  it('a value is read from the file that _FILE names, without the white space around it', () => {
    file('key', `\n${KEY}\n`);
    expect(load({ HOLDFAST_SECRET_KEY_FILE: 'key' }).secretKey).toBe(KEY);
    expect(rowOf({ HOLDFAST_SECRET_KEY_FILE: 'key' }, 'HOLDFAST_SECRET_KEY')).toMatchObject({
      source: 'file',
    });
    file('port', '4100\n');
    expect(load({ HOLDFAST_PORT_FILE: join(cwd, 'port') }).port).toBe(4100);
  });

  it('a file that is missing or empty is a fault of the _FILE variable', () => {
    file('empty', ' \n');
    const { message } = faultsOf({ HOLDFAST_SECRET_KEY_FILE: 'nowhere', DATABASE_URL_FILE: 'empty' });
    expect(message).toMatch(
      /HOLDFAST_SECRET_KEY_FILE: names a file that cannot be read, "nowhere" \(ENOENT\)/,
    );
    expect(message).toMatch(/DATABASE_URL_FILE: names an empty file/);
  });

  it('a wrong value in a file is not quoted when it is a secret', () => {
    file('key', 'hunter2');
    expect(faultsOf({ HOLDFAST_SECRET_KEY_FILE: 'key' }).message).not.toContain('hunter2');
  });

  it('a variable and its _FILE together are a fault', () => {
    file('key', KEY);
    const { faults } = faultsOf({ HOLDFAST_SECRET_KEY: KEY, HOLDFAST_SECRET_KEY_FILE: 'key' });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.problem).toMatch(/given twice/);
  });

  it('what names a file itself has no _FILE', () => {
    expect(faultsOf({ HOLDFAST_TLS_KEY_FILE: 'x' }).message).toContain('did you mean HOLDFAST_TLS_KEY?');
  });
});

describe('keys of backups', () => {
  const raw = Buffer.alloc(32, 3);
  const key = (name: string, bytes: string | Buffer, mode = 0o600) => {
    writeFileSync(join(cwd, name), bytes);
    chmodSync(join(cwd, name), mode);
    return name;
  };

  it('are read from files, raw or in base64, and old ones beside them', () => {
    key('raw', raw);
    key('text', `${OLD_KEY}\n`, 0o440);
    key('phrase', 'correct horse battery staple\n');
    const { backupKeys } = load({
      HOLDFAST_BACKUP_KEY_FILE: 'raw',
      HOLDFAST_BACKUP_OLD_KEY_FILES: `text:${join(cwd, 'text')}`,
      HOLDFAST_BACKUP_PASSPHRASE_FILE: 'phrase',
      HOLDFAST_BACKUP_OLD_PASSPHRASES: 'an older passphrase\nwith, a comma: too',
    });
    expect(backupKeys).toEqual({
      keyFile: raw,
      oldKeyFiles: [Buffer.from(OLD_KEY, 'base64'), Buffer.from(OLD_KEY, 'base64')],
      passphrase: 'correct horse battery staple',
      oldPassphrases: ['an older passphrase', 'with, a comma: too'],
    });
  });

  it.each<[string, () => string, RegExp]>([
    [
      'that is not there',
      () => 'nowhere',
      /"nowhere", which cannot be read \(ENOENT\): put the file back, or make one/,
    ],
    [
      'with too few bytes',
      () => key('short', raw.subarray(1)),
      /neither 32 bytes nor their base64: make one/,
    ],
    ['with a passphrase', () => key('words', 'hunter2 hunter2'), /neither 32 bytes nor their base64/],
    ['that is no key at all', () => key('long', Buffer.alloc(5_000)), /5000 bytes and is no key/],
    [
      'that everybody reads',
      () => key('open', raw, 0o644),
      /others may read or change \(mode 644\): chmod 600/,
    ],
    ['that its group writes', () => key('group', raw, 0o660), /mode 660/],
  ])('a file %s is one clear fault that quotes nothing of it', (_what, make, problem) => {
    for (const variable of ['HOLDFAST_BACKUP_KEY_FILE', 'HOLDFAST_BACKUP_OLD_KEY_FILES']) {
      const { faults, message } = faultsOf({ [variable]: make() });
      expect(faults.map((each) => each.variable)).toEqual([variable]);
      expect(faults[0]?.problem).toMatch(problem);
      expect(message).not.toContain('hunter2');
    }
  });

  it('a passphrase is long enough, in a file that others do not read, and quoted by no fault', () => {
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE: 'hunter2' }).message).toMatch(/shorter than 12/);
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE: 'hunter2' }).message).not.toContain('hunter2');
    expect(faultsOf({ HOLDFAST_BACKUP_OLD_PASSPHRASES: 'long enough for all\nshort' }).faults).toHaveLength(
      1,
    );
    key('open', 'correct horse battery staple', 0o644);
    expect(faultsOf({ HOLDFAST_BACKUP_PASSPHRASE_FILE: 'open' }).message).toMatch(
      /HOLDFAST_BACKUP_PASSPHRASE_FILE: names "open", which others may read or change/,
    );
  });

  it('a key is present or old, not both', () => {
    key('one', raw);
    key('copy', raw.toString('base64'));
    const phrase = 'correct horse battery staple';
    const { faults } = faultsOf({
      HOLDFAST_BACKUP_KEY_FILE: 'one',
      HOLDFAST_BACKUP_OLD_KEY_FILES: 'copy',
      HOLDFAST_BACKUP_PASSPHRASE: phrase,
      HOLDFAST_BACKUP_OLD_PASSPHRASES: phrase,
    });
    expect(faults.map(({ variable, problem }) => `${variable} ${problem}`)).toEqual([
      'HOLDFAST_BACKUP_OLD_KEY_FILES names the key of HOLDFAST_BACKUP_KEY_FILE too: leave it out',
      'HOLDFAST_BACKUP_OLD_PASSPHRASES names the key of HOLDFAST_BACKUP_PASSPHRASE too: leave it out',
    ]);
  });

  it('are not shown', () => {
    key('one', raw);
    const text = JSON.stringify(
      describeConfig(
        load({ HOLDFAST_BACKUP_KEY_FILE: 'one', HOLDFAST_BACKUP_PASSPHRASE: 'hunter2 hunter2' }),
      ),
    );
    expect(text).toContain(join(cwd, 'one'));
    for (const secret of ['hunter2', raw.toString('base64')]) expect(text).not.toContain(secret);
  });
});

describe('.env', () => {
  it('is read, and the real environment wins', () => {
    file('.env', 'HOLDFAST_PORT=4100\nHOLDFAST_LOG_LEVEL="debug" # loud\n# HOLDFAST_HOST=0.0.0.0\n');
    expect(load().port).toBe(4100);
    expect(load().log.level).toBe('debug');
    expect(load({ HOLDFAST_PORT: '4200' }).port).toBe(4200);
    expect(rowOf({}, 'HOLDFAST_PORT')).toEqual({ variable: 'HOLDFAST_PORT', value: '4100', source: '.env' });
    expect(rowOf({ HOLDFAST_PORT: '4200' }, 'HOLDFAST_PORT')).toMatchObject({ source: 'environment' });
  });

  it('a _FILE of the real environment wins over a value in it', () => {
    file('.env', `HOLDFAST_SECRET_KEY=${OLD_KEY}`);
    file('key', KEY);
    expect(load({ HOLDFAST_SECRET_KEY_FILE: 'key' }).secretKey).toBe(KEY);
  });

  it('a misspelt variable in it is a fault that says where', () => {
    file('.env', 'HOLDFAST_PROT=1');
    expect(faultsOf({}).message).toMatch(/HOLDFAST_PROT: is no variable of Holdfast \(in \.env\)/);
  });

  it('one that cannot be read is a fault', () => {
    mkdirSync(join(cwd, '.env'));
    expect(faultsOf({}).message).toMatch(/\.env: .*cannot be read \(EISDIR\)/);
  });
});

describe('describeConfig', () => {
  it('tells each variable, its value and where it comes from', () => {
    const env = { HOLDFAST_LEASE_SECONDS: '0.5', HOLDFAST_DATA_DIR: 'there' };
    expect(rowOf(env, 'HOLDFAST_LEASE_SECONDS')).toMatchObject({ value: '0.5', source: 'environment' });
    expect(rowOf(env, 'HOLDFAST_DATA_DIR')).toMatchObject({ value: join(cwd, 'there') });
    expect(rowOf(env, 'HOLDFAST_LOCATION_PARENTS')).toMatchObject({
      value: join(cwd, 'there/locations'),
      source: 'default',
    });
    expect(rowOf(env, 'HOLDFAST_PORT')).toMatchObject({ value: '4000', source: 'default' });
    expect(rowOf(env, 'DATABASE_URL')).toMatchObject({
      value: '(the built-in PostgreSQL in the data folder)',
    });
  });

  it('hides every secret', () => {
    const env = {
      DATABASE_URL: 'postgres://holdfast:hunter2@db/x',
      DATABASE_DIRECT_URL: 'postgres://holdfast:hunter2@db/x',
      HOLDFAST_SECRET_KEY: KEY,
      HOLDFAST_OLD_SECRET_KEYS: OLD_KEY,
    };
    for (const name of Object.keys(env)) expect(rowOf(env, name)?.value).toBe('(set, hidden)');
    const text = JSON.stringify(describeConfig(load(env)));
    for (const secret of ['hunter2', KEY, OLD_KEY]) expect(text).not.toContain(secret);
  });
});

it('origins of pages are listed once each', () => {
  const given = 'https://console.example.com, http://localhost:5173,https://console.example.com';
  expect(load({ HOLDFAST_CORS_ORIGINS: given }).corsOrigins).toEqual([
    'https://console.example.com',
    'http://localhost:5173',
  ]);
});
