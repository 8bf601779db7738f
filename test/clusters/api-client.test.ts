import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src/clusters/api-client.js';
import {
  type ClientSetting,
  clientFor,
  failureOf,
  LogLines,
  NAME,
  resolvesTo,
  SettableClock,
  TOKEN,
} from './api-client-builder.js';
import { base64, certificates } from './kubeconfig-builder.js';
import { ScriptedServer, sendJson, sendStatus, sendText } from './scripted-server.js';

let server: ScriptedServer;
let clients: ApiClient[];

beforeEach(async () => {
  server = await ScriptedServer.start();
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await server.stop();
});

function client(setting: ClientSetting = {}): ApiClient {
  const made = clientFor(server, setting);
  clients.push(made);
  return made;
}

const byName = (): ClientSetting => ({
  server: `https://${NAME}:${server.port}`,
  lookup: resolvesTo('127.0.0.1'),
});

describe('a read', () => {
  it('gives the bytes as the server sent them', async () => {
    const text = '{"big":9223372036854775807,  "from" : "x"}\n';
    server.answering = (_request, response) =>
      sendText(response, 200, text, { 'content-type': 'application/json' });
    expect((await client().get('/api/v1/pods')).toString()).toBe(text);
  });

  it('carries the token, the wanted form, and who asks', async () => {
    await client().get('/api/v1/pods?limit=5&continue=a%2Fb', { accept: 'application/json;as=Table' });
    expect(server.requests).toMatchObject([
      {
        method: 'GET',
        url: '/api/v1/pods?limit=5&continue=a%2Fb',
        headers: {
          accept: 'application/json;as=Table',
          'accept-encoding': 'identity',
          authorization: `Bearer ${TOKEN}`,
          'user-agent': 'holdfast/1.2.3',
        },
      },
    ]);
  });

  it('goes below the path of the server', async () => {
    await client({ server: `${server.url}/k8s/clusters/c-1/` }).get('/version');
    expect(server.requests[0]?.url).toBe('/k8s/clusters/c-1/version');
  });

  it('shows the client certificate, and no token when there is none', async () => {
    const { admin } = await certificates();
    let subject = '';
    server.answering = (request, response) => {
      const socket = request.socket as import('node:tls').TLSSocket;
      subject = String(socket.getPeerCertificate().subject?.CN);
      sendJson(response, 200, {});
    };
    const user = {
      token: undefined,
      'client-certificate-data': base64(admin.certPem),
      'client-key-data': base64(admin.keyPem),
    };
    await client({ user }).get('/version');
    expect(subject).toBe('admin');
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('may ask for something other than JSON', async () => {
    server.answering = (_request, response) => sendText(response, 200, 'ok');
    expect((await client().get('/readyz', { accept: 'text/plain' })).toString()).toBe('ok');
  });
});

describe('gzip', () => {
  const big = `{"items":["${'x'.repeat(300_000)}"]}`;

  it('is asked for and unpacked when the cluster is not on loopback', async () => {
    server.answering = (request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(big));
    };
    expect((await client(byName()).get('/api/v1/pods')).toString()).toBe(big);
  });

  it('that is cut off is read again', async () => {
    server.answering = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(server.requests.length === 1 ? gzipSync(big).subarray(0, 100) : gzipSync(big));
    };
    expect((await client(byName()).get('/api/v1/pods')).toString()).toBe(big);
    expect(server.requests).toHaveLength(2);
  });

  it('is bounded by what it unpacks to', async () => {
    server.answering = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      response.end(gzipSync(big));
    };
    const failure = await failureOf(client(byName()).get('/api/v1/pods', { maxBytes: 10_000 }));
    expect(failure).toMatchObject({
      kind: 'MALFORMED',
      message: expect.stringContaining('more than 10000 bytes'),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('is the only encoding that is understood', async () => {
    server.answering = (_request, response) => sendText(response, 200, '{}', { 'content-encoding': 'br' });
    expect(await failureOf(client().get('/x'))).toMatchObject({ kind: 'MALFORMED' });
  });
});

describe('an answer that is no success', () => {
  const html = (status: number) => (_request: unknown, response: Parameters<typeof sendText>[0]) =>
    sendText(response, status, '<html>a proxy</html>', { 'content-type': 'text/html' });

  it.each([
    [400, 'BadRequest', 'REFUSED', false],
    [401, 'Unauthorized', 'UNAUTHORIZED', false],
    [403, 'Forbidden', 'FORBIDDEN', false],
    [404, 'NotFound', 'NOT_FOUND', false],
    [405, 'MethodNotAllowed', 'REFUSED', false],
    [410, 'Expired', 'EXPIRED', false],
    [422, 'Invalid', 'REFUSED', false],
    [500, 'InternalError', 'SERVER_ERROR', true],
  ] as const)('%i %s is %s and is not tried again', async (code, reason, kind, retryable) => {
    server.answering = (_request, response) =>
      sendStatus(response, code, { reason, message: 'pods is forbidden' });
    const failure = await failureOf(client().get('/api/v1/pods?labelSelector=a%3Db'));
    expect(failure.kind).toBe(kind);
    expect(failure.retryable).toBe(retryable);
    expect(failure.details).toEqual({ kind, call: 'GET /api/v1/pods', status: code, continueToken: null });
    expect(failure.message).toMatch(/^GET \/api\/v1\/pods: .+ \(pods is forbidden\)\.$/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [301, 'MALFORMED'],
    [401, 'UNAUTHORIZED'],
    [403, 'REFUSED'],
    [404, 'MALFORMED'],
    [500, 'SERVER_ERROR'],
  ] as const)('%i as a page of a proxy is %s', async (code, kind) => {
    server.answering = html(code);
    expect(await failureOf(client().get('/api/v1/pods'))).toMatchObject({ kind });
    expect(server.requests).toHaveLength(1);
  });

  it('404 in plain text is NOT_FOUND: so an API server answers for a group that it does not have', async () => {
    server.answering = (_request, response) => sendText(response, 404, '404 page not found');
    expect(await failureOf(client().get('/apis/none/v1'))).toMatchObject({ kind: 'NOT_FOUND' });
  });

  it('410 carries the token that goes on', async () => {
    server.answering = (_request, response) =>
      sendStatus(response, 410, { reason: 'Expired', message: 'too old', metadata: { continue: 'go-on' } });
    expect((await failureOf(client().get('/api/v1/pods'))).details.continueToken).toBe('go-on');
  });

  it('that redirects is not followed', async () => {
    const elsewhere = await ScriptedServer.start();
    server.answering = (_request, response) =>
      sendText(response, 302, '', { location: `${elsewhere.url}/x` });
    expect(await failureOf(client().get('/x'))).toMatchObject({ kind: 'MALFORMED' });
    expect(elsewhere.sockets).toBe(0);
    await elsewhere.stop();
  });

  it('may be endless: its message is bounded, on one line, and its body is not read to the end', async () => {
    server.answering = (_request, response) =>
      sendStatus(response, 403, { reason: 'Forbidden', message: `a\u001b[31m\r\nb${'x'.repeat(5_000)}` });
    const { message } = await failureOf(client().get('/x'));
    expect(message).toMatch(/^GET \/x: .+ \(a \[31m bx+\.\.\.\)\.$/);
    expect(message.length).toBeLessThan(400);
    server.answering = (_request, response) => sendText(response, 400, 'x'.repeat(200_000));
    expect(await failureOf(client().get('/x'))).toMatchObject({ kind: 'REFUSED' });
  });

  it('never brings the credential, the query or the host into the error', async () => {
    const log = new LogLines();
    server.answering = (request, response) =>
      sendStatus(response, 503, {
        reason: 'Echo',
        message: `${request.headers.authorization} ${request.headers.host}`,
      });
    const failure = await failureOf(client({ log }).get('/api/v1/secrets?fieldSelector=hush'));
    expect(failure.message).toContain('Bearer [removed]');
    const everything = `${inspect(failure, { depth: 9 })} ${JSON.stringify(failure)} ${log.lines.join()}`;
    expect(everything).not.toContain(TOKEN);
    expect(everything).not.toContain('hush');
    expect(log.lines).toHaveLength(4);
  });
});

describe('a success that is none', () => {
  it('is refused when it is no JSON, without being quoted', async () => {
    server.answering = (_request, response) =>
      sendText(response, 200, `<html>${TOKEN}</html>`, { 'content-type': 'text/html' });
    const failure = await failureOf(client().get('/version'));
    expect(failure).toMatchObject({ kind: 'MALFORMED', message: 'GET /version: the answer is no JSON.' });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['', '{"items":[{"a":1},', '[]', '"text"'])(
    'is read again when it does not end as JSON does: %j',
    async (text) => {
      server.answering = (_request, response) =>
        sendText(response, 200, text, { 'content-type': 'application/json' });
      expect(await failureOf(client().get('/version'))).toMatchObject({ kind: 'MALFORMED', retryable: true });
      expect(server.requests).toHaveLength(5);
    },
  );

  it('is refused when it is larger than allowed, and not asked for again', async () => {
    server.answering = (_request, response) => sendJson(response, 200, { text: 'x'.repeat(5_000) });
    const failure = await failureOf(client().get('/x', { maxBytes: 4_000 }));
    expect(failure).toMatchObject({
      kind: 'MALFORMED',
      message: expect.stringContaining('more than 4000 bytes'),
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a fault that passes', () => {
  const faults: readonly [string, ScriptedServer['answering']][] = [
    [
      '429 with Retry-After',
      (_, response) => sendText(response, 429, 'Too many requests', { 'retry-after': '1' }),
    ],
    ['429 without', (_, response) => sendText(response, 429, 'Too many requests')],
    ['502', (_, response) => sendText(response, 502, 'bad gateway')],
    ['503', (_, response) => sendStatus(response, 503, { reason: 'ServiceUnavailable', message: 'later' })],
    ['504', (_, response) => sendStatus(response, 504, { reason: 'Timeout', message: 'later' })],
    ['a reset before the headers', (request) => void request.socket.destroy()],
    [
      'a body that is cut off, its length known',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"items":[', () => response.destroy());
      },
    ],
    [
      'a body that is cut off in a chunk',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"items":[', () => response.destroy());
      },
    ],
    ['something that is not HTTP', (request) => void request.socket.end('hello there\r\n\r\n')],
  ];

  it.each(faults)('is outlived: %s', async (_what, fault) => {
    server.answering = (request, response) =>
      server.requests.length < 3 ? fault(request, response) : sendJson(response, 200, { kind: 'Fine' });
    expect(JSON.parse(String(await client().get('/x')))).toEqual({ kind: 'Fine' });
    expect(server.requests).toHaveLength(3);
  });

  it.each(faults.slice(1))('that does not pass is thrown after five attempts: %s', async (_what, fault) => {
    server.answering = fault;
    const failure = await failureOf(client().get('/x'));
    expect(failure.retryable).toBe(true);
    expect(server.requests).toHaveLength(5);
  });

  it('is thrown at once when the cluster asks for a longer wait than is waited, and says how long', async () => {
    server.answering = (_request, response) => sendText(response, 429, 'no', { 'retry-after': '3600' });
    const failure = await failureOf(client().get('/x'));
    expect(failure).toMatchObject({ kind: 'THROTTLED', retryAfterSeconds: 3600, retryable: true });
    expect(server.requests).toHaveLength(1);
  });

  it('is thrown at once by a post', async () => {
    server.answering = (_request, response) => sendText(response, 503, 'no');
    expect(await failureOf(client().post('/apis/x', { a: 1 }))).toMatchObject({ kind: 'SERVER_ERROR' });
    expect(server.requests).toMatchObject([
      { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } },
    ]);
  });
});

describe('a time-out', () => {
  it.each([
    ['no headers come', { headers: 100 }, () => {}],
    [
      'the body stands still',
      { bodyIdle: 100 },
      (_: unknown, response: Parameters<typeof sendText>[0]) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      },
    ],
    [
      'the body drips for ever',
      { call: 100 },
      (_: unknown, response: Parameters<typeof sendText>[0]) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write('{'), 10);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ] as const)('ends a call when %s; it is tried once more', async (_what, timeouts, answering) => {
    server.answering = answering;
    expect(await failureOf(client({ timeouts }).get('/x'))).toMatchObject({
      kind: 'TIMEOUT',
      retryable: true,
    });
    expect(server.requests).toHaveLength(2);
    await expect.poll(() => server.openSockets).toBe(0);
  });
});

describe('a connection that cannot be made', () => {
  it('is CONNECTION when nobody listens', async () => {
    const subject = client();
    await server.stop();
    const failure = await failureOf(subject.get('/version'));
    expect(failure).toMatchObject({ kind: 'CONNECTION', message: expect.stringContaining('ECONNREFUSED') });
  });

  it('is NAME_NOT_RESOLVED when the name has no address', async () => {
    const lookup: ClientSetting['lookup'] = (_name, _options, callback) =>
      callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), []);
    const failure = await failureOf(client({ ...byName(), lookup }).get('/version'));
    expect(failure).toMatchObject({ kind: 'NAME_NOT_RESOLVED', retryable: true });
  });

  it.each([[['169.254.169.254']], [['127.0.0.1', 'fe80::1']], [['::ffff:169.254.169.254']], [[]]])(
    'is refused when the name leads to %j',
    async (addresses) => {
      const failure = await failureOf(
        client({ ...byName(), lookup: resolvesTo(...addresses) }).get('/version'),
      );
      expect(failure).toMatchObject({ kind: 'BAD_KUBECONFIG', retryable: false });
      expect(server.sockets).toBe(0);
    },
  );
});

describe('the certificate of the server', () => {
  it.each(['foreign-ca', 'expired'] as const)('is TLS when it is %s', async (which) => {
    server.present((await certificates())[which]);
    expect(await failureOf(client().get('/version'))).toMatchObject({ kind: 'TLS', retryable: false });
    expect(server.requests).toHaveLength(0);
  });

  it('is TLS when it is for another name, unless the kubeconfig names it', async () => {
    const setting = { server: `https://api.example.com:${server.port}`, lookup: resolvesTo('127.0.0.1') };
    expect(await failureOf(client(setting).get('/version'))).toMatchObject({ kind: 'TLS' });
    await client({ ...setting, cluster: { 'tls-server-name': NAME } }).get('/version');
    expect(server.requests).toHaveLength(1);
  });

  it('is TLS when the server speaks none', async () => {
    const plain = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const { port } = plain.address() as AddressInfo;
    const failure = await failureOf(client({ server: `https://127.0.0.1:${port}` }).get('/version'));
    plain.close();
    expect(failure).toMatchObject({ kind: 'TLS', message: expect.stringContaining('does not speak TLS') });
  });

  it('is TLS when no authority of the kubeconfig or of the world vouches for it', async () => {
    const cluster = { 'certificate-authority-data': undefined };
    expect(await failureOf(client({ cluster }).get('/version'))).toMatchObject({ kind: 'TLS' });
  });

  it('is checked whatever the environment says', async () => {
    server.present((await certificates())['foreign-ca']);
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(await failureOf(client().get('/version'))).toMatchObject({ kind: 'TLS' });
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  });

  it('is looked at on every new connection, also when it changed in between', async () => {
    const subject = client();
    server.answering = (_request, response) => sendJson(response, 200, {}, { connection: 'close' });
    await subject.get('/version');
    server.present((await certificates())['foreign-ca']);
    expect(await failureOf(subject.get('/version'))).toMatchObject({ kind: 'TLS' });
  });
});

describe('calls at once', () => {
  it('are four at most, over four sockets at most', async () => {
    const subject = client();
    await Promise.all(Array.from({ length: 100 }, (_, index) => subject.get(`/api/v1/${index}`)));
    expect(server.requests).toHaveLength(100);
    expect(server.mostAtOnce).toBeLessThanOrEqual(4);
    expect(server.sockets).toBeLessThanOrEqual(4);
  });

  it('are one after the cluster asked for fewer, and four again after a while', async () => {
    const clock = new SettableClock();
    const subject = client({ clock });
    const many = () => Promise.all(Array.from({ length: 20 }, (_, index) => subject.get(`/${index}`)));
    server.answering = (_request, response) =>
      server.requests.length === 1 ? sendText(response, 429, 'fewer') : sendJson(response, 200, {});
    await subject.get('/first');
    server.mostAtOnce = 0;
    await many();
    expect(server.mostAtOnce).toBe(1);
    clock.pass(30_000);
    let waiting: (() => void)[] = [];
    server.answering = (_request, response) => {
      waiting.push(() => sendJson(response, 200, {}));
      if (waiting.length < 4 && server.requests.length < 42) return;
      for (const answer of waiting) answer();
      waiting = [];
    };
    await many();
    expect(server.mostAtOnce).toBe(4);
  });

  it('let an urgent one pass before those that wait', async () => {
    const subject = client();
    const held: (() => void)[] = [];
    server.answering = (_request, response) => void held.push(() => sendJson(response, 200, {}));
    const lists = Array.from({ length: 12 }, (_, index) => subject.get(`/list-${index}`));
    await expect.poll(() => held.length).toBe(4);
    const probe = subject.get('/version', { urgent: true });
    const probed = probe.then(() => server.requests.length);
    const release = setInterval(() => held.shift()?.(), 1);
    expect(await probed).toBeLessThan(13);
    await Promise.all(lists);
    clearInterval(release);
    expect(server.requests[4]?.url).toBe('/version');
    expect(server.mostAtOnce).toBe(4);
  });
});

describe('an abort', () => {
  const reason = new Error('a person changed their mind');

  it('before the call sends nothing', async () => {
    await expect(client().get('/x', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);
  });

  it('ends a call under way with its reason, and its connection', async () => {
    server.answering = () => {};
    const abort = new AbortController();
    const call = client().get('/x', { signal: abort.signal });
    const ended = expect(call).rejects.toBe(reason);
    await expect.poll(() => server.requests.length).toBe(1);
    abort.abort(reason);
    await ended;
    await expect.poll(() => server.openSockets).toBe(0);
    expect(server.requests).toHaveLength(1);
  });

  it('ends a call whose body is being read', async () => {
    server.answering = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"items":[');
    };
    const abort = new AbortController();
    const ended = expect(client().get('/x', { signal: abort.signal })).rejects.toBe(reason);
    await expect.poll(() => server.requests.length).toBe(1);
    abort.abort(reason);
    await ended;
  });

  it('ends a call that waits for its turn', async () => {
    server.answering = () => {};
    const subject = client();
    const held = Array.from({ length: 4 }, () => subject.get('/held').catch(() => 'closed'));
    await expect.poll(() => server.requests.length).toBe(4);
    const abort = new AbortController();
    const ended = expect(subject.get('/waiting', { signal: abort.signal })).rejects.toBe(reason);
    abort.abort(reason);
    await ended;
    await subject.close();
    expect(await Promise.all(held)).toEqual(['closed', 'closed', 'closed', 'closed']);
    expect(server.requests.map((each) => each.url)).not.toContain('/waiting');
  });

  it('ends a call that waits for its next attempt', async () => {
    server.answering = (_request, response) => sendText(response, 429, 'later', { 'retry-after': '25' });
    const abort = new AbortController();
    const ended = expect(client().get('/x', { signal: abort.signal })).rejects.toBe(reason);
    await expect.poll(() => server.requests.length).toBe(1);
    abort.abort(reason);
    await ended;
    expect(server.requests).toHaveLength(1);
  });

  it('of the whole client ends every call and refuses new ones', async () => {
    server.answering = () => {};
    const subject = client();
    const calls = [subject.get('/a'), subject.post('/b', {})].map((call) => failureOf(call));
    await expect.poll(() => server.requests.length).toBe(2);
    await subject.close();
    expect((await Promise.all(calls)).map((failure) => failure.kind)).toEqual(['CONNECTION', 'CONNECTION']);
    expect(await failureOf(subject.get('/c'))).toMatchObject({ kind: 'CONNECTION' });
    await expect.poll(() => server.openSockets).toBe(0);
  });
});
