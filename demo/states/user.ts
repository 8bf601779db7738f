/** People and groups of an identity provider: who works there, who is disabled, who is deleted; a group that is there, and one that goes. */
import type { UserGroupState } from '../../src/domain/user-group.js';
import type { DemoIdentity } from '../identity.js';
import { claim, type Scene, same } from '../scene.js';
import { until } from '../until.js';
import { asked, type ExplorerSight, idOf } from './explorer.js';
import type { Tour } from './tour.js';

const PEOPLE = ['kim', 'lee', 'noor'] as const;
const DAY = '/day-shift';
const NIGHT = '/night-shift';

export async function walkUsers(tour: Tour, identity: DemoIdentity): Promise<void> {
  const { scene } = tour;
  scene.narrator.step(
    'People and groups. Three sign in by Keycloak, which has them in two groups; one group is deleted.',
  );
  for (const name of PEOPLE) identity.add(name);
  identity.addGroup(DAY, ['kim']);
  identity.addGroup(NIGHT, ['lee', 'noor']);
  for (const name of PEOPLE) await signIn(scene, name, await identity.token(name));
  await seeGroup(tour, DAY, { state: 'ACTIVE', reason: null });
  identity.deleteGroup(NIGHT);
  await seeGroup(tour, NIGHT, { state: 'UNKNOWN', reason: 'DELETED' });
  await claimEmpty(scene, NIGHT);
  scene.narrator.step('There one of them is disabled, and one is deleted.');
  identity.disable('lee');
  identity.delete('noor');
  const { count } = await see(tour, 'noor', { state: 'UNKNOWN', reason: 'DELETED' });
  claim(scene, 'The matrix counts two as Unknown: a group and one of its people.', same(count, 2));
  await see(tour, 'lee', { state: 'INACTIVE', reason: 'DISABLED' });
  await see(tour, 'kim', { state: 'ACTIVE', reason: null });
}

async function signIn(scene: Scene, name: string, token: string): Promise<void> {
  const response = await fetch(`${scene.product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { name } }' }),
  });
  const { data } = (await response.json()) as { data?: { viewer?: { name?: string } } };
  claim(scene, `${name} signs in with a token of Keycloak.`, same(data?.viewer?.name, name));
}

interface Expected<State = 'ACTIVE' | 'INACTIVE' | 'UNKNOWN'> {
  readonly state: State;
  readonly reason: string | null;
}

async function see(tour: Tour, name: string, { state, reason }: Expected): Promise<ExplorerSight> {
  const { scene } = tour;
  const id = await idOf(scene, 'User', name);
  const query = 'query State($id: ID!) { user(id: $id) { state } }';
  const now = async () => (await asked<{ user: { state: string } }>(scene, query, { id })).user.state;
  await until(async () => (await now()) === state, `"${name}" did not become ${state}.`);
  return tour.see({ resource: 'User', state, name, id, reason, command: ['user', 'show', name] });
}

async function seeGroup(tour: Tour, name: string, expected: Expected<UserGroupState>): Promise<void> {
  const { state } = expected;
  const isSo = async () => (await groupCalled(tour.scene, name))?.state === state;
  await until(isSo, `"${name}" did not become ${state}.`);
  const id = await idOf(tour.scene, 'UserGroup', name);
  await tour.see({ resource: 'UserGroup', name, id, ...expected, command: ['group', 'show', name] });
}

/** In the same round of reading, a moment after its state. */
async function claimEmpty(scene: Scene, name: string): Promise<void> {
  const count = async () => (await groupCalled(scene, name))?.members.totalCount;
  await until(async () => (await count()) === 0, `"${name}" did not lose its members.`);
  claim(scene, `"${name}" is still listed, and nobody is in it.`, same(await count(), 0));
}

interface GroupNow {
  readonly name: string;
  readonly state: string;
  readonly members: { readonly totalCount: number };
}

/** Undefined until it is known: by a token of somebody in it, or by the first round of reading. */
async function groupCalled(scene: Scene, name: string): Promise<GroupNow | undefined> {
  const query = '{ userGroups(first: 100) { edges { node { name state members { totalCount } } } } }';
  const { userGroups } = await asked<{ userGroups: { edges: readonly { node: GroupNow }[] } }>(
    scene,
    query,
    {},
  );
  return userGroups.edges.map(({ node }) => node).find((group) => group.name === name);
}
