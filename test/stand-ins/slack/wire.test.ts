import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Json } from './model/things.js';
import { type SlackStandIn, startSlackStandIn } from './slack-stand-in.js';
import { testWorld } from './test-app.js';

// What is on the wire, seen by an app without a library.

let slack: SlackStandIn;

beforeEach(async () => {
  slack = await startSlackStandIn({ world: testWorld, ackLimitMs: 20_000 });
});

afterEach(() => slack.stop());

describe('Socket Mode', () => {
  let sockets: WebSocket[];

  beforeEach(() => {
    sockets = [];
  });
  afterEach(() => {
    for (const socket of sockets) socket.terminate();
  });

  async function openUrl(): Promise<string> {
    const authorization = `Bearer ${slack.installation.appToken}`;
    const answer = await fetch(`${slack.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization },
    });
    return ((await answer.json()) as { url: string }).url;
  }

  async function connect(onEnvelope: (envelope: Json, socket: WebSocket) => void): Promise<Json> {
    const socket = new WebSocket(await openUrl());
    sockets.push(socket);
    const hello = once(socket, 'message');
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Json;
      if (frame.envelope_id !== undefined) onEnvelope(frame, socket);
    });
    return JSON.parse(String((await hello)[0])) as Json;
  }

  const slash = () => slack.people.slash('help', { user: 'ada', channel: 'alerts' });

  it('says hello, sends envelopes to any connection, and takes the payload of the acknowledgement', async () => {
    const seen = [0, 0];
    const answering = (at: number) => (envelope: Json, socket: WebSocket) => {
      seen[at] = (seen[at] ?? 0) + 1;
      expect(envelope).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
      expect(envelope.payload).toMatchObject({
        command: '/backup',
        text: 'help',
        is_enterprise_install: 'false',
      });
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, payload: { text: `from ${at}` } }));
    };
    expect(await connect(answering(0))).toMatchObject({ type: 'hello', num_connections: 1 });
    expect(await connect(answering(1))).toMatchObject({ type: 'hello', num_connections: 2 });
    const outcomes = await Promise.all(Array.from({ length: 100 }, slash));
    expect(
      outcomes.every(({ outcome, reply }) => outcome === 'acknowledged' && /^from/.test(reply?.text ?? '')),
    ).toBe(true);
    expect(Math.min(...seen)).toBeGreaterThan(0);
    expect(Math.max(...seen)).toBeLessThan(100);
  });

  it('has addresses that are good once, and ten connections at most', async () => {
    const url = await openUrl();
    const first = new WebSocket(url);
    sockets.push(first);
    await once(first, 'message');
    const second = new WebSocket(url);
    const [refused] = (await once(second, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(refused).toBeDefined();
    for (let at = 1; at < 10; at += 1) await connect(() => undefined);
    expect(slack.sockets.connections).toBe(10);
    const eleventh = new WebSocket(await openUrl());
    await once(eleventh, 'unexpected-response');
    expect(slack.sockets.connections).toBe(10);
  });

  it('tells an error to the person whose payload was lost with its connection', async () => {
    await connect((_, socket) => socket.terminate());
    expect(await slash()).toMatchObject({ outcome: 'unreachable' });
    expect(slack.operationErrors).toHaveLength(1);
  });

  it('asks for a renewal', async () => {
    await connect(() => undefined);
    const frame = once(sockets[0] as WebSocket, 'message');
    slack.disconnectSockets('warning');
    expect(JSON.parse(String((await frame)[0]))).toMatchObject({ type: 'disconnect', reason: 'warning' });
  });
});

describe('HTTP', () => {
  let server: Server;
  let received: { headers: IncomingMessage['headers']; body: string }[];
  let respond: (response: ServerResponse) => void;

  beforeEach(async () => {
    received = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      respond(response);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('signs the exact bytes; a command is a form without a charset', async () => {
    respond = (response) => response.end();
    await slack.people.slash('exclude "a b" & c', { user: 'ada', channel: 'alerts' });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    const timestamp = Number(headers['x-slack-request-timestamp']);
    expect(headers['x-slack-signature']).toBe(slack.sign(body, { timestamp })['x-slack-signature']);
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      command: '/backup',
      text: 'exclude "a b" & c',
      user_id: slack.workspace.user('ada').id,
      channel_name: 'alerts',
      is_enterprise_install: 'false',
    });
  });

  it('sends an event again, with its number and the reason, until it is answered with 2xx', async () => {
    respond = (response) => response.writeHead(received.length < 3 ? 500 : 200).end();
    const { outcome, attempts } = await slack.people.event('app_uninstalled');
    expect(outcome).toBe('acknowledged');
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
    expect(received.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2']);
    expect(received.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(received.map(({ headers }) => headers['content-type'])).toEqual(Array(3).fill('application/json'));
    expect(new Set(received.map(({ body }) => JSON.parse(body).event_id)).size).toBe(1);
  });

  it('sends no event again to an app that does not want that', async () => {
    respond = (response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end();
    expect((await slack.people.event('app_uninstalled')).attempts).toHaveLength(1);
  });

  it('shows an error when a command is answered with what cannot be shown', async () => {
    const blocks = [{ type: 'banner' }];
    respond = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ blocks }));
    const slash = await slack.people.slash('help', { user: 'ada', channel: 'alerts' });
    expect(slash).toMatchObject({ outcome: 'refused', error: 'invalid_blocks' });
  });
});
