import { Agent, request } from 'undici';
import { type KubernetesStandIn, startKubernetesStandIn } from './kubernetes-stand-in.js';

/** One recorded exchange. `token: null`: without one; absent: the administrator's. */
export interface Exchange {
  readonly id: string;
  readonly req: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: string;
    readonly token?: string | null;
    readonly accept?: string;
    readonly contentType?: string;
    readonly body?: unknown;
  };
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const comparedHeaders = ['content-type', 'warning', 'cache-control', 'etag', 'vary', 'retry-after'];

/** Sends recorded requests to a fresh stand-in and normalises what it answers as the recording was. */
export class Replay {
  #continue = '';
  #version = '';

  private constructor(
    readonly standIn: KubernetesStandIn,
    readonly agent: Agent,
  ) {}

  static async start(): Promise<Replay> {
    // The recorded control plane ran the API server and the GC, namespace and serviceaccount controllers only.
    const standIn = await startKubernetesStandIn({ workloadControllers: false });
    standIn.addToken('limitedtoken', { user: 'limited' });
    return new Replay(standIn, new Agent({ connect: { ca: standIn.caPem } }));
  }

  async stop(): Promise<void> {
    await this.agent.close();
    await this.standIn.stop();
  }

  async send({ req, status }: Exchange): Promise<Answered> {
    const path = req.path.replace('$CONT', this.#continue).replace('$RV', this.#version);
    const token = req.token === undefined ? this.standIn.adminToken : req.token;
    const answer = await request(this.standIn.url + path, {
      method: req.method,
      dispatcher: this.agent,
      headers: {
        'user-agent': 'golden/1.0',
        accept: req.accept ?? 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(req.body === undefined ? {} : { 'content-type': req.contentType ?? 'application/json' }),
      },
      ...(req.body === undefined ? {} : { body: bodyText(req.body) }),
    });
    const text = await answer.body.text();
    // The recording waited for the controllers too.
    await this.standIn.store.settled();
    this.#remember(text, status);
    const headers = Object.fromEntries(
      comparedHeaders.flatMap((name) => {
        const value = answer.headers[name];
        return value === undefined ? [] : [[name, name === 'etag' ? '<etag>' : String(value)]];
      }),
    );
    return { status: answer.statusCode, headers, body: normalised(bodyValue(text, path)) };
  }

  #remember(text: string, status: number): void {
    if (status !== 200) return;
    const token = /"continue":"([^"]+)"/.exec(text)?.[1];
    const version = /"resourceVersion":"(\d+)"/.exec(text)?.[1];
    if (token) this.#continue = encodeURIComponent(token);
    if (version) this.#version = version;
  }
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function bodyValue(text: string, path: string): unknown {
  if (/[?&]watch=1/.test(path)) {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const byKey: Readonly<Record<string, string>> = {
  uid: '<uid>',
  resourceVersion: '<rv>',
  creationTimestamp: '<time>',
  deletionTimestamp: '<time>',
  lastTransitionTime: '<time>',
  expirationTimestamp: '<time>',
  time: '<time>',
  buildDate: '<time>',
  storageVersionHash: '<hash>',
  clusterIP: '<ip>',
  serverAddress: '<host>',
  token: '<jwt>',
};

/** What differs from run to run is replaced by its name, as in the recording. */
export function normalised(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    return key === 'clusterIPs' ? value.map(() => '<ip>') : value.map((item) => normalised(item));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, normalised(child, name)]));
  }
  if (typeof value !== 'string') return value;
  if (key === 'continue' && value !== '') return '<continue>';
  const named = byKey[key];
  if (named !== undefined && value !== '') return keepsFixedUid(key, value) ? value : named;
  return normalisedText(value);
}

/** The uid that a request itself made up stays what it is. */
function keepsFixedUid(key: string, value: string): boolean {
  return key === 'uid' && (value === 'admin-uid' || /^1{8}-/.test(value));
}

function normalisedText(value: string): string {
  return value
    .replace(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g, '<pem><pem>')
    .replace(/^gen-[a-z0-9]{5}$/, 'gen-<rand>')
    .replace(/\((?!1{8})[0-9a-f]{8}-[0-9a-f-]{27}\)/g, '(<uid>)');
}
