/** What answers on the port, to whom, and with which headers. */
import type { Express } from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SLACK_PATH } from '../../src/bot/slack-path.js';
import { OPEN_ROUTES } from '../../src/graphql/open-routes.js';
import type { ApiOptions } from '../../src/graphql/server.js';
import { METRICS_PATH } from '../../src/telemetry/metrics/metrics-handler.js';
import { onlyError, type Running, startApi, TOKEN } from './running-api.js';

async function start(options: Partial<ApiOptions> = {}): Promise<Running> {
  const api = await startApi(options);
  onTestFinished(() => api.stop());
  return api;
}

interface Layer {
  readonly name: string;
  readonly route?: { readonly path: string };
  readonly handle: { readonly stack?: readonly Layer[] };
  match(path: string): boolean;
}

/** Every path that the app knows, and for handlers that Express keeps no path of those of `known` that they take. */
function pathsOf(app: Express, known: readonly string[]): readonly string[] {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap((layer) => {
      if (layer.route !== undefined) return [layer.route.path];
      if (layer.handle.stack !== undefined) return walk(layer.handle.stack);
      // It takes everything: a header, the last answer. What it serves, the requests below show.
      if (layer.match('/no/such/path')) return [];
      return known.find((path) => layer.match(path)) ?? [`unknown: ${layer.name}`];
    });
  return [...new Set(walk((app.router as unknown as { readonly stack: readonly Layer[] }).stack))];
}

describe('without a token', () => {
  it('nothing answers but what the list of open routes names with its guard', async () => {
    const api = await start({
      beside: {
        [SLACK_PATH]: (_request, response) => void response.status(401).end(),
        [METRICS_PATH]: (_request, response) => void response.status(401).end(),
      },
    });
    const paths = pathsOf(api.api.app, ['/graphql', SLACK_PATH, METRICS_PATH]);
    expect(paths).toContain('/graphql');
    expect(paths).toContain('/healthz');
    const isOpen = (path: string) =>
      OPEN_ROUTES.some(
        (each) => each.path === path || (each.path.endsWith('*') && path.startsWith(each.path.slice(0, -1))),
      );
    expect(paths.filter((path) => !isOpen(path)).sort()).toEqual(['/audit.jsonl', '/graphql']);
    for (const { path } of OPEN_ROUTES) {
      const real = path.replace(/\*$/, '');
      expect(paths, path).toContain(real);
    }
  });

  it.each([
    '/audit.jsonl',
    '/graphql',
    '/graphql/',
    '/GRAPHQL',
    '/graphql?x=1',
    '/graphql/stream',
    '//graphql',
  ])('%s is closed', async (path) => {
    const api = await start();
    for (const method of ['GET', 'POST', 'PUT', 'OPTIONS']) {
      const answer = await api.request(path, { method });
      expect([401, 404]).toContain(answer.status);
      expect(answer.body.data).toBeUndefined();
    }
    expect(api.services.calls).toEqual([]);
  });

  it('a path beside the API whose guard nobody told keeps it from starting', async () => {
    await expect(
      startApi({ beside: { '/debug': (_request, response) => void response.end() } }),
    ).rejects.toThrow('/debug would answer without a token');
  });

  it('readiness is looked at once a second, however many ask', async () => {
    let looks = 0;
    const api = await start({
      health: async () => {
        looks += 1;
        return { ready: true, parts: {} };
      },
    });
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.request('/readyz')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(looks).toBeLessThan(30);
  });
});

const SOME_OF_EVERY_KIND: readonly (readonly [string, RequestInit])[] = [
  ['/healthz', {}],
  ['/readyz', {}],
  ['/explorer/', {}],
  ['/', {}],
  ['/graphql', {}],
  ['/graphql', { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } }],
  ['/nothing', {}],
  ['/%E0%A4%A', {}],
];

describe('every answer', () => {
  it('carries the headers that keep a browser safe', async () => {
    const api = await start();
    for (const [path, init] of SOME_OF_EVERY_KIND) {
      const { headers } = await api.request(path, init);
      expect([path, headers.get('content-security-policy')]).toEqual([
        path,
        expect.stringContaining("default-src 'none'"),
      ]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('tells browsers to come by https alone where people do, and nowhere else', async () => {
    const plain = await start();
    const encrypted = await start({ encrypted: true });
    for (const [path, init] of SOME_OF_EVERY_KIND) {
      expect((await plain.request(path, init)).headers.get('strict-transport-security')).toBeNull();
      expect((await encrypted.request(path, init)).headers.get('strict-transport-security')).toBe(
        'max-age=31536000',
      );
    }
  });

  it('of the API is kept by nobody in between', async () => {
    const api = await start();
    expect((await api.query('{ __typename }')).headers.get('cache-control')).toBe('no-store');
    expect((await api.query('{')).headers.get('cache-control')).toBe('no-store');
    expect((await api.request('/graphql')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('a page of another origin', () => {
  const FRIEND = 'https://console.example.com';
  const preflight = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  const asking = (origin: string): RequestInit => ({
    method: 'POST',
    headers: { origin, authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  const allowed = (headers: Headers) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  it('is allowed nothing by default', async () => {
    const api = await start();
    const answers = [
      await api.request('/graphql', preflight(FRIEND)),
      await api.request('/graphql', asking(FRIEND)),
    ];
    expect(answers.flatMap(({ headers }) => allowed(headers))).toEqual([]);
    expect(answers[0]?.status).toBe(401);
  });

  it('may ask where it is listed, and its preflight needs no token', async () => {
    const api = await start({ corsOrigins: ['https://tools.example.com', FRIEND] });
    const before = await api.request('/graphql', preflight(FRIEND));
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(before.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/i);
    expect(before.headers.get('access-control-allow-methods')).toBe('GET,POST');
    const answer = await api.request('/graphql', asking(FRIEND));
    expect(answer.body.data).toEqual({ __typename: 'Query' });
    expect(answer.headers.get('access-control-allow-origin')).toBe(FRIEND);
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    const refused = await api.request('/graphql', { ...asking(FRIEND), headers: { origin: FRIEND } });
    expect(onlyError(refused).extensions.code).toBe('UNAUTHENTICATED');
    expect(refused.headers.get('access-control-allow-origin')).toBe(FRIEND);
  });

  it.each([
    'https://evil.example',
    'https://console.example.com.evil.example',
    'http://console.example.com',
    'null',
  ])('%s is not let in by a list of others, with cookies least of all', async (origin) => {
    const api = await start({ corsOrigins: ['https://tools.example.com', FRIEND] });
    for (const init of [preflight(origin), asking(origin)]) {
      const { headers } = await api.request('/graphql', init);
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('is never told that it may send cookies, nor that all may', async () => {
    const api = await start({ corsOrigins: [FRIEND] });
    for (const init of [preflight(FRIEND), asking(FRIEND)]) {
      const { headers } = await api.request('/graphql', init);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
      expect(headers.get('access-control-allow-origin')).not.toBe('*');
    }
  });
});
