/** A user group that its identity provider has no more: UNKNOWN, as a person is (seed: users and user groups). */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROVIDER } from '../../src/services/provider-sign-in.js';
import { aUserGroup } from '../factories/resources.js';
import type { Running } from '../graphql/running-api.js';
import { next } from '../graphql/updates.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { type StreamingApi, startStreamingApi } from '../support/streaming-api.js';

let world: Installation;
let api: Running;
let streaming: StreamingApi;
let admin: Person;

beforeAll(async () => {
  world = await Installation.start();
  streaming = await startStreamingApi(world);
  ({ api } = streaming);
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterAll(async () => {
  await streaming.stop();
  await world.stop();
});

const GROUP = `query ($id: ID!) { userGroup(id: $id) {
  state stateReason stateChangedAt stateCheckedAt allowedOperations { operation allowed code } } }`;
const MATRIX = `{ stateMatrix { resource states { state count } } }`;
const DELETE = `mutation ($id: ID!) { deleteUserGroup(input: { id: $id }) { id } }`;

async function unknown(): Promise<number> {
  const { data } = await asking(api, admin.token)(MATRIX);
  const rows = data.stateMatrix as unknown as {
    resource: string;
    states: { state: string; count: number }[];
  }[];
  const people = rows.find(({ resource }) => resource === 'User');
  return people?.states.find(({ state }) => state === 'UNKNOWN')?.count ?? Number.NaN;
}

it('is read with its reason and its time, counted, told of, and deleted once it is gone there', async () => {
  const { work } = world.product.world;
  const provider = { provider: `https://id.example/${randomUUID()}`, externalId: '/night' };
  const group = aUserGroup({ name: '/night', ...provider, stateCheckedAt: new Date() });
  await work.stores.groups.insert(group);
  const ask = asking(api, admin.token);
  const operations = (mayDelete: boolean) => [
    { operation: 'edit', allowed: false, code: 'BAD_USER_INPUT' },
    { operation: 'delete', allowed: mayDelete, code: mayDelete ? null : 'BAD_USER_INPUT' },
  ];
  expect((await ask(GROUP, { id: group.id })).data.userGroup).toMatchObject({
    ...{ state: 'ACTIVE', stateReason: null, allowedOperations: operations(false) },
  });
  expect((await ask(DELETE, { id: group.id })).code).toBe('BAD_USER_INPUT');
  const before = await unknown();
  const STATES = `subscription ($id: ID) { resourceStateChanged(id: $id) { resource from to reason observer } }`;
  const client = api.socketClient(admin.token);
  const states = client.iterate({
    query: STATES,
    variables: { id: group.id },
  });
  const told = () => next(states, 'resourceStateChanged');
  expect(await told()).toEqual({ resource: 'User', from: null, to: 'ACTIVE', reason: null, observer: null });
  const at = new Date();
  await work.transaction(async (stores) => {
    await stores.groups.follow(group.id, { state: 'UNKNOWN', stateReason: 'DELETED', stateChangedAt: at });
    await stores.events.append({
      ...{ type: 'GROUP_STATE_CHANGED', subjectType: 'UserGroup', subjectId: group.id, actor: PROVIDER },
      data: { name: group.name, from: 'ACTIVE', to: 'UNKNOWN', reason: 'DELETED' },
    });
  });
  expect(await told()).toEqual({
    ...{ resource: 'User', from: 'ACTIVE', to: 'UNKNOWN', reason: 'DELETED', observer: 'IDENTITY_PROVIDER' },
  });
  expect((await ask(GROUP, { id: group.id })).data.userGroup).toMatchObject({
    ...{ state: 'UNKNOWN', stateReason: 'DELETED', stateChangedAt: at.toISOString() },
    allowedOperations: operations(true),
  });
  expect(await unknown()).toBe(before + 1);
  expect(
    (await ask(`{ userGroups(states: [UNKNOWN]) { edges { node { id } } } }`)).data.userGroups,
  ).toMatchObject({
    edges: [{ node: { id: group.id } }],
  });
  expect((await ask(DELETE, { id: group.id })).code).toBeUndefined();
  expect(await told()).toMatchObject({ resource: 'User', from: null, to: null, observer: 'PERSON' });
  await states.return?.();
  expect(await unknown()).toBe(before);
});
