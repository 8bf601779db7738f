/**
 * Many gardens behind one port, told apart by their tokens, each with one project of so many shoots: lists in pages, and a kubeconfig for who
 * asks. What is asked is answered at once. Arguments: gardens, shoots of each. Its parent asks how many requests there were.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { kubeconfig } from '../../test/clusters/kubeconfig-builder.js';
import { sharedCertificates } from '../../test/stand-ins/kubernetes/tls.js';
import { projectOf } from './garden-names.js';

export interface Requests {
  readonly lists: number;
  readonly kubeconfigs: number;
}

const SIX_HOURS_MS = 6 * 60 * 60_000;
const [gardens = 0, shootsOfEach = 0] = process.argv.slice(2).map(Number);
const requests = { lists: 0, kubeconfigs: 0 };
let base = '';

function shoot(garden: number, number: number): object {
  const project = projectOf(garden);
  const uid = `${String(garden).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const name = `s-${number}`;
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: {
      name,
      namespace: `garden-${project}`,
      uid,
      labels: { env: 'prod', team: `team-${number % 10}` },
    },
    spec: {
      region: 'eu-central-1',
      provider: { type: 'aws' },
      kubernetes: { version: '1.33.4' },
      hibernation: { enabled: false },
      // A real one has some ten KiB of this.
      extensions: Array.from({ length: 40 }, (_, index) => ({
        type: `extension-${index}`,
        providerConfig: { size: 'x'.repeat(120) },
      })),
    },
    status: {
      uid,
      hibernated: false,
      technicalID: `shoot--${project}--${name}`,
      seedName: 'aws-ha-eu1',
      lastOperation: { type: 'Reconcile', state: 'Succeeded', progress: 100 },
      advertisedAddresses: [{ name: 'external', url: `${base}/${project}/${name}` }],
    },
  };
}

const lists = new Map<number, readonly object[]>();
function shootsOf(garden: number): readonly object[] {
  const known =
    lists.get(garden) ?? Array.from({ length: shootsOfEach }, (_, number) => shoot(garden, number));
  lists.set(garden, known);
  return known;
}

function list(garden: number, query: URLSearchParams): object {
  requests.lists += 1;
  const from = Number(query.get('continue') ?? 0);
  const to = from + Number(query.get('limit') ?? shootsOfEach);
  const metadata = { resourceVersion: '1', ...(to < shootsOfEach && { continue: String(to) }) };
  const items = shootsOf(garden).slice(from, to);
  return { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'ShootList', metadata, items };
}

function adminKubeconfig(garden: number, name: string, caPem: string): object {
  requests.kubeconfigs += 1;
  const server = `${base}/${projectOf(garden)}/${name}`;
  const authority = Buffer.from(caPem).toString('base64');
  const text = kubeconfig({
    cluster: { server, 'certificate-authority-data': authority },
    user: { token: `shoot-${garden}-${name}` },
  });
  const expirationTimestamp = new Date(Date.now() + SIX_HOURS_MS).toISOString();
  const status = { kubeconfig: Buffer.from(text).toString('base64'), expirationTimestamp };
  return { apiVersion: 'authentication.gardener.cloud/v1alpha1', kind: 'AdminKubeconfigRequest', status };
}

const { caPem, original } = await sharedCertificates();

function answerTo(garden: number, url: URL): { readonly status: number; readonly body: object } {
  const [, project, rest = ''] =
    /^\/apis\/core\.gardener\.cloud\/v1beta1\/(?:projects\/(\w+)|(.*))$/.exec(url.pathname) ?? [];
  if (project !== undefined)
    return {
      status: 200,
      body: { kind: 'Project', metadata: { name: project }, spec: { namespace: `garden-${project}` } },
    };
  if (/^namespaces\/[\w-]+\/shoots$/.test(rest)) return { status: 200, body: list(garden, url.searchParams) };
  const [, name] = /\/shoots\/([\w-]+)\/adminkubeconfig$/.exec(rest) ?? [];
  if (name !== undefined) return { status: 201, body: adminKubeconfig(garden, name, caPem) };
  return { status: 404, body: { kind: 'Status', code: 404, reason: 'NotFound', message: url.pathname } };
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const garden = Number(/garden-(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? Number.NaN);
  request.resume();
  const isKnown = garden >= 0 && garden < gardens;
  const refusal = { kind: 'Status', code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
  const { status, body } = isKnown
    ? answerTo(garden, new URL(request.url ?? '/', base))
    : { status: 401, body: refusal };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

process.on('message', (question) => {
  if (question === 'usage') return;
  process.send?.({ ...requests } satisfies Requests);
  Object.assign(requests, { lists: 0, kubeconfigs: 0 });
});

const server = createServer({ cert: original.certPem, key: original.keyPem }, handle);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  base = `https://127.0.0.1:${port}`;
  console.log(JSON.stringify({ url: base, ca: caPem }));
});
