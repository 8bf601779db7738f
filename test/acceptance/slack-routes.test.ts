/** Where alerts go: routes that break and say so, mail in their place, counts instead of names, and a digest a day. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { makeCertificates } from '../stand-ins/kubernetes/tls.js';
import { CHANNEL, PATIENCE, SlackInstallation } from '../support/slack-installation.js';

let app: SlackInstallation;
let server: SMTPServer;
let mails: string[];

beforeEach(async () => {
  mails = [];
  const { caPem, original } = await makeCertificates();
  server = new SMTPServer({
    cert: original.certPem,
    key: original.keyPem,
    secure: true,
    authOptional: true,
    onData: (stream, _session, done) => {
      void text(stream).then((source) => {
        mails.push(source.replaceAll('=\r\n', ''));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  app = await SlackInstallation.start({
    namespaces: ['shop', 'blog'],
    mail: {
      smtpUrl: `smtps://127.0.0.1:${port}`,
      from: 'Holdfast <backups@example.com>',
      recipients: ['oncall@example.com'],
      ca: caPem,
    },
  });
});
afterEach(async () => {
  await app.stop();
  await new Promise<void>((resolve) => server.close(resolve));
});

const run = (job: 'send-mails' | 'digest') =>
  app.world.holdfast.product.handlers[job]({}, new AbortController().signal);
const state = async () => {
  const { state, stateReason } = await app.services.alertRoutes.get(app.route.id, systemActor('test'));
  return `${state} ${stateReason}`;
};

describe('a route', () => {
  it.each([
    ['archived', 'is_archived', () => app.slack.archiveChannel(CHANNEL)],
    ['left by the bot', 'not_in_channel', () => void app.slack.removeBotFrom(CHANNEL)],
  ])(
    'to a channel that was %s is BROKEN and mails instead, until a test arrives',
    async (_how, code, harm) => {
      const { schedule, alert } = await app.incident(['billing']);
      await run('send-mails');
      expect(mails).toHaveLength(1);
      harm();
      await app.world.exclude(schedule, 'billing');
      await app.settled();
      expect(await state()).toBe(`BROKEN ${code}`);
      await run('send-mails');
      expect(mails).toHaveLength(2);
      expect(mails[1]).toContain(`may not have been told (${code})`);

      app.slack.archiveChannel(CHANNEL, false);
      app.slack.inviteBotTo(CHANNEL);
      await app.services.alertRoutes.test(app.route.id, app.admin.actor);
      await vi.waitFor(async () => expect(await state()).toBe('WORKING null'), PATIENCE);
      await app.afterThePause();
      expect(app.shown(alert.id)).toContain('Excluded from the next cycle');
    },
  );

  it('that was broken while an alert ended shows it closed when it works again', async () => {
    const { schedule, alert } = await app.incident(['billing']);
    app.slack.archiveChannel(CHANNEL);
    await app.world.exclude(schedule, 'billing');
    await app.settled();
    await app.cycle(schedule.id);
    app.slack.archiveChannel(CHANNEL, false);
    expect(app.shown(alert.id)).toContain('Partial Success');
    await app.services.alertRoutes.test(app.route.id, app.admin.actor);
    await vi.waitFor(async () => expect(await state()).toBe('WORKING null'), PATIENCE);
    await app.afterThePause();
    expect(app.shown(alert.id)).toContain('Closed — schedule nightly');
    expect(app.roots(alert.id)).toHaveLength(1);
  });

  it('of counts names no namespace, in no message and no reply', async () => {
    const { version } = await app.services.alertRoutes.get(app.route.id, systemActor('test'));
    await app.services.alertRoutes.edit(app.route.id, version, { detail: 'COUNTS' }, app.admin.actor);
    const { schedule, alert, ts } = await app.incident(['secret-project', 'other-project']);
    await app.world.exclude(schedule, 'secret-project');
    await app.settled();
    expect(app.shown(alert.id)).toContain('missing');
    expect(app.replies(ts)).toHaveLength(1);
    expect(JSON.stringify(app.slack.messages(CHANNEL))).not.toContain('-project');
  });

  it('without buttons shows none, and the alert can be mended elsewhere', async () => {
    const { version } = await app.services.alertRoutes.get(app.route.id, systemActor('test'));
    await app.services.alertRoutes.edit(app.route.id, version, { buttons: false }, app.admin.actor);
    const { alert } = await app.incident(['billing']);
    expect(JSON.stringify(app.root(alert.id).blocks)).not.toContain('action_id');
  });
});

describe('a mail', () => {
  it('tells who is affected and what to do, while Slack is away', async () => {
    await app.slack.goAway();
    app.world.store.createNamespace('billing');
    const schedule = await app.world.create(['billing', 'shop', 'blog'], {
      alertRecipients: ['team@example.com'],
    });
    app.world.store.deleteNamespace('billing', { instantly: true });
    await app.world.cycle(schedule.id);
    await run('send-mails');
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: .*team@example\.com/m);
    for (const word of ['billing', 'nightly', 'prod']) expect(mails[0]).toContain(word);
    await app.slack.comeBack();
  });
});

describe('the digest', () => {
  const digests = () => app.slack.messages(CHANNEL).filter(({ text }) => text.startsWith('Daily digest'));
  beforeEach(async () => {
    const { version } = await app.services.alertRoutes.get(app.route.id, systemActor('test'));
    const daily = { digestAt: '18:00', timeZone: 'UTC' };
    await app.services.alertRoutes.edit(app.route.id, version, daily, app.admin.actor);
  });

  it('tells once a day what is open, who changed what, and what no schedule covers any more', async () => {
    const { schedule } = await app.incident(['billing', 'cart']);
    await app.world.exclude(schedule, 'billing');
    app.world.clock.set('2026-11-20T18:01:00Z');
    await run('digest');
    await run('digest');
    await app.settled();
    expect(digests()).toHaveLength(1);
    const [digest] = digests();
    expect(digest?.text).toMatch(/1 open alert, 2 changes of schedules/);
    expect(JSON.stringify(digest?.blocks)).toMatch(/`nightly`: admin excluded `billing`/);
    expect(JSON.stringify(digest?.blocks)).toMatch(/`billing` on `prod`: left `nightly` by admin/);
  });

  it('is skipped when there is nothing to tell', async () => {
    app.world.clock.set('2026-11-20T18:01:00Z');
    await run('digest');
    await app.world.create(['shop', 'blog']);
    app.world.clock.set('2026-11-21T18:01:00Z');
    await run('digest');
    app.world.clock.set('2026-11-22T18:01:00Z');
    await run('digest');
    await app.settled();
    expect(digests().map(({ text }) => text)).toEqual([expect.stringContaining('1 change of schedules')]);
  });
});
