/** Looking for anything by name or label, and changing labels, as a GraphQL client does, on the real services. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { Actor, Role } from '../../src/domain/identity.js';
import { systemActor } from '../../src/domain/identity.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aBackup, aCycle, aSchedule, aUser } from '../factories/resources.js';
import { type ApiAnswer, onlyError, type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';

let world: Installation;
let api: Running;
let role: Role = 'SUPER_ADMIN';
let backupId: string;
beforeAll(async () => {
  world = await Installation.start({ namespaces: ['shop', 'shop-test'] });
  const actor = () => ({ ...world.actor, role }) as Actor;
  api = await startApi({ services: world.product.services, authenticate: async () => actor() });
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
  const days = (count: number) => new Date(Date.now() - count * 86_400_000);
  await stores.users.insert(aUser({ name: 'Ada Shopkeeper' }));
  await stores.schedules.insert(aSchedule(place, { name: 'shop', labels: { tier: 'shop' } }));
  await stores.schedules.insert(aSchedule(place, { name: 'nightly', labels: { team: 'Shop', tier: 'web' } }));
  for (const [name, age] of [
    ['shop-1', 2],
    ['shop-2', 1],
    ['old-shop', 3],
  ] as const) {
    const cycle = aCycle({ outcome: 'BACKED_UP', endedAt: new Date() });
    await stores.cycles.insert(cycle);
    const backup = aBackup(
      { ...place, cycleId: cycle.id },
      { name, createdAt: days(age), state: 'SUCCESS', labels: { kept: 'long' } },
    );
    await stores.backups.insert(backup, []);
    backupId = backup.id;
  }
  const seen = ['shop', 'shop-test'].map((name) => ({ name, uid: randomUUID(), terminating: false }));
  const guard = await stores.clusterNamespaces.guard(world.cluster.id);
  await stores.clusterNamespaces.record(world.cluster.id, guard!, { at: new Date(), namespaces: seen });
}

const SEARCH = `query ($text: String!, $kinds: [SearchKind!], $first: Int! = 50, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) {
    edges { cursor node { kind id name match label } } pageInfo { endCursor hasNextPage } } }`;

interface Found {
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: {
      readonly kind: string;
      readonly id: string;
      readonly name: string;
      readonly match: string;
      readonly label: string | null;
    };
  }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

async function search(variables: Record<string, unknown>): Promise<Found> {
  const { body } = await api.query(SEARCH, variables);
  expect(body.errors).toBeUndefined();
  return (body.data as { search: Found }).search;
}

const told = ({ edges }: Found) =>
  edges.map(({ node: { match, kind, name, label } }) =>
    [match, kind, label === null ? name : `${name} ${label}`].join(' '),
  );

const EXPECTED = [
  'EXACT SCHEDULE shop',
  'EXACT NAMESPACE shop',
  'PREFIX NAMESPACE shop-test',
  'PREFIX BACKUP shop-2',
  'PREFIX BACKUP shop-1',
  'PART BACKUP old-shop',
  'PART USER Ada Shopkeeper',
  'LABEL SCHEDULE nightly team=Shop',
];

describe('a search', () => {
  it('finds names and labels, the best matches first, each thing once', async () => {
    expect(told(await search({ text: ' SHOP ' }))).toEqual(EXPECTED);
  });

  it('is the same in pages of any size', async () => {
    for (const first of [1, 2, 3, 5]) {
      const walked: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: Found = await search({ text: 'shop', first, after });
        walked.push(...told(page));
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) break;
      }
      expect(walked).toEqual(EXPECTED);
    }
  });

  it('looks through the kinds that are named', async () => {
    expect(told(await search({ text: 'shop', kinds: ['USER', 'NAMESPACE'] }))).toEqual([
      'EXACT NAMESPACE shop',
      'PREFIX NAMESPACE shop-test',
      'PART USER Ada Shopkeeper',
    ]);
    expect(told(await search({ text: 'shop', kinds: [] }))).toEqual([]);
  });

  it('finds a label by key, value, or both', async () => {
    const label = 'LABEL SCHEDULE nightly tier=web';
    expect(told(await search({ text: 'tier=web' }))).toEqual([label]);
    expect(told(await search({ text: 'web' }))).toEqual([label]);
    expect(told(await search({ text: 'tier', kinds: ['SCHEDULE'] }))).toHaveLength(2);
    // What stands between labels is no label.
    expect(told(await search({ text: '", "' }))).toEqual([]);
  });

  it('does not look through people for who may not see them', async () => {
    role = 'APP_USER';
    const { edges } = await search({ text: 'shopkeeper', kinds: ['USER'] });
    role = 'SUPER_ADMIN';
    expect(edges).toEqual([]);
  });

  it.each(['%%', '__', '\\\\', "''", "'; DROP TABLE backup; --", '$1$2', '💾💾', '??', '{}', '":'])(
    'for %j finds nothing and harms nothing',
    async (text) => {
      expect(told(await search({ text }))).toEqual([]);
    },
  );

  it.each([
    ['one letter', 'a'],
    ['blanks', '     '],
    ['a control character', 'ab\0c'],
    ['half a surrogate pair', 'ab\udc00'],
    ['a megabyte', 'a'.repeat(1_000_000)],
  ])('for %s is bad input', async (_what, text) => {
    expect(onlyError(await api.query(SEARCH, { text })).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'text' }] },
    });
  });

  it('refuses cursors of other lists, and of kinds that are not looked through', async () => {
    const { body } = await api.query('{ backups { edges { cursor } } }');
    const foreign = (body.data as { backups: Found }).backups.edges[0]?.cursor;
    const ofUsers = (await search({ text: 'shop', kinds: ['USER'] })).edges[0]?.cursor;
    for (const variables of [
      { text: 'shop', after: foreign },
      { text: 'shop', kinds: ['BACKUP'], after: ofUsers },
    ]) {
      const { extensions } = onlyError(await api.query(SEARCH, variables));
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', details: { fields: [{ path: 'after' }] } });
    }
  });
});

const CHANGE = `mutation ($input: ChangeLabelsInput!) { changeLabels(input: $input) { id version labels { key value } } }`;

describe('labels', () => {
  const change = async (input: Record<string, unknown>) => api.query(CHANGE, { input });
  const changed = (body: ApiAnswer['body']) => (body.data as { readonly changeLabels: object }).changeLabels;
  const present = async () => {
    const { labels, version } = await world.product.services.backups.get(backupId, systemActor('test'));
    return { labels, version };
  };

  it('are set and taken away, and the others stay', async () => {
    const { version } = await present();
    const { body } = await change({
      resource: 'Backup',
      id: backupId.toUpperCase(),
      expectedVersion: version,
      set: [{ key: 'team', value: 'shop' }],
      remove: ['never-there'],
    });
    expect(changed(body)).toEqual({
      id: backupId,
      version: version + 1,
      labels: [
        { key: 'kept', value: 'long' },
        { key: 'team', value: 'shop' },
      ],
    });
    await change({ resource: 'Backup', id: backupId, expectedVersion: version + 1, remove: ['team'] });
    expect(await present()).toEqual({ labels: { kept: 'long' }, version: version + 2 });
  });

  it('of a cluster, a location and a schedule are changed the same way', async () => {
    const { backupSchedules } = (await api.query('{ backupSchedules { edges { node { id version } } } }'))
      .body.data as { backupSchedules: { edges: { node: { id: string; version: number } }[] } };
    const schedule = backupSchedules.edges[0]!.node;
    for (const [resource, { id, version }] of [
      ['Cluster', await world.product.services.clusters.get(world.cluster.id, systemActor('test'))],
      ['BackupLocation', await world.product.services.locations.get(world.location.id)],
      ['BackupSchedule', schedule],
    ] as const) {
      const { body } = await change({
        resource,
        id,
        expectedVersion: version,
        set: [{ key: 'a', value: 'b' }],
      });
      expect(changed(body)).toMatchObject({ id, labels: expect.arrayContaining([{ key: 'a', value: 'b' }]) });
    }
  });

  it('are not changed on a version that is not the present one', async () => {
    const before = await present();
    const input = { resource: 'Backup', id: backupId, expectedVersion: before.version - 1, remove: ['kept'] };
    expect(onlyError(await change(input)).extensions.code).toBe('CONFLICT');
    expect(await present()).toEqual(before);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['nothing to do', {}, 'set'],
    ['a key that is set and taken away', { set: [{ key: 'a', value: '' }], remove: ['b', 'a'] }, 'remove.1'],
    [
      'a key twice',
      {
        set: [
          { key: 'a', value: '1' },
          { key: 'a', value: '2' },
        ],
      },
      'set',
    ],
    ['a key of a megabyte', { set: [{ key: 'k'.repeat(1_000_000), value: '' }] }, 'set.'],
    ['a value of a megabyte', { set: [{ key: 'a', value: 'v'.repeat(1_000_000) }] }, 'set.'],
    [
      'more than anything may have',
      { set: Array.from({ length: 40 }, (_, n) => ({ key: `k${n}`, value: '' })) },
      'set',
    ],
  ])('with %s are bad input, and nothing changes', async (_what, fields, path) => {
    const before = await present();
    const answer = await change({
      resource: 'Backup',
      id: backupId,
      expectedVersion: before.version,
      ...fields,
    });
    const { code, details } = onlyError(answer).extensions;
    expect(code).toBe('BAD_USER_INPUT');
    expect((details as { fields: { path: string }[] }).fields[0]?.path.startsWith(path)).toBe(true);
    expect(JSON.stringify(details).length).toBeLessThan(1_000);
    expect(await present()).toEqual(before);
  });

  it('are not changed by who may not edit', async () => {
    const before = await present();
    role = 'AUDITOR';
    const input = { resource: 'Backup', id: backupId, expectedVersion: before.version, remove: ['kept'] };
    const { code } = onlyError(await change(input)).extensions;
    role = 'SUPER_ADMIN';
    expect(code).toBe('FORBIDDEN');
    expect(await present()).toEqual(before);
  });
});
