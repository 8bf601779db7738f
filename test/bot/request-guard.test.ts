import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GuardedRequest, requestGuard } from '../../src/bot/request-guard.js';
import { recordingLog } from '../support/recording-log.js';
import { silentLog } from '../support/silent-log.js';

const SECRET = 'a-signing-secret-of-the-test';
const FORM = 'application/x-www-form-urlencoded';
const BODY = 'command=%2Fbackup&text=status+%C3%BC';

let server: Server;
let now: Date;
let log: ReturnType<typeof recordingLog>;
let letThrough: { body: string; contentType: string | undefined }[];
let answerWith: number;

beforeEach(async () => {
  now = new Date('2026-11-21T12:00:00Z');
  log = recordingLog();
  letThrough = [];
  answerWith = 200;
  const app = express();
  app.use(
    '/slack/events',
    requestGuard({ signingSecret: SECRET, log, now: () => now }),
    (request, response) => {
      const body = (request as GuardedRequest).rawBody?.toString() ?? '';
      letThrough.push({ body, contentType: request.headers['content-type'] });
      response.status(answerWith).send('done');
    },
  );
  server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const seconds = (offset = 0) => String(Math.floor(now.getTime() / 1_000) + offset);
function signature(timestamp: string, body: string, { secret = SECRET, version = 'v0' } = {}): string {
  return `${version}=${createHmac('sha256', secret).update(`${version}:${timestamp}:${body}`).digest('hex')}`;
}

interface Sent {
  readonly timestamp?: string | null;
  readonly signature?: string | null;
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

/** Not `fetch`: it would add headers of its own. */
async function send(sent: Sent = {}): Promise<{ status: number; body: string }> {
  const { body = BODY, contentType = FORM, method = 'POST' } = sent;
  const timestamp = sent.timestamp === undefined ? seconds() : sent.timestamp;
  const signed = sent.signature === undefined ? signature(timestamp ?? '', body) : sent.signature;
  const { port } = server.address() as AddressInfo;
  const outgoing = httpRequest({
    port,
    path: '/slack/events',
    method,
    headers: {
      'content-type': contentType,
      ...(timestamp !== null && { 'x-slack-request-timestamp': timestamp }),
      ...(signed !== null && { 'x-slack-signature': signed }),
      ...sent.headers,
    },
  });
  // A refusal may come, and the connection end, while the body is still being written.
  outgoing.on('error', () => undefined);
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, body: Buffer.concat(chunks).toString() };
}

describe('a request that Slack signed for this moment', () => {
  it('passes with its bytes as they came', async () => {
    expect(await send()).toEqual({ status: 200, body: 'done' });
    expect(letThrough).toEqual([{ body: BODY, contentType: FORM }]);
  });

  it.each([-300, -1, 1, 299])('passes when clocks differ by %i s', async (offset) => {
    expect((await send({ timestamp: seconds(offset) })).status).toBe(200);
  });

  it('passes with a character set on its media type, which Bolt alone would refuse', async () => {
    expect((await send({ contentType: `${FORM}; charset=utf-8` })).status).toBe(200);
    expect(letThrough[0]?.contentType).toBe(FORM);
  });
});

describe('refused with 401 and not a word more', () => {
  it.each<[string, () => Sent]>([
    ['no signature', () => ({ signature: null })],
    ['no timestamp', () => ({ timestamp: null })],
    ['neither', () => ({ timestamp: null, signature: null })],
    ['a timestamp that is no number', () => ({ timestamp: '12e3' })],
    ['a timestamp of a negative number', () => ({ timestamp: '-5' })],
    ['a forged signature', () => ({ signature: `v0=${'0'.repeat(64)}` })],
    ['a signature with another secret', () => ({ signature: signature(seconds(), BODY, { secret: 'x' }) })],
    ['a signature with an empty secret', () => ({ signature: signature(seconds(), BODY, { secret: '' }) })],
    ['a signature over another body', () => ({ signature: signature(seconds(), `${BODY}&x=1`) })],
    [
      'another version, rightly computed',
      () => ({ signature: signature(seconds(), BODY, { version: 'v9' }) }),
    ],
    ['a signature in capitals', () => ({ signature: signature(seconds(), BODY).toUpperCase() })],
    ['a truncated signature', () => ({ signature: signature(seconds(), BODY).slice(0, 40) })],
    ['a timestamp of 301 s ago', () => ({ timestamp: seconds(-301) })],
    ['a timestamp 301 s ahead', () => ({ timestamp: seconds(301) })],
    ['a timestamp of a day ahead', () => ({ timestamp: seconds(86_400) })],
    ['an unsigned ssl_check', () => ({ body: 'ssl_check=1', signature: null })],
  ])('%s', async (_name, sent) => {
    expect(await send(sent())).toEqual({ status: 401, body: '' });
    expect(letThrough).toEqual([]);
  });
});

describe('other refusals', () => {
  it('a body over 1 MB: 413, whatever its head says of its length', async () => {
    const body = 'x'.repeat(1024 * 1024 + 1);
    expect((await send({ body })).status).toBe(413);
    expect((await send({ body, headers: { 'transfer-encoding': 'chunked' } })).status).toBe(413);
    expect(letThrough).toEqual([]);
  });

  it('a body of 1 MB passes', async () => {
    expect((await send({ body: 'x'.repeat(1024 * 1024) })).status).toBe(200);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', ''])(
    'media type %j: 415',
    async (contentType) => {
      expect((await send({ contentType })).status).toBe(415);
      expect(letThrough).toEqual([]);
    },
  );

  it('a compressed body: 415', async () => {
    expect((await send({ headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
  });

  it('anything but POST: 404', async () => {
    expect((await send({ method: 'PUT' })).status).toBe(404);
  });
});

describe('a replay', () => {
  it('gets the status of the first one and has no effect', async () => {
    answerWith = 404;
    const sent = { timestamp: seconds() };
    expect(await send(sent)).toEqual({ status: 404, body: 'done' });
    answerWith = 200;
    now = new Date(now.getTime() + 299_000);
    expect(await send(sent)).toEqual({ status: 404, body: '' });
    expect(letThrough).toHaveLength(1);
  });

  it('has no effect either when both come at once', async () => {
    const sent = { timestamp: seconds() };
    const answers = await Promise.all([send(sent), send(sent), send(sent)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(letThrough).toHaveLength(1);
  });

  it('of a request dated ahead is still known when its time comes', async () => {
    const sent = { timestamp: seconds(299) };
    await send(sent);
    now = new Date(now.getTime() + 598_000);
    await send(sent);
    expect(letThrough).toHaveLength(1);
  });

  it('is another request when the body differs', async () => {
    await send({ body: 'a=1' });
    await send({ body: 'a=2' });
    expect(letThrough).toHaveLength(2);
  });
});

describe('what is told', () => {
  it('reasons and counts, once a minute for each reason, nothing of the request', async () => {
    const forged = { signature: `v0=${'f'.repeat(64)}`, body: 'token=hunter2' };
    for (let i = 0; i < 5; i += 1) await send(forged);
    expect(log.lines).toEqual([
      {
        level: 'warn',
        message: 'Refused what came as a request of Slack.',
        fields: { reason: 'FORGED', count: 1 },
      },
    ]);
    now = new Date(now.getTime() + 60_000);
    await send({ ...forged, timestamp: seconds() });
    expect(log.lines[1]?.fields).toEqual({ reason: 'FORGED', count: 5 });
    expect(JSON.stringify(log.lines)).not.toMatch(/hunter2|ffff/);
  });
});

it.each(['', '   '])('an empty secret (%j) is refused at the start', (signingSecret) => {
  expect(() => requestGuard({ signingSecret, log: silentLog })).toThrow(
    'The signing secret of the Slack app is empty.',
  );
});
