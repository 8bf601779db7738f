import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Fleet } from '../support/fleet.js';

let database: TestDatabase;
let fleet: Fleet;
beforeAll(async () => {
  database = await createTestDatabase();
  // A lease that no machine is too slow to keep: what is taken over at once was given back.
  fleet = await Fleet.prepare({ databaseUrl: database.url, env: { HOLDFAST_LEASE_SECONDS: '20' } });
  await fleet.start('api');
  await fleet.setUp();
});
afterEach(() => fleet.kubernetes.faults.clear());
afterAll(async () => {
  await fleet.stop();
  await database.drop();
});

describe('a worker that is asked to end', () => {
  it('finishes the backup that is under way, and exits with 0', async () => {
    const worker = await fleet.start('worker');
    const held = fleet.holdIn('RESOURCES');
    const id = await fleet.request('shop', 'blog');
    await held.reached;
    worker.kill('SIGTERM');
    await worker.logged(/^Stopping/);
    expect((await fleet.backup(id)).state).toBe('IN_PROGRESS');
    held.release();
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(await fleet.backup(id)).toMatchObject({ state: 'SUCCESS', attempt: 1 });
  });

  it('gives a backup that takes longer than the drain back, and another takes it over at once', async () => {
    const worker = await fleet.start('worker', { HOLDFAST_DRAIN_SECONDS: '0.2' });
    const held = fleet.holdIn('RESOURCES');
    const id = await fleet.request('shop', 'blog');
    await held.reached;
    worker.kill('SIGTERM');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(await fleet.backup(id)).toMatchObject({ state: 'IN_PROGRESS', attempt: 1 });
    const [row] = await fleet.sql(`SELECT lease_owner FROM backup WHERE id = '${id}'`);
    expect(row).toEqual({ lease_owner: null });
    held.release();
    const successor = await fleet.start('worker');
    expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    successor.kill('SIGTERM');
    expect(await successor.ended).toEqual({ code: 0, signal: null });
  });

  it('a second time ends at once, and says so', async () => {
    const worker = await fleet.start('worker');
    const held = fleet.holdIn('RESOURCES');
    const id = await fleet.request('shop');
    await held.reached;
    worker.kill('SIGTERM');
    await worker.logged(/^Stopping/);
    // Signals that come together are one request: asked again until it counts as a second one.
    await vi.waitFor(
      async () => {
        worker.kill('SIGTERM');
        expect(worker.log.map(({ msg }) => msg)).toContain('Asked to stop again: ending at once.');
      },
      { timeout: 10_000, interval: 200 },
    );
    expect(await worker.ended).toEqual({ code: 1, signal: null });
    held.release();
    // As if its lease had run out and it had been silent for long.
    await fleet.sql(`UPDATE backup SET lease_until = now() WHERE id = '${id}'`);
    await fleet.sql('DELETE FROM worker');
    const successor = await fleet.start('worker');
    expect(await fleet.ended(id)).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    successor.kill('SIGTERM');
    await successor.ended;
  });
});

describe('an API that is asked to end', () => {
  it('closes its sockets with 1001, answers nobody as ready any more, and exits with 0', async () => {
    const api = await fleet.start('api');
    const { url } = fleet;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const socket = await signedInSocket(url);
    const closed = once(socket, 'close');
    api.kill('SIGTERM');
    const [code] = await closed;
    expect(code).toBe(1001);
    const ready = await fetch(`${url}/readyz`).then(
      ({ status }) => status,
      () => 'closed',
    );
    expect([503, 'closed']).toContain(ready);
    expect(await api.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});

/** A socket that speaks graphql-transport-ws and is past its connection_init. */
async function signedInSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const payload = { authorization: `Bearer ${fleet.connection.token}` };
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  const [acknowledged] = await once(socket, 'message');
  expect(JSON.parse(String(acknowledged))).toMatchObject({ type: 'connection_ack' });
  return socket;
}
