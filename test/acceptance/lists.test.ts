/** The lists as a GraphQL client narrows and sorts them, on the real services and PostgreSQL; and what may not be asked of them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { Backup, BackupNamespace } from '../../src/domain/backup.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aBackup, aCycle, aRequestedNamespace, aSchedule } from '../factories/resources.js';
import { aRestore } from '../factories/restores.js';
import { type ApiAnswer, onlyError, type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';

const HOUR = 3_600_000;
const NAMES = {
  backups: 'Backup',
  backupSchedules: 'BackupSchedule',
  restores: 'Restore',
  clusters: 'Cluster',
  backupLocations: 'BackupLocation',
} as const;
type List = keyof typeof NAMES;

let world: Installation;
let api: Running;
beforeAll(async () => {
  world = await Installation.start();
  api = await startApi({ services: world.product.services, authenticate: async () => world.actor });
  await fill();
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});

async function fill(): Promise<void> {
  const { stores } = new PostgresUnitOfWork(await world.database.dataSource(), aKeyRing());
  const place = {
    ownerId: world.location.ownerId,
    clusterId: world.cluster.id,
    locationId: world.location.id,
  };
  const insert = async (change: Partial<Backup>, ...namespaces: readonly BackupNamespace[]) => {
    const cycle = aCycle({ outcome: 'BACKED_UP', endedAt: new Date() });
    await stores.cycles.insert(cycle);
    const backup = aBackup({ ...place, cycleId: cycle.id }, change);
    await stores.backups.insert(backup, namespaces);
    return backup;
  };
  const ago = (hours: number) => new Date(Date.now() - hours * HOUR);
  const held = (name: string) => aRequestedNamespace(name, { fate: 'INCLUDED' });
  const missing = (name: string) => aRequestedNamespace(name, { fate: 'MISSING' });
  const lost = (name: string) => aRequestedNamespace(name, { fate: 'LOST' });
  const ended = (hours: number) => ({ createdAt: ago(hours), finishedAt: ago(hours - 0.5) });
  const shop = await insert(
    {
      name: 'shop-1',
      ...ended(1),
      state: 'PARTIAL_SUCCESS',
      bytes: 30,
      labels: { team: 'shop', tier: 'web' },
    },
    held('shop'),
    missing('billing'),
  );
  await insert(
    { name: 'shop-2', ...ended(50), state: 'SUCCESS', bytes: 10, labels: { team: 'shop' } },
    held('shop'),
    held('billing'),
  );
  await insert(
    { name: 'pay-1', ...ended(24 * 10), state: 'FAILURE', bytes: 20, labels: { team: 'pay', tier: 'db' } },
    lost('billing'),
  );
  await insert({ name: 'pay-2', createdAt: ago(24 * 40), state: 'IN_PROGRESS', bytes: 0, finishedAt: null });
  const into = { ownerId: place.ownerId, backupId: shop.id, clusterId: place.clusterId };
  await stores.restores.insert(aRestore(into, { name: 'back-1', state: 'SUCCESS', finishedAt: ago(1) }));
  await stores.restores.insert(aRestore(into, { name: 'back-2', state: 'FAILURE', finishedAt: ago(2) }));
  await stores.schedules.insert(
    aSchedule(place, {
      name: 'nightly',
      labels: { team: 'shop' },
      selection: { kind: 'NAMED', names: ['billing', 'shop'] },
      missing: ['billing'],
      nextDueAt: ago(-2),
    }),
  );
  await stores.schedules.insert(
    aSchedule(place, { name: 'weekly', selection: { kind: 'ALL' }, missing: [], nextDueAt: null }),
  );
}

async function ask(list: List, variables: Record<string, unknown>, first = 50): Promise<ApiAnswer> {
  const input = NAMES[list];
  const query = `query ($first: Int!, $after: String, $filter: ${input}FilterInput, $sort: ${input}SortInput) {
    ${list}(first: $first, after: $after, filter: $filter, sort: $sort) {
      edges { cursor node { name } } pageInfo { endCursor hasNextPage } totalCount } }`;
  return api.query(query, { first, ...variables });
}

interface Listed {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly name: string } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly totalCount: number;
}

async function listed(list: List, variables: Record<string, unknown> = {}, first?: number): Promise<Listed> {
  const { body } = await ask(list, variables, first);
  expect(body.errors).toBeUndefined();
  return (body.data as Readonly<Record<string, Listed>>)[list] as Listed;
}

const names = ({ edges }: Listed) => edges.map(({ node }) => node.name);

describe('the list of backups', () => {
  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['a part of the name, in any case', { nameContains: 'SHOP' }, ['shop-1', 'shop-2']],
    ['a label of a value', { labels: [{ key: 'team', values: ['shop'] }] }, ['shop-1', 'shop-2']],
    [
      'a label of one of two values',
      { labels: [{ key: 'tier', values: ['db', 'web'] }] },
      ['shop-1', 'pay-1'],
    ],
    ['a label of any value', { labels: [{ key: 'tier' }] }, ['shop-1', 'pay-1']],
    [
      'two labels together',
      {
        labels: [
          { key: 'team', values: ['shop'] },
          { key: 'tier', values: null },
        ],
      },
      ['shop-1'],
    ],
    ['a label that none has', { labels: [{ key: 'team', values: ['none'] }] }, []],
    ['the last day', { createdWithin: 'LAST_DAY' }, ['shop-1']],
    ['the last week', { createdWithin: 'LAST_WEEK' }, ['shop-1', 'shop-2']],
    ['the last month', { createdWithin: 'LAST_MONTH' }, ['shop-1', 'shop-2', 'pay-1']],
    ['a namespace that they hold', { includesNamespace: 'billing' }, ['shop-2']],
    ['a namespace that they lack', { missesNamespace: 'billing' }, ['shop-1', 'pay-1']],
    ['states', { states: ['FAILURE', 'SUCCESS'] }, ['shop-2', 'pay-1']],
    [
      // S24
      'Partial Success of the last week by name and label',
      {
        states: ['PARTIAL_SUCCESS'],
        createdWithin: 'LAST_WEEK',
        nameContains: 'sho',
        labels: [{ key: 'team', values: ['shop'] }],
      },
      ['shop-1'],
    ],
  ])('is narrowed by %s, newest first, and the total counts the same', async (_what, filter, expected) => {
    const list = await listed('backups', { filter });
    expect(names(list)).toEqual(expected);
    expect(list.totalCount).toBe(expected.length);
  });

  it('is narrowed by its owner', async () => {
    expect((await listed('backups', { filter: { ownerId: world.location.ownerId } })).totalCount).toBe(4);
    expect((await listed('backups', { filter: { ownerId: randomUUID() } })).totalCount).toBe(0);
  });

  it.each<[Record<string, unknown>, readonly string[]]>([
    [{ by: 'NAME' }, ['pay-1', 'pay-2', 'shop-1', 'shop-2']],
    [{ by: 'NAME', direction: 'DESC' }, ['shop-2', 'shop-1', 'pay-2', 'pay-1']],
    [{ by: 'SIZE' }, ['shop-1', 'pay-1', 'shop-2', 'pay-2']],
    [{ by: 'SIZE', direction: 'ASC' }, ['pay-2', 'shop-2', 'pay-1', 'shop-1']],
    [{ by: 'CREATED_AT', direction: 'ASC' }, ['pay-2', 'pay-1', 'shop-2', 'shop-1']],
    [{ by: 'FINISHED_AT' }, ['pay-2', 'shop-1', 'shop-2', 'pay-1']],
    [{ by: 'FINISHED_AT', direction: 'ASC' }, ['pay-1', 'shop-2', 'shop-1', 'pay-2']],
  ])('sorted by %o is the same in one page and in pages of one', async (sort, expected) => {
    expect(names(await listed('backups', { sort }))).toEqual(expected);
    const walked: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Listed = await listed('backups', { sort, after }, 1);
      walked.push(...names(page));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(walked).toEqual(expected);
  });
});

describe('the other lists', () => {
  it.each<[List, Record<string, unknown>, readonly string[]]>([
    ['backupSchedules', { filter: { includesNamespace: 'billing' } }, ['nightly']],
    ['backupSchedules', { filter: { hasMissing: true } }, ['nightly']],
    ['backupSchedules', { filter: { hasMissing: false } }, ['weekly']],
    ['backupSchedules', { filter: { labels: [{ key: 'team' }] } }, ['nightly']],
    ['backupSchedules', { filter: { createdWithin: 'LAST_DAY', nameContains: 'weekl' } }, []],
    ['backupSchedules', { sort: { by: 'NEXT_DUE_AT' } }, ['weekly', 'nightly']],
    ['backupSchedules', { sort: { by: 'NEXT_DUE_AT', direction: 'ASC' } }, ['nightly', 'weekly']],
    ['restores', { filter: { nameContains: 'back' }, sort: { by: 'FINISHED_AT' } }, ['back-1', 'back-2']],
    ['restores', { filter: { states: ['FAILURE'] } }, ['back-2']],
    ['clusters', { filter: { nameContains: 'ro', states: ['ACTIVE'] } }, ['prod']],
    ['clusters', { filter: { nameContains: 'none' } }, []],
    ['backupLocations', { filter: { createdWithin: 'LAST_DAY' }, sort: { by: 'NAME' } }, ['folder']],
  ])('%s asked %o', async (list, variables, expected) => {
    const answer = await listed(list, variables);
    expect(names(answer)).toEqual(expected);
    expect(answer.totalCount).toBe(expected.length);
  });
});

describe('what cannot be meant is refused with all its faults', () => {
  const long = 'a'.repeat(1_000_000);
  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['a name with NUL', { filter: { nameContains: 'a\0b' } }, ['filter.nameContains']],
    ['half a surrogate pair', { filter: { nameContains: 'a\ud800' } }, ['filter.nameContains']],
    ['a name of a megabyte', { filter: { nameContains: long } }, ['filter.nameContains']],
    ['a label key of a megabyte', { filter: { labels: [{ key: long }] } }, ['filter.labels.0.key']],
    [
      'a label value with SQL',
      { filter: { labels: [{ key: 'team', values: ["x'); DROP TABLE backup; --"] }] } },
      ['filter.labels.0.values.0'],
    ],
    [
      'no value of a label',
      { filter: { labels: [{ key: 'team', values: [] }] } },
      ['filter.labels.0.values'],
    ],
    [
      'more labels than anything can have',
      { filter: { labels: Array.from({ length: 33 }, (_, n) => ({ key: `k${n}` })) } },
      ['filter.labels'],
    ],
    ['a namespace that cannot be', { filter: { includesNamespace: "'; --" } }, ['filter.includesNamespace']],
    [
      'two beginnings',
      { filter: { createdWithin: 'LAST_WEEK', createdFrom: '2026-11-01T00:00:00Z' } },
      ['filter.createdWithin'],
    ],
    [
      'all at once',
      { first: 0, after: '', filter: { ownerId: 'me', clusterId: '1', nameContains: '\u0007' } },
      ['first', 'after', 'filter.ownerId', 'filter.clusterId', 'filter.nameContains'],
    ],
  ])('%s', async (_what, variables, paths) => {
    const { extensions } = onlyError(await ask('backups', variables));
    expect(extensions.code).toBe('BAD_USER_INPUT');
    const { fields } = extensions.details as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).toSorted()).toEqual([...paths].toSorted());
    expect(JSON.stringify(extensions)).not.toMatch(/aaaaaaaa|DROP TABLE/);
  });

  it.each(['%', '_', '\\', "'", "' OR '1'='1", '"; --', '$1', '?', '💾', 'a/b', '%%%%%%%'])(
    'and %j is text like any other',
    async (nameContains) => {
      for (const list of ['backups', 'backupSchedules', 'restores', 'clusters', 'backupLocations'] as const)
        expect(names(await listed(list, { filter: { nameContains } }))).toEqual([]);
    },
  );

  it('and a moment before all years finds everything or nothing', async () => {
    const filter = { createdFrom: '0001-01-01T00:00:00Z', createdBefore: '9999-12-31T23:59:59Z' };
    expect((await listed('backups', { filter })).totalCount).toBe(4);
  });
});

describe('a cursor', () => {
  const cursorOf = async (list: List, variables: Record<string, unknown> = {}) =>
    (await listed(list, variables)).edges[0]?.cursor;

  it('of another list, order or direction is refused', async () => {
    const foreign = [
      await cursorOf('restores'),
      await cursorOf('clusters'),
      await cursorOf('backups', { sort: { by: 'NAME' } }),
      await cursorOf('backups', { sort: { by: 'CREATED_AT', direction: 'ASC' } }),
    ];
    for (const after of foreign) {
      expect(after).toBeDefined();
      const { extensions } = onlyError(await ask('backups', { after }));
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: [{ path: 'after' }] } });
    }
  });

  it.each([
    `backup.CREATED_AT.DESC/${randomUUID()}/now()`,
    `backup.CREATED_AT.DESC/x/2026-11-20T08:00:00.000Z`,
    `backup.CREATED_AT.DESC'; --/${randomUUID()}/2026-11-20T08:00:00.000Z`,
    'null',
    '{}',
  ])('forged as %s is refused', async (text) => {
    const after = Buffer.from(text).toString('base64url');
    expect(onlyError(await ask('backups', { after })).extensions.code).toBe('BAD_USER_INPUT');
  });

  it('that is well made but points at nothing is a place like any other', async () => {
    const place = `backup.CREATED_AT.DESC/${randomUUID()}/0001-01-01T00:00:00.000Z`;
    const after = Buffer.from(place).toString('base64url');
    expect(names(await listed('backups', { after }))).toEqual([]);
  });
});
