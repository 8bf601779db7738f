/** The identity provider of the demo: a stand-in Keycloak whose people sign in, are disabled and are deleted, and whose groups go. */
import { CLIENT, KeycloakStandIn, type RealmUser } from '../test/stand-ins/keycloak/keycloak-stand-in.js';

export interface DemoIdentity {
  readonly url: string;
  /** What Holdfast is started with. */
  readonly environment: Readonly<Record<string, string>>;
  /** Makes somebody there. */
  add(name: string): void;
  /** An access token of theirs. */
  token(name: string): Promise<string>;
  disable(name: string): void;
  delete(name: string): void;
  /** Makes a group there of people who are there. */
  addGroup(path: string, members: readonly string[]): void;
  deleteGroup(path: string): void;
  stop(): Promise<void>;
}

/** How often Holdfast reads the directory; nobody wants to wait ten minutes. */
const REFRESH_SECONDS = 2;

export async function startDemoIdentity(): Promise<DemoIdentity> {
  const keycloak = await KeycloakStandIn.start();
  const people = new Map<string, RealmUser>();
  const groups = new Map<string, string>();
  const person = (name: string) => {
    const found = people.get(name);
    if (found === undefined) throw new Error(`The identity provider has no "${name}".`);
    return found;
  };
  return {
    url: keycloak.issuer,
    environment: {
      HOLDFAST_OIDC_ISSUER: keycloak.issuer,
      HOLDFAST_OIDC_CLIENT_ID: CLIENT.id,
      HOLDFAST_OIDC_CLIENT_SECRET: CLIENT.secret,
      HOLDFAST_OIDC_DEFAULT_ROLE: 'APP_USER',
      HOLDFAST_OIDC_REFRESH_SECONDS: String(REFRESH_SECONDS),
    },
    add: (name) => void people.set(name, keycloak.addUser(name)),
    token: (name) => keycloak.accessToken(person(name)),
    disable: (name) => {
      person(name).enabled = false;
    },
    delete: (name) => void keycloak.users.delete(person(name).id),
    addGroup: (path, members) => void groups.set(path, keycloak.addGroup(path, members.map(person)).id),
    deleteGroup: (path) => void keycloak.groups.delete(groups.get(path) ?? ''),
    stop: () => keycloak.stop(),
  };
}
