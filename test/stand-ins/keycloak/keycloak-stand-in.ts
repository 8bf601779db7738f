/** A Keycloak realm on loopback: discovery, keys that rotate, tokens for users and clients, users and groups page by page, and faults. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface RealmUser {
  readonly id: string;
  username: string;
  email?: string;
  enabled: boolean;
  /** Names of realm roles. */
  roles: string[];
}

export interface RealmGroup {
  readonly id: string;
  readonly path: string;
  /** Null: a group of the root. */
  readonly parentId: string | null;
  readonly members: Set<string>;
}

export interface Fault {
  /** Part of the path that it concerns. */
  readonly path: string;
  readonly status: number;
  readonly location?: string;
}

interface KeyEntry {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: Record<string, unknown>;
}

export interface TokenChange {
  readonly claims?: JWTPayload & Record<string, unknown>;
  /** Claims that are left out. */
  readonly without?: readonly string[];
  readonly header?: Record<string, unknown>;
  readonly lifetimeS?: number;
}

export const CLIENT = { id: 'holdfast-directory', secret: 'stand-in-secret' };
const PAGE_DEFAULT = 100;

export class KeycloakStandIn {
  readonly users = new Map<string, RealmUser>();
  readonly groups = new Map<string, RealmGroup>();
  readonly requests: string[] = [];
  readonly faults: Fault[] = [];
  /** Tokens of clients that the admin API takes. */
  readonly #admins = new Set<string>();
  #keys: KeyEntry[] = [];
  #server = createServer((request, response) => void this.#answer(request, response));
  #port = 0;

  static async start(): Promise<KeycloakStandIn> {
    const standIn = new KeycloakStandIn();
    await standIn.rotate();
    await standIn.listen();
    return standIn;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get issuer(): string {
    return `${this.origin}/realms/acme`;
  }

  /** On the port that it had before, when it had one. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Nobody answers there any more, until `listen`. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** A new key signs from now on. `keepOld`: tokens of the keys before are still good. */
  async rotate(keepOld = true): Promise<string> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const kid = randomUUID();
    const jwk = await exportJWK(publicKey);
    const entry = { kid, privateKey, publicJwk: { ...jwk, kid, use: 'sig', alg: 'RS256' } };
    this.#keys = [entry, ...(keepOld ? this.#keys : [])];
    return kid;
  }

  get signingKey(): KeyEntry {
    const [first] = this.#keys;
    if (first === undefined) throw new RangeError('there is no key');
    return first;
  }

  addUser(username: string, change: Partial<RealmUser> = {}): RealmUser {
    const id = randomUUID();
    const user = { id, username, email: `${username}@acme.test`, enabled: true, roles: [], ...change };
    this.users.set(user.id, user);
    return user;
  }

  addGroup(path: string, members: readonly RealmUser[] = []): RealmGroup {
    const parent = [...this.groups.values()].find((each) => each.path === path.replace(/\/[^/]+$/, ''));
    const group = {
      id: randomUUID(),
      path,
      parentId: parent?.id ?? null,
      members: new Set(members.map(({ id }) => id)),
    };
    this.groups.set(group.id, group);
    return group;
  }

  /** An access token as Keycloak writes it for a client with an audience mapper and a groups mapper. */
  async accessToken(
    user: RealmUser,
    { claims = {}, without = [], header = {}, lifetimeS = 300 }: TokenChange = {},
  ) {
    const { kid, privateKey } = this.signingKey;
    const now = Math.floor(Date.now() / 1_000);
    const all: Record<string, unknown> = {
      iss: this.issuer,
      sub: user.id,
      aud: ['holdfast', 'account'],
      azp: 'console',
      typ: 'Bearer',
      iat: now,
      exp: now + lifetimeS,
      jti: randomUUID(),
      preferred_username: user.username,
      email: user.email,
      realm_access: { roles: ['offline_access', ...user.roles] },
      groups: [...this.groups.values()].filter(({ members }) => members.has(user.id)).map(({ path }) => path),
      ...claims,
    };
    const payload = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...header })
      .sign(privateKey);
  }

  /** How often a path that contains this was asked for. */
  asked(part: string): number {
    return this.requests.filter((each) => each.includes(part)).length;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.requests.push(`${request.method} ${url.pathname}${url.search}`);
    const fault = this.faults.find(({ path }) => url.pathname.includes(path));
    if (fault !== undefined) {
      response.writeHead(fault.status, fault.location === undefined ? {} : { location: fault.location });
      response.end();
      return;
    }
    let body = '';
    for await (const part of request) body += part;
    const { status, json } = this.#route(url, body, request.headers);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(json ?? {}));
  }

  #route(url: URL, body: string, headers: IncomingMessage['headers']): { status: number; json?: unknown } {
    const path = url.pathname.replace('/realms/acme', '');
    if (path === '/.well-known/openid-configuration') return { status: 200, json: this.#discovery() };
    if (path === '/protocol/openid-connect/certs') {
      return { status: 200, json: { keys: this.#keys.map(({ publicJwk }) => publicJwk) } };
    }
    if (path === '/protocol/openid-connect/token') return this.#clientToken(body, headers.authorization);
    if (path.startsWith('/admin')) return this.#admin(path.replace('/admin', ''), url, headers.authorization);
    return { status: 404 };
  }

  #discovery() {
    const endpoint = `${this.issuer}/protocol/openid-connect`;
    return { issuer: this.issuer, jwks_uri: `${endpoint}/certs`, token_endpoint: `${endpoint}/token` };
  }

  #clientToken(body: string, authorization = '') {
    const basic = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
    const grant = new URLSearchParams(body).get('grant_type');
    if (authorization !== basic) return { status: 401, json: { error: 'unauthorized_client' } };
    if (grant !== 'client_credentials') return { status: 400, json: { error: 'unsupported_grant_type' } };
    const token = randomUUID();
    this.#admins.add(token);
    return { status: 200, json: { access_token: token, token_type: 'Bearer', expires_in: 60 } };
  }

  #admin(path: string, url: URL, authorization = ''): { status: number; json?: unknown } {
    if (!this.#admins.has(authorization.replace('Bearer ', ''))) return { status: 401 };
    const first = Number(url.searchParams.get('first') ?? 0);
    const most = Number(url.searchParams.get('max') ?? PAGE_DEFAULT);
    const page = <T>(all: readonly T[]) => ({ status: 200, json: all.slice(first, first + most) });
    const [, what, id = '', part] = path.split('/');
    const shown = ({ roles: _roles, ...user }: RealmUser) => user;
    const { username, email } = Object.fromEntries(url.searchParams) as Partial<Record<string, string>>;
    const isMeant = (user: RealmUser) =>
      (username === undefined || user.username === username) && (email === undefined || user.email === email);
    if (what === 'users' && id === '') return page([...this.users.values()].filter(isMeant).map(shown));
    if (what === 'users') {
      const user = this.users.get(id);
      return user === undefined
        ? { status: 404, json: { error: 'User not found' } }
        : { status: 200, json: shown(user) };
    }
    const groups = [...this.groups.values()];
    const group = ({ id: groupId, path: groupPath }: RealmGroup) => ({
      id: groupId,
      name: groupPath.split('/').at(-1),
      path: groupPath,
      subGroupCount: groups.filter(({ parentId }) => parentId === groupId).length,
      // Empty since 23: they are asked for by themselves.
      subGroups: [],
    });
    if (what === 'groups' && id === '')
      return page(groups.filter(({ parentId }) => parentId === null).map(group));
    if (what === 'groups' && part === 'children')
      return page(groups.filter(({ parentId }) => parentId === id).map(group));
    if (what === 'groups' && part === 'members') {
      const members = [...(this.groups.get(id)?.members ?? [])];
      return page(members.flatMap((each) => this.users.get(each) ?? []).map(shown));
    }
    return { status: 404 };
  }
}
