/**
 * Many clusters behind one port, told apart by their tokens: what a probe asks is answered at once, and the processor time goes to the
 * product. Its parent says which cluster hangs or refuses its credential, and asks how many connections there are.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { sharedCertificates } from '../../test/stand-ins/kubernetes/tls.js';

export type Mood = 'ANSWERS' | 'HANGS' | 'REFUSES';
export type Question =
  | { readonly set: readonly { readonly token: string; readonly mood: Mood }[] }
  | { readonly connections: true };
export interface Connections {
  readonly now: number;
  readonly most: number;
}

const moods = new Map<string, Mood>();
let most = 0;
let open = 0;

const NAMESPACE = (name: string) => ({
  metadata: { name, uid: `uid-of-${name}`, creationTimestamp: '2026-01-01T00:00:00Z' },
  status: { phase: 'Active' },
});

function answerTo(path: string): { readonly status: number; readonly body: object } {
  if (path === '/version') return { status: 200, body: { gitVersion: 'v1.36.0' } };
  if (path === '/api/v1/namespaces/kube-system') {
    return { status: 200, body: { kind: 'Namespace', apiVersion: 'v1', ...NAMESPACE('kube-system') } };
  }
  if (path.startsWith('/api/v1/namespaces')) {
    const items = ['default', 'kube-system', 'shop', 'blog'].map(NAMESPACE);
    return { status: 200, body: { kind: 'NamespaceList', apiVersion: 'v1', metadata: {}, items } };
  }
  if (path.endsWith('/selfsubjectaccessreviews')) return { status: 201, body: { status: { allowed: true } } };
  return { status: 404, body: { kind: 'Status', code: 404, reason: 'NotFound', message: path } };
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
  const mood = moods.get(token) ?? 'ANSWERS';
  request.resume();
  if (mood === 'HANGS') return;
  const refusal = { kind: 'Status', code: 401, reason: 'Unauthorized', message: 'Unauthorized' };
  const { status, body } =
    mood === 'REFUSES' ? { status: 401, body: refusal } : answerTo(request.url?.split('?')[0] ?? '');
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

process.on('message', (question: Question | string) => {
  if (typeof question === 'string') return;
  if ('set' in question) {
    for (const { token, mood } of question.set) moods.set(token, mood);
    process.send?.({ done: true });
    return;
  }
  const answer: Connections = { now: open, most };
  most = open;
  process.send?.(answer);
});

const { caPem, original } = await sharedCertificates();
const server = createServer({ cert: original.certPem, key: original.keyPem }, handle);
server.on('connection', (socket) => {
  open += 1;
  most = Math.max(most, open);
  socket.on('close', () => {
    open -= 1;
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ url: `https://127.0.0.1:${port}`, ca: caPem }));
});
