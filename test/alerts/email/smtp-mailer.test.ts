/** Mails about alerts against a real mail server with TLS. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SmtpMailer } from '../../../src/alerts/email/smtp-mailer.js';
import { toldChange } from '../../../src/domain/delivery.js';
import type { AlertLetter } from '../../../src/domain/ports/mailer.js';
import { anAlert } from '../../factories/resources.js';
import { type Certificates, makeCertificates } from '../../stand-ins/kubernetes/tls.js';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

let certificates: Certificates;
beforeAll(async () => {
  certificates = await makeCertificates();
});
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** @returns its URL, and what it got */
async function aMailServer(options: SMTPServerOptions = {}, user = '') {
  const received: Received[] = [];
  const server = new SMTPServer({
    cert: certificates.original.certPem,
    key: certificates.original.keyPem,
    authOptional: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      void text(stream).then((source) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closers.push(() => server.close(() => undefined));
  const { port } = server.server.address() as AddressInfo;
  return { url: `${options.secure ? 'smtps' : 'smtp'}://${user}127.0.0.1:${port}`, received };
}

function aMailer(url: string, ca: string | null = certificates.caPem): SmtpMailer {
  const places = { domain: 'example.com', publicUrl: 'https://holdfast.example.com' };
  const from = 'Holdfast <backups@example.com>';
  const mailer = new SmtpMailer({ url, from, places, ...(ca !== null && { ca }) });
  closers.push(() => mailer.close());
  return mailer;
}

const alert = anAlert({ namespaces: ['billing', 'wiki'], message: 'billing and wiki are missing.' });
function aLetter(change: Partial<AlertLetter> = {}): AlertLetter {
  const at = new Date('2026-11-20T12:00:00Z');
  const opened = {
    kind: 'OPENED',
    at,
    by: null,
    added: alert.namespaces,
    removed: [],
    reason: null,
  } as const;
  return {
    deliveryId: '0b7b9a52-0000-4000-8000-000000000001',
    recipients: ['oncall@example.com'],
    alert,
    data: { change: toldChange(opened) },
    scheduleName: 'nightly',
    clusterName: 'prod',
    locationName: 'folder',
    backup: { id: 'b1', name: 'nightly-20261120', state: 'PARTIAL_SUCCESS' },
    ...change,
  };
}
/** Without the soft line breaks and escapes of quoted-printable. */
const readable = (source: string) =>
  source
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const headerOf = (source: string, name: string) =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(source)?.[1]?.replaceAll(/\r\n[ \t]+/g, ' ');
const SENT = { deferred: [], refused: [], error: null, errorCode: null };

describe('a mail about an alert', () => {
  it('S30: names backup, schedule, cluster, how many are missing, and which, as text and as HTML', async () => {
    const { url, received } = await aMailServer({ secure: true });
    expect(await aMailer(url).send(aLetter())).toEqual(SENT);
    const source = readable(received[0]?.source ?? '');
    for (const fact of ['nightly', 'prod', 'nightly-20261120', 'Missing namespaces (2)', 'billing', 'wiki'])
      expect(source.split(fact).length, fact).toBeGreaterThan(2);
    expect(source).toContain('holdfast schedule exclude nightly --missing');
    expect(source).toContain('https://holdfast.example.com/explorer/');
    expect(source).toContain('text/plain');
    expect(source).toContain('text/html');
    expect(headerOf(source, 'Auto-Submitted')).toBe('auto-generated');
  });

  it('is one thread for the whole life of the alert, under one subject', async () => {
    const { url, received } = await aMailServer();
    const mailer = aMailer(url);
    await mailer.send(aLetter());
    const closed = { ...alert, closedAt: new Date(), closedReason: 'the next backup was a Success' };
    const change = toldChange({
      kind: 'CLOSED',
      at: new Date(),
      by: null,
      added: [],
      removed: ['billing'],
      reason: null,
    });
    await mailer.send(aLetter({ deliveryId: 'd2', alert: closed, data: { change } }));
    const [first, last] = received.map(({ source }) => source);
    const root = headerOf(first ?? '', 'Message-ID');
    expect(root).toBe(`<alert.${alert.id}@example.com>`);
    expect(headerOf(last ?? '', 'In-Reply-To')).toBe(root);
    expect(headerOf(last ?? '', 'References')).toBe(root);
    expect(headerOf(last ?? '', 'Message-ID')).toBe('<delivery.d2@example.com>');
    expect(headerOf(last ?? '', 'Subject')).toBe(headerOf(first ?? '', 'Subject'));
    expect(readable(last ?? '')).toContain('It is over: the next backup was a Success.');
  });

  it('names 50 of 5,000 and says how many more there are', async () => {
    const { url, received } = await aMailServer();
    const namespaces = Array.from({ length: 5_000 }, (_, index) => `${'n'.repeat(55)}-${index}`);
    await aMailer(url).send(aLetter({ alert: { ...alert, namespaces } }));
    const source = readable(received[0]?.source ?? '');
    expect(source).toContain('and 4950 more');
    expect(source).not.toContain(namespaces[50]);
    expect(source.length).toBeLessThan(20_000);
  });

  it('lets no name or sentence become a header, a line or markup', async () => {
    const { url, received } = await aMailServer();
    const evil = 'x\r\nBcc: thief@example.com\r\n\r\n<script>alert(1)</script>';
    await aMailer(url).send(
      aLetter({
        scheduleName: evil,
        clusterName: evil,
        alert: { ...alert, namespaces: [evil], message: evil },
      }),
    );
    const [mail] = received;
    expect(mail?.to).toEqual(['oncall@example.com']);
    const source = readable(mail?.source ?? '');
    expect(source).not.toMatch(/^Bcc:/im);
    expect(source.split('text/html')[1]).not.toContain('<script');
    expect(source).toContain('&lt;script&gt;');
  });

  it('says why it comes by mail when Slack could not be told', async () => {
    const { url, received } = await aMailServer();
    const fallback = { routeId: 'r1', channelId: 'C0ALERTS1', errorCode: 'is_archived' };
    await aMailer(url).send(aLetter({ data: { fallback } }));
    expect(readable(received[0]?.source ?? '')).toContain(
      'the Slack channel C0ALERTS1 may not have been told (is_archived)',
    );
  });
});

describe('a mail server', () => {
  it('whose certificate is not to be trusted gets nothing', async () => {
    const { url, received } = await aMailServer({ secure: true });
    const report = await aMailer(url, null).send(aLetter());
    expect(report).toMatchObject({ deferred: ['oncall@example.com'], refused: [] });
    expect(received).toEqual([]);
  });

  it('is asked for STARTTLS when it offers it, and its certificate is looked at', async () => {
    let secure = false;
    const { url, received } = await aMailServer({
      onMailFrom: (_address, session, done) => {
        secure = session.secure;
        done();
      },
    });
    expect(await aMailer(url).send(aLetter())).toEqual(SENT);
    expect([secure, received.length]).toEqual([true, 1]);
    const { certPem: cert, keyPem: key } = certificates['foreign-ca'];
    const forged = await aMailServer({ cert, key });
    expect((await aMailer(forged.url).send(aLetter())).deferred).toHaveLength(1);
    expect(forged.received).toEqual([]);
  });

  it('that refuses one address for ever and another for now is told apart, and the others get it', async () => {
    const { url, received } = await aMailServer({
      onRcptTo: ({ address }, _session, done) => {
        const refuse = (responseCode: number) => done(Object.assign(new Error('no'), { responseCode }));
        if (address.startsWith('gone')) refuse(550);
        else if (address.startsWith('grey')) refuse(450);
        else done();
      },
    });
    const recipients = ['a@example.com', 'gone@example.com', 'grey@example.com'];
    const report = await aMailer(url).send(aLetter({ recipients }));
    expect(report).toMatchObject({ deferred: ['grey@example.com'], refused: ['gone@example.com'] });
    expect(received.map(({ to }) => to)).toEqual([['a@example.com']]);
    const none = await aMailer(url).send(aLetter({ recipients: ['gone@example.com'] }));
    expect(none).toMatchObject({ deferred: [], refused: ['gone@example.com'], errorCode: '550' });
  });

  it('that is away, or refuses the password, is tried again, and no report holds the password', async () => {
    const away = await aMailer('smtp://127.0.0.1:1').send(aLetter());
    expect(away).toMatchObject({ deferred: ['oncall@example.com'], refused: [] });
    const { url } = await aMailServer(
      { onAuth: (_auth, _session, done) => done(new Error('wrong')) },
      'holdfast:s3cret-word@',
    );
    const refused = await aMailer(url).send(aLetter());
    expect(refused).toMatchObject({ deferred: ['oncall@example.com'], errorCode: '535' });
    expect(JSON.stringify([away, refused])).not.toContain('s3cret-word');
  });
});
