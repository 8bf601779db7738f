/** Groups on the real stores: who may change them, who may see them, and what an actor carries of them. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { type Actor, ROLES, type User } from '../../src/domain/identity.js';
import { MAX_MEMBERS_PER_EDIT } from '../../src/domain/user-group.js';
import { IdentityService } from '../../src/services/identity-service.js';
import { hashOf, newToken } from '../../src/services/secret-token.js';
import { UserGroupService } from '../../src/services/user-group-service.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aToken, aUser, aUserGroup } from '../factories/resources.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let work: PostgresUnitOfWork;
let groups: UserGroupService;
let root: Actor;
const clock = { now: () => new Date() };

beforeAll(async () => {
  database = await createTestDatabase();
  work = new PostgresUnitOfWork(await database.dataSource(), aKeyRing());
  groups = new UserGroupService({ work, clock });
  root = asActor(await somebody({ role: 'SUPER_ADMIN' }));
});
afterAll(() => database.drop());

async function somebody(change: Partial<User> = {}): Promise<User> {
  const user = aUser({ role: 'APP_USER', ...change });
  await work.stores.users.insert(user);
  return user;
}
const asActor = ({ id, name, role }: User, inGroups: readonly string[] = []): Actor => ({
  kind: 'USER',
  userId: id,
  name,
  role,
  groups: inGroups,
});
const namesIn = async (id: string) =>
  (await groups.members(id, { first: 10, after: null }, root)).items.map(({ item }) => item.name).sort();
const eventsOf = (id: string) =>
  database.query(`SELECT type, data FROM event WHERE subject_id = '${id}' ORDER BY id`);

it('a token carries the groups of its person as they are at this moment', async () => {
  const kim = await somebody();
  const token = newToken('PERSON');
  await work.stores.tokens.insert(aToken(kim.id, { hash: hashOf(token) }));
  const identity = new IdentityService({ work, clock });
  expect(await identity.authenticate(token)).toMatchObject({ groups: [] });
  const { id, version } = await groups.create({ name: 'night', memberIds: [kim.id] }, root);
  expect(await identity.authenticate(token)).toMatchObject({ userId: kim.id, groups: [id] });
  await groups.edit(id, { expectedVersion: version, removeMemberIds: [kim.id] }, root);
  expect(await identity.authenticate(token)).toMatchObject({ groups: [] });
});

it('an edit adds and removes members, raises the version and says so in an event', async () => {
  const [kim, lee, ada] = [
    await somebody({ name: 'kim' }),
    await somebody({ name: 'lee' }),
    await somebody({ name: 'ada' }),
  ];
  const made = await groups.create({ name: 'day', memberIds: [kim.id, lee.id, kim.id] }, root);
  expect(await namesIn(made.id)).toEqual(['kim', 'lee']);
  const change = { expectedVersion: 1, addMemberIds: [ada.id, kim.id], removeMemberIds: [lee.id] };
  expect(await groups.edit(made.id, change, root)).toMatchObject({ name: 'day', version: 2 });
  expect(await namesIn(made.id)).toEqual(['ada', 'kim']);
  await expect(groups.edit(made.id, { expectedVersion: 1, name: 'other' }, root)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { expected: 1, actual: 2 },
  });
  expect(await eventsOf(made.id)).toMatchObject([
    { type: 'GROUP_CREATED', data: { name: 'day' } },
    { type: 'GROUP_EDITED', data: { added: [ada.id, kim.id], removed: [lee.id] } },
  ]);
});

it('all faults of an input are told at once, and nothing is written', async () => {
  const before = await groups.count();
  const stranger = randomUUID();
  const bad = [
    { name: ' ', memberIds: Array.from({ length: MAX_MEMBERS_PER_EDIT + 1 }, () => stranger) },
    { name: '/ops' },
    { name: 'ops', memberIds: [stranger, 'no uuid'] },
  ];
  const paths = await Promise.all(
    bad.map((each) =>
      groups
        .create(each, root)
        .catch((error) => error.details.fields.map(({ path }: { path: string }) => path)),
    ),
  );
  expect(paths).toEqual([['name', 'addMemberIds'], ['name'], ['memberIds.0', 'memberIds.1']]);
  expect(await groups.count()).toBe(before);
});

it('a name is taken once among the groups made here, and a group of the provider may have it too', async () => {
  await groups.create({ name: 'taken' }, root);
  await expect(groups.create({ name: 'taken' }, root)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  const theirs = aUserGroup({ name: 'taken', provider: 'https://id.test/realms/acme', externalId: 'g1' });
  await work.stores.groups.insert(theirs);
  expect(await work.stores.groups.find(theirs.id)).toEqual(theirs);
});

it('a group of the provider is neither edited nor deleted here', async () => {
  const theirs = aUserGroup({ name: '/ops', provider: 'https://id.test/realms/acme', externalId: 'g2' });
  await work.stores.groups.insert(theirs);
  const told = { code: 'BAD_USER_INPUT', message: expect.stringContaining('identity provider') };
  await expect(groups.edit(theirs.id, { expectedVersion: 1, name: 'x' }, root)).rejects.toMatchObject(told);
  await expect(groups.remove(theirs.id, root)).rejects.toMatchObject(told);
  expect(await work.stores.groups.find(theirs.id)).toEqual(theirs);
});

it('a deleted group takes its memberships with it and leaves its members', async () => {
  const kim = await somebody();
  const { id } = await groups.create({ name: 'gone', memberIds: [kim.id] }, root);
  await groups.remove(id, root);
  await expect(groups.get(id, root)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await work.stores.groups.idsOf(kim.id)).toEqual([]);
  expect(await work.stores.users.find(kim.id)).toBeDefined();
});

it('who is in a group sees it and its members; who is not needs the right to see users', async () => {
  const kim = await somebody();
  const { id } = await groups.create({ name: 'seen', memberIds: [kim.id] }, root);
  const page = { first: 10, after: null };
  expect((await groups.members(id, page, asActor(kim, [id]))).items).toHaveLength(1);
  await expect(groups.members(id, page, asActor(kim))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(groups.get(id, asActor(kim))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const own = await groups.ofUsers([kim.id, randomUUID()], asActor(kim, [id]));
  expect([...own.keys()]).toEqual([kim.id]);
  expect(own.get(kim.id)).toMatchObject([{ name: 'seen' }]);
});

it.each(ROLES.filter((role) => role !== 'SUPER_ADMIN'))('%s changes no group', async (role) => {
  const { id } = await groups.create({ name: `of-${role}` }, root);
  const other = asActor(aUser({ role }));
  const attempts = [
    groups.create({ name: 'mine' }, other),
    groups.edit(id, { expectedVersion: 1, name: 'mine' }, other),
    groups.remove(id, other),
  ];
  const codes = await Promise.all(attempts.map((each) => each.catch(({ code }) => code)));
  expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
});
