import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DependencyFailure } from '../../src/domain/errors/dependency-errors.js';
import { onlyError, type Running, startApi, TOKEN } from './running-api.js';

let api: Running;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const json = { 'content-type': 'application/json' };
const signedIn = { ...json, authorization: `Bearer ${TOKEN}` };

describe('who is asking', () => {
  it.each([
    ['no token', {}, null],
    ['an unknown token', { authorization: 'Bearer hf_wrong' }, 'invalid_token'],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, null],
    ['an empty token', { authorization: 'Bearer ' }, null],
    ['a token of absurd length', { authorization: `Bearer ${'x'.repeat(12_000)}` }, 'invalid_token'],
  ])('%s is refused with 401', async (_name, headers, error) => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const answer = await api.request('/graphql', { method: 'POST', headers: { ...json, ...headers }, body });
    expect(answer.status).toBe(401);
    // Only who sent a token is told that it is the token.
    const challenge =
      error === null ? /^Bearer$/ : new RegExp(`^Bearer error="${error}", error_description="[^"]+"$`);
    expect(answer.headers.get('www-authenticate')).toMatch(challenge);
    expect(onlyError(answer).extensions).toMatchObject({ code: 'UNAUTHENTICATED', retryable: false });
    expect(answer.text).not.toContain('hf_wrong');
  });

  it('a body is not read before the token is known', async () => {
    const answer = await api.request('/graphql', { method: 'POST', headers: json, body: '{"broken' });
    expect(answer.status).toBe(401);
  });

  it('a token that cannot be checked now is answered with 503, to try again', async () => {
    const failing = await startApi({
      authenticate: async () => {
        throw new DependencyFailure('The database does not answer.', { dependency: 'PostgreSQL' });
      },
    });
    try {
      const answer = await failing.query('{ __typename }');
      expect(answer.status).toBe(503);
      expect(onlyError(answer).extensions).toMatchObject({ code: 'DEPENDENCY_FAILURE', retryable: true });
    } finally {
      await failing.stop();
    }
  });

  it('the viewer is who the token belongs to', async () => {
    const { body } = await api.query('{ viewer { id name role } }');
    expect(body.data).toEqual({
      viewer: { id: '0b7b9a52-0000-4000-8000-000000000001', name: 'ada', role: 'SUPER_ADMIN' },
    });
  });
});

describe('without a token', () => {
  it('health answers', async () => {
    expect(await api.request('/healthz')).toMatchObject({ status: 200, body: { status: 'live' } });
    const ready = await api.request('/readyz');
    expect(ready).toMatchObject({ status: 200, body: { ready: true, parts: { database: { ok: true } } } });
  });

  it('a part that is not ready answers 503', async () => {
    const parts = { database: { ok: false, message: 'does not answer' } };
    const unready = await startApi({ health: async () => ({ ready: false, parts }) });
    try {
      expect(await unready.request('/readyz')).toMatchObject({ status: 503, body: { ready: false, parts } });
      expect((await unready.request('/healthz')).status).toBe(200);
    } finally {
      await unready.stop();
    }
  });

  it.each([
    '/graphql/stream',
    '/metrics',
    '/schema.graphql',
    '/explorer/package.json',
    '/explorer/../package.json',
  ])('%s says nothing', async (path) => {
    const { status, text } = await api.request(path);
    expect([401, 404]).toContain(status);
    expect(text).not.toContain('"name"');
  });

  it('security headers are set and no script may be inline or foreign', async () => {
    const { headers } = await api.request('/healthz');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('a request that is none', () => {
  it('malformed JSON is a GraphQL error, not a page with a stack', async () => {
    const answer = await api.post('{"query": "{ viewer {');
    expect(answer.status).toBe(400);
    expect(onlyError(answer)).toMatchObject({
      message: 'The body is not JSON.',
      extensions: { code: 'BAD_REQUEST' },
    });
    expect(answer.text).not.toMatch(/stack|node_modules|SyntaxError/);
  });

  it.each(['/%E0%A4%A', '/explorer/%'])(
    'an address that is none (%s) is the fault of the caller',
    async (path) => {
      const answer = await api.request(path);
      expect([400, 404]).toContain(answer.status);
      expect(api.log.lines.filter((line) => line.level === 'error')).toEqual([]);
    },
  );

  it('a body that is not as its headers say is refused', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const zipped = await api.request('/graphql', {
      method: 'POST',
      headers: { ...signedIn, 'content-encoding': 'br-of-my-own' },
      body,
    });
    expect(zipped.status).toBe(415);
    expect(onlyError(zipped).extensions.code).toBe('BAD_REQUEST');
  });

  it('a body above the limit is refused with 413', async () => {
    const answer = await api.query('{ __typename }', { padding: 'x'.repeat(2 * 1024 * 1024) });
    expect(answer.status).toBe(413);
    expect(onlyError(answer).extensions.code).toBe('BAD_REQUEST');
  });

  it('a text body, which a foreign page may send, is blocked', async () => {
    const body = JSON.stringify({ query: '{ __typename }' });
    const answer = await api.request('/graphql', {
      method: 'POST',
      headers: { ...signedIn, 'content-type': 'text/plain' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(onlyError(answer).message).toContain('CSRF');
  });

  it('a GET without a header that browsers cannot send to others is blocked', async () => {
    const answer = await api.request('/graphql?query={__typename}', {
      headers: { authorization: `Bearer ${TOKEN}` },
    });
    expect(answer.status).toBe(400);
    expect(onlyError(answer).message).toContain('CSRF');
  });

  it('a GET may query and not mutate', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'apollo-require-preflight': 'true' };
    expect((await api.request('/graphql?query={__typename}', { headers })).status).toBe(200);
    const mutation = 'mutation{deleteCluster(input:{id:"x"}){id}}';
    const answer = await api.request(`/graphql?query=${encodeURIComponent(mutation)}`, { headers });
    expect(answer.status).toBe(405);
    expect(api.services.count('clusters.remove')).toBe(0);
  });

  it('several operations in one body are refused', async () => {
    const answer = await api.post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(answer.status).toBe(400);
  });

  it('a subscription over HTTP is told where to go', async () => {
    const answer = await api.query('subscription { backupUpdated { eventId } }');
    expect(answer.status).toBe(400);
    expect(onlyError(answer).message).toContain('WebSocket');
    expect(onlyError(answer).extensions.code).toBe('BAD_REQUEST');
  });

  it('a document of two operations needs a name', async () => {
    const answer = await api.query('query A { __typename } query B { __typename }');
    expect(answer.status).toBe(400);
    expect(onlyError(answer).extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
  });
});

describe('the schema', () => {
  it('can be asked for with a token', async () => {
    expect((await api.query('{ __schema { queryType { name } } }')).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it('is not told when introspection is off', async () => {
    const closed = await startApi({ introspection: false });
    try {
      const answer = await closed.query('{ __schema { queryType { name } } }');
      expect(answer.status).toBe(400);
      expect(answer.body.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    } finally {
      await closed.stop();
    }
  });

  it.each([
    ['a field', '{ clustrs { totalCount } }'],
    ['an argument', '{ clusters(frist: 1) { totalCount } }'],
    ['a type', 'query ($filter: ClusterFilterInptu) { clusters(filter: $filter) { totalCount } }'],
    ['a value of an enum', '{ stateMatrix(resource: Clustr) { resource } }'],
    ['a field of an input', 'mutation { deleteCluster(input: { idd: "x" }) { __typename } }'],
  ])(
    'is hinted at for %s that is misspelt, and not when introspection is off: over HTTP and sockets',
    async (_what, text) => {
      const told = async (running: Running) => {
        const overSocket = await running
          .subscribe(text)
          .next()
          .catch((errors: unknown) => errors);
        const overHttp = await running.query(text);
        expect(overHttp.status).toBe(400);
        return [overHttp.text, JSON.stringify(overSocket)];
      };
      // The value is cut out of that message, and what is like it with it.
      if (!text.includes('Clustr)'))
        for (const each of await told(api)) expect(each).toContain('Did you mean');
      const closed = await startApi({ introspection: false });
      try {
        for (const each of await told(closed)) {
          expect(each).toContain('GRAPHQL_VALIDATION_FAILED');
          expect(each).not.toMatch(/Did you mean|"clusters"|"first"|ClusterFilterInput/);
        }
      } finally {
        await closed.stop();
      }
    },
  );
});

describe('stopping', () => {
  it('a request under way ends, sockets close with 1001', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let waiting = false;
    const stopping = await startApi({
      authenticate: async (token) => {
        if (token === 'slow') {
          waiting = true;
          await held;
        }
        return { kind: 'USER', userId: '1', name: 'ada', role: 'SUPER_ADMIN', groups: [] };
      },
    });
    const client = stopping.socketClient();
    const code = new Promise<number>((resolve) => {
      client.on('closed', (event) => resolve((event as { code: number }).code));
    });
    const updates = client.iterate({ query: 'subscription { backupUpdated { eventId } }' });
    const ended = updates.next().catch(() => 'ended');
    await expect.poll(() => stopping.feed.open).toBe(1);
    const slow = stopping.post({ query: '{ __typename }' }, { authorization: 'Bearer slow' });
    await expect.poll(() => waiting).toBe(true);
    const stopped = stopping.api.stop();
    expect(await code).toBe(1001);
    answer();
    expect((await slow).status).toBe(200);
    await stopped;
    expect(await ended).toBe('ended');
    expect(stopping.feed.open).toBe(0);
  });
});
