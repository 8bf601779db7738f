/** `/backup`: what can be asked and done by typing, as the person who types. What changes something asks back in a window. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import { CHANNEL, PATIENCE, SlackInstallation, seen, TRANSPORTS } from '../support/slack-installation.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog', 'ledger'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });
  const says = (line: string, name = 'ada') => app.answerTo(name, () => app.slash(line, name));

  it('what only looks: help, status, alerts, schedule, whoami', async () => {
    await app.incident(['billing']);
    expect(await says('')).toContain('What you can ask');
    expect(await says('help snooze')).toContain('/backup snooze');
    expect(await says('status')).toMatch(/Active: `prod`.*Active: `nightly`.*1 namespace missing/);
    expect(await says('status prod')).toContain('State of backups of cluster prod');
    expect(await says('status prdo')).toMatch(/There is no cluster called `prdo`.*prod/);
    expect(await says('alerts')).toContain('nightly');
    expect(await says('alerts mine')).toMatch(/none|None|no /i);
    expect(await says('schedule nightly')).toMatch(/Missing in the last cycle:\* `billing`/);
    expect(await says('whoami')).toMatch(/`ada`, app admin/);
    expect(await app.trail({ door: 'SLACK' })).toEqual([]);
  });

  it('who is not linked is helped, may link, and sees nothing else', async () => {
    await app.world.create(['shop', 'blog']);
    expect(await says('help', 'mallory')).toContain('What you can ask');
    expect(await says('whoami', 'mallory')).toContain('does not know who you are');
    for (const line of ['status', 'alerts', 'schedule nightly', 'run nightly', 'snooze nightly 1d'])
      expect(await says(line, 'mallory')).not.toContain('`nightly`');
    const refused = (await app.trail({ door: 'SLACK', outcome: 'REFUSED' })).map(
      ({ slack }) => slack?.action,
    );
    expect(refused).toEqual(
      expect.arrayContaining(
        ['status', 'alerts', 'schedule', 'run', 'snooze'].map((verb) => `/backup ${verb}`),
      ),
    );
  });

  it('a typo is answered with what was meant, a part of a name with a choice, and nothing is done unasked', async () => {
    await app.world.create(['shop', 'blog'], { name: 'shop-nightly' });
    await app.world.create(['shop', 'blog'], { name: 'shop-weekly' });
    expect(await says('staus')).toMatch(/There is no command `staus`.*\/backup status/);
    expect(await says('schedule shop')).toMatch(/Did you mean one of these\?(?=.*shop-nightly).*shop-weekly/);
    expect(await says('schedule shop-nigthly')).toContain('shop-nightly');
    const { ts } = app.slack.ephemerals(CHANNEL, 'ada').at(-1)!;
    const chosen = await app.answerTo('ada', () => app.slack.people.click(CHANNEL, ts, 'command:0', 'ada'));
    expect(chosen).toContain('Active — schedule shop-nightly');
    expect(await says('schedule one two')).toContain('A name with spaces goes in quotes');
    expect(await says('schedule “shop-weekly”')).toContain('Active — schedule shop-weekly');
    expect(await says('schedule "shop-weekly')).toMatch(/shop-weekly/);
  });

  it('run, suspend and resume ask back in a window, and are done by the one who said yes', async () => {
    const { id } = await app.world.create(['shop', 'blog']);
    for (const [verb, done, state] of [
      ['suspend', 'is suspended', 'SUSPENDED'],
      ['resume', 'is active again', 'ACTIVE'],
      ['run', 'has begun', 'ACTIVE'],
    ] as const) {
      await app.slash(`${verb} nightly`, 'ada');
      const modal = await app.filledModal('ada');
      app.world.clock.advance(1);
      expect(await app.submitted(modal, {}, 'ada')).toContain(done);
      expect((await app.services.schedules.get(id, systemActor('test'))).state).toBe(state);
      await app.slack.people.closeView(app.modal('ada')!.id, 'ada');
    }
    const trail = await app.trail({ subjectId: id, door: 'SLACK' });
    expect(trail.map(({ operation, actorName }) => `${operation} ${actorName}`).reverse()).toEqual([
      'suspendBackupSchedule ada',
      'resumeBackupSchedule ada',
      'backUpScheduleNow ada',
    ]);
    await app.slash('resume nightly', 'ada');
    const late = await app.filledModal('ada');
    expect(late.content.submit).toBeUndefined();
    expect(seen(late)).toContain('Not possible for schedule');
  });

  it('watch follows a backup in one message, updated a few times, to its verdict', async () => {
    const { id } = await app.world.create(['shop', 'blog']);
    expect(await says('watch nightly')).toContain('No backup of schedule `nightly` is under way');
    await app.services.schedules.backUpNow(id, app.admin.actor);
    const { handlers } = app.world.holdfast.product;
    const hold = app.world.holdfast.kubernetes.faults.add({ match: /\/deployments/, do: () => held });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const running = app.world.bell.settle(handlers);
    await vi.waitFor(async () => {
      expect(await says('watch nightly')).toContain('follows that backup to its end');
    }, PATIENCE);
    await says('watch nightly');
    await app.settled();
    const watched = () => app.slack.messages(CHANNEL).filter(({ text }) => text.includes('backup nightly'));
    expect(watched().map(({ text }) => text)).toEqual([expect.stringContaining('In progress')]);
    hold.remove();
    release();
    await running;
    await app.query(
      `UPDATE delivery SET delivered_at = delivered_at - interval '1 minute' WHERE kind = 'WATCH'`,
    );
    await app.settled();
    await vi.waitFor(() => expect(watched()[0]?.text).toContain('Success'), PATIENCE);
    expect(watched()).toHaveLength(1);
  });

  it('snooze and unsnooze, by words or in a window; who snoozed until when stands in the message', async () => {
    const { alert } = await app.incident(['billing']);
    expect(await says('snooze nightly soon')).toContain('Say `1d`');
    expect(await says('snooze nightly 2 days')).toContain('are snoozed until');
    await app.settled();
    expect(app.shown(alert.id)).toMatch(/Snoozed by ada until <!date/);
    expect(await says('unsnooze nightly')).toContain('is over');
    await app.slash('snooze nightly', 'grace');
    const modal = await app.filledModal('grace');
    expect(await app.submitted(modal, { snooze_mode: 'until-change' }, 'grace')).toContain(
      'until they change',
    );
    await app.settled();
    expect(app.shown(alert.id)).toContain('Snoozed by grace until it changes');
  });
});

describe('the home tab', () => {
  it('shows who somebody is here, their open alerts and snoozes, and ends a snooze; strangers see how to link', async () => {
    const app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
    const home = async (name: string, text: RegExp) => {
      await app.slack.people.openHome(name);
      await vi.waitFor(() => {
        const view = app.slack.views.home(app.idOf(name));
        expect(view && seen(view)).toMatch(text);
      }, PATIENCE);
    };
    await home('mallory', /link_begin/);
    const { cluster, location } = app.world.holdfast;
    app.world.store.createNamespace('billing');
    const schedule = await app.services.schedules.create(
      {
        name: 'adas',
        clusterId: cluster.id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: ['billing', 'shop', 'blog'] },
        timing: { kind: 'INTERVAL', minutes: 15 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
      },
      app.people.get('ada')!.actor,
    );
    await home('ada', /`ada`.*None is open/);
    app.world.store.deleteNamespace('billing', { instantly: true });
    await app.cycle(schedule.id);
    await home('ada', /1 open.*adas/);
    await home('grace', /None is open/);
    await app.answerTo('ada', () => app.slash('snooze adas 7d', 'ada'));
    await home('ada', /End snooze/);
    await app.slack.people.press(app.slack.views.home(app.idOf('ada'))!.id, 'unsnooze', 'ada');
    await vi.waitFor(async () => {
      expect((await app.alertOf(schedule.id)).snoozedAt).toBeNull();
    }, PATIENCE);
    await app.stop();
  });
});
