/** The alert that mends the schedule: from a Partial Success to the Success that closes it, with everything real but Slack itself. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertDocument } from '../../src/client/generated/graphql.js';
import { runCli } from '../support/run-cli.js';
import { CHANNEL, EVERY_TRANSPORT, SlackInstallation } from '../support/slack-installation.js';

describe.each(EVERY_TRANSPORT)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });

  it('a Partial Success is one message; a click excludes with that person’s rights; the next Success closes it; a later miss is a new one', async () => {
    const incident = await app.incident(['billing', 'cart']);
    const { schedule, alert } = incident;
    expect(app.shown(alert.id)).toContain('Partial Success — schedule nightly');
    expect(app.slack.messages(CHANNEL)).toHaveLength(1);

    app.world.store.createNamespace('cart');
    const modal = await app.opened(incident, 'exclude_choose', 'ada');
    expect(JSON.stringify(modal.content)).toContain('Exists again');
    const told = await app.submitted(modal, { names_checkboxes: ['billing'] }, 'ada');
    expect(told).toMatch(/Excluded: `billing`.*from the next cycle/);
    await app.settled();
    expect(await app.namesOf(schedule.id)).toEqual(['blog', 'cart', 'shop']);
    const [newest] = await app.trail({ subjectId: schedule.id });
    expect(newest).toMatchObject({
      door: 'SLACK',
      outcome: 'APPLIED',
      actorName: 'ada',
      slack: { slackUserName: 'ada', channelId: app.channelId, messageTs: incident.ts },
    });
    expect(app.shown(alert.id)).toMatch(/ada excluded `billing`.*it counts from the next cycle/);

    await app.cycle(schedule.id);
    expect(app.shown(alert.id)).toContain('Closed — schedule nightly');
    expect(app.root(alert.id).blocks.some(({ type }) => type === 'actions')).toBe(false);
    const closed = await app.ask(app.admin, AlertDocument, { id: alert.id });
    expect(closed.alert?.isOpen).toBe(false);

    app.world.store.deleteNamespace('cart', { instantly: true });
    await app.cycle(schedule.id);
    const next = await app.alertOf(schedule.id);
    expect(next.id).not.toBe(alert.id);
    expect(app.shown(next.id)).toContain('Partial Success');
  });

  it('when all that was missing is excluded, it waits for the next cycle, and offers nothing but to take that back', async () => {
    const incident = await app.incident(['billing']);
    await app.click(incident, 'exclude_one', 'ada');
    expect(await app.lastTold('ada')).toMatch(/Excluded: `billing`/);
    await app.settled();
    expect(app.shown(incident.alert.id)).toContain('Excluded from the next cycle — schedule nightly');
    const ids = JSON.stringify(app.root(incident.alert.id).blocks).match(/"action_id":"\w+"/g);
    expect(ids).toEqual(expect.arrayContaining(['"action_id":"undo"']));
    expect(ids).not.toContain('"action_id":"exclude_one"');
    await app.cycle(incident.schedule.id);
    expect(app.shown(incident.alert.id)).toContain('Closed — schedule nightly');
  });
});

describe('an alert', () => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
  });
  afterEach(() => app.stop());

  it('of the same names in 24 cycles is one message with a counter, and no reply', async () => {
    const begunAt = performance.now();
    const { schedule, alert, ts } = await app.incident(['billing']);
    for (let cycle = 1; cycle < 24; cycle += 1) await app.world.cycle(schedule.id);
    await app.afterThePause();
    expect(app.shown(alert.id)).toContain('Seen in 24 cycles');
    expect(app.replies(ts)).toEqual([]);
    expect(app.slack.messages(CHANNEL)).toHaveLength(1);
    // Automatic updates of one message: one per half minute at most, however long a slow machine takes for 24 cycles.
    const halfMinutes = 1 + Math.floor((performance.now() - begunAt) / 30_000);
    expect(app.slack.requests.count('chat.update')).toBeGreaterThanOrEqual(1);
    expect(app.slack.requests.count('chat.update')).toBeLessThanOrEqual(halfMinutes);
  });

  it('of other names than before is the same message and one reply with the difference', async () => {
    const { schedule, alert, ts } = await app.incident(['billing'], ['shop', 'blog', 'cart']);
    app.world.store.deleteNamespace('cart', { instantly: true });
    app.world.store.createNamespace('billing');
    await app.cycle(schedule.id);
    expect(app.shown(alert.id)).toMatch(/\*Missing:\* `cart`/);
    const replies = app.replies(ts);
    expect(replies).toHaveLength(1);
    expect(replies[0]).toContain('Newly missing: `cart`. No longer missing: `billing`.');
  });

  it('shows what is done through the API and the command line at once', async () => {
    const { schedule, alert } = await app.incident(['billing', 'cart']);
    await app.world.exclude(schedule, 'billing');
    await app.settled();
    expect(app.shown(alert.id)).toMatch(/Partly excluded.*admin excluded `billing`/);
    const api = { url: app.url, token: app.people.get('grace')?.token ?? '' };
    const run = await runCli(['schedule', 'exclude', 'nightly', '--namespaces', 'cart'], { api });
    expect(run).toMatchObject({ exitCode: 0 });
    await app.settled();
    expect(app.shown(alert.id)).toMatch(/Excluded from the next cycle.*grace excluded `cart`/);
  });

  it('is undone from its message until the next cycle begins, and not after', async () => {
    const incident = await app.incident(['billing']);
    await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'));
    await app.settled();
    const undone = await app.answerTo('grace', () => app.click(incident, 'undo', 'grace'));
    expect(undone).toMatch(/Taken back: `billing`/);
    await app.settled();
    expect(app.shown(incident.alert.id)).toMatch(/Partial Success.*ada excluded `billing`.*taken back/);
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');

    await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'));
    await app.cycle(incident.schedule.id);
    const late = await app.answerTo('grace', () => app.click(incident, 'undo', 'grace', { stale: true }));
    expect(late).toMatch(/Nothing was changed/);
    expect(await app.namesOf(incident.schedule.id)).not.toContain('billing');
  });

  it('is reminded of once, in its thread and to the whole channel, when nobody sees to it', async () => {
    const { alert, ts } = await app.incident(['billing']);
    const remind = () =>
      app.world.holdfast.product.handlers['remind-alerts']({}, new AbortController().signal);
    await remind();
    await app.settled();
    expect(app.replies(ts)).toEqual([]);
    app.world.clock.advance(25 * 60);
    await remind();
    await remind();
    await app.afterThePause();
    const [reminder, ...more] = app.slack.replies(CHANNEL, ts);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ replyBroadcast: true });
    expect(reminder?.text).toContain('Reminder, still open');
    expect(app.roots(alert.id)).toHaveLength(1);
  });
});
