/** Mails go out whatever Slack does, to each address once, and stand in for a channel that cannot be told. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SERVICE_SCOPE } from '../../src/domain/interaction.js';
import { makeCertificates } from '../stand-ins/kubernetes/tls.js';
import { Scheduled } from '../support/scheduled.js';

const BOT = { kind: 'SERVICE', name: 'slack-bot', scope: SERVICE_SCOPE } as const;

let world: Scheduled;
let server: SMTPServer;
let received: { readonly to: readonly string[]; readonly source: string }[];
let greylisted: boolean;

beforeEach(async () => {
  received = [];
  greylisted = false;
  const { caPem, original } = await makeCertificates();
  server = new SMTPServer({
    cert: original.certPem,
    key: original.keyPem,
    secure: true,
    authOptional: true,
    onRcptTo: ({ address }, _session, done) =>
      greylisted && address === 'grey@example.com'
        ? done(Object.assign(new Error('later'), { responseCode: 450 }))
        : done(),
    onData: (stream, { envelope }, done) => {
      void text(stream).then((source) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  world = await Scheduled.start({
    namespaces: ['shop', 'blog', 'billing'],
    mail: {
      smtpUrl: `smtps://127.0.0.1:${port}`,
      from: 'Holdfast <backups@example.com>',
      recipients: ['oncall@example.com', 'grey@example.com'],
      ca: caPem,
    },
  });
});
afterEach(async () => {
  await world.stop();
  await new Promise<void>((resolve) => server.close(resolve));
});

const sendMails = () => world.holdfast.product.handlers['send-mails']({}, new AbortController().signal);
const query = (sql: string) => world.holdfast.database.query(sql);
async function aPartialSuccess() {
  const schedule = await world.create(['billing', 'blog', 'shop']);
  world.store.deleteNamespace('billing');
  await world.cycle(schedule.id);
  return schedule;
}

it('an alert is mailed when it opens and when it closes, and not while it only counts', async () => {
  const schedule = await aPartialSuccess();
  await sendMails();
  await world.cycle(schedule.id);
  await sendMails();
  expect(received).toHaveLength(1);
  await world.exclude(schedule, 'billing');
  await world.cycle(schedule.id);
  await sendMails();
  expect(received.map(({ to }) => to)).toEqual(Array(2).fill(['oncall@example.com', 'grey@example.com']));
  expect(received[1]?.source).toContain('It is over');
});

it('an address that is greylisted gets it later, and the others not again', async () => {
  greylisted = true;
  await aPartialSuccess();
  await sendMails();
  greylisted = false;
  await query(`UPDATE delivery SET not_before = clock_timestamp()`);
  await sendMails();
  await sendMails();
  expect(received.map(({ to }) => to)).toEqual([['oncall@example.com'], ['grey@example.com']]);
  expect(await query('SELECT state, attempts FROM delivery')).toEqual([{ state: 'DELIVERED', attempts: 2 }]);
});

it('two workers send a mail once', async () => {
  await aPartialSuccess();
  const other = world.holdfast.anotherWorker();
  await Promise.all([sendMails(), other.handlers['send-mails']({}, new AbortController().signal)]);
  await other.close();
  expect(received).toHaveLength(1);
});

it('a channel that refuses is made up for by one mail, until the alert changes', async () => {
  const { alertRoutes, deliveries } = world.services;
  await alertRoutes.create({ name: 'ops', channelId: 'C0ALERTS1' }, world.holdfast.actor);
  const schedule = await aPartialSuccess();
  const refuse = async () => {
    const { claimed } = await deliveries.claim('bot', 10, BOT);
    for (const { delivery, claim } of claimed)
      await deliveries.acknowledge(
        {
          id: delivery.id,
          claim,
          outcome: 'REFUSED',
          errorCode: 'not_in_channel',
        },
        BOT,
      );
    return claimed.length;
  };
  expect(await refuse()).toBe(1);
  await sendMails();
  expect(received).toHaveLength(2);
  expect(received[1]?.source.replaceAll('=\r\n', '')).toContain(
    'C0ALERTS1 may not have been told (not_in_channel)',
  );
  await world.exclude(schedule, 'billing');
  expect(await refuse()).toBe(1);
  await sendMails();
  expect(received).toHaveLength(2);
});
