/** People of an identity provider: one who works there, one who is disabled, one who is deleted. */
import type { DemoIdentity } from '../identity.js';
import { claim, type Scene, same } from '../scene.js';
import { until } from '../until.js';
import { asked, idOf } from './explorer.js';
import type { Tour } from './tour.js';

const PEOPLE = ['kim', 'lee', 'noor'] as const;

export async function walkUsers(tour: Tour, identity: DemoIdentity): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('People. Three sign in by Keycloak; there one is disabled, and one is deleted.');
  for (const name of PEOPLE) {
    identity.add(name);
    await signIn(scene, name, await identity.token(name));
  }
  identity.disable('lee');
  identity.delete('noor');
  await see(tour, 'noor', { state: 'UNKNOWN', reason: 'DELETED' });
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

interface Expected {
  readonly state: 'ACTIVE' | 'INACTIVE' | 'UNKNOWN';
  readonly reason: string | null;
}

async function see(tour: Tour, name: string, { state, reason }: Expected): Promise<void> {
  const { scene } = tour;
  const id = await idOf(scene, 'User', name);
  const query = 'query State($id: ID!) { user(id: $id) { state } }';
  const now = async () => (await asked<{ user: { state: string } }>(scene, query, { id })).user.state;
  await until(async () => (await now()) === state, `"${name}" did not become ${state}.`);
  await tour.see({ resource: 'User', state, name, id, reason, command: ['user', 'show', name] });
}
