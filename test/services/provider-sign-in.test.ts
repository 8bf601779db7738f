/** People of an identity provider, from their tokens to their rows, over a realm on HTTP and a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import type { Role, UserActor } from '../../src/domain/identity.js';
import { DEFAULT_ROLE_MAP } from '../../src/domain/provider-roles.js';
import { OidcTokenVerifier } from '../../src/oidc/oidc-token-verifier.js';
import { type ProviderHttp, providerHttp } from '../../src/oidc/provider-http.js';
import { IdentityService } from '../../src/services/identity-service.js';
import { ProviderSignIn } from '../../src/services/provider-sign-in.js';
import { UserService } from '../../src/services/user-service.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aUser } from '../factories/resources.js';
import { type Running, startApi } from '../graphql/running-api.js';
import {
  KeycloakStandIn,
  type RealmUser,
  type TokenChange,
} from '../stand-ins/keycloak/keycloak-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let work: PostgresUnitOfWork;
let keycloak: KeycloakStandIn;
let http: ProviderHttp;
let identity: IdentityService;
const clock = { now: () => new Date() };

beforeAll(async () => {
  database = await createTestDatabase();
  work = new PostgresUnitOfWork(await database.dataSource({ poolSize: 10 }), aKeyRing());
});
afterAll(() => database.drop());
beforeEach(async () => {
  keycloak = await KeycloakStandIn.start();
  http = providerHttp(2_000);
  identity = anotherProcess();
});
afterEach(async () => {
  http.close();
  await keycloak.stop();
});

function anotherProcess(otherwise?: Role): IdentityService {
  const settings = { audience: 'holdfast', authorizedParties: [], groupsClaim: 'groups' };
  const verifier = new OidcTokenVerifier({ issuer: keycloak.issuer, ...settings, http, clock });
  const provider = new ProviderSignIn({ work, clock, verifier, roles: DEFAULT_ROLE_MAP, otherwise });
  return new IdentityService({ work, clock, provider });
}
const aUserOfTheRealm = (name = 'kim', roles = ['px-backup-app.user']) => keycloak.addUser(name, { roles });
const signIn = async (user: RealmUser, change: TokenChange = {}, by = identity) =>
  (await by.authenticate(await keycloak.accessToken(user, change))) as UserActor;
const refused = async (user: RealmUser, change: TokenChange = {}, by = identity): Promise<string> =>
  signIn(user, change, by).then(
    () => 'signed in',
    ({ code, message }: { code: string; message: string }) => `${code} ${message}`,
  );
const rowOf = async ({ id }: RealmUser) =>
  (await work.stores.users.findOfProvider(keycloak.issuer, id))?.user;
const later = (seconds: number) => ({ claims: { iat: Math.floor(Date.now() / 1_000) + seconds } });

it('the first token of somebody makes them known, with the mapped role and their groups', async () => {
  const kim = aUserOfTheRealm();
  keycloak.addGroup('/ops', [kim]);
  const actor = await signIn(kim);
  expect(actor).toMatchObject({ kind: 'USER', name: 'kim', role: 'APP_USER', groups: [expect.any(String)] });
  expect(await work.stores.groups.find(actor.groups[0]!)).toMatchObject({
    name: '/ops',
    provider: keycloak.issuer,
  });
  expect(await rowOf(kim)).toMatchObject({ id: actor.userId, state: 'ACTIVE', subject: kim.id });
});

it('many first requests at once, in two processes, make one user', async () => {
  const kim = aUserOfTheRealm();
  const token = await keycloak.accessToken(kim);
  const processes = [identity, anotherProcess()];
  const actors = await Promise.all(
    Array.from({ length: 12 }, (_, index) => processes[index % 2]!.authenticate(token)),
  );
  expect(new Set(actors.map((actor) => (actor as UserActor).userId)).size).toBe(1);
});

it('a token is verified once, and its person looked up each time', async () => {
  const kim = aUserOfTheRealm();
  const token = await keycloak.accessToken(kim);
  await identity.authenticate(token);
  const { id, version } = (await rowOf(kim))!;
  await work.stores.users.edit(id, version, { state: 'INACTIVE', stateReason: 'DEACTIVATED' });
  await expect(identity.authenticate(token)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringContaining('deactivated here'),
  });
  expect(keycloak.asked('/certs')).toBe(1);
});

it('somebody of the realm who is called as a user of ours is another person', async () => {
  const ours = aUser({ name: 'root', email: 'root@acme.test', role: 'SUPER_ADMIN' });
  await work.stores.users.insert(ours);
  const theirs = await signIn(aUserOfTheRealm('root'));
  expect(theirs).toMatchObject({ name: 'root', role: 'APP_USER' });
  expect(theirs.userId).not.toBe(ours.id);
  const renamed = aUserOfTheRealm('root');
  expect((await signIn(renamed)).userId).not.toBe(theirs.userId);
});

describe('the role', () => {
  it.each([
    [['px-backup-super.admin', 'px-backup-app.user'], 'SUPER_ADMIN'],
    [['px-backup-infra.admin'], 'INFRA_ADMIN'],
    [['px-backup-app.admin'], 'APP_ADMIN'],
    [['holdfast-auditor'], 'AUDITOR'],
  ])('of %j is %s', async (roles, role) => {
    expect((await signIn(aUserOfTheRealm('kim', roles))).role).toBe(role);
  });

  it('that is not mapped is refused and makes nobody known, unless there is one for all others', async () => {
    const lee = aUserOfTheRealm('lee', ['something-else']);
    expect(await refused(lee)).toMatch(/^FORBIDDEN .*no role that counts here/);
    expect(await rowOf(lee)).toBeUndefined();
    expect((await signIn(lee, {}, anotherProcess('AUDITOR'))).role).toBe('AUDITOR');
  });

  it('follows the newest token: one that was given before does not bring it back', async () => {
    const kim = aUserOfTheRealm('kim', ['px-backup-super.admin']);
    const old = await keycloak.accessToken(kim);
    await identity.authenticate(old);
    kim.roles = ['px-backup-app.user'];
    expect((await signIn(kim, later(2))).role).toBe('APP_USER');
    for (const each of [identity, anotherProcess()]) {
      expect(await each.authenticate(old)).toMatchObject({ role: 'APP_USER' });
    }
  });

  it('and the name are the provider’s: they are not edited here, and deactivating is', async () => {
    const root = aUser({ role: 'SUPER_ADMIN' });
    await work.stores.users.insert(root);
    const actor = { kind: 'USER', userId: root.id, name: 'x', role: 'SUPER_ADMIN', groups: [] } as const;
    const users = new UserService({ work, clock });
    const { userId: id } = await signIn(aUserOfTheRealm());
    const change = { expectedVersion: 1, name: 'x', role: 'SUPER_ADMIN' } as const;
    await expect(users.edit(id, change, actor)).rejects.toMatchObject({
      details: { fields: [{ path: 'name' }, { path: 'role' }] },
    });
    const off = await users.edit(id, { expectedVersion: 1, state: 'INACTIVE' }, actor);
    expect(off).toMatchObject({ state: 'INACTIVE', stateReason: 'DEACTIVATED' });
    const on = await users.edit(id, { expectedVersion: 2, state: 'ACTIVE' }, actor);
    expect(on).toMatchObject({ state: 'ACTIVE', stateReason: null });
  });
});

it('groups follow the token, and those that were made here stay', async () => {
  const kim = aUserOfTheRealm();
  const ops = keycloak.addGroup('/ops', [kim]);
  const { userId } = await signIn(kim);
  const local = { ...(await work.stores.groups.find((await work.stores.groups.idsOf(userId))[0]!))! };
  const made = { ...local, id: crypto.randomUUID(), name: 'here', provider: null, externalId: null };
  await work.stores.groups.insert(made);
  await work.stores.groups.addMembers(made.id, [userId]);
  ops.members.clear();
  keycloak.addGroup('/dev', [kim]);
  const { groups } = await signIn(kim, later(1));
  const names = (await work.stores.groups.findMany(groups)).map(({ name }) => name);
  expect(names.sort()).toEqual(['/dev', 'here']);
  const silent = await signIn(kim, { claims: later(2).claims, without: ['groups'] });
  expect(silent.groups).toEqual(groups);
});

describe('who was deleted at the provider', () => {
  it('does not come back with a token that is older, and does with one that was given since', async () => {
    const kim = aUserOfTheRealm();
    const { userId } = await signIn(kim);
    const gone = { state: 'UNKNOWN', stateReason: 'DELETED', stateChangedAt: new Date() } as const;
    await work.stores.users.follow(userId, gone);
    expect(await refused(kim, later(-60), anotherProcess())).toContain('deleted from the identity provider');
    expect((await signIn(kim, later(5), anotherProcess())).userId).toBe(userId);
    expect(await rowOf(kim)).toMatchObject({ state: 'ACTIVE', stateReason: null });
  });
});

describe('over HTTP', () => {
  let api: Running;
  beforeEach(async () => {
    api = await startApi({ authenticate: (token) => identity.authenticate(token) });
  });
  afterEach(() => api.stop());
  const ask = async (token: string) =>
    api.post({ query: '{ viewer { name role } }' }, { authorization: `Bearer ${token}` });

  it('a token of the realm is as good as one of ours', async () => {
    const { body } = await ask(await keycloak.accessToken(aUserOfTheRealm()));
    expect(body.data).toEqual({ viewer: { name: 'kim', role: 'APP_USER' } });
  });

  it('one that is refused gets 401 with the reason in header and body, and nothing of the token', async () => {
    const kim = aUserOfTheRealm();
    const { status, headers, text } = await ask(await keycloak.accessToken(kim, { lifetimeS: -10 }));
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe(
      'Bearer error="invalid_token", error_description="The access token is not valid. It has expired."',
    );
    expect(text).toContain('It has expired.');
    expect(`${text}${api.log.text()}`).not.toContain(kim.id);
  });

  it('none at all gets 401 without an error, no mapped role gets 403, a provider that is away 503', async () => {
    const none = await api.request('/graphql', { method: 'POST' });
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await ask(await keycloak.accessToken(aUserOfTheRealm('lee', [])))).status).toBe(403);
    identity = anotherProcess();
    await keycloak.stop();
    const away = await ask(await keycloak.accessToken(aUserOfTheRealm()));
    expect([away.status, away.headers.get('www-authenticate')]).toEqual([503, null]);
    expect(away.text).toContain('DEPENDENCY_FAILURE');
    await keycloak.listen();
  });

  it('a socket is closed with 4403 at the moment when its token ends', async () => {
    const token = await keycloak.accessToken(aUserOfTheRealm(), { lifetimeS: 2 });
    const client = api.socketClient(token);
    const closed = new Promise<CloseEvent>((resolve) =>
      client.on('closed', (event) => resolve(event as CloseEvent)),
    );
    const stream = client.iterate({ query: 'subscription { resourceStateChanged { __typename } }' });
    await expect(stream.next()).rejects.toBeDefined();
    expect(await closed).toMatchObject({ code: 4403, reason: 'Token expired' });
  });
});
