import { Agent, type Dispatcher, request } from 'undici';
import type { KubernetesStandIn } from './kubernetes-stand-in.js';

export interface TestAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  readonly json: () => Record<string, unknown>;
}

export interface TestRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** null: without. Absent: the administrator's. */
  readonly token?: string | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain client of one stand-in: what it answers, as it is. */
export class TestClient {
  readonly #agent: Agent;

  constructor(
    readonly standIn: KubernetesStandIn,
    tls: { readonly cert?: string; readonly key?: string } = {},
  ) {
    this.#agent = new Agent({ connect: { ca: standIn.caPem, ...tls }, connections: 4 });
  }

  async send(path: string, options: TestRequest = {}): Promise<TestAnswer> {
    const { method = 'GET', token = this.standIn.adminToken, body, headers = {} } = options;
    const answer = await request(this.standIn.url + path, {
      method,
      dispatcher: this.#agent,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      json: () => JSON.parse(text) as Record<string, unknown>,
    };
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}
