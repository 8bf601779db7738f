import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PostgresEventFeed } from '../../src/db/event-feed.js';
import { createApi } from '../../src/graphql/server.js';
import { fillNamespace } from '../support/installation.js';
import { type CliRun, runCli } from '../support/run-cli.js';
import { Scheduled } from '../support/scheduled.js';
import { silentLog } from '../support/silent-log.js';

const TOKEN = 'hf_of-the-administrator';

let world: Scheduled;
let url: string;
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  world = await Scheduled.start({ namespaces: ['shop', 'blog', 'billing'] });
  closers.push(() => world.stop());
  await serve();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The API as it is served, over the product of the installation. */
async function serve(): Promise<void> {
  const { actor, product, database } = world.holdfast;
  const eventFeed = await PostgresEventFeed.open({
    dataSource: await database.dataSource(),
    listenUrl: database.url,
    applicationName: 'holdfast events',
    log: silentLog,
  });
  closers.push(() => eventFeed.close());
  const api = createApi({
    services: product.services,
    eventFeed,
    authenticate: async (token) => (token === TOKEN ? actor : undefined),
    log: silentLog,
    explorer: false,
    introspection: false,
    version: '0.0.0',
    health: async () => ({ ready: true, parts: {} }),
  });
  const server = createServer();
  api.attach(server);
  await api.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    await api.stop();
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function holdfast(...args: readonly string[]): Promise<CliRun> {
  return runCli(args, { api: { url, token: TOKEN } });
}

/** Its result, which must be one. */
async function done(...args: readonly string[]): Promise<string> {
  const { stdout, stderr, exitCode } = await holdfast(...args);
  expect(exitCode, stderr).toBe(0);
  return stdout;
}

const WHERE = ['--cluster', 'prod', '--location', 'folder'];

async function created(namespaces: string, ...more: readonly string[]): Promise<string> {
  const when = more.length > 0 ? more : ['--every', '15m'];
  await done('schedule', 'create', 'nightly', ...WHERE, '--namespaces', namespaces, ...when);
  return (JSON.parse(await done('schedule', 'show', 'nightly', '--json')) as { id: string }).id;
}

describe('the story of a schedule, typed by a person', () => {
  it('goes from a missing namespace over an alert and an exclude to a Success, and adds a new one', async () => {
    const id = await created('shop,blog,billing');
    world.store.deleteNamespace('billing', { instantly: true });
    await world.cycle(id);

    expect(await done('schedule', 'list')).toMatch(/MISSING_NAMESPACES +billing$/m);
    expect(await done('schedule', 'show', 'nightly')).toMatch(
      /BACKED_UP, PARTIAL_SUCCESS .*missing: billing$/m,
    );
    const [alert] = JSON.parse(await done('alerts', '--schedule', 'nightly', '--json')) as { id: string }[];
    expect(await done('alerts', 'ack', alert?.id ?? '')).toContain('is acknowledged: ');
    expect(await done('alerts', 'ack', alert?.id ?? '')).toContain('is acknowledged already: ');

    expect(await done('schedule', 'exclude', 'nightly', '--missing')).toMatch(
      /^Excluded billing from schedule "nightly", from its next cycle on, due [^\n]+\nIt backs up: blog, shop\.$/m,
    );
    expect(await done('schedule', 'exclude', 'nightly', '--missing')).toMatch(
      /^Already not on schedule "nightly": billing\. Nothing was changed: \S+ excluded billing at /,
    );
    expect((await world.cycle(id)).backup).toMatchObject({ state: 'SUCCESS', included: ['blog', 'shop'] });
    expect(await done('alerts')).not.toContain(alert?.id);
    expect(await done('alerts', '--all')).toMatch(/closed at /);

    fillNamespace(world.store, 'new');
    expect(await done('schedule', 'add', 'nightly', '--namespaces', 'new')).toContain('blog, new, shop.');
    expect(await done('schedule', 'revert', 'nightly')).toContain('It backs up: blog, shop.');
    expect(await done('schedule', 'history', 'nightly')).toMatch(
      /took back an edit of new +3 -> 2 namespaces, without new\n.*added new \(taken back at .*\) +2 -> 3 namespaces\n.*excluded billing +3 -> 2 namespaces\n.*created it +3 namespaces\n/,
    );
  });

  it('excludes what one backup missed and has not come back', async () => {
    const id = await created('shop,blog,billing');
    world.store.deleteNamespace('billing', { instantly: true });
    world.store.deleteNamespace('blog', { instantly: true });
    const { backup } = await world.cycle(id);
    fillNamespace(world.store, 'blog');
    const name = backup?.backup.name ?? '';
    const { stdout, stderr } = await holdfast(
      'schedule',
      'exclude',
      'nightly',
      '--missing',
      '--backup',
      name,
    );
    expect(stderr).toContain('Back in the cluster, so not excluded: blog.');
    expect(stdout).toContain('It backs up: blog, shop.');
    expect(await done('backup', 'list', '--schedule', 'nightly')).toContain(name);
  });

  it('is looked at before and changed by whoever may', async () => {
    await created('shop,blog', '--daily', '02:30');
    expect(await done('schedule', 'preview', 'nightly')).toMatch(
      /would include +blog, shop\nwould miss +-\nnot on it +.*billing/,
    );
    expect(await done('schedule', 'edit', 'nightly', '--weekly', 'sun@04:00', '--keep', '3')).toMatch(
      /^when +every Sunday at 04:00 \(Europe\/Berlin\)$/m,
    );
    expect(await done('schedule', 'suspend', 'nightly')).toContain('is suspended.');
    expect(await done('schedule', 'suspend', 'nightly')).toMatch(/SUSPENDED already.* suspended it at /);
    expect(await done('schedule', 'resume', 'nightly')).toContain('next due ');
    expect(await done('schedule', 'release', 'nightly', '--namespaces', 'billing', '--yes')).toContain(
      'keeps no backup longer for billing',
    );
  });

  it('is refused with what to type next', async () => {
    const id = await created('shop');
    const refused = async (...args: readonly string[]) => {
      const { stderr, exitCode } = await holdfast('schedule', ...args);
      expect(exitCode).toBe(1);
      expect(stderr.trimEnd()).not.toContain('\n');
      return stderr;
    };
    expect(await refused('add', 'nightly', '--namespaces', 'blog')).toMatch(
      /created for one .*; "holdfast schedule create" makes the new one.*SCHEDULE_NOT_EDITABLE/,
    );
    expect(await refused('exclude', 'nightly', '--namespaces', 'shop')).toContain('SCHEDULE_WOULD_BE_EMPTY');
    expect(await refused('revert', 'nightly')).toContain('NOTHING_TO_REVERT');
    expect(await refused('edit', 'nightly', '--cron', '0 0 31 2 *')).toContain('BAD_USER_INPUT');
    expect(await refused('edit', 'nightly', '--time-zone', 'Europe/Atlantis')).toContain('BAD_USER_INPUT');

    const begun = await done('schedule', 'run', 'nightly');
    const name = /^Backup "([^"]+)"/.exec(begun)?.[1] ?? '';
    expect(await refused('run', 'nightly')).toMatch(new RegExp(`"holdfast backup watch ${name}" follows it`));
    await world.bell.settle(world.holdfast.product.handlers);
    expect((await world.latest(id)).backup?.state).toBe('SUCCESS');
    expect(await refused('delete', 'nightly', '--yes')).toMatch(/--keep-backups keeps them.*HAS_DEPENDENTS/);
    expect(await done('schedule', 'delete', 'nightly', '--keep-backups', '--yes')).toContain(
      'its backups stay',
    );
  });

  it('refuses a namespace that the cluster lacks, and says how to see which it has', async () => {
    await created('shop,blog');
    const { stderr } = await holdfast('schedule', 'add', 'nightly', '--namespaces', 'nowhere');
    expect(stderr).toMatch(/no namespace nowhere; .*"holdfast cluster namespaces prod".*NAMESPACE_NOT_FOUND/);
  });
});
