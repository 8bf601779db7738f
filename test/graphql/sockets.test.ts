import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Actor } from '../../src/domain/identity.js';
import type { ApiOptions } from '../../src/graphql/server.js';
import { aCluster } from './builders.js';
import { ADA, type Running, startApi, TOKEN } from './running-api.js';

const BOB = 'hf_the-token-of-bob';
const BOB_HIMSELF: Actor = {
  kind: 'USER',
  userId: '0b7b9a52-0000-4000-8000-000000000002',
  name: 'bob',
  role: 'APP_ADMIN',
  groups: [],
};
const CHANGES = 'subscription { resourceStateChanged { to message } }';

let api: Running;
const opened: WebSocket[] = [];
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.terminate();
  await api.stop();
});

async function start(limits: ApiOptions['limits'] = {}): Promise<void> {
  api = await startApi({
    limits,
    authenticate: async (token) => {
      if (token === BOB) return BOB_HIMSELF;
      return token === TOKEN ? ADA : undefined;
    },
  });
}

interface Line {
  readonly socket: WebSocket;
  /** Code and reason of its end. */
  readonly closed: Promise<readonly [number, string]>;
  /** Every message so far. */
  readonly messages: { readonly type: string; readonly id?: string; readonly payload?: unknown }[];
  send(message: object): void;
}

/** @throws Error with the status when the upgrade is refused */
async function line(options: { readonly autoPong?: boolean } = {}): Promise<Line> {
  const socket = new WebSocket(
    `${api.url.replace('http', 'ws')}/graphql`,
    'graphql-transport-ws',
    options as object,
  );
  opened.push(socket);
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.on('close', (code, reason) => resolve([code, reason.toString()]));
  });
  const messages: Line['messages'] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  await once(socket, 'open');
  socket.on('error', () => undefined);
  return { socket, closed, messages, send: (message) => socket.send(JSON.stringify(message)) };
}

async function signedIn(token = TOKEN, options?: { readonly autoPong?: boolean }): Promise<Line> {
  const made = await line(options);
  made.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await Promise.race([
    expect.poll(() => made.messages.map(({ type }) => type)).toContain('connection_ack'),
    made.closed,
  ]);
  return made;
}

describe('a socket that does not sign in', () => {
  it('is closed with 4408 when its time is over; one that did stays', async () => {
    await start({ signInMs: 1_000 });
    const good = await signedIn();
    const idle = await line();
    expect(await idle.closed).toEqual([4408, 'Connection initialisation timeout']);
    expect(good.socket.readyState).toBe(WebSocket.OPEN);
  });

  it.each([
    ['in one message', true],
    ['in a message without an end', false],
  ])('may not send much before (%s): it is closed and nothing of it is kept', async (_name, fin) => {
    await start({ signInMs: 60_000 });
    const greedy = await line();
    greedy.socket.send('x'.repeat(200_000), { fin });
    expect(await greedy.closed).toEqual([1009, 'Too much was sent before signing in']);
  });

  it('may send as much as anybody once it signed in', async () => {
    await start();
    const good = await signedIn();
    good.send({ type: 'ping', payload: { text: 'x'.repeat(200_000) } });
    await expect.poll(() => good.messages.map(({ type }) => type)).toContain('pong');
  });
});

describe('sockets', () => {
  it('beyond those that a process takes are refused with 503 and when to come again, until one closes', async () => {
    await start({ sockets: 2 });
    const [first] = [await signedIn(), await signedIn()];
    await expect(line()).rejects.toThrow('Unexpected server response: 503');
    expect(await rawUpgrade()).toMatch(
      /^HTTP\/1\.1 503 Service Unavailable\r\n(?:.*\r\n)*Retry-After: \d+\r\n/,
    );
    first?.socket.close();
    await expect.poll(() => signedIn().then(({ socket }) => socket.readyState, String)).toBe(WebSocket.OPEN);
  });

  it('that have not signed in fill a room of their own and close none that stands', async () => {
    await start({ socketsUnsigned: 2, signInMs: 60_000 });
    const good = await signedIn();
    await line();
    const second = await line();
    await expect(line()).rejects.toThrow('Unexpected server response: 503');
    expect(good.socket.readyState).toBe(WebSocket.OPEN);
    second.send({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } });
    await expect.poll(() => second.messages).not.toEqual([]);
    expect((await signedIn()).socket.readyState).toBe(WebSocket.OPEN);
  });

  it('of one identity beyond its number are closed with 4430; others are not concerned', async () => {
    await start({ socketsPerIdentity: 2 });
    const first = await signedIn();
    await signedIn();
    const third = await signedIn();
    expect((await third.closed)[0]).toBe(4430);
    expect((await signedIn(BOB)).socket.readyState).toBe(WebSocket.OPEN);
    first.socket.close();
    await first.closed;
    await expect.poll(async () => (await signedIn()).socket.readyState).toBe(WebSocket.OPEN);
  });

  it('share the number of operations that one identity may have under way', async () => {
    await start({ operationsPerIdentity: 2 });
    const [first, second] = [await signedIn(), await signedIn()];
    for (const [index, each] of [first, second, second].entries()) {
      each.send({ type: 'subscribe', id: String(index), payload: { query: CHANGES } });
      if (index < 2) await expect.poll(() => api.feed.open).toBe(index + 1);
    }
    await expect.poll(() => second.messages.find(({ type }) => type === 'error')).toMatchObject({ id: '2' });
    const bob = await signedIn(BOB);
    bob.send({ type: 'subscribe', id: 'b', payload: { query: CHANGES } });
    await expect.poll(() => api.feed.open).toBe(3);
    first.send({ type: 'complete', id: '0' });
    await expect.poll(() => api.feed.open).toBe(2);
    second.send({ type: 'subscribe', id: '3', payload: { query: CHANGES } });
    await expect.poll(() => api.feed.open).toBe(3);
  });
});

describe('a peer', () => {
  it('that answers no ping is found and ended; one that does stays', async () => {
    await start({ pingEveryMs: 400 });
    const alive = await signedIn();
    const dead = await signedIn(TOKEN, { autoPong: false });
    let pings = 0;
    alive.socket.on('ping', () => {
      pings += 1;
    });
    dead.send({ type: 'subscribe', id: '1', payload: { query: CHANGES } });
    await expect.poll(() => api.feed.open).toBe(1);
    expect((await dead.closed)[0]).toBe(1006);
    await expect.poll(() => api.feed.open).toBe(0);
    const before = pings;
    await expect.poll(() => pings).toBeGreaterThan(before + 1);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('that stops reading is dropped with a reason, and who reads misses nothing', async () => {
    await start({ socketBufferBytes: 100_000, pingEveryMs: 60_000 });
    const [slow, quick] = [await signedIn(), await signedIn(BOB)];
    for (const id of ['1', '2']) slow.send({ type: 'subscribe', id, payload: { query: CHANGES } });
    quick.send({ type: 'subscribe', id: '1', payload: { query: CHANGES } });
    await expect.poll(() => api.feed.open).toBe(3);
    slow.socket.pause();
    const cluster = aCluster();
    const message = 'x'.repeat(1_000_000);
    const data = { from: 'ACTIVE', to: 'NOT_AVAILABLE', message };
    for (let count = 1; count <= 20; count += 1) {
      api.feed.append({
        type: 'CLUSTER_STATE_CHANGED',
        subjectType: 'Cluster',
        subjectId: cluster.id,
        data,
      });
    }
    await expect.poll(() => api.log.text()).toContain('reads too slowly');
    slow.socket.resume();
    expect((await slow.closed)[0]).toBe(4413);
    await expect.poll(() => quick.messages.filter(({ type }) => type === 'next').length).toBe(20);
    await expect.poll(() => api.feed.open).toBe(1);
  });

  it('that breaks the protocol more than once harms nobody else', async () => {
    await start();
    const good = await signedIn();
    const raw = await rawSocket();
    // Text that is no UTF-8, unmasked frames, reserved bits.
    for (const bytes of ['81820000000000ff', '8105aaaaaaaaaa', 'ff', 'ffffffffffffffffffff']) {
      raw.write(Buffer.from(bytes, 'hex'));
    }
    await once(raw, 'close');
    good.send({ type: 'ping' });
    await expect.poll(() => good.messages.map(({ type }) => type)).toContain('pong');
  });
});

const UPGRADE = `GET /graphql HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;

async function rawSocket(): Promise<Socket> {
  const raw = connect(Number(new URL(api.url).port), '127.0.0.1');
  raw.on('error', () => undefined);
  raw.write(UPGRADE);
  await once(raw, 'data');
  raw.resume();
  return raw;
}

async function rawUpgrade(): Promise<string> {
  const raw = connect(Number(new URL(api.url).port), '127.0.0.1');
  raw.write(UPGRADE);
  const [answer] = await once(raw, 'data');
  return String(answer);
}
