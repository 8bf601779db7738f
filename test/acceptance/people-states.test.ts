/**
 * Every reason for which a person or a user group is not ACTIVE: made by an administrator or by a realm, read by GraphQL and told by a
 * subscription, and left again. Users and user groups are one row of the matrix.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { USER_REASONS, type UserReason } from '../../src/domain/identity.js';
import type { UserGroupReason } from '../../src/domain/user-group.js';
import {
  CLIENT,
  KeycloakStandIn,
  type RealmGroup,
  type RealmUser,
} from '../stand-ins/keycloak/keycloak-stand-in.js';
import { Installation } from '../support/installation.js';
import { SettableClock } from '../support/settable-clock.js';
import { StateWatch } from '../support/told-states.js';

let holdfast: Installation;
let watch: StateWatch;
let keycloak: KeycloakStandIn;
const clock = new SettableClock(new Date());
beforeAll(async () => {
  keycloak = await KeycloakStandIn.start();
  holdfast = await Installation.start({
    clock,
    oidc: {
      ...{ issuer: keycloak.issuer, audience: 'holdfast', authorizedParties: [], groupsClaim: 'groups' },
      ...{ roles: undefined, defaultRole: 'APP_USER', client: CLIENT },
    },
  });
  watch = await StateWatch.start(holdfast);
});
afterEach(() => {
  keycloak.faults.length = 0;
});
afterAll(async () => {
  await watch.stop();
  await holdfast.stop();
  await keycloak.stop();
});

/** As the worker asks the directory, by itself. */
const round = () => holdfast.product.handlers['refresh-people']({}, new AbortController().signal);
let names = 0;

/** The first token of somebody makes them known. */
async function someone(): Promise<{ readonly id: string; readonly theirs: RealmUser }> {
  const theirs = keycloak.addUser(`kim-${++names}`);
  const iat = Math.floor(clock.now().getTime() / 1_000);
  const token = await keycloak.accessToken(theirs, { claims: { iat, exp: iat + 300 } });
  const { data, errors } = await watch.ask('{ viewer { id } }', {}, token);
  expect(errors).toBeUndefined();
  return { id: (data.viewer as { id: string }).id, theirs };
}

/** The id of one that the directory has told of. */
async function aGroup(): Promise<{ readonly id: string; readonly theirs: RealmGroup }> {
  const theirs = keycloak.addGroup(`/night-${++names}`);
  await round();
  const [found] = await holdfast.product.world.work.stores.groups.called(theirs.path);
  return { id: found!.id, theirs };
}

async function setState(id: string, state: 'ACTIVE' | 'INACTIVE'): Promise<void> {
  const found = await watch.ask('query ($id: ID!) { user(id: $id) { version } }', { id });
  const { version: expectedVersion } = found.data.user as { version: number };
  const edit = 'mutation ($input: EditUserInput!) { editUser(input: $input) { user { state } } }';
  const { errors } = await watch.ask(edit, { input: { id, expectedVersion, state } });
  expect(errors).toBeUndefined();
}

/** The realm answers this with an error for more than an hour. */
const unheard = async (path: string) => {
  keycloak.faults.push({ path, status: 500 });
  clock.advance(61);
  await round();
  return async () => {
    keycloak.faults.length = 0;
    await round();
  };
};

interface Way<Theirs> {
  /** Says how it is mended. */
  readonly happen: (one: { readonly id: string; readonly theirs: Theirs }) => Promise<() => Promise<void>>;
}

/** Complete by its type: a reason without a way in does not compile. */
const PEOPLE: Readonly<Record<UserReason, Way<RealmUser>>> = {
  DEACTIVATED: {
    happen: async ({ id }) => {
      await setState(id, 'INACTIVE');
      // Whatever the realm says.
      await round();
      return () => setState(id, 'ACTIVE');
    },
  },
  DISABLED: {
    happen: async ({ theirs }) => {
      theirs.enabled = false;
      await round();
      return async () => {
        theirs.enabled = true;
        await round();
      };
    },
  },
  DELETED: {
    happen: async ({ theirs }) => {
      keycloak.users.delete(theirs.id);
      await round();
      return async () => {
        keycloak.users.set(theirs.id, theirs);
        await round();
      };
    },
  },
  NOT_RESOLVED: { happen: () => unheard('/users') },
};

const GROUPS: Readonly<Record<UserGroupReason, Way<RealmGroup>>> = {
  DELETED: {
    happen: async ({ theirs }) => {
      keycloak.groups.delete(theirs.id);
      // A list is read page by page, and may miss one that is there: once is not enough.
      for (let rounds = 0; rounds < 2; rounds += 1) {
        clock.advance(10);
        await round();
      }
      return async () => {
        keycloak.groups.set(theirs.id, theirs);
        await round();
      };
    },
  },
  NOT_RESOLVED: { happen: () => unheard('/groups') },
};

it.each(Object.entries(PEOPLE) as [UserReason, Way<RealmUser>][])(
  'a person: %s is entered, read, told, and left again',
  async (reason, { happen }) => {
    const { state } = USER_REASONS[reason];
    const one = await someone();
    const { told, stop } = await watch.changesOf('User', one.id);
    expect(await watch.stateOf('user', one.id)).toBe('ACTIVE null');
    const mend = await happen(one);
    expect(await watch.stateOf('user', one.id)).toBe(`${state} ${reason}`);
    await expect.poll(() => told).toEqual([{ from: 'ACTIVE', to: state, reason }]);
    await mend();
    expect(await watch.stateOf('user', one.id)).toBe('ACTIVE null');
    await expect.poll(() => told.slice(1)).toEqual([{ from: state, to: 'ACTIVE', reason: null }]);
    await stop();
  },
);

it.each(Object.entries(GROUPS) as [UserGroupReason, Way<RealmGroup>][])(
  'a group: %s is entered, read, told, and left again',
  async (reason, { happen }) => {
    const one = await aGroup();
    const { told, stop } = await watch.changesOf('User', one.id);
    expect(await watch.stateOf('userGroup', one.id)).toBe('ACTIVE null');
    const mend = await happen(one);
    expect(await watch.stateOf('userGroup', one.id)).toBe(`UNKNOWN ${reason}`);
    await expect.poll(() => told).toEqual([{ from: 'ACTIVE', to: 'UNKNOWN', reason }]);
    await mend();
    expect(await watch.stateOf('userGroup', one.id)).toBe('ACTIVE null');
    await expect.poll(() => told.slice(1)).toEqual([{ from: 'UNKNOWN', to: 'ACTIVE', reason: null }]);
    await stop();
  },
);

it('who is met for the first time while the realm has them disabled was never ACTIVE, and the history says so', async () => {
  const { username } = keycloak.addUser(`lee-${++names}`, { enabled: false });
  const share =
    'mutation ($input: CreateShareInput!) { createShare(input: $input) { share { user { id } } } }';
  const of = { resource: 'Cluster', id: holdfast.cluster.id, access: 'VIEW' };
  const { data, errors } = await watch.ask(share, { input: { ...of, user: username } });
  expect(errors).toBeUndefined();
  const { id } = (data.createShare as { share: { user: { id: string } } }).share.user;
  expect(await watch.stateOf('user', id)).toBe('INACTIVE DISABLED');
  const history = 'query ($id: ID!) { stateHistory(id: $id) { edges { node { from to reason observer } } } }';
  expect((await watch.ask(history, { id })).data.stateHistory).toEqual({
    edges: [{ node: { from: null, to: 'INACTIVE', reason: 'DISABLED', observer: 'IDENTITY_PROVIDER' } }],
  });
});

describe('a group that its realm has no more', () => {
  const GROUP = `query ($id: ID!) { userGroup(id: $id) {
    state stateChangedAt stateCheckedAt allowedOperations { operation allowed code } } }`;
  const DELETE = `mutation ($id: ID!) { deleteUserGroup(input: { id: $id }) { id } }`;
  const group = async (id: string) => (await watch.ask(GROUP, { id })).data.userGroup;
  const codeOf = ({ errors }: Awaited<ReturnType<StateWatch['ask']>>) => errors?.[0]?.extensions.code;

  async function unknown(): Promise<number> {
    const { data } = await watch.ask('{ stateMatrix(resource: User) { states { state count } } }');
    const [row] = data.stateMatrix as { states: { state: string; count: number }[] }[];
    return row?.states.find(({ state }) => state === 'UNKNOWN')?.count ?? Number.NaN;
  }

  it('is read with its time, counted, listed, and deleted once it is gone there, which is told', async () => {
    const { id, theirs } = await aGroup();
    const operations = (mayDelete: boolean) => [
      { operation: 'edit', allowed: false, code: 'BAD_USER_INPUT' },
      { operation: 'delete', allowed: mayDelete, code: mayDelete ? null : 'BAD_USER_INPUT' },
    ];
    expect(await group(id)).toMatchObject({ state: 'ACTIVE', allowedOperations: operations(false) });
    expect(codeOf(await watch.ask(DELETE, { id }))).toBe('BAD_USER_INPUT');
    const before = await unknown();
    const { told, stop } = await watch.changesOf('User', id);
    await GROUPS.DELETED.happen({ id, theirs });
    expect(await group(id)).toMatchObject({
      ...{ state: 'UNKNOWN', stateChangedAt: clock.now().toISOString() },
      allowedOperations: operations(true),
    });
    expect(await unknown()).toBe(before + 1);
    const list = '{ userGroups(states: [UNKNOWN]) { edges { node { id } } } }';
    expect((await watch.ask(list)).data.userGroups).toEqual({ edges: [{ node: { id } }] });
    expect(codeOf(await watch.ask(DELETE, { id }))).toBeUndefined();
    const moves = [
      ['ACTIVE', 'UNKNOWN'],
      ['UNKNOWN', null],
    ];
    await expect.poll(() => told.map(({ from, to }) => [from, to])).toEqual(moves);
    await stop();
    expect(await unknown()).toBe(before);
  });
});
