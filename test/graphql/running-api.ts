/** The API on a free port of this machine, over services in memory, and clients for it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Actor } from '../../src/domain/identity.js';
import type { Log } from '../../src/domain/ports/log.js';
import { type ApiOptions, createApi } from '../../src/graphql/server.js';
import { MemoryEventFeed } from '../fakes/memory-event-feed.js';
import { MemoryServices } from './memory-services.js';

export const TOKEN = 'hf_a-token-that-is-good';
export const ADA: Actor = {
  kind: 'USER',
  userId: '0b7b9a52-0000-4000-8000-000000000001',
  name: 'ada',
  role: 'SUPER_ADMIN',
  groups: [],
};

export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly retryable: boolean;
    readonly errorId: string;
  };
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body when it is JSON; `text` always. */
  readonly body: { readonly data?: unknown; readonly errors?: readonly ApiError[] };
  readonly text: string;
}

/** The one error of an answer. */
export function onlyError(answer: Pick<ApiAnswer, 'body'>): ApiError {
  const [error, ...more] = answer.body.errors ?? [];
  if (error === undefined || more.length > 0)
    throw new Error(`not one error: ${JSON.stringify(answer.body)}`);
  return error;
}

export class LogLines implements Log {
  readonly lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  readonly debug = this.#line('debug');
  readonly info = this.#line('info');
  readonly warn = this.#line('warn');
  readonly error = this.#line('error');

  #line(level: string) {
    return (fields: object, message: string) => void this.lines.push({ level, fields, message });
  }

  /** Everything that was logged, errors with their causes, as one text to search. */
  text(): string {
    return JSON.stringify(this.lines, (_key, value) =>
      value instanceof Error ? `${value.stack} ${String(value.cause)}` : value,
    );
  }
}

export type Running = Awaited<ReturnType<typeof startApi>>;

export async function startApi(options: Partial<ApiOptions> = {}) {
  const services = new MemoryServices();
  const feed = new MemoryEventFeed();
  const log = new LogLines();
  const goodTokens = new Set([TOKEN]);
  const api = createApi({
    services,
    eventFeed: feed,
    authenticate: async (token) => (goodTokens.has(token) ? ADA : undefined),
    log,
    explorer: true,
    introspection: true,
    version: '9.9.9',
    health: async () => ({ ready: true, parts: { database: { ok: true } } }),
    ...options,
  });
  const server = createServer();
  api.attach(server);
  await api.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: Client[] = [];

  async function request(path: string, init: RequestInit = {}): Promise<ApiAnswer> {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const json = /json(?!l)/.test(response.headers.get('content-type') ?? '');
    const body = (json ? JSON.parse(text) : {}) as ApiAnswer['body'];
    return { status: response.status, headers: response.headers, body, text };
  }

  function post(body: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    return request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  function query(text: string, variables: Record<string, unknown> = {}): Promise<ApiAnswer> {
    return post({ query: text, variables });
  }

  function socketClient(token: string | undefined = TOKEN): Client {
    const client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    clients.push(client);
    return client;
  }

  return {
    api,
    url,
    services,
    feed,
    log,
    goodTokens,
    request,
    post,
    query,
    socketClient,
    subscribe(text: string, variables: Record<string, unknown> = {}): ReturnType<Client['iterate']> {
      return socketClient().iterate({ query: text, variables });
    },
    async stop() {
      for (const client of clients) await client.dispose();
      await api.stop();
    },
  };
}
