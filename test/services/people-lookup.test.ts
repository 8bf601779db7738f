/** People and groups by what they are called, with a realm over HTTP and a real database. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { PostgresUnitOfWork } from '../../src/db/unit-of-work.js';
import { DEFAULT_ROLE_MAP } from '../../src/domain/provider-roles.js';
import { KeycloakDirectory } from '../../src/oidc/keycloak-directory.js';
import { OidcTokenVerifier } from '../../src/oidc/oidc-token-verifier.js';
import { type ProviderHttp, providerHttp } from '../../src/oidc/provider-http.js';
import { IdentityService } from '../../src/services/identity-service.js';
import { PeopleLookup } from '../../src/services/people-lookup.js';
import { ProviderSignIn } from '../../src/services/provider-sign-in.js';
import { aKeyRing } from '../factories/key-ring.js';
import { aUser } from '../factories/resources.js';
import { CLIENT, KeycloakStandIn } from '../stand-ins/keycloak/keycloak-stand-in.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let work: PostgresUnitOfWork;
let keycloak: KeycloakStandIn;
let http: ProviderHttp;
const clock = { now: () => new Date() };

beforeAll(async () => {
  database = await createTestDatabase();
  work = new PostgresUnitOfWork(await database.dataSource(), aKeyRing());
});
afterAll(() => database.drop());
beforeEach(async () => {
  keycloak = await KeycloakStandIn.start();
  http = providerHttp(2_000);
});
afterEach(async () => {
  http.close();
  await keycloak.stop();
});

const directory = (secret = CLIENT.secret) =>
  new KeycloakDirectory({ issuer: keycloak.issuer, client: { ...CLIENT, secret }, http, clock });
const lookup = () => new PeopleLookup({ work, clock, directory: directory() });
const withoutDirectory = () => new PeopleLookup({ work, clock });
async function insert(change: Parameters<typeof aUser>[0]) {
  const user = aUser(change);
  await work.stores.users.insert(user);
  return user;
}
const asked = () => keycloak.requests.filter((each) => each.includes('/admin/'));

it('who is known here is found by name and by address in any case, and nobody else is asked', async () => {
  const { id } = await insert({ name: 'Kim Lee', email: 'kim.lee@acme.test' });
  for (const text of ['Kim Lee', 'kim lee', 'KIM.LEE@acme.test'])
    expect([text, await lookup().person(text)]).toEqual([text, { id }]);
  expect(asked()).toEqual([]);
});

it('no character of a name is a wildcard', async () => {
  await insert({ name: 'percy' });
  for (const text of ['per%', 'p_rcy', '*', '%'])
    expect(await lookup().person(text)).toEqual({ fault: expect.stringContaining('is nobody') });
});

it('who was never here is found in the directory, and is the same person when they sign in', async () => {
  const priya = keycloak.addUser('priya', { roles: ['px-backup-app.admin'] });
  const found = await lookup().person('Priya@acme.test');
  const id = 'id' in found ? found.id : '';
  expect(await work.stores.users.find(id)).toMatchObject({
    name: 'priya',
    role: 'APP_USER',
    state: 'ACTIVE',
    provider: keycloak.issuer,
    subject: priya.id,
    signedInAt: null,
  });
  expect(await lookup().person('priya')).toEqual({ id });
  const verifier = new OidcTokenVerifier({
    ...{ issuer: keycloak.issuer, audience: 'holdfast', authorizedParties: [], groupsClaim: 'groups' },
    ...{ http, clock },
  });
  const provider = new ProviderSignIn({
    work,
    clock,
    verifier,
    roles: DEFAULT_ROLE_MAP,
    otherwise: undefined,
  });
  const identity = new IdentityService({ work, clock, provider });
  expect(await identity.authenticate(await keycloak.accessToken(priya))).toMatchObject({
    userId: id,
    role: 'APP_ADMIN',
  });
});

it('being known is no way in: who has no mapped role is refused as before', async () => {
  const eve = keycloak.addUser('eve');
  await lookup().person('eve');
  const verifier = new OidcTokenVerifier({
    ...{ issuer: keycloak.issuer, audience: 'holdfast', authorizedParties: [], groupsClaim: 'groups' },
    ...{ http, clock },
  });
  const provider = new ProviderSignIn({
    work,
    clock,
    verifier,
    roles: DEFAULT_ROLE_MAP,
    otherwise: undefined,
  });
  const signIn = new IdentityService({ work, clock, provider }).authenticate(await keycloak.accessToken(eve));
  await expect(signIn).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

it('many who name the same newcomer at once make one', async () => {
  keycloak.addUser('zoe');
  const found = await Promise.all(Array.from({ length: 8 }, () => lookup().person('zoe')));
  expect(new Set(found.map((each) => ('id' in each ? each.id : each.fault))).size).toBe(1);
});

it('who is called as somebody who was deleted is another person', async () => {
  const gone = await insert({
    ...{ name: 'max', state: 'UNKNOWN', stateReason: 'DELETED' },
    ...{ provider: keycloak.issuer, subject: 'gone' },
  });
  keycloak.addUser('max');
  const found = await lookup().person('max');
  expect('id' in found && found.id !== gone.id).toBe(true);
});

it('several of one name are told apart by address or id, and nobody is guessed at', async () => {
  await insert({ name: 'sam', email: 'sam@one.test' });
  const other = { name: 'sam', email: 'sam@two.test', provider: 'https://elsewhere.test', subject: 's' };
  const { id } = await insert(other);
  expect(await lookup().person('sam')).toEqual({ fault: expect.stringContaining('several people') });
  expect(await lookup().person('sam@two.test')).toEqual({ id });
});

it('without a directory it is said what would help', async () => {
  keycloak.addUser('una');
  expect(await withoutDirectory().person('una')).toEqual({
    fault: expect.stringMatching(/first sign-in.*HOLDFAST_OIDC_CLIENT_ID/),
  });
  expect(asked()).toEqual([]);
});

it('a directory that does not answer is no "nobody"', async () => {
  const closed = new PeopleLookup({ work, clock, directory: directory('wrong') });
  await expect(closed.person('vera')).rejects.toMatchObject({ code: 'DEPENDENCY_FAILURE' });
});

it.each(['', 'x'.repeat(255)])('%j is not looked for', async (text) => {
  expect(await lookup().person(text)).toEqual({ fault: 'must be 1 to 254 characters' });
  expect(asked()).toEqual([]);
});
