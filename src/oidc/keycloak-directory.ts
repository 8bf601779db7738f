/**
 * Users and groups of a Keycloak realm by its admin API, read with a client of our own (client_credentials). Plain calls: the
 * official client brings packages in preview (ADR 0023).
 */
import { z } from 'zod';
import { emailFaults, shownNameFaults } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { DirectoryGroup, DirectoryUser, IdentityDirectory } from '../domain/ports/identity-provider.js';
import { isGroupPath } from '../domain/provider-roles.js';
import { discover } from './discovery.js';
import { failure, jsonOf, type ProviderHttp } from './provider-http.js';

export interface KeycloakParts {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly http: ProviderHttp;
  readonly clock: Clock;
}

const PAGE = 100;
/** A token is not used in its last seconds. */
const SPARE_MS = 10_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const user = z.object({
  id: z.string().min(1).max(255),
  username: z.string().optional(),
  email: z.string().nullish(),
  enabled: z.boolean().optional(),
});
const group = z.object({ id: z.string().min(1), path: z.string(), subGroupCount: z.number().optional() });
const member = z.object({ id: z.string().min(1) });

export class KeycloakDirectory implements IdentityDirectory {
  #token: { readonly text: string; readonly until: number } | undefined;

  constructor(private readonly parts: KeycloakParts) {}

  get issuer(): string {
    return this.parts.issuer;
  }

  async *users(signal: AbortSignal): AsyncIterable<DirectoryUser> {
    for await (const each of this.#pages('/users', 'briefRepresentation=true', signal))
      yield userOf(read(user, each));
  }

  async user(subject: string, signal: AbortSignal): Promise<DirectoryUser | undefined> {
    const found = await this.#ask(`/users/${encodeURIComponent(subject)}`, signal);
    return found === undefined ? undefined : userOf(read(user, found));
  }

  /** A realm may let people sign in by either: both are asked. Keycloak keeps both in lower case. */
  async called(nameOrEmail: string, signal: AbortSignal): Promise<readonly DirectoryUser[]> {
    const found = new Map<string, DirectoryUser>();
    for (const field of ['username', 'email']) {
      const query = new URLSearchParams({ [field]: nameOrEmail.toLowerCase(), exact: 'true', max: '10' });
      const some = await this.#ask(`/users?${query}`, signal);
      if (!Array.isArray(some)) throw failure('its list is no list');
      for (const each of some) {
        const one = userOf(read(user, each));
        found.set(one.subject, one);
      }
    }
    return [...found.values()];
  }

  /** Since Keycloak 23 a group does not bring its children along: each is asked for its own. */
  async *groups(signal: AbortSignal): AsyncIterable<DirectoryGroup> {
    const waiting = ['/groups'];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      for await (const each of this.#pages(path, 'briefRepresentation=true', signal)) {
        const { id, path: name, subGroupCount = 1 } = read(group, each);
        if (subGroupCount > 0) waiting.push(`/groups/${encodeURIComponent(id)}/children`);
        if (isGroupPath(name)) yield { id, path: name };
      }
    }
  }

  async *members(groupId: string, signal: AbortSignal): AsyncIterable<string> {
    const path = `/groups/${encodeURIComponent(groupId)}/members`;
    for await (const each of this.#pages(path, 'briefRepresentation=true', signal))
      yield read(member, each).id;
  }

  /** A group that went between two calls has no members and no children: nothing is yielded. */
  async *#pages(path: string, query: string, signal: AbortSignal): AsyncIterable<unknown> {
    for (let first = 0; ; first += PAGE) {
      const page = await this.#ask(`${path}?first=${first}&max=${PAGE}&${query}`, signal);
      if (page === undefined) return;
      if (!Array.isArray(page)) throw failure('its list is no list');
      yield* page;
      if (page.length < PAGE) return;
    }
  }

  /** Undefined: 404. A token that was withdrawn meanwhile is replaced once. */
  async #ask(path: string, signal: AbortSignal, isRetry = false): Promise<unknown> {
    const token = await this.#accessToken(signal);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await this.parts.http.ask(`${adminUrl(this.issuer)}${path}`, { headers, signal });
    if (answer.status === 404) return undefined;
    if (answer.status === 401 && !isRetry) {
      this.#token = undefined;
      return this.#ask(path, signal, true);
    }
    if (answer.status === 403)
      throw failure('the client may not read users and groups: it lacks roles of realm-management');
    if (answer.status !== 200) throw failure(`its admin API answered with ${answer.status}`);
    return jsonOf(answer);
  }

  async #accessToken(signal: AbortSignal): Promise<string> {
    const { http, client, clock } = this.parts;
    const now = clock.now().getTime();
    if (this.#token !== undefined && this.#token.until > now) return this.#token.text;
    const { tokenEndpoint } = await discover(http, this.issuer);
    const answer = await http.ask(tokenEndpoint, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret)}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      signal,
    });
    if (answer.status !== 200) throw failure(`it gives our client no token (${answer.status})`);
    const made = read(tokenAnswer, jsonOf(answer));
    this.#token = { text: made.access_token, until: now + made.expires_in * 1_000 - SPARE_MS };
    return made.access_token;
  }
}

/** `https://host[/auth]/realms/acme` → `https://host[/auth]/admin/realms/acme` */
function adminUrl(issuer: string): string {
  return issuer.replace(/\/realms\/(?=[^/]+\/?$)/, '/admin/realms/').replace(/\/$/, '');
}

/** @throws DependencyFailure: what a parser says may quote the answer */
function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value);
  if (result.success) return result.data;
  throw failure('its answer is not what it should be');
}

function userOf({ id, username = '', email, enabled = true }: z.infer<typeof user>): DirectoryUser {
  return {
    subject: id,
    name: shownNameFaults('name', username).length === 0 ? username : id.slice(0, 80),
    email: email != null && emailFaults('email', email).length === 0 ? email : null,
    enabled,
  };
}
