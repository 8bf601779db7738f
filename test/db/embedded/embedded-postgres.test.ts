import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from '../../../src/db/embedded/embedded-postgres.js';
import { findPrograms } from '../../../src/db/embedded/find-programs.js';
import { readPostmasterFile } from '../../../src/db/embedded/postmaster-file.js';
import { chooseServerUser } from '../../../src/db/embedded/server-user.js';
import { builtProduct } from '../../support/built-product.js';
import { silentLog } from '../../support/silent-log.js';
import { execute } from '../../support/test-server.js';
import { HoldfastProcess, runs } from './postgres-process.js';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const settings = { fsync: 'off' };

/** The folder of a PostgreSQL that was started once and ended. */
let initialised: string;
let root: string;
let dataDir: string;
const children: HoldfastProcess[] = [];

beforeAll(async () => {
  await builtProduct();
  initialised = join(mkdtempSync(join(tmpdir(), 'holdfast-embedded-')), 'data');
  chmodSync(dirname(initialised), 0o755);
  await (await startEmbeddedPostgres({ dataDir: initialised, log: silentLog, settings })).stop();
});
afterAll(() => rmSync(dirname(initialised), { recursive: true, force: true }));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'holdfast-embedded-'));
  chmodSync(root, 0o755);
  dataDir = join(root, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) await child.kill();
  const pid = postmasterPid();
  if (pid !== undefined && runs(pid)) process.kill(pid, 'SIGKILL');
  if (pid !== undefined) await vi.waitFor(() => expect(runs(pid)).toBe(false));
  // The children of a killed PostgreSQL may still write for a moment.
  await vi.waitFor(() => rmSync(root, { recursive: true, force: true }));
});

async function holdfast(options: { readonly mode?: 'owner' | 'attach' } = {}): Promise<HoldfastProcess> {
  const child = await HoldfastProcess.spawn({ dataDir, ...options });
  children.push(child);
  return child;
}

const start = (more: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) =>
  startEmbeddedPostgres({ dataDir, log: silentLog, settings, ...more });

/** Where the first start is not what is tried: a copy of what it leaves takes a fifth of its processor time. */
const startedBefore = () => execFileSync('cp', ['-a', initialised, dataDir]);

const postmasterPid = (): number | undefined => readPostmasterFile(join(dataDir, 'cluster'))?.pid;

const socketOf = (url: string): string => new URL(url).searchParams.get('host') ?? '';

describe('a first and a second start', () => {
  it('listens on a private socket only, asks for a random password, and knows no locale of the machine', async () => {
    const postgres = await start();
    const [row] = await execute(
      postgres.url,
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone,
              datlocprovider AS provider, datlocale AS locale, pg_encoding_to_char(encoding) AS encoding
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(row).toEqual({ addresses: '', zone: 'UTC', provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' });
    expect(statSync(socketOf(postgres.url)).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    const wrong = postgres.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(execute(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    expect(readdirSync(join(dataDir, 'cluster', 'log')).join()).toMatch(/^postgres-\w{3}\.log$/);
    await postgres.stop();
  });

  it('finds the data of the first start at the second, and ends without a process left', async () => {
    const first = await start();
    await execute(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = postmasterPid() ?? 0;
    await Promise.all([first.stop(), first.stop()]);
    expect(runs(pid)).toBe(false);
    const second = await start();
    expect(await execute(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('begins anew where an earlier initialisation was killed half-way', async () => {
    mkdirSync(join(dataDir, 'cluster.new'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.new', 'PG_VERSION'), '18\n');
    const postgres = await start();
    expect(existsSync(join(dataDir, 'cluster.new'))).toBe(false);
    await postgres.stop();
  });

  it('leaves no process behind when the start is aborted', async () => {
    startedBefore();
    const abort = new AbortController();
    const starting = start({ signal: abort.signal });
    abort.abort(new Error('Ctrl-C'));
    await expect(starting).rejects.toThrow('Ctrl-C');
    expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
    await (await start()).stop();
  });
});

describe('two on one folder', () => {
  it('refuses a second owner with the number of the first, and does not disturb it', async () => {
    startedBefore();
    const first = await start();
    const second = await (await holdfast()).line();
    expect(second).toEqual({
      fault: 'FOLDER_IN_USE',
      message: expect.stringMatching(new RegExp(`process ${process.pid} .*Stop that process first`)),
    });
    expect(await execute(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('lets a worker attach, also one that came first, and goes on when it leaves', async () => {
    const early = await holdfast({ mode: 'attach' });
    const owner = await start();
    expect(await early.line()).toEqual({ url: owner.url, role: 'attached' });
    expect(await early.kill('SIGTERM')).toBe(0);
    expect(await execute(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await owner.stop();
  });

  it('tells a worker what to start when there is no owner', async () => {
    const attaching = start({ mode: 'attach', attachPatienceMs: 0 });
    await expect(attaching).rejects.toThrow(/No Holdfast runs a PostgreSQL in .*holdfast start/);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('kill -9', () => {
  it('of the owner leaves PostgreSQL to the next owner, who ends it when it ends', async () => {
    startedBefore();
    const killed = await holdfast();
    await execute(await killed.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
    const pid = postmasterPid() ?? 0;
    await killed.kill('SIGKILL');
    expect(runs(pid)).toBe(true);
    const next = await start();
    expect(postmasterPid()).toBe(pid);
    expect(await execute(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await next.stop();
    expect(runs(pid)).toBe(false);
  });

  it('of the owner and of PostgreSQL loses nothing that was acknowledged', async () => {
    startedBefore();
    const killed = await holdfast();
    await execute(await killed.url(), 'CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n');
    const pid = postmasterPid() ?? 0;
    await killed.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const next = await start();
    expect(postmasterPid()).not.toBe(pid);
    expect(await execute(next.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1000 }]);
    await next.stop();
  });

  it('of PostgreSQL alone makes its owner start it again', async () => {
    startedBefore();
    const postgres = await start();
    const pid = postmasterPid() ?? 0;
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(runs(pid)).toBe(false));
    const ask = () => execute(postgres.url, 'SELECT 1 AS one').catch(() => []);
    await expect.poll(ask, { timeout: 15_000 }).toEqual([{ one: 1 }]);
    await postgres.stop();
  });

  it('does not keep PostgreSQL from starting when its old process number belongs to another program', async () => {
    startedBefore();
    const user = chooseServerUser(join(dataDir, 'cluster'));
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...user });
    try {
      const lines = [
        other.pid,
        join(dataDir, 'cluster'),
        1,
        5432,
        join(dataDir, 'socket'),
        '',
        '0 0',
        'ready',
      ];
      writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), `${lines.join('\n')}\n`);
      const postgres = await start();
      expect(await execute(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await postgres.stop();
      expect(runs(other.pid ?? 0)).toBe(true);
    } finally {
      other.kill();
    }
  });
});

it('still answers while the product drains after Ctrl-C, and ends then', async () => {
  startedBefore();
  const owner = await holdfast();
  await owner.url();
  const pid = postmasterPid() ?? 0;
  owner.interruptGroup();
  expect(await owner.line()).toEqual({ drained: 'still there' });
  await owner.exit();
  expect(runs(pid)).toBe(false);
});

it('names both versions of a data folder of another major version and touches nothing in it', async () => {
  const cluster = join(dataDir, 'cluster');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, 'PG_VERSION'), '14\n');
  const changedAt = () => [statSync(cluster).ctimeMs, statSync(join(cluster, 'PG_VERSION')).ctimeMs];
  const before = changedAt();
  const starting = start();
  await expect(starting).rejects.toMatchObject({
    fault: 'OTHER_VERSION',
    message: expect.stringMatching(/made by PostgreSQL 14; the programs here are PostgreSQL 18\.\d/),
  });
  await expect(starting).rejects.toThrow(cluster);
  expect(readdirSync(cluster)).toEqual(['PG_VERSION']);
  expect(changedAt()).toEqual(before);
});

it('works in a folder whose name is too long for a socket', async () => {
  dataDir = join(root, 'long'.repeat(25));
  startedBefore();
  const postgres = await start();
  const socket = socketOf(postgres.url);
  expect(socket.startsWith(dataDir)).toBe(false);
  expect(await execute(postgres.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await postgres.stop();
  expect(existsSync(socket)).toBe(false);
});

describe('the programs', () => {
  it.each([
    ['darwin-arm64', 'PROGRAMS_MISSING', /@embedded-postgres\/darwin-arm64.*DATABASE_URL/],
    ['linux-riscv64', 'UNSUPPORTED_PLATFORM', /linux-riscv64.*DATABASE_URL/],
  ])('that are not there are named with what to do (%s)', (platform, fault, message) => {
    const here = `${process.platform}-${process.arch}`;
    if (here === platform) return;
    const find = () => findPrograms(platform);
    expect(find).toThrow(expect.objectContaining({ fault, message: expect.stringMatching(message) }));
  });

  it('get the links between their libraries here, when install scripts are blocked', async () => {
    const programs = packageWithoutLinks();
    startedBefore();
    const postgres = await start({ programs });
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres-'))).toEqual([]);
    await postgres.stop();
  });

  it.skipIf(!isRoot)(
    'are copied when install scripts are blocked and the package cannot be written',
    async () => {
      const programs = packageWithoutLinks();
      mkdirSync(dataDir);
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      const user = await HoldfastProcess.spawn({ dataDir, programs }, NOBODY);
      children.push(user);
      await user.url();
      expect(existsSync(join(dataDir, programs.name, 'bin', 'postgres'))).toBe(true);
      await user.kill('SIGTERM');
    },
  );

  it('are not run from a place where others could exchange them', async () => {
    const programs = packageWithoutLinks();
    rmSync(join(programs.folder, 'bin', 'postgres'));
    const place = join(root, 'public');
    mkdirSync(place);
    chmodSync(place, 0o777);
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o777);
    const starting = start({ programs, programPlaces: [place] });
    await expect(starting).rejects.toThrow(/public belongs to somebody else or can be changed by others/);
    expect(
      [...readdirSync(place), ...readdirSync(dataDir)].filter((name) => name.startsWith('postgres-')),
    ).toEqual([]);
  });

  function packageWithoutLinks() {
    const { folder, packageName } = findPrograms();
    const programs = { folder: join(root, 'package', 'native'), packageName, name: 'postgres-test' };
    const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    const filter = (path: string) =>
      !path.endsWith('.a') && !links.some(({ target }) => path.endsWith(target.slice('native'.length)));
    cpSync(folder, programs.folder, { recursive: true, filter });
    return programs;
  }
});

describe('root and a normal user', () => {
  if (!isRoot) process.stderr.write('embedded-postgres.test: not root, so the tests of root are skipped\n');

  it.skipIf(!isRoot)('has PostgreSQL run by a user without rights when root starts it', async () => {
    const postgres = await start();
    expect(statSync(`/proc/${postmasterPid()}`).uid).not.toBe(0);
    await postgres.stop();
  });

  it.skipIf(!isRoot)(
    'works for root when everything lies below a folder that only root can read',
    async () => {
      const { folder, packageName } = findPrograms();
      const closed = join(root, 'closed');
      mkdirSync(closed, { mode: 0o700 });
      cpSync(folder, join(closed, 'native'), { recursive: true, filter: (path) => !path.endsWith('.a') });
      dataDir = join(closed, 'data');
      const programs = { folder: join(closed, 'native'), packageName, name: 'postgres-test' };
      const programPlaces = [join(root, 'place')];
      const postgres = await start({ programs, programPlaces });
      const socket = socketOf(postgres.url);
      await execute(postgres.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      await postgres.stop();
      expect(existsSync(socket)).toBe(false);
      const second = await start({ programs, programPlaces });
      expect(await execute(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      await second.stop();
      expect(readdirSync(join(root, 'place'))).toEqual(['postgres-test']);
    },
  );

  it.skipIf(!isRoot)(
    'works for a normal user, and for root on the folder of that user afterwards',
    async () => {
      mkdirSync(dataDir);
      chownSync(dataDir, NOBODY.uid, NOBODY.gid);
      const user = await HoldfastProcess.spawn({ dataDir }, NOBODY);
      children.push(user);
      await execute(await user.url(), 'CREATE TABLE kept AS SELECT 42 AS answer');
      expect(await user.kill('SIGTERM')).toBe(0);
      const root = await start();
      expect(await execute(root.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
      expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(NOBODY.uid);
      await root.stop();
    },
  );
});
