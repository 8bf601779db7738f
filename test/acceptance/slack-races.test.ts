/** Two people at once, the same person twice, a click that comes late, a bot that was not there: one effect, and everybody is told. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeleteBackupScheduleDocument } from '../../src/client/generated/graphql.js';
import { CHANNEL, PATIENCE, SlackInstallation, TRANSPORTS } from '../support/slack-installation.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });
  const changes = async (scheduleId: string) =>
    (await app.trail({ subjectId: scheduleId, outcome: 'APPLIED', door: 'SLACK' })).length;

  it('two people at once: one change, and the other is told by whom and when', async () => {
    const incident = await app.incident(['billing']);
    const told = await Promise.all(
      ['ada', 'grace'].map((name) =>
        app.answerTo(name, () => app.click(incident, 'exclude_one', name, { stale: true })),
      ),
    );
    expect(await changes(incident.schedule.id)).toBe(1);
    const [applied] = told.filter((text) => text.includes('Excluded: `billing`'));
    const [other] = told.filter((text) => text !== applied);
    expect(applied).toBeDefined();
    expect(other).toMatch(/Nothing was changed|Nothing was done yet|Nothing is left|Changed meanwhile/);
    expect(other).toMatch(/(ada|grace)|window/);
  });

  it('who submits what somebody else has done already is told who did it and when', async () => {
    const incident = await app.incident(['billing', 'cart']);
    const mine = await app.opened(incident, 'exclude_choose', 'ada');
    const theirs = await app.opened(incident, 'exclude_choose', 'grace');
    await app.submitted(mine, { names_checkboxes: ['billing'] }, 'ada');
    const told = await app.submitted(theirs, { names_checkboxes: ['billing'] }, 'grace');
    expect(told).toMatch(
      /Nothing was changed: `billing` is off schedule `nightly` already\. ada did it, <!date/,
    );
    expect(await changes(incident.schedule.id)).toBe(1);
  });

  it('a schedule that changed while the window was open is shown again, and nothing is done until chosen again', async () => {
    const incident = await app.incident(['billing', 'cart', 'wiki']);
    const mine = await app.opened(incident, 'exclude_choose', 'ada');
    await app.world.exclude(incident.schedule, 'billing');
    const again = await app.submitted(mine, { names_checkboxes: ['cart'] }, 'ada');
    expect(again).toContain('Changed meanwhile');
    expect(again).not.toContain('"value":"billing"');
    expect(await app.namesOf(incident.schedule.id)).toContain('cart');
    const told = await app.submitted(app.modal('ada')!, { names_checkboxes: ['cart'] }, 'ada');
    expect(told).toMatch(/Excluded: `cart`/);
  });

  it('a double click is one change, one entry in the trail, and both clicks are answered', async () => {
    const incident = await app.incident(['billing']);
    const before = app.told('ada').length;
    await Promise.all([
      app.click(incident, 'exclude_one', 'ada', { stale: true }),
      app.click(incident, 'exclude_one', 'ada', { stale: true }),
    ]);
    const answers = () => app.told('ada').length - before + (app.modal('ada') === undefined ? 0 : 1);
    await expect.poll(answers, PATIENCE).toBe(2);
    expect(await changes(incident.schedule.id)).toBe(1);
  });

  it('a button of a day ago works, and one of an alert that is over says so', async () => {
    const incident = await app.incident(['billing']);
    app.slack.clock.advance(25 * 60 * 60_000);
    app.world.clock.advance(25 * 60);
    expect(await app.answerTo('ada', () => app.click(incident, 'acknowledge', 'ada'))).toContain(
      'Acknowledged',
    );
    await app.settled();
    expect(await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'))).toContain('Excluded');
    await app.cycle(incident.schedule.id);
    const late = await app.answerTo('grace', () =>
      app.click(incident, 'exclude_one', 'grace', { stale: true }),
    );
    expect(late).toMatch(/Nothing was done yet.*Nothing is left to exclude/);
  });

  it('a click after a restart of the bot is done as if there had been none', async () => {
    const incident = await app.incident(['billing']);
    await app.restartBot();
    expect(await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'))).toMatch(
      /Excluded: `billing`/,
    );
    await app.settled();
    expect(app.shown(incident.alert.id)).toContain('Excluded from the next cycle');
    expect(app.slack.messages(CHANNEL).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
  });
});

describe('what became of the schedule meanwhile', () => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
  });
  afterEach(() => app.stop());

  it('deleted: the click says that it is gone', async () => {
    const incident = await app.incident(['billing']);
    const { id } = incident.schedule;
    await app.ask(app.admin, DeleteBackupScheduleDocument, { input: { id, backups: 'KEEP' } });
    await app.settled();
    for (const action of ['exclude_one', 'add_choose', 'acknowledge']) {
      const told = await app.answerTo('ada', () => app.click(incident, action, 'ada', { stale: true }));
      expect(told).toMatch(/over|gone|does not exist any more/);
    }
  });

  it('suspended: what is excluded counts once it is resumed, and the message says so', async () => {
    const incident = await app.incident(['billing']);
    await app.services.schedules.suspend(incident.schedule.id, app.admin.actor);
    const told = await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada', { stale: true }));
    expect(told).toMatch(/Excluded: `billing`.*once the schedule is resumed/);
    await app.settled();
    expect(app.shown(incident.alert.id)).toContain('It takes effect once the schedule is resumed');
  });

  it('its name came back: the one button leads to a choice that shows it, and nothing is excluded unseen', async () => {
    const incident = await app.incident(['billing', 'cart']);
    await app.world.exclude(incident.schedule, 'cart');
    await app.settled();
    app.world.store.createNamespace('billing');
    await app.cycle(incident.schedule.id);
    const late = await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada', { stale: true }));
    expect(late).toMatch(/Nothing was done yet.*Nothing is left to exclude/);
    expect(await app.namesOf(incident.schedule.id)).toContain('billing');
  });

  it('snoozed: until it changes, then it wakes by itself and says so', async () => {
    const incident = await app.incident(['billing'], ['shop', 'blog', 'cart']);
    const { schedule, alert, ts } = incident;
    await app.answerTo('ada', () =>
      app.slack.people.select({ channel: CHANNEL, ts }, 'snooze', 'until-change', 'ada'),
    );
    await app.settled();
    expect(app.shown(alert.id)).toMatch(/Snoozed — schedule nightly.*Snoozed by ada until it changes/);
    await app.cycle(schedule.id);
    expect(app.shown(alert.id)).toContain('Snoozed — schedule nightly');
    app.world.store.deleteNamespace('cart', { instantly: true });
    await app.cycle(schedule.id);
    expect(app.shown(alert.id)).toContain('Partial Success — schedule nightly');
    expect(app.replies(ts).at(-1)).toContain('Newly missing: `cart`');
  });
});
