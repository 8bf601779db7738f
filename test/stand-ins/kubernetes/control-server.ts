import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultAction } from './faults.js';
import type { CertificateKind, KubernetesStandIn } from './kubernetes-stand-in.js';

// For demo and bench, where the stand-in runs in a process of its own: the inside of the cluster as plain HTTP on a
// loopback port that is not the API's. One POST per command, JSON in and out.

/** The commands, each the path of a POST. */
export interface ControlCommands {
  readonly 'delete-namespace': { readonly name: string; readonly instantly?: boolean };
  readonly 'create-namespace': { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly 'recreate-namespace': { readonly name: string };
  readonly 'terminate-namespace': { readonly name: string };
  readonly 'release-namespace': { readonly name: string };
  readonly 'add-token': {
    readonly token: string;
    readonly user: string;
    readonly groups?: readonly string[];
  };
  readonly 'revoke-token': { readonly token: string };
  /** `match` is the text of a regular expression. */
  readonly 'add-fault': FaultCommand;
  readonly 'clear-faults': object;
  readonly 'swap-certificate': { readonly kind: CertificateKind };
  /** Answers `{"total": …, "byStatus": {"200": …}}`. */
  readonly 'count-requests': { readonly match?: string };
  readonly 'clear-requests': object;
  /** Answers `{"objects": …}`. */
  readonly 'count-objects': { readonly resource?: string };
}

interface FaultCommand {
  readonly match: string;
  readonly method?: string;
  readonly times?: number;
  readonly probability?: number;
  readonly after?: number;
  readonly do: Exclude<FaultAction, () => void>;
}

type Handlers = {
  readonly [Command in keyof ControlCommands]: (argument: ControlCommands[Command]) => object | undefined;
};

export interface ControlServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

export async function serveControl(standIn: KubernetesStandIn): Promise<ControlServer> {
  const handlers = handlersFor(standIn);
  const server = createServer((request, response) => {
    run(handlers, request).then(
      (result) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result)),
      (error: unknown) => response.writeHead(400).end(error instanceof Error ? error.message : String(error)),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function run(handlers: Handlers, request: IncomingMessage): Promise<object> {
  const command = (request.url ?? '').slice(1);
  if (request.method !== 'POST' || !Object.hasOwn(handlers, command)) {
    throw new Error(`POST one of: ${Object.keys(handlers).join(', ')}`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const handler = handlers[command as keyof ControlCommands] as (argument: unknown) => object | undefined;
  return handler(text === '' ? {} : JSON.parse(text)) ?? { done: true };
}

function handlersFor(standIn: KubernetesStandIn): Handlers {
  const { store, faults, requests } = standIn;
  return {
    'delete-namespace': ({ name, instantly = false }) => void store.deleteNamespace(name, { instantly }),
    'create-namespace': ({ name, labels }) => void store.createNamespace(name, labels),
    'recreate-namespace': ({ name }) => void store.recreateNamespace(name),
    'terminate-namespace': ({ name }) => void store.terminateNamespace(name),
    'release-namespace': ({ name }) => void store.releaseNamespace(name),
    'add-token': ({ token, ...owner }) => void standIn.addToken(token, owner),
    'revoke-token': ({ token }) => void standIn.revokeToken(token),
    'add-fault': ({ match, ...fault }) => void faults.add({ ...fault, match: new RegExp(match) }),
    'clear-faults': () => void faults.clear(),
    'swap-certificate': ({ kind }) => void standIn.swapCertificate(kind),
    'count-requests': ({ match = '.' }) => {
      const pattern = new RegExp(match);
      const counted = requests.matching(pattern);
      const byStatus: Record<string, number> = {};
      for (const { status } of counted) byStatus[status] = (byStatus[status] ?? 0) + 1;
      return { total: counted.length, byStatus };
    },
    'clear-requests': () => void requests.clear(),
    'count-objects': ({ resource }) => ({ objects: store.count(resource) }),
  };
}
