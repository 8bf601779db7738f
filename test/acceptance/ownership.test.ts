/** Handing over what somebody owns, over the API and the command line on the real services. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';
import { runCli } from '../support/run-cli.js';

let world: Installation;
let api: Running;
let admin: Person;
beforeAll(async () => {
  world = await Installation.start();
  const { services } = world.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  admin = await aPerson(world.product, world.actor, { role: 'SUPER_ADMIN', name: 'root' });
});
afterAll(async () => {
  await api.stop();
  await world.stop();
});
const run = (line: string, token = admin.token) => runCli(line.split(' '), { api: { url: api.url, token } });
/** The cluster and the location of the installation, taken over by somebody who then leaves. */
async function somebodyWhoOwns(name: string): Promise<Person> {
  const person = await aPerson(world.product, world.actor, { role: 'APP_ADMIN', name });
  const { ownership } = world.product.services;
  const from = (await world.product.services.clusters.get(world.cluster.id, systemActor('test'))).ownerId;
  await ownership.reassign({ fromUserId: from, toUserId: person.user.id }, world.actor);
  return person;
}
const ownerOf = async () =>
  (await world.product.services.clusters.get(world.cluster.id, systemActor('test'))).ownerId;

it('a deactivated person’s things stay theirs until they are handed over, of one kind or of all', async () => {
  await somebodyWhoOwns('leaver');
  const { user: heir } = await aPerson(world.product, world.actor, { name: 'heir' });
  await run('user deactivate leaver --yes');
  expect((await run('user show leaver')).stdout).toMatch(/^owns +Cluster 1, BackupLocation 1$/m);
  const some = await run('user reassign leaver --to heir --kind cluster --yes');
  expect(some.stdout).toBe('Cluster 1 of leaver: now of heir.\n');
  expect(await ownerOf()).toBe(heir.id);
  expect((await run('user reassign leaver --to heir --yes')).stdout).toContain('BackupLocation 1 of leaver');
  expect((await run('user reassign leaver --to heir --yes')).stdout).toContain('nothing of leaver');
  const trail = await run('audit --user root');
  expect(trail.stdout).toMatch(/reassignOwnership +\S+ +APPLIED/);
  const [event] = await world.database.query(
    `SELECT data FROM event WHERE type = 'OWNERSHIP_REASSIGNED' AND data->>'from' = 'leaver' ORDER BY id LIMIT 1`,
  );
  expect(event).toMatchObject({ data: { to: 'heir', moved: [{ kind: 'Cluster', count: 1 }] } });
});

it('nobody but an ACTIVE user becomes the owner, and nothing moves when one may not', async () => {
  const owner = await somebodyWhoOwns('keeper');
  await aPerson(world.product, world.actor, { name: 'idle' });
  await run('user deactivate idle --yes');
  const refused = await run('user reassign keeper --to idle --yes');
  expect(refused.stderr).toContain('idle is INACTIVE, deactivated here');
  expect((await run('user reassign keeper --to keeper --yes')).stderr).toContain('is the owner already');
  expect(await ownerOf()).toBe(owner.user.id);
});

it('is for super admins alone', async () => {
  const { token, user } = await aPerson(world.product, world.actor, { role: 'INFRA_ADMIN' });
  const text = `mutation ($input: ReassignOwnershipInput!) { reassignOwnership(input: $input) { changed } }`;
  const input = { fromUserId: world.cluster.ownerId, toUserId: user.id };
  expect(await asking(api, token)(text, { input })).toMatchObject({ code: 'FORBIDDEN' });
});
