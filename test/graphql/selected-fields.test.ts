/** A list reads from its rows what the query asks for: every field must be the same as of the whole row. */
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { buildApiSchema } from '../../src/graphql/build-schema.js';
import { aPerson } from '../support/people.js';
import { Scheduled } from '../support/scheduled.js';
import { type Running, startApi } from './running-api.js';

const schema = buildApiSchema();

/** A field with all leaves below it, two levels deep; undefined for one that cannot be asked for alone. */
function asked(type: GraphQLObjectType, name: string, depth = 2): string | undefined {
  const field = type.getFields()[name];
  if (field === undefined || field.args.some(isRequiredArgument)) return undefined;
  const inner = getNamedType(field.type);
  if (isLeafType(inner)) return name;
  if (!isObjectType(inner) || depth === 0) return undefined;
  const below = Object.keys(inner.getFields()).flatMap((each) => asked(inner, each, depth - 1) ?? []);
  return below.length === 0 ? undefined : `${name} { ${below.join(' ')} }`;
}

function fieldsOf(name: 'Backup' | 'BackupSchedule'): readonly (readonly [string, string])[] {
  const type = schema.getType(name) as GraphQLObjectType;
  return Object.keys(type.getFields()).flatMap((field) => {
    const question = asked(type, field);
    return question === undefined ? [] : [[field, question] as const];
  });
}

describe('alone in a list as of the whole row', () => {
  let world: Scheduled;
  let api: Running;
  beforeAll(async () => {
    world = await Scheduled.start({ namespaces: ['a', 'b', 'c'] });
    const schedule = await world.create(['a', 'b', 'c'], { labels: { team: 'x' } });
    await world.create(['a'], {
      name: 'single',
      timing: { kind: 'DAILY', at: '02:30' },
      timeZone: 'Europe/Berlin',
      retention: { keep: 2, maxAgeDays: 30, ...NO_TIERS },
    });
    await world.cycle(schedule.id);
    world.store.deleteNamespace('c', { instantly: true });
    await world.cycle(schedule.id);
    api = await startApi({ services: world.services, authenticate: async () => world.holdfast.actor });
  }, 60_000);
  afterAll(async () => {
    await api.stop();
    await world.stop();
  });

  async function comesOutTheSame(list: string, one: string, question: string): Promise<void> {
    const { body: ids } = await api.query(`{ ${list}(first: 20) { edges { node { id } } } }`);
    const { body: listed } = await api.query(`{ ${list}(first: 20) { edges { node { ${question} } } } }`);
    expect(listed.errors).toBeUndefined();
    const nodesOf = (data: unknown) =>
      (data as Record<string, { edges: { node: { id: string } }[] }>)[list]?.edges.map(({ node }) => node) ??
      [];
    const all = nodesOf(ids.data);
    expect(all.length).toBeGreaterThan(1);
    for (const [index, { id }] of all.entries()) {
      const { body } = await api.query(`{ ${one}(id: "${id}") { ${question} } }`);
      expect(nodesOf(listed.data)[index]).toEqual((body.data as Record<string, unknown> | undefined)?.[one]);
    }
  }

  it('the names of cluster, location and schedule are those of the whole rows, for who sees all and for who sees some', async () => {
    const { holdfast, services } = world;
    const person = await aPerson(holdfast.product, holdfast.actor);
    const { items } = await services.schedules.page({ first: 50, after: null }, {}, holdfast.actor);
    for (const { item } of items) {
      const of = { resource: 'BackupSchedule', resourceId: item.id, userId: person.user.id } as const;
      await services.shares.create({ ...of, access: 'VIEW' }, holdfast.actor);
    }
    const some = await startApi({ services, authenticate: async () => person.actor });
    const named = async (asked: Running, more: string) => {
      const each = `{ id name ${more} }`;
      const { body } = await asked.query(
        `{ backups(first: 20) { edges { node { id cluster ${each} location ${each} schedule ${each} } } } }`,
      );
      expect(body.errors).toBeUndefined();
      return JSON.parse(JSON.stringify(body.data), (key, value: unknown) =>
        key === 'version' ? undefined : value,
      ) as unknown;
    };
    try {
      const names = await named(api, '');
      expect(JSON.stringify(names)).toMatch(/"name":"prod".*"name":"folder".*"name":"nightly"/);
      expect(names).toEqual(await named(api, 'version'));
      expect(await named(some, '')).toEqual(names);
      expect(await named(some, 'version')).toEqual(names);
    } finally {
      await some.stop();
    }
  });

  it.each(fieldsOf('Backup'))('a backup has the same %s', async (_field, question) => {
    await comesOutTheSame('backups', 'backup', question);
  });

  it.each(fieldsOf('BackupSchedule'))('a backup schedule has the same %s', async (_field, question) => {
    await comesOutTheSame('backupSchedules', 'backupSchedule', question);
  });
});

describe('what is read', () => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi();
  });
  afterEach(() => api.stop());
  const partsOf = async (query: string) => {
    const { body } = await api.query(query);
    expect(body.errors).toBeUndefined();
    const call = api.services.calls.findLast(({ name }) => name === 'backups.page');
    return (call?.args[0] as { readonly parts?: readonly string[] } | undefined)?.parts?.toSorted();
  };

  it.each([
    ['{ backups { edges { node { name state } } } }', ['name', 'state']],
    ['{ backups { totalCount } }', []],
    ['{ backups { edges { node { __typename cluster { name } } cursor } } }', ['clusterId']],
    ['{ backups { edges { node { label: name } } edges { node { bytes } } } }', ['bytes', 'name']],
    [
      '{ backups { edges { node { ... on Backup { name @skip(if: true) } ...F } } } } fragment F on Backup { stage }',
      ['name', 'stage'],
    ],
    ['{ backups { ...C } } fragment C on BackupConnection { edges { node { version } } }', ['version']],
  ])('is what is asked for: %s', async (query, parts) => {
    expect(await partsOf(query)).toEqual(parts);
    expect(await partsOf(query)).toEqual(parts);
  });

  it('is the whole row for a field of which it is not known what it reads', async () => {
    expect(await partsOf('{ backups { edges { node { name missing { name } } } } }')).toBeUndefined();
  });

  it('is each list its own when one query asks for two', async () => {
    await api.query('{ one: backups { edges { node { name } } } two: backups { edges { node { stage } } } }');
    const calls = api.services.calls.filter(({ name }) => name === 'backups.page');
    expect(calls.map(({ args }) => (args[0] as { readonly parts?: readonly string[] }).parts)).toEqual([
      ['name'],
      ['stage'],
    ]);
  });
});
