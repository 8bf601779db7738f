import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLE_KEYS, variable } from '../../src/config/variables.js';
import { describeConfig } from '../../src/config.js';
import { configFolder, KEY, OLD_KEY } from './config-folder.js';

const { folder, load, file, faultsOf, rowOf } = configFolder();

describe('without any variable', () => {
  it('everything has a value that is safe: this machine only, the built-in database', () => {
    const { rows, ...config } = load();
    expect(config).toEqual({
      auditKeepDays: 3_650,
      stateHistoryDays: 90,
      syncKeepDays: 90,
      storkStallMs: 1_800_000,
      connectionGoodForMs: 600_000,
      dataDir: join(folder(), 'data'),
      locationParents: [join(folder(), 'data/locations')],
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
      peopleMs: 600_000,
      maxAttempts: 5,
      concurrentBackups: 2,
      drainMs: 30_000,
      alertReminderMs: 24 * 60 * 60_000,
      verifyEveryDays: 0,
      verifyRestores: false,
      guestWaitMs: 300_000,
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
    expect(config.dataDir).toBe(join(folder(), 'there'));
    expect(config.locationParents).toEqual([join(folder(), 'there/locations')]);
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
    mkdirSync(join(folder(), '.env'));
    expect(faultsOf({}).message).toMatch(/\.env: .*cannot be read \(EISDIR\)/);
  });
});

describe('describeConfig', () => {
  it('tells each variable, its value and where it comes from', () => {
    const env = { HOLDFAST_LEASE_SECONDS: '0.5', HOLDFAST_DATA_DIR: 'there' };
    expect(rowOf(env, 'HOLDFAST_LEASE_SECONDS')).toMatchObject({ value: '0.5', source: 'environment' });
    expect(rowOf(env, 'HOLDFAST_DATA_DIR')).toMatchObject({ value: join(folder(), 'there') });
    expect(rowOf(env, 'HOLDFAST_LOCATION_PARENTS')).toMatchObject({
      value: join(folder(), 'there/locations'),
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
