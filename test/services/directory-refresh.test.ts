/** What the directory of a realm says of the people who are known here, over HTTP and a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { User } from '../../src/domain/identity.js';
import { KeycloakDirectory } from '../../src/oidc/keycloak-directory.js';
import { type ProviderHttp, providerHttp } from '../../src/oidc/provider-http.js';
import { DirectoryRefresh } from '../../src/services/directory-refresh.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aUser, aUserGroup } from '../factories/resources.js';
import { CLIENT, KeycloakStandIn, type RealmUser } from '../stand-ins/keycloak/keycloak-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { SettableClock } from '../support/settable-clock.js';
import { silentLog } from '../support/silent-log.js';

let database: TestDatabase;
let work: PostgresUnitOfWork;
let keycloak: KeycloakStandIn;
let http: ProviderHttp;
let clock: SettableClock;
beforeAll(async () => {
  database = await createTestDatabase();
  work = new PostgresUnitOfWork(await database.dataSource(), aKeyRing());
});
afterAll(() => database.drop());
beforeEach(async () => {
  keycloak = await KeycloakStandIn.start();
  http = providerHttp(2_000);
  clock = new SettableClock(new Date());
});
afterEach(async () => {
  http.close();
  await keycloak.stop();
});

const TEN_MINUTES_MS = 600_000;
function aRefresh({ secret = CLIENT.secret, everyMs = TEN_MINUTES_MS } = {}): DirectoryRefresh {
  const client = { ...CLIENT, secret };
  const directory = new KeycloakDirectory({ issuer: keycloak.issuer, client, http, clock });
  return new DirectoryRefresh({ work, clock, log: silentLog, everyMs, directory });
}
const round = (refresh = aRefresh()) => refresh.run(new AbortController().signal);
async function known(name: string, change: Partial<User> = {}): Promise<{ user: User; theirs: RealmUser }> {
  const theirs = keycloak.addUser(name);
  const now = clock.now();
  const user = aUser({
    name,
    role: 'APP_USER',
    createdAt: now,
    stateChangedAt: now,
    stateCheckedAt: now,
    provider: keycloak.issuer,
    subject: theirs.id,
    ...change,
  });
  await work.stores.users.insert(user);
  return { user, theirs };
}
const stateOf = async ({ id }: User) => {
  const found = await work.stores.users.find(id);
  return [found?.state, found?.stateReason];
};
const eventsOf = ({ id }: User) =>
  database.query(
    `SELECT data FROM event WHERE subject_id = '${id}' AND type = 'USER_STATE_CHANGED' ORDER BY id`,
  );

it('names and addresses follow the directory, and nobody who has not signed in is made known', async () => {
  const { user, theirs } = await known('kim');
  theirs.username = 'kimberly';
  const before = await work.stores.users.count();
  await round();
  expect(await work.stores.users.find(user.id)).toMatchObject({
    name: 'kimberly',
    state: 'ACTIVE',
    version: 1,
  });
  keycloak.addUser('stranger');
  await round();
  expect(await work.stores.users.count()).toBe(before);
  expect(await eventsOf(user)).toEqual([]);
});

it('who is disabled is INACTIVE and who is back is ACTIVE, each with one event', async () => {
  const { user, theirs } = await known('kim');
  theirs.enabled = false;
  await round();
  await round();
  expect(await stateOf(user)).toEqual(['INACTIVE', 'DISABLED']);
  theirs.enabled = true;
  await round();
  expect(await stateOf(user)).toEqual(['ACTIVE', null]);
  expect(await eventsOf(user)).toMatchObject([
    { data: { after: { state: 'INACTIVE', stateReason: 'DISABLED' } } },
    { data: { before: { state: 'INACTIVE' }, after: { state: 'ACTIVE', stateReason: null } } },
  ]);
});

it('who is deleted there is UNKNOWN and stays a row with what they own', async () => {
  const { user, theirs } = await known('kim');
  keycloak.users.delete(theirs.id);
  await round();
  expect(await stateOf(user)).toEqual(['UNKNOWN', 'DELETED']);
  expect(await work.stores.users.find(user.id)).toMatchObject({ name: 'kim' });
});

it('who was deactivated here stays so, whatever the provider says', async () => {
  const { user, theirs } = await known('kim', { state: 'INACTIVE', stateReason: 'DEACTIVATED' });
  await round();
  keycloak.users.delete(theirs.id);
  await round();
  expect(await stateOf(user)).toEqual(['INACTIVE', 'DEACTIVATED']);
});

describe('what cannot be asked', () => {
  it.each([
    ['a provider that is away', () => keycloak.stop()],
    ['a client without rights', async () => void keycloak.faults.push({ path: '/users', status: 403 })],
    ['a server error', async () => void keycloak.faults.push({ path: '/users', status: 500 })],
  ])('%s: changes nothing for an hour, and is NOT_RESOLVED after it, never DELETED', async (_name, fail) => {
    const { user } = await known('kim');
    await fail();
    await round();
    clock.advance(59);
    await round();
    expect(await stateOf(user)).toEqual(['ACTIVE', null]);
    clock.advance(2);
    await round();
    expect(await stateOf(user)).toEqual(['UNKNOWN', 'NOT_RESOLVED']);
    expect(await work.stores.users.find(user.id)).toMatchObject({ name: 'kim' });
    keycloak.faults.length = 0;
    await keycloak.listen().catch(() => undefined);
    await round();
    expect(await stateOf(user)).toEqual(['ACTIVE', null]);
  });

  it('a wrong secret deletes nobody', async () => {
    const { user } = await known('kim');
    await round(aRefresh({ secret: 'wrong' }));
    expect(await stateOf(user)).toEqual(['ACTIVE', null]);
  });
});

it('lists are read to their last page, and who is missing from them is asked for by id', async () => {
  for (let index = 0; index < 230; index += 1) keycloak.addUser(`other-${index}`);
  const { user, theirs } = await known('last');
  await round();
  expect(keycloak.asked('/users?first=')).toBe(3);
  expect(keycloak.asked(`/users/${theirs.id}`)).toBe(0);
  expect(await stateOf(user)).toEqual(['ACTIVE', null]);
});

describe('a group', () => {
  const there = async (path: string) => {
    const found = (await work.stores.groups.called(path)).find(
      ({ provider }) => provider === keycloak.issuer,
    );
    if (found === undefined) throw new Error(`${path} is not known`);
    return found;
  };
  const standing = async (path: string) => {
    const { state, stateReason } = await there(path);
    return [state, stateReason];
  };
  const told = async (path: string) =>
    (
      await database.query(
        `SELECT data FROM event WHERE subject_id = '${(await there(path)).id}' AND type = 'GROUP_STATE_CHANGED' ORDER BY id`,
      )
    ).map(({ data }) => data);

  it('that two rounds have missed is UNKNOWN and DELETED, and ACTIVE again when it is back', async () => {
    const night = keycloak.addGroup('/night');
    await round();
    expect(await standing('/night')).toEqual(['ACTIVE', null]);
    keycloak.groups.delete(night.id);
    clock.advance(10);
    await round();
    expect(await standing('/night')).toEqual(['ACTIVE', null]);
    clock.advance(10);
    await round();
    expect(await standing('/night')).toEqual(['UNKNOWN', 'DELETED']);
    expect((await there('/night')).stateChangedAt).toEqual(clock.now());
    clock.advance(10);
    await round();
    keycloak.addGroup('/night');
    await round();
    expect(await standing('/night')).toEqual(['ACTIVE', null]);
    expect(await told('/night')).toEqual([
      { name: '/night', from: 'ACTIVE', to: 'UNKNOWN', reason: 'DELETED' },
      { name: '/night', from: 'UNKNOWN', to: 'ACTIVE', reason: null },
    ]);
  });

  it.each([
    ['an hour', 60],
    ['a minute', 1],
  ])(
    'that is looked for every %s is DELETED when two rounds have missed it, and not before',
    async (_how, minutes) => {
      const path = `/every-${minutes}`;
      const rounds = aRefresh({ everyMs: minutes * 60_000 });
      const group = keycloak.addGroup(path);
      await round(rounds);
      keycloak.groups.delete(group.id);
      clock.advance(minutes);
      await round(rounds);
      expect(await standing(path)).toEqual(['ACTIVE', null]);
      clock.advance(minutes);
      await round(rounds);
      expect(await standing(path)).toEqual(['UNKNOWN', 'DELETED']);
    },
  );

  it.each([
    ['a provider that is away', () => keycloak.stop()],
    [
      'a client that may read users and no groups',
      async () => void keycloak.faults.push({ path: '/groups', status: 403 }),
    ],
  ])(
    '%s: it stays as it was for an hour, and is NOT_RESOLVED after it, never DELETED',
    async (_name, fail) => {
      keycloak.addGroup('/night');
      await round();
      await fail();
      clock.advance(59);
      await round();
      expect(await standing('/night')).toEqual(['ACTIVE', null]);
      clock.advance(2);
      await round();
      expect(await standing('/night')).toEqual(['UNKNOWN', 'NOT_RESOLVED']);
      keycloak.faults.length = 0;
      await keycloak.listen().catch(() => undefined);
      await round();
      expect(await standing('/night')).toEqual(['ACTIVE', null]);
    },
  );

  it('that was made here is ACTIVE, whatever the provider says', async () => {
    const own = aUserGroup({ name: 'ours', createdAt: clock.now() });
    await work.stores.groups.insert(own);
    clock.advance(120);
    await round();
    expect(await work.stores.groups.find(own.id)).toMatchObject({ state: 'ACTIVE', stateCheckedAt: null });
  });
});

it('groups and groups in groups have the members that they have there, and one that is gone is empty', async () => {
  const { user, theirs } = await known('kim');
  keycloak.addGroup('/ops');
  const night = keycloak.addGroup('/ops/night', [theirs]);
  await round();
  const groups = async () =>
    ((await work.stores.groups.ofUsers([user.id])).get(user.id) ?? []).map(({ name }) => name);
  expect(await groups()).toEqual(['/ops/night']);
  keycloak.groups.delete(night.id);
  await round();
  expect(await groups()).toEqual([]);
  const rows = await database.query(
    `SELECT name FROM user_group WHERE provider = '${keycloak.issuer}' ORDER BY name`,
  );
  expect(rows.map(({ name }) => name)).toEqual(['/ops', '/ops/night']);
});
