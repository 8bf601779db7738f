/** Whatever Slack does: nothing told twice, nothing lost, nothing blind, and no cycle waits for it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeliveriesDocument, ResendDeliveryDocument } from '../../src/client/generated/graphql.js';
import { CHANNEL, PATIENCE, SlackInstallation } from '../support/slack-installation.js';

let app: SlackInstallation;
beforeEach(async () => {
  app = await SlackInstallation.start({ namespaces: ['shop', 'blog', 'cart'] });
});
afterEach(() => app.stop());

const rootMessages = () => app.slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined);
/** A Partial Success that Slack need not have heard of. */
async function missed(name = 'billing') {
  app.world.store.createNamespace(name);
  const schedule = await app.world.create([name, 'shop', 'blog']);
  app.world.store.deleteNamespace(name, { instantly: true });
  const { backup } = await app.world.cycle(schedule.id);
  expect(backup?.state).toBe('PARTIAL_SUCCESS');
  return { schedule, alert: await app.alertOf(schedule.id) };
}
const deliveries = async () => {
  const { deliveries: page } = await app.ask(app.admin, DeliveriesDocument, { first: 50 });
  return page.edges.map(({ node }) => node).filter(({ kind }) => kind !== 'NOTICE');
};
const inState = async (state: string) => (await deliveries()).filter((each) => each.state === state);
const until = (check: () => Promise<void> | void) => vi.waitFor(check, PATIENCE);
/** What waits is due at once, and the bot has heard. */
const hurry = async () => {
  await app.query(`UPDATE delivery SET not_before = clock_timestamp() WHERE state = 'PENDING'`);
  await app.tend();
};

describe('a post', () => {
  it('that Slack takes its time with is told once', async () => {
    app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { delayMs: 2_500 } });
    const { alert } = await missed();
    await app.settled();
    expect(app.roots(alert.id)).toHaveLength(1);
  });

  it('that is limited comes when Slack said', async () => {
    app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { status: 429, retryAfter: 1 } });
    const { alert } = await missed();
    await until(async () => {
      await hurry();
      expect(app.roots(alert.id)).toHaveLength(1);
    });
    await app.settled();
    expect(rootMessages()).toHaveLength(1);
  });

  it('that was cut off before it arrived, as nobody can know, stays AMBIGUOUS until a person sends it again', async () => {
    app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: 'reset-before' });
    const { alert } = await missed();
    await until(async () => expect(await inState('AMBIGUOUS')).toHaveLength(1));
    await hurry();
    await app.settled();
    expect(app.roots(alert.id)).toEqual([]);
    const [lost] = await inState('AMBIGUOUS');
    await app.ask(app.admin, ResendDeliveryDocument, { input: { id: lost?.id ?? '' } });
    await app.settled();
    expect(app.roots(alert.id)).toHaveLength(1);
  });

  it.each([
    ['cut off after it arrived', 'reset-after' as const],
    ['answered by what is no JSON', 'malformed-json' as const],
  ])(
    'that may have arrived is never repeated blindly, and a click on it adopts it: %s',
    async (_what, fault) => {
      app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: fault });
      const { alert, schedule } = await missed();
      await until(async () => expect(await inState('AMBIGUOUS')).toHaveLength(1));
      await hurry();
      await app.settled();
      expect(app.roots(alert.id)).toHaveLength(1);
      const { ts } = app.root(alert.id);
      await app.answerTo('ada', () => app.click({ ts }, 'exclude_one', 'ada'));
      await until(async () => expect(await inState('AMBIGUOUS')).toEqual([]));
      await app.afterThePause();
      expect(app.shown(alert.id)).toContain('Excluded from the next cycle');
      expect(await app.namesOf(schedule.id)).not.toContain('billing');
    },
  );

  it('answered by a 5xx is uncertain too, and seen', async () => {
    app.slack.faults.add({ method: 'chat.postMessage', times: 1, do: { status: 500 } });
    await missed();
    await until(async () => {
      const states = (await deliveries()).map(({ state }) => state);
      expect(states.every((state) => state !== 'CLAIMED' && state !== 'PENDING')).toBe(true);
    });
    expect(rootMessages().length).toBeLessThanOrEqual(1);
  });

  it('after which the bot was killed makes no second root', async () => {
    const { alert } = await missed();
    await app.settled();
    // As the database stood when the bot died between posting and saying so.
    await app.query(`DELETE FROM alert_message`);
    await app.query(
      `UPDATE delivery SET state = 'CLAIMED', delivered_at = NULL, message_ts = NULL, message_channel_id = NULL,
         claimed_until = clock_timestamp() - interval '1 second' WHERE kind = 'ALERT'`,
    );
    await app.bot.stop(0);
    await app.tend();
    await app.startBot();
    await app.settled();
    expect(await inState('AMBIGUOUS')).toHaveLength(1);
    expect(app.roots(alert.id)).toHaveLength(1);
    const { ts } = app.root(alert.id);
    await app.answerTo('ada', () => app.click({ ts }, 'acknowledge', 'ada'));
    await until(() => expect(app.shown(alert.id)).toContain('Acknowledged by ada'));
  });
});

describe('an update', () => {
  it('that is limited waits as long as Slack asks, and one then says everything', async () => {
    const { schedule, alert } = await missed();
    await app.settled();
    app.slack.faults.add({ method: 'chat.update', times: 1, do: { status: 429, retryAfter: 2 } });
    await app.world.exclude(schedule, 'billing');
    await until(() => expect(app.slack.requests.count('chat.update')).toBe(1));
    await app.services.schedules.suspend(schedule.id, app.admin.actor);
    await app.world.add(schedule, 'cart');
    await until(() => expect(app.shown(alert.id)).toMatch(/added `cart`/));
    await app.settled();
    expect(app.slack.requests.of('chat.update').filter(({ status }) => status === 200).length).toBeLessThan(
      3,
    );
  });

  it.each([
    ['5xx', { status: 500 } as const],
    ['reset', 'reset-before' as const],
    ['reset after it was done', 'reset-after' as const],
    ['an answer that is no JSON', 'malformed-json' as const],
  ])('that failed is done again: %s', async (_what, fault) => {
    const { schedule, alert } = await missed();
    await app.settled();
    app.slack.faults.add({ method: 'chat.update', times: 1, do: fault });
    await app.world.exclude(schedule, 'billing');
    await until(async () => {
      await hurry();
      expect(app.slack.requests.count('chat.update')).toBeGreaterThan(1);
    });
    await app.settled();
    expect(app.shown(alert.id)).toContain('Excluded from the next cycle');
    expect(app.roots(alert.id)).toHaveLength(1);
  });

  it('of a message that an administrator deleted makes a new root while the alert is open', async () => {
    const { schedule, alert } = await missed();
    await app.settled();
    app.slack.deleteMessage(CHANNEL, app.root(alert.id).ts);
    await app.world.exclude(schedule, 'billing');
    await app.afterThePause();
    const standing = app.roots(alert.id).filter(({ tombstone }) => !tombstone);
    expect(standing).toHaveLength(1);
    expect(JSON.stringify(standing)).toContain('Excluded from the next cycle');
  });
});

describe('Slack', () => {
  it('away for a day: every cycle goes on, and then all is told once and in order', async () => {
    await app.slack.goAway();
    const { schedule, alert } = await missed();
    app.world.store.deleteNamespace('blog', { instantly: true });
    await app.world.cycle(schedule.id);
    await app.world.exclude(schedule, 'billing');
    app.world.clock.advance(24 * 60);
    app.slack.clock.advance(24 * 60 * 60_000);
    await app.query(
      `UPDATE delivery SET created_at = created_at - interval '1 day', failing_since = failing_since - interval '1 day'`,
    );
    await app.world.tick(schedule.id);
    await app.slack.comeBack();
    await until(async () => {
      await hurry();
      expect(app.roots(alert.id)).toHaveLength(1);
      expect(app.replies(app.root(alert.id).ts).length).toBeGreaterThanOrEqual(2);
    });
    await app.afterThePause();
    const { ts } = app.root(alert.id);
    const replies = app.replies(ts).join('\n');
    expect(replies.indexOf('Newly missing: `blog`')).toBeLessThan(replies.indexOf('excluded `billing`'));
    expect(replies.match(/excluded `billing`/g)).toHaveLength(1);
    expect(rootMessages()).toHaveLength(1);
  });

  it('that revoked the token is told everything when it is given back, and nothing stops meanwhile', async () => {
    app.slack.revokeToken();
    const { schedule, alert } = await missed();
    await until(() => expect(app.bot.state.ok).toBe(false));
    expect((await app.world.cycle(schedule.id)).backup?.state).toBe('PARTIAL_SUCCESS');
    const ready = await fetch(`${app.url}/readyz`);
    expect(ready.status).toBe(200);
    app.slack.revokeToken(false);
    await app.connected();
    await until(async () => {
      await hurry();
      expect(app.roots(alert.id)).toHaveLength(1);
    });
    await app.settled();
    expect(rootMessages()).toHaveLength(1);
  });

  it('answering a click late or not at all never doubles what was done', async () => {
    const { schedule, alert } = await missed();
    await app.settled();
    app.slack.faults.add({ method: 'hook', do: { status: 500 } });
    app.slack.faults.add({ method: 'chat.postEphemeral', times: 1, do: 'reset-after' });
    const { ts } = app.root(alert.id);
    const click = await app.click({ ts }, 'exclude_one', 'ada');
    expect(click).toMatchObject({ outcome: 'acknowledged' });
    await app.lastTold('ada');
    expect(await app.trail({ subjectId: schedule.id, outcome: 'APPLIED', door: 'SLACK' })).toHaveLength(1);
  });
});

it('a wrong token at the start: the API serves, cycles run, and the bot begins when the token is right', async () => {
  const wrong = await SlackInstallation.start({
    namespaces: ['shop', 'blog'],
    botToken: 'xoxb-wrong',
    connect: false,
  });
  wrong.world.store.createNamespace('billing');
  const schedule = await wrong.world.create(['billing', 'shop', 'blog']);
  wrong.world.store.deleteNamespace('billing', { instantly: true });
  expect((await wrong.world.cycle(schedule.id)).backup?.state).toBe('PARTIAL_SUCCESS');
  expect((await fetch(`${wrong.url}/healthz`)).status).toBe(200);
  await vi.waitFor(() => expect(wrong.bot.state.message).toContain('invalid_auth'), PATIENCE);
  expect(JSON.stringify(wrong.log.lines)).not.toContain('xoxb-wrong');
  await wrong.bot.stop(0);
  await wrong.startBot({ botToken: wrong.slack.installation.botToken });
  await wrong.connected();
  await wrong.settled();
  expect(wrong.roots((await wrong.alertOf(schedule.id)).id)).toHaveLength(1);
  await wrong.stop();
});
