import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiRefusal } from '../../src/client/api-refusal.js';
import { graphqlUrl, InvalidUrl, isLoopback, webSocketUrl } from '../../src/client/api-url.js';
import { ConnectionFailed } from '../../src/client/connection-failed.js';
import { execute } from '../../src/client/execute.js';
import {
  ClusterDocument,
  DeleteClusterDocument,
  ViewerDocument,
} from '../../src/client/generated/graphql.js';
import { apiCluster, uuid } from '../support/api-things.js';
import { refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const SECRET = 'token-that-stands-nowhere';
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function api(...given: Parameters<typeof startStandInApi>): Promise<StandInApi> {
  const started = await startStandInApi(...given);
  open.push(started);
  return started;
}

async function httpServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('it was answered'),
    (error: unknown) => error,
  );
}

describe('a question', () => {
  it('is answered with what was asked for', async () => {
    const { url, token } = await api({ cluster: () => apiCluster({ name: 'prod' }) });
    const { cluster } = await execute(ClusterDocument, { id: uuid(1) }, { url, token });
    expect(cluster).toEqual(apiCluster({ name: 'prod' }));
  });

  it('that is refused throws the code, the words, the details, what to do and the error id', async () => {
    const details = { resource: 'Cluster', id: uuid(9) };
    const { url, token } = await api({
      cluster: () => refusal('NOT_FOUND', 'There is no Cluster.', { details, errorId: 'abc' }),
    });
    const error = await thrownBy(execute(ClusterDocument, { id: uuid(9) }, { url, token }));
    expect(error).toBeInstanceOf(ApiRefusal);
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no Cluster.',
      details,
      retryable: false,
      errorId: 'abc',
      advice: expect.stringContaining('list') as string,
    });
  });

  it('with an unknown token is refused, also when the answer is HTTP 401', async () => {
    const { url } = await api({});
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET }));
    expect(error).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(String(error)).not.toContain(SECRET);
  });

  it('that the server does not know of says that the versions may differ', async () => {
    const { url, token } = await api({
      viewer: () => refusal('GRAPHQL_VALIDATION_FAILED', 'Cannot query field.'),
    });
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token }));
    expect(error).toMatchObject({ advice: expect.stringContaining('another version') as string });
  });

  it('that nobody answers is one sentence with the address and without the token', async () => {
    const { url, close } = await startStandInApi({});
    await close();
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET }));
    expect(error).toBeInstanceOf(ConnectionFailed);
    expect((error as Error).message).toBe(`Cannot reach Holdfast at ${url}: nothing listens there`);
  });

  it('that something else answers says so', async () => {
    const url = await httpServer((_request, response) =>
      response.writeHead(502).end('<html>Bad gateway</html>'),
    );
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET }));
    expect(error).toBeInstanceOf(ConnectionFailed);
    expect((error as Error).message).toContain('HTTP 502');
  });

  it('follows no redirect: the token goes to the named host alone', async () => {
    let reached = false;
    const elsewhere = await httpServer((_request, response) => {
      reached = true;
      response.end('{}');
    });
    const url = await httpServer((_request, response) =>
      response.writeHead(307, { location: elsewhere }).end(),
    );
    expect(await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET }))).toBeInstanceOf(
      ConnectionFailed,
    );
    expect(reached).toBe(false);
  });

  it('that is cut off in the middle of its answer says so', async () => {
    const url = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data":', () => response.destroy());
    });
    const error = await thrownBy(execute(ViewerDocument, {}, { url }));
    expect((error as Error).message).toContain('the connection was cut');
  });

  it('ends when it is aborted, with what it was aborted with', async () => {
    const abort = new AbortController();
    const url = await httpServer(() => abort.abort(new Error('enough')));
    const error = await thrownBy(execute(ViewerDocument, {}, { url, signal: abort.signal }));
    expect(error).toMatchObject({ message: 'enough' });
  });
});

describe('an address', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000/graphql', 'ws://127.0.0.1:4000/graphql'],
    ['https://holdfast.example/', 'https://holdfast.example/graphql', 'wss://holdfast.example/graphql'],
    ['http://host/below/', 'http://host/below/graphql', 'ws://host/below/graphql'],
    ['http://host/graphql', 'http://host/graphql', 'ws://host/graphql'],
  ])('%s is asked at %s and followed at %s', (given, http, ws) => {
    expect(graphqlUrl(given).href).toBe(http);
    expect(webSocketUrl(given).href).toBe(ws);
  });

  it.each([
    '',
    'holdfast',
    'ftp://host',
    'file:///etc/passwd',
    'http://me:secret@host',
    'http://host/?a=secret',
  ])('%j is refused without being repeated', (given) => {
    expect(() => graphqlUrl(given)).toThrow(InvalidUrl);
    expect(() => graphqlUrl(given)).not.toThrow(/secret/);
  });

  it.each([
    ['http://127.0.0.1:4000', true],
    ['http://127.8.9.1', true],
    ['http://localhost:1', true],
    ['http://[::1]:4000', true],
    ['http://127.0.0.1.example.com', false],
    ['https://holdfast.example', false],
  ])('%s is of this machine: %s', (given, expected) => {
    expect(isLoopback(given)).toBe(expected);
  });
});

describe('a server that is asked too much', () => {
  /** Refuses the first `refusals` questions. */
  async function busyServer(refusals: number, retryAfter: string) {
    const seen = { questions: 0 };
    const url = await httpServer((_request, response) => {
      seen.questions += 1;
      response.setHeader('content-type', 'application/json');
      if (seen.questions > refusals) {
        response.end(JSON.stringify({ data: { viewer: null } }));
        return;
      }
      response.statusCode = 429;
      response.setHeader('retry-after', retryAfter);
      const extensions = {
        code: 'RATE_LIMITED',
        retryable: true,
        details: { retryAfterSeconds: Number(retryAfter) },
      };
      response.end(JSON.stringify({ errors: [{ message: 'You ask too much.', extensions }] }));
    });
    return { url, seen };
  }

  it('is asked again when it said, and its answer counts', async () => {
    const { url, seen } = await busyServer(2, '0.01');
    expect(await execute(ViewerDocument, {}, { url, token: SECRET })).toEqual({ viewer: null });
    expect(seen.questions).toBe(3);
  });

  it('is not waited for longer than a minute', async () => {
    const { url, seen } = await busyServer(9, '61');
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET }));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(seen.questions).toBe(1);
  });

  it('is not waited for by a caller whose time runs out before: the refusal is told', async () => {
    const { url, seen } = await busyServer(9, '30');
    const signal = AbortSignal.timeout(50);
    const error = await thrownBy(execute(ViewerDocument, {}, { url, token: SECRET, signal }));
    expect(error).toMatchObject({ code: 'RATE_LIMITED' });
    expect(seen.questions).toBe(1);
  });

  it('is left at once by a caller who gives up', async () => {
    const { url, seen } = await busyServer(9, '30');
    const giveUp = new AbortController();
    const asked = thrownBy(execute(ViewerDocument, {}, { url, token: SECRET, signal: giveUp.signal }));
    await expect.poll(() => seen.questions).toBe(1);
    giveUp.abort(new Error('enough'));
    expect(await asked).toMatchObject({ message: 'enough' });
  });
});

describe('a change', () => {
  const variables = { input: { id: uuid(1) } };

  /** Cuts the connection after this many requests have arrived; gives the keys that came. */
  async function cutting(times: number): Promise<{ url: string; keys: unknown[] }> {
    const keys: unknown[] = [];
    const url = await httpServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk as string;
      keys.push((JSON.parse(body) as { variables: { idempotencyKey?: unknown } }).variables.idempotencyKey);
      if (keys.length <= times) request.socket.destroy();
      else response.end(JSON.stringify({ data: { deleteCluster: { id: uuid(1) } } }));
    });
    return { url, keys };
  }

  it('is sent again with the same key when the connection is cut before its answer', async () => {
    const { url, keys } = await cutting(2);
    await expect(execute(DeleteClusterDocument, variables, { url })).resolves.toEqual({
      deleteCluster: { id: uuid(1) },
    });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\x21-\x7e]{1,255}$/);
  });

  it('is given up after three tries', async () => {
    const { url, keys } = await cutting(9);
    await expect(execute(DeleteClusterDocument, variables, { url })).rejects.toBeInstanceOf(ConnectionFailed);
    expect(keys).toHaveLength(3);
  });

  it('has a new key each time, or the one that it was given', async () => {
    const { url, keys } = await cutting(0);
    await execute(DeleteClusterDocument, variables, { url });
    await execute(DeleteClusterDocument, variables, { url });
    await execute(DeleteClusterDocument, variables, { url, newKey: () => 'mine' });
    await execute(DeleteClusterDocument, { ...variables, idempotencyKey: 'own' }, { url });
    expect(new Set(keys).size).toBe(4);
    expect(keys.slice(2)).toEqual(['mine', 'own']);
  });

  it('that is refused is not sent again, and a question never', async () => {
    const { url, token, asked } = await api({
      deleteCluster: () => refusal('OPERATION_IN_PROGRESS', 'Busy.'),
    });
    await expect(execute(DeleteClusterDocument, variables, { url, token })).rejects.toBeInstanceOf(
      ApiRefusal,
    );
    expect(asked).toHaveLength(1);
    const cut = await cutting(9);
    await expect(execute(ViewerDocument, {}, { url: cut.url })).rejects.toBeInstanceOf(ConnectionFailed);
    expect(cut.keys).toEqual([undefined]);
  });
});
