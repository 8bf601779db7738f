/** Builds what speaks to the identity provider. */
import type { Role } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { DEFAULT_ROLE_MAP, type RoleMap } from '../domain/provider-roles.js';
import { KeycloakDirectory } from '../oidc/keycloak-directory.js';
import { OidcTokenVerifier } from '../oidc/oidc-token-verifier.js';
import { providerHttp } from '../oidc/provider-http.js';
import { ProviderSignIn } from '../services/provider-sign-in.js';

export interface ProviderSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly authorizedParties: readonly string[];
  readonly roles: RoleMap | undefined;
  readonly defaultRole: Role | undefined;
  readonly groupsClaim: string;
  readonly client: { readonly id: string; readonly secret: string } | null;
}

const TIMEOUT_MS = 5_000;

export function providerOf(
  { roles = DEFAULT_ROLE_MAP, defaultRole: otherwise, ...settings }: ProviderSettings,
  { work, clock }: { readonly work: UnitOfWork; readonly clock: Clock },
) {
  const http = providerHttp(TIMEOUT_MS);
  const verifier = new OidcTokenVerifier({ ...settings, http, clock });
  const { client, issuer } = settings;
  return {
    http,
    signIn: new ProviderSignIn({ work, clock, verifier, roles, otherwise }),
    directory: client === null ? {} : { directory: new KeycloakDirectory({ issuer, client, http, clock }) },
  };
}
