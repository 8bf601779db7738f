/** The variables about the identity provider. A part of the one table in variables.ts. */
import { clientName, issuerUrl, names, oneOf, roleMap, seconds, text } from './values.js';

const IDENTITY = 'Identity provider';
const OFF = 'no identity provider';

export const DEFAULT_ROLES = ['NONE', 'APP_USER', 'AUDITOR'] as const;

export const IDENTITY_VARIABLES = {
  oidcIssuer: {
    name: 'HOLDFAST_OIDC_ISSUER',
    group: IDENTITY,
    meaning:
      'Issuer URL of the OpenID Connect provider whose access tokens are taken; of Keycloak `https://host/realms/<realm>`. Written as the provider writes it.',
    schema: issuerUrl(),
    default: null,
    unset: OFF,
    example: 'https://id.example.com/realms/acme',
  },
  oidcAudience: {
    name: 'HOLDFAST_OIDC_AUDIENCE',
    group: IDENTITY,
    meaning:
      'What the audience (`aud`) of a token must name, and the client whose roles count beside those of the realm.',
    schema: clientName(),
    default: 'holdfast',
    example: 'holdfast',
  },
  oidcAuthorizedParties: {
    name: 'HOLDFAST_OIDC_AUTHORIZED_PARTIES',
    group: IDENTITY,
    meaning:
      'Clients, separated by commas, whose tokens are taken without that audience, by `azp`: where no audience mapper can be set up.',
    schema: names(),
    default: null,
    unset: 'none: the audience decides',
    example: 'holdfast-console',
  },
  oidcRoles: {
    name: 'HOLDFAST_OIDC_ROLES',
    group: IDENTITY,
    meaning:
      'Which role of the provider is which here: `theirs=OURS`, separated by commas. Of several the first of SUPER_ADMIN, INFRA_ADMIN, APP_ADMIN, APP_USER, AUDITOR counts.',
    schema: roleMap(),
    default: null,
    unset: 'the roles of px-backup, and holdfast-super-admin and so on',
    example: 'backup-admins=SUPER_ADMIN,developers=APP_USER',
  },
  oidcDefaultRole: {
    name: 'HOLDFAST_OIDC_DEFAULT_ROLE',
    group: IDENTITY,
    meaning: 'Role of who has none that is mapped; NONE: they are refused.',
    schema: oneOf(DEFAULT_ROLES),
    default: 'NONE',
    example: 'APP_USER',
  },
  oidcGroupsClaim: {
    name: 'HOLDFAST_OIDC_GROUPS_CLAIM',
    group: IDENTITY,
    meaning: 'Claim of a token that lists the groups of the person, as full paths.',
    schema: clientName(),
    default: 'groups',
    example: 'groups',
  },
  oidcClientId: {
    name: 'HOLDFAST_OIDC_CLIENT_ID',
    group: IDENTITY,
    meaning:
      'Confidential client with which Holdfast reads users and groups of a Keycloak realm: a service account with the roles `view-users`, `query-users` and `query-groups` of `realm-management`.',
    schema: clientName(),
    default: null,
    unset: 'users and groups are known by their tokens alone',
    example: 'holdfast-directory',
  },
  oidcClientSecret: {
    name: 'HOLDFAST_OIDC_CLIENT_SECRET',
    group: IDENTITY,
    meaning: 'Secret of that client.',
    schema: text(),
    default: null,
    unset: 'users and groups are known by their tokens alone',
    example: '(32 characters that Keycloak makes)',
    secret: true,
    guarded: true,
  },
  oidcRefresh: {
    name: 'HOLDFAST_OIDC_REFRESH_SECONDS',
    group: IDENTITY,
    meaning: 'How often that client reads them: who is deleted there is Unknown here so much later at most.',
    schema: seconds(1, 86_400),
    default: '600',
    example: '600',
  },
} as const;
