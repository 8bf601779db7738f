import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestApp, type TestApp, TRANSPORTS } from './test-app.js';

let running: TestApp | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const form = 'application/x-www-form-urlencoded';
const alert = {
  channel: 'alerts',
  text: 'alert',
  blocks: [
    {
      type: 'actions',
      block_id: 'what',
      elements: [
        {
          type: 'button',
          action_id: 'exclude',
          text: plain('Exclude'),
          value: 'alert-1',
          confirm: { text: plain('?') },
        },
        {
          type: 'overflow',
          action_id: 'more',
          options: [
            { text: plain('Snooze'), value: 'snooze' },
            { text: plain('Watch'), value: 'watch' },
          ],
        },
      ],
    },
  ],
};

const quiet = (app: App): void => {
  app.action(/.*/, ({ ack }) => ack());
  app.command('/backup', ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: 'form' }, ({ ack }) => ack());
};

async function posted(register = quiet, transport = TRANSPORTS[0], options = {}) {
  running = await startTestApp(transport as (typeof TRANSPORTS)[number], register, options);
  const { ts } = await running.app.client.chat.postMessage(alert);
  return { ...running, ts: ts as string };
}

describe('a click', () => {
  it('is sent as Slack sends it', async () => {
    const { slack, ts } = await posted();
    const { payload } = await slack.people.click('alerts', ts, 'exclude', 'ada');
    const ada = slack.workspace.user('ada');
    const channel = slack.workspace.channel('alerts').id;
    expect(payload).toMatchObject({
      type: 'block_actions',
      team: { id: slack.workspace.team.id, domain: 'stand-in' },
      user: { id: ada.id, username: 'ada', name: 'ada', team_id: slack.workspace.team.id },
      api_app_id: slack.installation.appId,
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false },
      channel: { id: channel, name: 'alerts' },
      message: { ts, text: 'alert' },
      state: { values: {} },
      actions: [{ type: 'button', action_id: 'exclude', block_id: 'what', value: 'alert-1' }],
    });
    expect(payload?.response_url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hook\/\w+$/);
    expect(payload?.trigger_id).toMatch(/^\d+\.\d+\.\w+$/);
  });

  it('that the dialog declined is not sent', async () => {
    const { slack, ts } = await posted();
    const declined = await slack.people.click('alerts', ts, 'exclude', 'ada', { dialog: 'deny' });
    expect(declined).toMatchObject({ outcome: 'local', confirm: { text: plain('?') } });
  });

  it('needs a button that is there, unless the client is behind', async () => {
    const { slack, app, ts } = await posted();
    await app.client.chat.update({ channel: slack.workspace.channel('alerts').id, ts, text: 'done' });
    await expect(slack.people.click('alerts', ts, 'exclude', 'ada')).rejects.toThrow('there is no exclude');
    const { payload } = await slack.people.click('alerts', ts, 'exclude', 'ada', { stale: true });
    expect(payload).toMatchObject({ message: { text: 'done' }, actions: [{ value: 'alert-1' }] });
  });

  it('can be altered on its way', async () => {
    const { slack, ts } = await posted();
    const tamper = (payload: Record<string, unknown>) => Object.assign(payload, { team: { id: 'TFOREIGN' } });
    expect((await slack.people.click('alerts', ts, 'exclude', 'ada', { tamper })).payload).toMatchObject({
      team: { id: 'TFOREIGN' },
    });
  });

  it('chooses from an overflow menu', async () => {
    const { slack, ts } = await posted();
    const place = { channel: 'alerts', ts };
    const { payload } = await slack.people.select(place, 'more', 'watch', 'ada');
    expect(payload).toMatchObject({ actions: [{ type: 'overflow', selected_option: { value: 'watch' } }] });
    await expect(slack.people.select(place, 'more', 'fly', 'ada')).rejects.toThrow('offers no option fly');
  });

  it('of somebody of another company names their team', async () => {
    const { slack, ts } = await posted();
    const team = slack.workspace.addTeam({ domain: 'partner', name: 'Partner' });
    slack.workspace.addUser({ name: 'tom', team });
    const { payload } = await slack.people.click('alerts', ts, 'exclude', 'tom');
    expect(payload).toMatchObject({ user: { team_id: team.id } });
  });

  it('five hundred times at once is five hundred acknowledgements', async () => {
    const { slack, ts } = await posted();
    const clicks = Array.from({ length: 500 }, () => slack.people.click('alerts', ts, 'exclude', 'ada'));
    const outcomes = await Promise.all(clicks);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['acknowledged']));
  });
});

describe.each(TRANSPORTS)('an app on %s that does not answer', (transport) => {
  it('leaves the person with an error', async () => {
    const silent = (app: App): void => app.action(/.*/, async () => undefined);
    const { slack, ts } = await posted(silent, transport, { ackLimitMs: 100 });
    const click = await slack.people.click('alerts', ts, 'exclude', 'ada');
    expect(click).toMatchObject({ outcome: 'late', status: 0 });
    expect(slack.operationErrors).toMatchObject([
      {
        user: slack.workspace.user('ada').id,
        what: 'click exclude',
        reason: 'the app did not answer in time',
      },
    ]);
  });

  it('with 200 is refused', async () => {
    const throwing = (app: App): void => {
      app.error(async () => undefined);
      app.action(/.*/, () => Promise.reject(new Error('broken')));
    };
    const { slack, ts } = await posted(throwing, transport, { ackLimitMs: 300 });
    expect((await slack.people.click('alerts', ts, 'exclude', 'ada')).outcome).not.toBe('acknowledged');
    expect(slack.operationErrors).toHaveLength(1);
  });
});

describe('an app that cannot be reached', () => {
  it('leaves the person with an error, over HTTP and without a socket', async () => {
    const { slack, ts } = await posted();
    slack.deliverTo('http://127.0.0.1:9/slack/events');
    expect(await slack.people.click('alerts', ts, 'exclude', 'ada')).toMatchObject({
      outcome: 'unreachable',
    });
    slack.deliverOverSockets();
    expect(await slack.people.click('alerts', ts, 'exclude', 'ada')).toMatchObject({
      outcome: 'unreachable',
    });
    expect(slack.operationErrors).toHaveLength(2);
  });
});

describe('signatures', () => {
  const body = `payload=${encodeURIComponent(JSON.stringify({ type: 'block_actions', actions: [{}] }))}`;

  it.each(['HTTPReceiver', 'ExpressReceiver'] as const)(
    '%s refuses none, wrong and old ones',
    async (transport) => {
      const { slack } = await posted(quiet, transport);
      const old = Math.floor(Date.now() / 1_000) - 400;
      const status = async (headers: Record<string, string>) =>
        (await slack.send(body, { 'content-type': form, ...headers })).status;
      expect(await status({})).toBe(401);
      expect(await status(slack.sign(body, { secret: 'wrong' }))).toBe(401);
      expect(await status(slack.sign(`${body} `))).toBe(401);
      expect(await status(slack.sign(body, { timestamp: old }))).toBe(401);
      expect(await status(slack.sign(body))).not.toBe(401);
    },
  );

  it('are over a form without a charset', async () => {
    const { slack, app, ts } = await posted();
    const seen = vi.fn();
    app.use(async ({ next }) => {
      seen();
      await next();
    });
    await slack.people.click('alerts', ts, 'exclude', 'ada');
    expect(seen).toHaveBeenCalledTimes(1);
    const charset = await slack.send(body, { 'content-type': `${form}; charset=utf-8`, ...slack.sign(body) });
    expect(charset.status).toBe(400);
  });
});

describe('a response URL', () => {
  const respond = (url: string, body: object) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function clicked() {
    const { slack, ts } = await posted();
    const { payload } = await slack.people.click('alerts', ts, 'exclude', 'ada');
    return { slack, ts, url: payload?.response_url as string };
  }

  it('is good five times', async () => {
    const { slack, url } = await clicked();
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await respond(url, { text: `${at}` })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.ephemerals('alerts', 'ada').map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('is good for thirty minutes', async () => {
    const { slack, url } = await clicked();
    slack.clock.advance(29 * 60_000);
    expect((await respond(url, { text: 'in time' })).status).toBe(200);
    slack.clock.advance(2 * 60_000);
    expect((await respond(url, { text: 'late' })).status).toBe(404);
    expect((await respond(`${url}0`, { text: 'none' })).status).toBe(404);
  });

  it('replaces, deletes, tells everybody, answers in a thread; also where the app is not a member', async () => {
    const { slack, ts, url } = await clicked();
    slack.removeBotFrom('alerts');
    await respond(url, { replace_original: true, text: 'replaced' });
    expect(slack.messages('alerts')).toMatchObject([{ ts, text: 'replaced' }]);
    await respond(url, { response_type: 'in_channel', text: 'all' });
    await respond(url, { response_type: 'in_channel', text: 'reply', thread_ts: ts });
    expect(slack.replies('alerts', ts)).toMatchObject([{ text: 'reply' }]);
    expect((await respond(url, { blocks: [{ type: 'banner' }] })).status).toBe(400);
    const again = (await slack.people.click('alerts', ts, 'exclude', 'ada', { stale: true })).payload;
    await respond(again?.response_url as string, { delete_original: true });
    expect(slack.messages('alerts')).toMatchObject([
      { ts, tombstone: true },
      { text: 'all' },
      { text: 'reply' },
    ]);
  });
});

describe('events', () => {
  it('come again, three times at most, when they are not answered', async () => {
    const { slack } = await posted();
    slack.deliverTo('http://127.0.0.1:9/slack/events');
    const { attempts, outcome } = await slack.people.event('app_uninstalled');
    expect(attempts).toHaveLength(4);
    expect(outcome).toBe('unreachable');
    expect(slack.operationErrors).toEqual([]);
  });

  it('tell how often they came before', async () => {
    const seen: unknown[] = [];
    const { slack } = await posted((app) => {
      app.event('tokens_revoked', async ({ context }) => {
        seen.push(context.retryNum);
      });
    });
    await slack.people.event('tokens_revoked', { tokens: { bot: [] } });
    await expect.poll(() => seen).toEqual([undefined]);
  });
});

describe('a modal that is closed', () => {
  it('is told to the app when it asked for that', async () => {
    const { slack, app } = await posted();
    const open = async (notify_on_close: boolean) => {
      const trigger_id = slack.triggers.make(slack.workspace.user('ada').id);
      const view = {
        type: 'modal' as const,
        callback_id: 'form',
        title: plain('T'),
        blocks: [],
        notify_on_close,
      };
      return (await app.client.views.open({ trigger_id, view })).view?.id as string;
    };
    expect(await slack.people.closeView(await open(false), 'ada')).toMatchObject({ outcome: 'local' });
    const told = await slack.people.closeView(await open(true), 'ada');
    expect(told).toMatchObject({
      outcome: 'acknowledged',
      payload: { type: 'view_closed', is_cleared: false },
    });
  });
});
