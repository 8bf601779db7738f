import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../src/domain/identity.js';
import { networkOf, RateLimits } from '../../src/graphql/rate-limits.js';
import { ADA, onlyError, type Running, startApi, TOKEN } from './running-api.js';

const BOB: Actor = {
  kind: 'USER',
  userId: '0b7b9a52-0000-4000-8000-000000000002',
  name: 'bob',
  groups: [],
  role: 'APP_USER',
};
const CHEAP = '{ __typename }';
/** Of 200 backups nearly 4,000, which is 3 points beside the one of the request. */
const COSTLY = 'query ($first: Int!) { backups(first: $first) { edges { node { id name state } } } }';

let api: Running | undefined;
afterEach(async () => {
  await api?.stop();
  api = undefined;
});

async function startWith(limits: { pointsPerMinute?: number; refusalsPerMinute?: number }): Promise<Running> {
  const people: Readonly<Record<string, Actor>> = { [TOKEN]: ADA, 'hf_another-of-ada': ADA, hf_bob: BOB };
  api = await startApi({ limits, authenticate: async (token) => people[token] });
  return api;
}

const ask = (running: Running, token = TOKEN, query = CHEAP, variables = {}) =>
  running.post({ query, variables }, { authorization: `Bearer ${token}` });

describe('who is signed in', () => {
  it('is told when to come back once the budget of a minute is spent', async () => {
    const running = await startWith({ pointsPerMinute: 3 });
    for (let nth = 0; nth < 3; nth += 1) expect((await ask(running)).status).toBe(200);
    const refused = await ask(running);
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(onlyError(refused).extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      details: { retryAfterSeconds: seconds },
    });
  });

  it('pays with all their tokens from one budget, and nobody else from it', async () => {
    const running = await startWith({ pointsPerMinute: 2 });
    await ask(running);
    await ask(running, 'hf_another-of-ada');
    expect((await ask(running)).status).toBe(429);
    expect((await ask(running, 'hf_another-of-ada')).status).toBe(429);
    expect((await ask(running, 'hf_bob')).status).toBe(200);
  });

  it('pays for what an operation may cost, as its variables say, before it runs', async () => {
    const running = await startWith({ pointsPerMinute: 5 });
    expect((await ask(running, TOKEN, COSTLY, { first: 200 })).status).toBe(200);
    const calls = running.services.calls.length;
    const refused = await ask(running, TOKEN, COSTLY, { first: 200 });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(onlyError(refused).extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    expect(running.services.calls).toHaveLength(calls);
  });

  it('pays for what is refused, too', async () => {
    const running = await startWith({ pointsPerMinute: 2 });
    await ask(running, TOKEN, '{ nope }');
    await ask(running, TOKEN, '{');
    expect((await ask(running)).status).toBe(429);
  });

  it('pays over a socket from the same budget', async () => {
    const running = await startWith({ pointsPerMinute: 2 });
    await ask(running);
    await running.subscribe(CHEAP).next();
    const refused = await running
      .subscribe(CHEAP)
      .next()
      .catch((errors: unknown) => errors);
    expect(refused).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
    expect((await ask(running)).status).toBe(429);
  });

  it('asks without end where the limit is 0', async () => {
    const running = await startWith({ pointsPerMinute: 0 });
    for (let nth = 0; nth < 20; nth += 1) expect((await ask(running)).status).toBe(200);
  });
});

describe('who is not', () => {
  it('is looked up no more after too many refusals, but for tokens that were good from there', async () => {
    const running = await startWith({ refusalsPerMinute: 2 });
    await ask(running);
    for (const token of ['hf_guess-1', 'hf_guess-2', 'hf_guess-3']) {
      expect((await ask(running, token)).status).toBe(401);
    }
    const refused = await ask(running, 'hf_bob');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(onlyError(refused).message).toContain('This address');
    expect((await ask(running)).status).toBe(200);
  });

  it('is counted by what the proxy says, and believed nothing without one', async () => {
    const settings = { limits: { refusalsPerMinute: 1 }, authenticate: async () => undefined };
    const from = (running: Running, address: string) =>
      running.post(
        { query: CHEAP },
        { authorization: 'Bearer hf_x', 'x-forwarded-for': `6.6.6.6, ${address}` },
      );
    api = await startApi({ ...settings, behindProxy: true });
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2'])
      expect((await from(api, address)).status).toBe(401);
    expect((await from(api, '192.0.2.1')).status).toBe(429);
    await api.stop();
    api = await startApi(settings);
    for (const address of ['192.0.2.1', '192.0.2.2']) expect((await from(api, address)).status).toBe(401);
    expect((await from(api, '192.0.2.3')).status).toBe(429);
  });

  it('is refused at a socket, too', async () => {
    const running = await startWith({ refusalsPerMinute: 1 });
    for (const token of ['hf_guess-1', 'hf_guess-2']) await ask(running, token);
    const client = running.socketClient('hf_bob');
    const closed = new Promise<number>((resolve) => {
      client.on('closed', (event) => resolve((event as { code: number }).code));
    });
    await client
      .iterate({ query: CHEAP })
      .next()
      .catch(() => undefined);
    expect(await closed).toBe(1013);
  });
});

describe('a minute', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('later everything is allowed again', async () => {
    const rates = new RateLimits({ pointsPerMinute: 1, refusalsPerMinute: 1 });
    await rates.ask(BOB);
    await expect(rates.ask(BOB)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    await vi.advanceTimersByTimeAsync(60_000);
    await rates.ask(BOB);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['unknown', 'unknown'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
