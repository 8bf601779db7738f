import { afterEach, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { onlyError, type Running, startApi } from './running-api.js';

let api: Running | undefined;
afterEach(() => api?.stop());

/** Of a service that has not answered yet. */
class Held {
  ended: () => void = () => undefined;
  readonly wait = new Promise<void>((resolve) => {
    this.ended = resolve;
  });
  aborted = 0;
  begun = 0;
}

async function startHeld(held: Held, compiled: boolean): Promise<Running> {
  const running = await startApi({
    compiled,
    limits: { requestMs: 200 },
    cancelling: (signal, work) => {
      held.begun += 1;
      signal.addEventListener('abort', () => {
        held.aborted += 1;
      });
      return work();
    },
  });
  const { clusters } = running.services;
  const [get, remove] = [clusters.get, clusters.remove];
  Object.assign(clusters, {
    get: async (id: string) => held.wait.then(() => get(id, systemActor('test'))),
    remove: async (...of: Parameters<typeof remove>) => held.wait.then(() => remove(...of)),
  });
  return running;
}

const QUERY = '{ cluster(id: "7d0b8f0a-0000-4000-8000-000000000001") { id } }';
const MUTATION =
  'mutation { deleteCluster(input: { id: "7d0b8f0a-0000-4000-8000-000000000001" }) { __typename } }';

it.each([true, false])(
  'a query that takes too long is answered and cancelled (compiled: %s)',
  async (compiled) => {
    const held = new Held();
    api = await startHeld(held, compiled);
    const answer = await api.query(QUERY);
    expect(answer.status).toBe(504);
    expect(onlyError(answer).extensions).toMatchObject({
      code: 'TIMED_OUT',
      retryable: true,
      details: { afterSeconds: 0.2, cancelled: true },
    });
    expect(held.aborted).toBe(1);
    held.ended();
  },
);

it('a mutation that takes too long is answered, goes on, and the answer says so', async () => {
  const held = new Held();
  api = await startHeld(held, true);
  const answer = await api.query(MUTATION);
  expect(answer.status).toBe(504);
  const { message, extensions } = onlyError(answer);
  expect(extensions).toMatchObject({ code: 'TIMED_OUT', retryable: false, details: { cancelled: false } });
  expect(message).toContain('It goes on');
  expect(held.aborted).toBe(0);
  expect(api.services.count('clusters.remove')).toBe(0);
  held.ended();
  await expect.poll(() => api?.services.count('clusters.remove')).toBe(1);
});

it('a query over a socket is cut as well, and the socket stays', async () => {
  const held = new Held();
  api = await startHeld(held, true);
  const client = api.socketClient();
  const cut = await client.iterate({ query: QUERY }).next();
  expect(cut.value).toMatchObject({ errors: [{ extensions: { code: 'TIMED_OUT' } }] });
  expect(held.aborted).toBe(1);
  expect((await client.iterate({ query: '{ __typename }' }).next()).value).toEqual({
    data: { __typename: 'Query' },
  });
  held.ended();
});

it('what answers in time is not cancelled', async () => {
  const held = new Held();
  api = await startHeld(held, true);
  expect((await api.query('{ __typename }')).status).toBe(200);
  expect([held.begun, held.aborted]).toEqual([1, 0]);
  held.ended();
});
