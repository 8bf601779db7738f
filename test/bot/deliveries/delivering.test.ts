import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusal } from '../../support/stand-in-api.js';
import { BotWorld, CHANNEL, PATIENCE } from '../world/bot-world.js';

let world: BotWorld;
beforeEach(async () => {
  world = await BotWorld.start();
});
afterEach(() => world.stop());

const acknowledged = (count: number) =>
  vi.waitFor(() => expect(world.outbox.acknowledged).toHaveLength(count), PATIENCE);
const alert = (fields: object = {}) =>
  world.outbox.add({ kind: 'ALERT', target: world.channelId, alert: world.schedule.alert, ...fields });
const outcomes = () =>
  world.outbox.acknowledged.map(({ outcome, errorCode }) => [outcome, errorCode ?? null]);

describe('a delivery', () => {
  it('is posted once, with its id in the metadata, and acknowledged with where it stands', async () => {
    const id = alert();
    await acknowledged(1);
    const [message] = world.slack.messages(CHANNEL);
    expect(world.outbox.acknowledged[0]).toMatchObject({
      id,
      outcome: 'DELIVERED',
      channelId: world.channelId,
      ts: message?.ts,
    });
    const [call] = world.slack.requests.of('chat.postMessage');
    expect(call?.arguments).toMatchObject({
      metadata: {
        event_type: 'holdfast_delivery',
        event_payload: { delivery: id, alert: world.schedule.alert.id },
      },
    });
    expect(String(call?.arguments.unfurl_links)).toBe('false');
  });

  it('updates the message that stands already', async () => {
    const ts = await world.alert();
    world.schedule.isOpen = false;
    alert({ message: { channelId: world.channelId, ts } });
    await acknowledged(2);
    expect(world.slack.messages(CHANNEL)).toHaveLength(1);
    expect(world.slack.requests.count('chat.update')).toBe(1);
  });

  it('replies under its root; a reminder is shown to the channel too', async () => {
    const ts = await world.alert();
    const change = {
      kind: 'ACKNOWLEDGED',
      at: '2026-11-21T12:00:00.000Z',
      by: 'ada',
      added: [],
      addedCount: 0,
      removed: [],
      removedCount: 0,
      reason: null,
    };
    const root = { message: { channelId: world.channelId, ts }, alert: world.schedule.alert };
    world.outbox.add({ kind: 'REPLY', target: world.channelId, change, ...root });
    world.outbox.add({ kind: 'REMINDER', target: world.channelId, ...root });
    await acknowledged(3);
    expect(world.slack.replies(CHANNEL, ts)).toHaveLength(2);
    const broadcasts = world.slack.requests
      .of('chat.postMessage')
      .map((call) => call.arguments.reply_broadcast);
    expect(broadcasts.map(String)).toEqual(['undefined', 'undefined', 'true']);
  });

  it('whose root does not stand yet is handed back unsent', async () => {
    world.outbox.add({ kind: 'REMINDER', target: world.channelId, alert: world.schedule.alert });
    await acknowledged(1);
    expect(outcomes()).toEqual([['UNSENT', 'root_not_posted']]);
  });

  it('goes to a person as a direct message', async () => {
    const notice = { kind: 'SLACK_LINKED', userName: 'ada', at: '2026-11-21T12:00:00.000Z' };
    world.outbox.add({ kind: 'NOTICE', target: world.idOf('ada'), notice });
    await acknowledged(1);
    expect(world.outbox.acknowledged[0]?.channelId).toMatch(/^D/);
  });
});

describe('when Slack fails', () => {
  it('cut after it was processed: ambiguous, and never posted again', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', times: 1, do: 'reset-after' });
    alert();
    await acknowledged(1);
    expect(outcomes()[0]?.[0]).toBe('AMBIGUOUS');
    expect(world.slack.messages(CHANNEL)).toHaveLength(1);
    expect(world.slack.requests.count('chat.postMessage')).toBe(1);
  });

  it('500: ambiguous for a post, unsent for an update', async () => {
    const ts = await world.alert();
    world.slack.faults.add({ method: /^chat\./, do: { status: 500 } });
    alert();
    alert({ message: { channelId: world.channelId, ts } });
    await acknowledged(3);
    expect(outcomes().slice(1)).toEqual([
      ['AMBIGUOUS', 'http_500'],
      ['UNSENT', 'http_500'],
    ]);
  });

  it('429: unsent with the pause it asks for, and the channel is left alone meanwhile', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', do: { status: 429, retryAfter: 7 } });
    alert();
    alert();
    await acknowledged(2);
    expect(outcomes()).toEqual([
      ['UNSENT', 'ratelimited'],
      ['UNSENT', 'ratelimited'],
    ]);
    expect(world.outbox.acknowledged[0]?.retryAfterSeconds).toBe(7);
    expect(world.slack.requests.count('chat.postMessage')).toBe(1);
  });

  it('not in the channel, archived, deleted: refused or gone, by name', async () => {
    const ts = await world.alert();
    world.slack.deleteMessage(CHANNEL, ts);
    alert({ message: { channelId: world.channelId, ts } });
    await acknowledged(2);
    world.slack.archiveChannel(CHANNEL);
    alert();
    await acknowledged(3);
    expect(outcomes().slice(1)).toEqual([
      ['GONE', 'message_not_found'],
      ['REFUSED', 'is_archived'],
    ]);
  });

  it('blocks that it does not take: the sentence alone', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { error: 'msg_blocks_too_long' } });
    alert();
    await acknowledged(1);
    expect(outcomes()).toEqual([['DELIVERED', null]]);
    expect(world.slack.requests.of('chat.postMessage')[1]?.arguments.blocks).toBeUndefined();
  });

  it('a revoked token: refused by name, and nothing more is claimed until it is good again', async () => {
    world.slack.revokeToken();
    alert();
    await acknowledged(1);
    expect(outcomes()).toEqual([['REFUSED', 'token_revoked']]);
    await vi.waitFor(() => expect(world.bot.state.ok).toBe(false), PATIENCE);
    alert();
    await vi.waitFor(() => expect(world.slack.requests.count('auth.test')).toBeGreaterThan(3), PATIENCE);
    expect(world.outbox.acknowledged).toHaveLength(1);
    world.slack.revokeToken(false);
    await acknowledged(2);
    expect(outcomes()[1]).toEqual(['DELIVERED', null]);
  });
});

describe('the outbox', () => {
  it('keeps the order within a channel, whatever another one does', async () => {
    world.slack.workspace.addChannel({ name: 'other' });
    world.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { delayMs: 300 } });
    const first = alert();
    const second = alert();
    const elsewhere = alert({ target: world.slack.workspace.channel('other').id });
    await acknowledged(3);
    const order = world.outbox.acknowledged.map(({ id }) => id);
    expect(order.indexOf(first)).toBeLessThan(order.indexOf(second));
    expect(order[0]).toBe(elsewhere);
  });

  it('hears an acknowledgement that failed at first', async () => {
    world.outbox.faults.push(refusal('INTERNAL_SERVER_ERROR', 'oops', { retryable: true }));
    alert();
    await acknowledged(1);
    expect(world.slack.messages(CHANNEL)).toHaveLength(1);
  });

  it('is read again when the API was away', async () => {
    world.api.dropSockets();
    alert();
    await acknowledged(1);
  });

  it('gets what is under way acknowledged before the bot ends', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { delayMs: 300 } });
    alert();
    await vi.waitFor(() => expect(world.slack.requests.count('chat.postMessage')).toBe(1), PATIENCE);
    await world.stopBot();
    expect(outcomes()).toEqual([['DELIVERED', null]]);
  });

  it('finds a message again by a click on it', async () => {
    world.slack.faults.add({ method: 'chat.postMessage', times: 1, do: 'reset-after' });
    const deliveryId = alert();
    await acknowledged(1);
    const [message] = world.slack.messages(CHANNEL);
    await world.slack.people.click(CHANNEL, message!.ts, 'acknowledge', 'ada');
    await vi.waitFor(
      () =>
        expect(world.outbox.adopted).toEqual([{ deliveryId, channelId: world.channelId, ts: message!.ts }]),
      PATIENCE,
    );
  });
});
