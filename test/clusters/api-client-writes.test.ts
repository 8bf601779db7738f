import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../src/clusters/api-client.js';
import { type ClientSetting, clientFor, failureOf, LogLines, TOKEN } from './api-client-builder.js';
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

const WRITE = {
  method: 'POST',
  path: '/api/v1/namespaces/shop/configmaps?fieldManager=holdfast',
  body: '{}',
} as const;

/** The first answers, then 201 for ever. */
function answers(...first: ((response: Parameters<ScriptedServer['answering']>[1]) => void)[]): void {
  const waiting = [...first];
  server.answering = (_request, response) =>
    (waiting.shift() ?? ((each) => sendJson(each, 201, { kind: 'ConfigMap' })))(response);
}

describe('a write', () => {
  it('sends the text as it is: numbers beyond 2^53 and `__proto__` survive', async () => {
    const body = '{"n":9223372036854775807,"f":1.0,"__proto__":{"a":1},"from":"é"}';
    const answer = await client().send({ ...WRITE, body });
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        url: '/api/v1/namespaces/shop/configmaps?fieldManager=holdfast',
        body,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          authorization: `Bearer ${TOKEN}`,
          'user-agent': 'holdfast/1.2.3',
        },
      },
    ]);
    expect(answer).toMatchObject({ status: 200, warnings: [] });
    expect(JSON.parse(answer.body.toString())).toEqual({ kind: 'Any' });
  });

  it('goes by every method, with the content type that it is given', async () => {
    const api = client();
    await api.send({
      method: 'PATCH',
      path: '/a',
      body: Buffer.from('{"a":1}'),
      contentType: 'application/apply-patch+yaml',
    });
    await api.send({ method: 'PUT', path: '/b', body: '{}' });
    await api.send({ method: 'DELETE', path: '/c' });
    expect(
      server.requests.map(({ method, headers, body }) => [method, headers['content-type'], body]),
    ).toEqual([
      ['PATCH', 'application/apply-patch+yaml', '{"a":1}'],
      ['PUT', 'application/json', '{}'],
      ['DELETE', undefined, ''],
    ]);
  });

  it('tells the texts of all warnings, quotes and commas in them included', async () => {
    server.answering = (_request, response) => {
      response.setHeader('warning', [
        '299 - "unknown field \\"spec.x\\"", 299 - "duplicate field \\"a,b\\""',
        '299 - "deprecated"',
      ]);
      sendJson(response, 201, { kind: 'ConfigMap' });
    };
    expect((await client().send(WRITE)).warnings).toEqual([
      'unknown field "spec.x"',
      'duplicate field "a,b"',
      'deprecated',
    ]);
  });

  it('is sent again when the server says that it did nothing', async () => {
    answers(
      (each) => sendText(each, 429, 'Too many requests, please try again later.\n', { 'retry-after': '0' }),
      (each) => sendText(each, 429, 'Too many requests, please try again later.\n'),
      (each) => sendText(each, 503, 'service unavailable\n', { 'retry-after': '1' }),
    );
    expect(await client().send(WRITE)).toMatchObject({ status: 201 });
    expect(server.requests).toHaveLength(4);
  });

  it.each([
    [
      'a 503 without Retry-After',
      (response) => sendText(response, 503, 'service unavailable\n'),
      'SERVER_ERROR',
    ],
    [
      'a 500',
      (response) => sendStatus(response, 500, { reason: 'InternalError', message: 'no' }),
      'SERVER_ERROR',
    ],
    ['a 504', (response) => sendStatus(response, 504, { reason: 'Timeout', message: 'no' }), 'SERVER_ERROR'],
    ['a reset', (response) => response.destroy(), 'CONNECTION'],
    [
      'an answer that is cut off',
      (response) => {
        response.writeHead(201, { 'content-type': 'application/json' });
        response.end('{"kind":"Conf');
      },
      'MALFORMED',
    ],
  ] satisfies [string, (response: Parameters<ScriptedServer['answering']>[1]) => void, string][])(
    'is not sent again after %s: it may have been done',
    async (_name, answer, kind) => {
      answers(answer);
      expect(await failureOf(client().send(WRITE))).toMatchObject({ kind });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('is not sent again after a time-out', async () => {
    const api = client({ timeouts: { headers: 500 } });
    // The connection is there: what takes its time is the answer.
    await api.send(WRITE);
    server.answering = () => {};
    expect(await failureOf(api.send(WRITE))).toMatchObject({ kind: 'TIMEOUT' });
    expect(server.requests).toHaveLength(2);
  });

  it('does not wait longer than the cap for a server that asks for it', async () => {
    answers((each) => sendText(each, 429, 'later', { 'retry-after': '3600' }));
    expect(await failureOf(client().send(WRITE))).toMatchObject({
      kind: 'THROTTLED',
      retryAfterSeconds: 3600,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('that is refused tells the machine word of the refusal, and neither query nor body', async () => {
    const log = new LogLines();
    answers((each) =>
      sendStatus(each, 409, { reason: 'AlreadyExists', message: 'configmaps "a" already exists' }),
    );
    const failure = await failureOf(client({ log }).send({ ...WRITE, body: '{"data":"SENTINEL-value"}' }));
    expect(failure).toMatchObject({ kind: 'REFUSED', reason: 'AlreadyExists', details: { status: 409 } });
    expect(failure.message).toBe(
      'POST /api/v1/namespaces/shop/configmaps: the server answered 409 (configmaps "a" already exists).',
    );
    expect(JSON.stringify([failure, failure.message, log.lines])).not.toContain('SENTINEL');
  });

  it('shares the four calls under way per cluster', async () => {
    const waiting: (() => void)[] = [];
    server.answering = async (_request, response) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      sendJson(response, 201, {});
    };
    const api = client();
    const calls = Promise.all(Array.from({ length: 10 }, () => api.send(WRITE)));
    await expect.poll(() => waiting.length).toBe(4);
    expect(server.mostAtOnce).toBe(4);
    server.answering = (_request, response) => sendJson(response, 201, {});
    for (const resolve of waiting) resolve();
    expect(await calls).toHaveLength(10);
    expect(server.mostAtOnce).toBe(4);
  });

  it('is aborted with the reason of its signal', async () => {
    server.answering = () => {};
    const abort = new AbortController();
    const call = client().send(WRITE, { signal: abort.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    abort.abort(new Error('lease lost'));
    await expect(call).rejects.toThrow('lease lost');
  });
});
