import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubernetesClusterGateway } from '../../src/clusters/cluster-gateway.js';
import { InvalidInput } from '../../src/domain/errors/request-errors.js';
import { weakCertificate } from '../stand-ins/kubernetes/tls.js';
import { failureOf, LogLines, QUICK, SettableClock, TOKEN } from './api-client-builder.js';
import { base64, kubeconfig } from './kubeconfig-builder.js';
import { MemoryVault } from './memory-vault.js';
import { type Answering, ScriptedServer, sendJson, sendStatus, sendText } from './scripted-server.js';

const CLUSTER = { type: 'Cluster', id: 'c1' } as const;
const TOKENS_LATER = 'SENTINEL-second-token';

let server: ScriptedServer;
let vault: MemoryVault;
let gateway: KubernetesClusterGateway;

beforeEach(async () => {
  server = await ScriptedServer.start();
  vault = new MemoryVault();
  await vault.put(CLUSTER, configWith(TOKEN));
  gateway = new KubernetesClusterGateway({
    vault,
    clock: new SettableClock(),
    log: new LogLines(),
    timeouts: QUICK,
    version: '1.2.3',
  });
});
afterEach(async () => {
  await gateway.close();
  await server.stop();
});

function configWith(token: string): string {
  const cluster = { server: server.url, 'certificate-authority-data': base64(server.caPem) };
  return kubeconfig({ cluster, user: { token } });
}

function namespace(name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { metadata: { name, uid: `uid-${name}`, creationTimestamp: '2026-01-02T03:04:05Z', ...more } };
}

const list = (items: unknown, next = '') => ({ kind: 'NamespaceList', metadata: { continue: next }, items });
const tokensSeen = () =>
  server.requests.map((request) => request.headers.authorization?.slice('Bearer '.length));

describe('the namespaces of a cluster', () => {
  it('are read page by page, by their metadata', async () => {
    server.answering = (request, response) =>
      request.url?.includes('continue=')
        ? sendJson(response, 200, list([namespace('web', { deletionTimestamp: '2026-01-02T04:00:00Z' })]))
        : sendJson(response, 200, list([namespace('shop', { labels: { team: 'a' } })], 'next/1'));
    expect(await gateway.namespaces('c1')).toEqual([
      {
        name: 'shop',
        uid: 'uid-shop',
        terminating: false,
        labels: { team: 'a' },
        createdAt: new Date('2026-01-02T03:04:05Z'),
      },
      {
        name: 'web',
        uid: 'uid-web',
        terminating: true,
        labels: {},
        createdAt: new Date('2026-01-02T03:04:05Z'),
      },
    ]);
    expect(server.requests.map((request) => request.url)).toEqual([
      '/api/v1/namespaces?limit=500',
      '/api/v1/namespaces?limit=500&continue=next%2F1',
    ]);
    expect(server.requests[0]?.headers.accept).toMatch(/as=PartialObjectMetadataList/);
  });

  it('are read again from the start when the list expires on the way, once', async () => {
    const expired: Answering = (_request, response) =>
      sendStatus(response, 410, { reason: 'Expired', message: 'too old' });
    const firstPage: Answering = (_request, response) =>
      sendJson(response, 200, list([namespace('shop')], 'next'));
    const lastPage: Answering = (_request, response) => sendJson(response, 200, list([namespace('web')]));
    const script = [firstPage, expired, firstPage, lastPage];
    server.answering = (request, response) => script.shift()?.(request, response);
    expect((await gateway.namespaces('c1')).map((each) => each.name)).toEqual(['shop', 'web']);

    script.push(firstPage, expired, firstPage, expired);
    expect(await failureOf(gateway.namespaces('c1'))).toMatchObject({ kind: 'EXPIRED' });
  });

  it.each([
    ['is no list', { kind: 'Namespace', metadata: {} }],
    ['lists something without metadata', list([{}])],
    [
      'lists something without a uid',
      list([{ metadata: { name: 'shop', creationTimestamp: '2026-01-01T00:00:00Z' } }]),
    ],
    ['lists something without a date', list([{ metadata: { name: 'shop', uid: 'u' } }])],
    ['holds items that are no list', list({})],
    ['goes round in a circle', list([], 'same')],
  ])('are never guessed: an answer that %s is MALFORMED', async (_what, body) => {
    server.answering = (_request, response) => sendJson(response, 200, body);
    expect(await failureOf(gateway.namespaces('c1'))).toMatchObject({ kind: 'MALFORMED' });
  });

  it('may be none at all', async () => {
    server.answering = (_request, response) => sendJson(response, 200, list(null));
    expect(await gateway.namespaces('c1')).toEqual([]);
  });
});

describe('one namespace', () => {
  it('is found', async () => {
    server.answering = (_request, response) =>
      sendJson(response, 200, { kind: 'Namespace', ...namespace('shop') });
    expect(await gateway.namespace('c1', 'shop')).toMatchObject({ name: 'shop', uid: 'uid-shop' });
  });

  it('is undefined when the cluster says that this very namespace is not found', async () => {
    server.answering = (_request, response) =>
      sendStatus(response, 404, {
        reason: 'NotFound',
        message: 'namespaces "shop" not found',
        details: { name: 'shop', kind: 'namespaces' },
      });
    expect(await gateway.namespace('c1', 'shop')).toBeUndefined();
  });

  const misleading: readonly [string, Answering, string][] = [
    [
      'the 404 page of a proxy',
      (_, r) => sendText(r, 404, '<html>', { 'content-type': 'text/html' }),
      'MALFORMED',
    ],
    ['a 404 in plain text', (_, r) => sendText(r, 404, '404 page not found'), 'MALFORMED'],
    [
      'a 404 about another thing',
      (_, r) =>
        sendStatus(r, 404, { reason: 'NotFound', message: 'x', details: { name: 'c-1', kind: 'clusters' } }),
      'MALFORMED',
    ],
    [
      'a 404 without details',
      (_, r) => sendStatus(r, 404, { reason: 'NotFound', message: 'x' }),
      'MALFORMED',
    ],
    [
      'a 403, as a deleted namespace gives to a credential with rights in it alone',
      (_, r) => sendStatus(r, 403, { reason: 'Forbidden', message: 'x' }),
      'FORBIDDEN',
    ],
    [
      'another namespace',
      (_, r) => sendJson(r, 200, { kind: 'Namespace', ...namespace('blog') }),
      'MALFORMED',
    ],
    ['another kind', (_, r) => sendJson(r, 200, { kind: 'Pod', ...namespace('shop') }), 'MALFORMED'],
    ['a broken connection', (request) => void request.socket.destroy(), 'CONNECTION'],
  ];
  it.each(misleading)('is never taken for gone after %s', async (_what, answering, kind) => {
    server.answering = answering;
    expect(await failureOf(gateway.namespace('c1', 'shop'))).toMatchObject({ kind });
  });

  it.each(['', '../pods', 'Shop', 'a/b', 'a?b'])(
    'is not asked for by a name that none can have: %j',
    async (name) => {
      await expect(gateway.namespace('c1', name)).rejects.toBeInstanceOf(InvalidInput);
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('the connection to a cluster', () => {
  it('is one for all who ask', async () => {
    const apis = await Promise.all(Array.from({ length: 25 }, () => gateway.api('c1')));
    await Promise.all(apis.flatMap((api) => [1, 2, 3, 4].map((n) => api.get(`/${n}`))));
    expect(server.requests).toHaveLength(100);
    expect(server.sockets).toBeLessThanOrEqual(4);
    expect(server.requests[0]?.headers['user-agent']).toBe('holdfast/1.2.3');
  });

  it('uses a new credential as soon as the vault has one, also in an API that was handed out before', async () => {
    const before = await gateway.api('c1');
    await before.get('/1');
    await vault.put(CLUSTER, configWith(TOKENS_LATER));
    await (await gateway.api('c1')).get('/2');
    await before.get('/3');
    expect(tokensSeen()).toEqual([TOKEN, TOKENS_LATER, TOKENS_LATER]);
  });

  it('that is forgotten ends its calls; a read is made again with the new credential, a post is not', async () => {
    server.answering = (request, response) => {
      if (request.headers.authorization?.includes(TOKENS_LATER)) sendJson(response, 200, {});
    };
    const api = await gateway.api('c1');
    const read = api.get('/read');
    const post = failureOf(api.post('/post', {}));
    await expect.poll(() => server.requests.length).toBe(2);
    await vault.put(CLUSTER, configWith(TOKENS_LATER));
    await gateway.forget('c1');
    expect((await post).kind).toBe('CONNECTION');
    await read;
    expect(server.requests.map((request) => request.url).sort()).toEqual(['/post', '/read', '/read']);
    expect(tokensSeen().at(-1)).toBe(TOKENS_LATER);
  });

  it('of a cluster that was removed ends its calls for good', async () => {
    server.answering = () => {};
    const call = failureOf((await gateway.api('c1')).get('/x'));
    await expect.poll(() => server.requests.length).toBe(1);
    await vault.remove(CLUSTER);
    await gateway.forget('c1');
    expect((await call).kind).toBe('BAD_KUBECONFIG');
    await expect.poll(() => server.openSockets).toBe(0);
  });

  it('ends with the gateway: nothing is left open, and nothing new begins', async () => {
    server.answering = () => {};
    const call = failureOf(gateway.namespaces('c1'));
    await expect.poll(() => server.requests.length).toBe(1);
    await gateway.close();
    expect((await call).kind).toBe('CONNECTION');
    expect(await failureOf(gateway.api('c1'))).toMatchObject({ kind: 'CONNECTION' });
    await expect.poll(() => server.openSockets).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  it('is BAD_KUBECONFIG when there is none, or one that cannot be used, without a word of its secrets', async () => {
    expect(await failureOf(gateway.api('unknown'))).toMatchObject({ kind: 'BAD_KUBECONFIG' });
    await vault.put(CLUSTER, kubeconfig({ user: { exec: { command: TOKEN } } }));
    const failure = await failureOf(gateway.namespaces('c1'));
    expect(failure.kind).toBe('BAD_KUBECONFIG');
    expect(failure.message).toContain('kubeconfig.users[admin].user.exec');
    expect(failure.message).not.toContain(TOKEN);
  });

  it('is BAD_KUBECONFIG when TLS does not take its client certificate, which a probe says, too', async () => {
    const { certPem, keyPem } = await weakCertificate();
    const user = {
      'client-certificate-data': base64(certPem),
      'client-key-data': base64(keyPem),
      token: undefined,
    };
    await vault.put(CLUSTER, kubeconfig({ cluster: { server: server.url }, user }));
    const failure = await failureOf(gateway.api('c1'));
    expect(failure).toMatchObject({
      kind: 'BAD_KUBECONFIG',
      message: expect.stringContaining('KEY_TOO_SMALL'),
    });
    expect(await gateway.probe('c1')).toMatchObject({ ok: false, reason: 'BAD_KUBECONFIG' });
    expect(server.requests).toHaveLength(0);
  });

  it('ends a read when its caller does', async () => {
    server.answering = () => {};
    const abort = new AbortController();
    const reason = new Error('cancelled');
    const ended = expect(gateway.namespaces('c1', abort.signal)).rejects.toBe(reason);
    await expect.poll(() => server.requests.length).toBe(1);
    abort.abort(reason);
    await ended;
  });
});

it('a cluster that is removed while somebody connects to it leaves no client behind', async () => {
  const gate = Promise.withResolvers<void>();
  let reads = 0;
  const removed = new KubernetesClusterGateway({
    vault: {
      get: async (subject) => {
        reads += 1;
        if (reads > 1) return vault.get(subject);
        const old = await vault.get(subject);
        await gate.promise;
        return old;
      },
      put: (subject, secret) => vault.put(subject, secret),
      remove: (subject) => vault.remove(subject),
    },
    clock: new SettableClock(),
    log: new LogLines(),
    timeouts: QUICK,
  });
  const connecting = removed.api('c1');
  await vault.remove(CLUSTER);
  await removed.forget('c1');
  gate.resolve();
  await expect(connecting).rejects.toMatchObject({ kind: 'BAD_KUBECONFIG' });
  expect(reads).toBe(2);
  await removed.close();
});
