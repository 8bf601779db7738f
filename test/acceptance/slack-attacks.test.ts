/** Bad input and attacks from Slack's side: what Slack did not sign, what was edited, what is another's, names that want to be more than names. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ViewerDocument } from '../../src/client/generated/graphql.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import {
  type Incident,
  PATIENCE,
  SlackInstallation,
  seen,
  TRANSPORTS,
} from '../support/slack-installation.js';

type Payload = Record<string, unknown>;

describe('a request that Slack did not sign for this moment', () => {
  let app: SlackInstallation;
  let incident: Incident;
  beforeEach(async () => {
    app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
    incident = await app.incident(['billing']);
  });
  afterEach(() => app.stop());

  /** The bytes of a click that was never sent. */
  async function aClick(): Promise<string> {
    let kept: Payload = {};
    const tamper = (payload: Payload) => {
      kept = structuredClone(payload);
      payload.type = 'never_mind';
    };
    await app.click(incident, 'exclude_one', 'ada', { tamper }).catch(() => undefined);
    return new URLSearchParams({ payload: JSON.stringify(kept) }).toString();
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const seconds = () => Math.floor(Date.now() / 1_000);

  it('is refused without a word, and nothing is done: unsigned, forged, old, future, another version', async () => {
    const body = await aClick();
    const { sign } = app.slack;
    const signed = (options: object) => ({ ...form, ...sign.call(app.slack, body, options) });
    const bad: Record<string, Record<string, string>> = {
      unsigned: form,
      forged: signed({ secret: 'guessed' }),
      old: signed({ timestamp: seconds() - 600 }),
      future: signed({ timestamp: seconds() + 600 }),
      'another version': signed({ version: 'v9' }),
    };
    for (const [how, headers] of Object.entries(bad)) {
      const { status, text } = await app.slack.send(body, headers);
      expect([how, status, text]).toEqual([how, 401, '']);
    }
    const altered = body.replace('exclude_one', 'undo_______');
    expect((await app.slack.send(altered, signed({}))).status).toBe(401);
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
    expect(await app.trail({ door: 'SLACK' })).toEqual([]);
  });

  it('is done once, however often it is replayed: the same bytes, or the same payload signed again', async () => {
    const body = await aClick();
    const headers = { ...form, ...app.slack.sign(body) };
    for (let time = 0; time < 3; time += 1) expect((await app.slack.send(body, headers)).status).toBe(200);
    await app.lastTold('ada');
    const again = { ...form, ...app.slack.sign(body, { timestamp: seconds() - 30 }) };
    expect((await app.slack.send(body, again)).status).toBe(200);
    expect(
      await app.trail({ subjectId: incident.schedule.id, outcome: 'APPLIED', door: 'SLACK' }),
    ).toHaveLength(1);
  });

  it('does not disturb the API on the same port, nor the API it', async () => {
    const graphql = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...app.slack.sign('{}') },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(await graphql.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await app.ask(app.admin, ViewerDocument, {})).viewer.name).toBe('root');
    const huge = 'x'.repeat(2_000_000);
    const { status } = await app.slack.send(huge, { ...form, ...app.slack.sign(huge) });
    expect(status).not.toBe(200);
  });
});

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog'] });
  });
  afterEach(() => app.stop());

  it('an edited value is a lookup and nothing more: another’s alert is refused, an unknown one is gone', async () => {
    app.newcomer('peter');
    const peter = await app.linked('peter', 'APP_USER');
    const { cluster, location } = app.world.holdfast;
    const of = { resource: 'Cluster', resourceId: cluster.id, access: 'FULL', namespaces: ['*'] } as const;
    await app.services.shares.create({ ...of, userId: peter.userId }, app.admin.actor);
    const own = await app.services.schedules.create(
      {
        name: 'own',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: ['shop', 'blog'] },
        timing: { kind: 'INTERVAL', minutes: 15 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      peter.actor,
    );
    const incident = await app.incident(['billing']);
    const valued = (value: string) => (payload: Payload) => {
      const [action] = payload.actions as Payload[];
      action!.value = value;
    };
    const elsewhere = await app.answerTo('peter', () =>
      app.click(incident, 'acknowledge', 'peter', { tamper: valued(incident.alert.id) }),
    );
    expect(elsewhere).toMatch(/is gone|does not exist any more/);
    for (const value of [own.id, `${incident.alert.id}'; DROP TABLE alert`, '../../etc', ''])
      expect(
        await app.answerTo('ada', () => app.click(incident, 'acknowledge', 'ada', { tamper: valued(value) })),
      ).toMatch(/is gone|does not exist any more/);
    expect(await app.trail({ outcome: 'APPLIED', door: 'SLACK' })).toEqual([]);
  });

  it('names that were put into a submitted window by hand are the API’s to judge, whoever’s schedule is named', async () => {
    app.newcomer('peter');
    const peter = await app.linked('peter', 'APP_USER');
    const incident = await app.incident(['billing', 'cart']);
    const viewed = { resource: 'BackupSchedule', resourceId: incident.schedule.id, access: 'VIEW' } as const;
    await app.services.shares.create({ ...viewed, userId: peter.userId }, app.admin.actor);
    const modal = await app.opened(incident, 'exclude_choose', 'ada');
    const namesOf = (payload: Payload) => {
      const view = payload.view as { state: { values: Record<string, Record<string, Payload>> } };
      return view.state.values.names_checkboxes!.names_checkboxes!;
    };
    const forged = (...names: string[]) => ({
      tamper: (payload: Payload) => {
        namesOf(payload).selected_options = names.map((value) => ({ value }));
      },
    });
    await app.slack.people.submit(modal.id, {}, 'ada', forged('nowhere', '<!channel>', 'x'.repeat(300)));
    expect(seen(await app.filledModal('ada'))).toMatch(/Nothing was changed/);
    expect(await app.namesOf(incident.schedule.id)).toHaveLength(4);

    // A window of somebody who may look and not change, made to name what it did not show.
    const theirs = await app.opened(incident, 'exclude_choose', 'peter');
    expect(seen(theirs)).toContain('Not possible for schedule');
    const mine = await app.opened(incident, 'exclude_choose', 'grace');
    await app.slack.people.submit(mine.id, {}, 'grace', {
      tamper: (payload) => {
        payload.user = { ...(payload.user as Payload), id: app.idOf('peter'), name: 'peter' };
      },
    });
    expect(seen(await app.filledModal('grace'))).toMatch(/only where it is their own/);
    expect(await app.namesOf(incident.schedule.id)).toHaveLength(4);
  });

  it('a response URL of another host is never asked: the answer goes to the channel', async () => {
    const asked: string[] = [];
    const trap = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const { port } = trap.address() as AddressInfo;
    const incident = await app.incident(['billing']);
    const told = await app.answerTo('ada', () =>
      app.click(incident, 'acknowledge', 'ada', {
        tamper: (payload) => {
          payload.response_url = `http://127.0.0.1:${port}/steal`;
        },
      }),
    );
    expect(told).toContain('Acknowledged');
    expect(asked).toEqual([]);
    trap.close();
  });

  it('names that hold mentions, links and code marks are shown as what they are', async () => {
    const hostile = '<!channel> @here `x` <https://evil.example|click>';
    await expect(app.world.create(['shop'], { name: hostile })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    const incident = await app.incident(['billing', 'cart']);
    const { actor } = await app.person(hostile, 'APP_ADMIN');
    const { selectionVersion } = await app.services.schedules.get(incident.schedule.id, systemActor('test'));
    const request = { scheduleId: incident.schedule.id, namespaces: ['cart'], selectionVersion };
    await app.services.scheduleNamespaces.exclude(request, actor);
    await app.settled();
    expect(app.shown(incident.alert.id)).toContain('excluded `cart`');
    for (const line of ['schedule nightly', `status "${hostile}"`, `schedule '${hostile}'`, hostile])
      await app.answerTo('ada', () => app.slash(line, 'ada'));
    await app.slack.people.openHome('ada');
    const posted = app.slack.requests.of(/^(chat|views|hook)/).map((call) => JSON.stringify(call.arguments));
    expect(posted.length).toBeGreaterThan(3);
    for (const text of posted) {
      // In plain text nothing is parsed, and in code marks no name without brackets.
      const parsed = text.replace(/"type":"plain_text","text":"[^"]*"/g, '').replace(/`[^`]*`/g, '');
      expect(parsed).not.toMatch(/@here/);
      expect(text.replace(/"type":"plain_text","text":"[^"]*"/g, '')).not.toMatch(
        /<!channel|<https:\/\/evil|`x`/,
      );
    }
  });

  it('no secret reaches the log, a message or an error: tokens, the signing secret, response URLs', async () => {
    const incident = await app.incident(['billing', 'cart']);
    app.slack.faults.add({ method: 'views.update', times: 1, do: { error: 'internal_error' } });
    app.slack.faults.add({ method: 'hook', times: 2, do: { status: 500 } });
    app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { status: 500 } });
    await app.click(incident, 'exclude_choose', 'ada');
    await vi.waitFor(() => expect(app.slack.requests.count('views.update')).toBeGreaterThan(0), PATIENCE);
    await app.slash('link', 'mallory');
    await app.slash('whoami', 'ada');
    await app.lastTold('mallory');
    await app.answerTo('mallory', () => app.click(incident, 'acknowledge', 'mallory'));
    app.slack.revokeToken();
    await app.slash('alerts', 'ada');
    await app.world.exclude(incident.schedule, 'cart');
    await vi.waitFor(() => expect(app.bot.state.ok).toBe(false), PATIENCE);
    const { botToken, appToken, signingSecret } = app.slack.installation;
    const log = JSON.stringify(app.log.lines, (_key, value) =>
      value instanceof Error
        ? { ...value, message: value.message, stack: value.stack, cause: String(value.cause) }
        : value,
    );
    const shown = JSON.stringify(app.slack.requests.of(/^(chat|views|hook)/));
    for (const text of [log, shown])
      for (const secret of [botToken, appToken, signingSecret, 'xoxb-', 'xapp-', 'hfi_', 'hfs_', 'hf_'])
        expect(text).not.toContain(secret);
    expect(log).not.toMatch(/\/hook\/|hooks\.slack\.com/);
  });
});
