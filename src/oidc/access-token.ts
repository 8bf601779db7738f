/** What an access token must say to be taken, and what is read of it. Source: RFC 9068, and Keycloak where it goes its own ways. */
import { errors, type JWTPayload, type JWTVerifyResult } from 'jose';
import { InvalidToken } from '../domain/errors/access-errors.js';
import { emailFaults, shownNameFaults } from '../domain/identity.js';
import type { ProviderIdentity } from '../domain/ports/identity-provider.js';
import { groupPath, isGroupPath } from '../domain/provider-roles.js';

/** Asymmetric ones only: with a symmetric one a public key would do as the secret. */
export const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
export const CLOCK_TOLERANCE_S = 5;
const MAX_GROUPS = 500;
const MAX_NAME = 80;

export interface AccessTokenRules {
  /** What `aud` must hold. */
  readonly audience: string;
  /** Clients whose tokens are taken without that, by `azp`: for a provider where no audience mapper can be set up. */
  readonly authorizedParties: readonly string[];
  readonly groupsClaim: string;
}

/** Signature, issuer and times were verified before. @throws InvalidToken */
export function identityOf(
  { payload, protectedHeader }: JWTVerifyResult,
  { audience, authorizedParties, groupsClaim }: AccessTokenRules,
): ProviderIdentity {
  const { iss, sub, exp, iat, azp } = payload;
  if (!isAccessToken(payload, protectedHeader.typ)) {
    throw new InvalidToken('It is no access token: an ID or refresh token is not taken in its place.');
  }
  const audiences = [payload.aud ?? []].flat();
  const byParty = typeof azp === 'string' && authorizedParties.includes(azp);
  if (!audiences.includes(audience) && !byParty) throw new InvalidToken('Its audience is not this Holdfast.');
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) {
    throw new InvalidToken(
      'It names no subject (sub). In Keycloak the client scope "basic" brings it: add that scope to the client.',
    );
  }
  if (typeof iss !== 'string' || exp === undefined) throw new InvalidToken('It lacks issuer or end.');
  return {
    issuer: iss,
    subject: sub,
    name: nameOf(payload, sub),
    email: emailOf(payload.email),
    roles: rolesOf(payload, audience),
    groups: groupsOf(payload[groupsClaim]),
    issuedAt: new Date((iat ?? 0) * 1_000),
    expiresAt: new Date(exp * 1_000),
  };
}

/** Keycloak says it in the payload (`Bearer`, beside `ID` and `Refresh`), RFC 9068 in the header (`at+jwt`). */
function isAccessToken({ typ }: JWTPayload, headerTyp: string | undefined): boolean {
  if (typ !== undefined) return typ === 'Bearer';
  return /^(application\/)?at\+jwt$/i.test(headerTyp ?? '');
}

/** Realm roles, and those of our own client. */
function rolesOf(payload: JWTPayload, client: string): readonly string[] {
  const realm = fieldsOf(payload.realm_access).roles;
  const own = fieldsOf(fieldsOf(payload.resource_access)[client]).roles;
  return [...textsOf(realm), ...textsOf(own)];
}

/** Null: the token has no such claim, which says nothing about groups. */
function groupsOf(claim: unknown): readonly string[] | null {
  if (!Array.isArray(claim)) return null;
  const paths = textsOf(claim).map(groupPath).filter(isGroupPath);
  return [...new Set(paths)].slice(0, MAX_GROUPS);
}

function nameOf(payload: JWTPayload, subject: string): string {
  const names = [payload.preferred_username, payload.name, payload.email];
  const shown = names.find((each) => typeof each === 'string' && shownNameFaults('name', each).length === 0);
  return typeof shown === 'string' ? shown : subject.slice(0, MAX_NAME);
}

function emailOf(claim: unknown): string | null {
  return typeof claim === 'string' && emailFaults('email', claim).length === 0 ? claim : null;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** What the library says, in our words: none of its messages, which quote claims. */
export function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new InvalidToken('It has expired.');
  if (error instanceof errors.JWTClaimValidationFailed) return new InvalidToken(claimRefusal(error.claim));
  if (error instanceof errors.JOSEAlgNotAllowed) return new InvalidToken('Its algorithm is not allowed.');
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new InvalidToken('Its signature is not that of the identity provider.');
  }
  if (error instanceof errors.JOSEError || error instanceof TypeError) {
    return new InvalidToken('It cannot be read.');
  }
  return error;
}

function claimRefusal(claim: string): string {
  if (claim === 'iss') return 'Another issuer than the configured one made it.';
  if (claim === 'nbf' || claim === 'iat') return 'It is not valid yet.';
  return 'It lacks a claim that every access token has.';
}
