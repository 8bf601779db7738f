/** Access tokens against a realm over HTTP: what is taken, what is not, and what a caller is told. */
import { createHmac, createPublicKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OidcTokenVerifier } from '../../src/oidc/oidc-token-verifier.js';
import { type ProviderHttp, providerHttp } from '../../src/oidc/provider-http.js';
import {
  KeycloakStandIn,
  type RealmUser,
  type TokenChange,
} from '../stand-ins/keycloak/keycloak-stand-in.js';
import { SettableClock } from '../support/settable-clock.js';

let keycloak: KeycloakStandIn;
let http: ProviderHttp;
let clock: SettableClock;
let verifier: OidcTokenVerifier;
let kim: RealmUser;
beforeEach(async () => {
  keycloak = await KeycloakStandIn.start();
  kim = keycloak.addUser('kim', { roles: ['px-backup-app.user'] });
  http = providerHttp(2_000);
  clock = new SettableClock(new Date());
  verifier = aVerifier();
});
afterEach(async () => {
  http.close();
  await keycloak.stop();
});

const aVerifier = (change: Partial<ConstructorParameters<typeof OidcTokenVerifier>[0]> = {}) =>
  new OidcTokenVerifier({
    issuer: keycloak.issuer,
    audience: 'holdfast',
    authorizedParties: [],
    groupsClaim: 'groups',
    http,
    clock,
    ...change,
  });
const b64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const verified = async (change: TokenChange = {}) => verifier.verify(await keycloak.accessToken(kim, change));
const refusal = async (token: string, by = verifier): Promise<string> =>
  by.verify(token).then(
    () => 'taken',
    ({ code, message }: { code: string; message: string }) => `${code} ${message}`,
  );
const refused = async (change: TokenChange) => refusal(await keycloak.accessToken(kim, change));

it('a token of the realm is its subject with name, address, roles and groups', async () => {
  keycloak.addGroup('/ops', [kim]);
  expect(await verified()).toMatchObject({
    issuer: keycloak.issuer,
    subject: kim.id,
    name: 'kim',
    email: 'kim@acme.test',
    roles: expect.arrayContaining(['px-backup-app.user']),
    groups: ['/ops'],
  });
});

it('client roles of our audience count beside those of the realm, those of other clients do not', async () => {
  const resource_access = { holdfast: { roles: ['own'] }, other: { roles: ['px-backup-super.admin'] } };
  const { roles } = await verified({ claims: { resource_access } });
  expect(roles).toContain('own');
  expect(roles).not.toContain('px-backup-super.admin');
});

it('a token without the claim of groups says nothing of them; foreign words in it are passed over', async () => {
  expect((await verified({ without: ['groups'] })).groups).toBeNull();
  const groups = ['ops', '/ops', 7, '', '/a\u0000b', `/${'x'.repeat(600)}`];
  expect((await verified({ claims: { groups } })).groups).toEqual(['/ops']);
});

describe('is refused with 401 and its reason', () => {
  it.each([
    ['one that has expired', { lifetimeS: -10 }, 'expired'],
    ['one of another issuer', { claims: { iss: 'https://evil.test/realms/acme' } }, 'Another issuer'],
    ['one for another audience', { claims: { aud: 'account' } }, 'audience'],
    ['one without an audience', { without: ['aud'] }, 'audience'],
    ['an ID token', { claims: { typ: 'ID' } }, 'ID or refresh token'],
    ['a refresh token', { claims: { typ: 'Refresh' } }, 'ID or refresh token'],
    ['one that does not say what it is', { without: ['typ'] }, 'ID or refresh token'],
    ['one without a subject', { without: ['sub'] }, 'client scope "basic"'],
    ['one without an end', { without: ['exp'] }, 'lacks a claim'],
    ['one from the future', { claims: { nbf: Math.floor(Date.now() / 1_000) + 600 } }, 'not valid yet'],
    ['one of an unknown key', { header: { kid: 'nobody' } }, 'does not publish'],
  ] satisfies [string, TokenChange, string][])('%s', async (_name, change, reason) => {
    const told = await refused(change);
    expect(told).toMatch(/^UNAUTHENTICATED The access token is not valid\. /);
    expect(told).toContain(reason);
    expect(told).not.toContain(kim.id);
  });

  it('one that nobody signed (alg none)', async () => {
    const [, payload = ''] = (await keycloak.accessToken(kim)).split('.');
    for (const alg of ['none', 'None', 'NONE', '']) {
      expect(await refusal(`${b64({ alg, typ: 'JWT' })}.${payload}.`)).toMatch(/^UNAUTHENTICATED/);
    }
  });

  it('one that is signed with the public key as a secret (HS256)', async () => {
    const { kid, publicJwk } = keycloak.signingKey;
    const pem = createPublicKey({ key: publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const [, payload = ''] = (await keycloak.accessToken(kim)).split('.');
    for (const secret of [pem, JSON.stringify(publicJwk), String(publicJwk.n)]) {
      const body = `${b64({ alg: 'HS256', typ: 'JWT', kid })}.${payload}`;
      const signature = createHmac('sha256', secret).update(body).digest('base64url');
      expect(await refusal(`${body}.${signature}`)).toContain('algorithm is not allowed');
    }
  });

  it('one that brings its own key (jwk, jku, x5c) or was changed after it was signed', async () => {
    const other = await KeycloakStandIn.start();
    const forged = { iss: keycloak.issuer };
    const header = {
      jwk: other.signingKey.publicJwk,
      kid: keycloak.signingKey.kid,
      jku: `${other.issuer}/certs`,
    };
    const told = await refusal(await other.accessToken(kim, { claims: forged, header }));
    expect(told).toContain('signature is not that of the identity provider');
    expect(other.requests).toEqual([]);
    await other.stop();
    const [head, payload = '', signature] = (await keycloak.accessToken(kim)).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = b64({ ...claims, realm_access: { roles: ['px-backup-super.admin'] } });
    expect(await refusal(`${head}.${changed}.${signature}`)).toContain('signature');
  });

  it('what is no token at all, or a huge one, before anybody is asked', async () => {
    const huge = `${b64({ alg: 'RS256' })}.${'A'.repeat(20_000)}.sig`;
    for (const token of ['a.b.c', `${b64({ alg: 'RS256' })}.${b64({})}.AA`, huge, '..', 'x'.repeat(100)]) {
      expect(await refusal(token)).toMatch(/^UNAUTHENTICATED/);
    }
    expect(await refusal(huge)).toContain('too long');
    expect(keycloak.asked('/certs')).toBeLessThanOrEqual(1);
  });
});

describe('a client that is named as an authorized party', () => {
  it('needs no audience; another one does', async () => {
    const byParty = aVerifier({ authorizedParties: ['console'] });
    const token = await keycloak.accessToken(kim, { claims: { aud: 'account' } });
    expect(await byParty.verify(token)).toMatchObject({ subject: kim.id });
    const stranger = await keycloak.accessToken(kim, { claims: { aud: 'account', azp: 'stranger' } });
    expect(await refusal(stranger, byParty)).toContain('audience');
  });
});

it('a token that RFC 9068 marks in its header is an access token', async () => {
  expect(await verified({ without: ['typ'], header: { typ: 'at+jwt' } })).toMatchObject({ subject: kim.id });
});

describe('the keys', () => {
  it('are read once, however many tokens come at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => keycloak.accessToken(kim)));
    await Promise.all(tokens.map((token) => verifier.verify(token)));
    expect(keycloak.asked('/certs')).toBe(1);
  });

  it('that were just rotated are known at once, and after five seconds when one was asked for a moment ago', async () => {
    await verified();
    await keycloak.rotate();
    expect(await refused({})).toContain('does not publish');
    clock.advance(0.1);
    expect(await verified()).toMatchObject({ subject: kim.id });
    clock.advance(0.1);
    await keycloak.rotate();
    expect(await verified()).toMatchObject({ subject: kim.id });
    expect(keycloak.asked('/certs')).toBe(3);
  });

  it('that the provider has withdrawn count no more after ten minutes', async () => {
    const token = await keycloak.accessToken(kim, { lifetimeS: 3_600 });
    await verifier.verify(token);
    await keycloak.rotate(false);
    clock.advance(11);
    expect(await refusal(token)).toContain('does not publish');
  });

  it('are not asked for by strange ones more than once in five seconds', async () => {
    await verified();
    for (let index = 0; index < 50; index += 1) {
      expect(await refused({ header: { kid: `strange-${index}` } })).toContain('does not publish');
    }
    expect(keycloak.asked('/certs')).toBe(1);
  });
});

describe('while the provider is away', () => {
  it('keys that were read go on counting, also past their renewal', async () => {
    await verified();
    await keycloak.stop();
    const token = await keycloak.accessToken(kim, { lifetimeS: 7_200 });
    clock.advance(60);
    expect(await verifier.verify(token)).toMatchObject({ subject: kim.id });
    await keycloak.listen();
  });

  it('a token that cannot be judged is no fault of its sender, with keys that were read and without', async () => {
    await keycloak.stop();
    expect(await refused({})).toMatch(/^DEPENDENCY_FAILURE .*no connection/);
    await keycloak.listen();
    clock.advance(0.1);
    await verified();
    await keycloak.stop();
    clock.advance(0.1);
    expect(await refused({ header: { kid: 'strange' } })).toMatch(/^DEPENDENCY_FAILURE/);
    await keycloak.listen();
  });

  it.each([
    ['a server error', { path: '/certs', status: 500 }, 'answered with 500'],
    ['a redirect', { path: '/certs', status: 302, location: 'http://169.254.169.254/' }, 'redirect'],
    ['no configuration', { path: '/.well-known', status: 404 }, 'answered with 404'],
  ])('%s is told as its own', async (_name, fault, what) => {
    keycloak.faults.push(fault);
    expect(await refused({})).toMatch(new RegExp(`^DEPENDENCY_FAILURE .*${what}`));
  });
});

it('a configuration of another issuer is not believed', async () => {
  const other = aVerifier({ issuer: `${keycloak.origin}/realms/acme/` });
  expect(await refusal(await keycloak.accessToken(kim), other)).toMatch(
    /^DEPENDENCY_FAILURE .*another issuer/,
  );
});

it('metadata addresses are never called, whoever is the issuer', async () => {
  const other = aVerifier({ issuer: 'http://169.254.169.254/realms/acme' });
  expect(await refusal(await keycloak.accessToken(kim), other)).toContain('never called');
});

it('an elliptic signature is taken only with the key that is published for it', async () => {
  const { privateKey, kid } = keycloak.signingKey;
  const token = await new SignJWT({ sub: kim.id, typ: 'Bearer', aud: 'holdfast', iss: keycloak.issuer })
    .setProtectedHeader({ alg: 'PS256', kid })
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(privateKey)
    .catch(() => 'a.b.c');
  expect(await refusal(token)).toMatch(/^UNAUTHENTICATED/);
});
