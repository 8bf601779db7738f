/** "Exclude from Schedule": what is offered for how many names, what is warned of, and what is refused. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Incident, SlackInstallation, seen, TRANSPORTS } from '../support/slack-installation.js';

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `gone-${String(index).padStart(3, '0')}`);

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });

  it('one missing name is asked back in a dialog that says the effect; who declines changes nothing', async () => {
    const incident = await app.incident(['billing']);
    const declined = await app.click(incident, 'exclude_one', 'ada', { dialog: 'deny' });
    expect(declined.outcome).toBe('local');
    expect(JSON.stringify(declined.confirm)).toMatch(
      /billing is left out of schedule nightly from the next cycle\. Existing backups stay/,
    );
    const told = await app.answerTo('ada', () => app.click(incident, 'exclude_one', 'ada'));
    expect(told).toMatch(/Excluded: `billing`, schedule `nightly`/);
    expect(await app.namesOf(incident.schedule.id)).toEqual(['blog', 'shop']);
  });

  it('eleven names are a list, all of them chosen in advance', async () => {
    const incident = await app.incident(many(11));
    const modal = await app.opened(incident, 'exclude_choose', 'ada');
    expect(seen(modal)).toContain('multi_static_select');
    expect(seen(modal)).toContain('If you exclude all of them, 2 namespaces stay on the schedule.');
    await app.submitted(modal, {}, 'ada');
    expect(await app.namesOf(incident.schedule.id)).toEqual(['blog', 'shop']);
  });

  it('beyond a hundred they are "all of them" or a search; both at once is asked back', async () => {
    const incident = await app.incident(many(101));
    const modal = await app.opened(incident, 'exclude_choose', 'ada');
    expect(seen(modal)).toContain('All 101 missing namespaces');
    const found = await app.slack.people.type(modal.id, 'names_search', 'gone-10', 'ada');
    expect(found.options.map(({ value }) => value)).toEqual(['gone-100']);
    const both = await app.slack.people.submit(modal.id, { names_search: ['gone-100'] }, 'ada');
    expect(JSON.stringify(both.errors)).toContain('clear the names, or choose only those below');
    const told = await app.submitted(modal, { names_mode: 'choose' }, 'ada');
    expect(told).toMatch(/Excluded: `gone-100`/);
    expect(await app.namesOf(incident.schedule.id)).toHaveLength(102);
  });
});

describe('excluding', () => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
  });
  afterEach(() => app.stop());
  const open = (incident: Incident, name = 'ada') => app.opened(incident, 'exclude_choose', name);

  it('all 450 takes those that are missing then, not those that came back meanwhile', async () => {
    const incident = await app.incident(many(450));
    expect(app.shown(incident.alert.id)).toContain('and 425 more');
    const modal = await open(incident);
    expect(seen(modal)).toContain('All 450 missing namespaces');
    const told = await app.submitted(modal, {}, 'ada');
    expect(told).toMatch(/Excluded: .*and 440 more/);
    expect(await app.namesOf(incident.schedule.id)).toEqual(['blog', 'shop']);
    await app.settled();
    expect(app.shown(incident.alert.id)).toContain('Excluded from the next cycle');
  });

  it('shows every name of an alert, page by page', async () => {
    const incident = await app.incident(many(450));
    const first = await app.opened(incident, 'show_names', 'ada');
    expect(seen(first)).toContain('`gone-399`');
    expect(seen(first)).toContain('1 to 400, page 1 of 2');
    await app.slack.people.press(first.id, 'names_next', 'ada');
    await expect.poll(() => seen(app.modal('ada')!)).toContain('`gone-449`');
  });

  it('says of each name when it was last backed up and until when that is held, and which came back', async () => {
    const { schedule } = await app.incident(['cart'], ['shop', 'billing']);
    await app.cycle(schedule.id);
    app.world.store.deleteNamespace('billing', { instantly: true });
    await app.cycle(schedule.id);
    app.world.store.createNamespace('cart');
    const alert = await app.alertOf(schedule.id);
    const modal = await open({ schedule, alert, ts: app.root(alert.id).ts });
    expect(seen(modal)).toMatch(/Last backup 2026-11-20, held until \d{4}-\d\d-\d\d/);
    expect(seen(modal)).toMatch(/Exists again/);
    expect(seen(modal)).toContain('1 namespace of them exists again');
  });

  it('warns before one namespace is left', async () => {
    const incident = await app.incident(['billing', 'cart'], ['shop']);
    expect(app.shown(incident.alert.id)).toContain('leaves one namespace on the schedule');
    expect(seen(await open(incident))).toContain('Only one is left then');
  });

  it('never empties a schedule: nothing is ticked, and the refusal says what to do instead', async () => {
    const incident = await app.incident(['billing', 'cart'], ['shop']);
    app.world.store.deleteNamespace('shop', { instantly: true });
    const modal = await open(incident);
    expect(seen(modal)).toContain('They cannot all be excluded');
    expect(seen(modal)).not.toContain('initial_options');
    const told = await app.submitted(modal, { names_checkboxes: ['billing', 'cart', 'shop'] }, 'ada');
    expect(told).toMatch(/Nothing was changed: leave at least one namespace/);
    expect(await app.namesOf(incident.schedule.id)).toHaveLength(3);
  });

  it('of nothing is said at the input, before anything is asked', async () => {
    const incident = await app.incident(['billing', 'cart']);
    const modal = await open(incident);
    const { errors } = await app.slack.people.submit(modal.id, { names_checkboxes: [] }, 'ada');
    expect(Object.keys(errors ?? {})).toEqual(['names_checkboxes']);
    expect(await app.namesOf(incident.schedule.id)).toHaveLength(4);
  });

  it('goes on while the cluster is away: nothing is known of what came back, and the modal says so', async () => {
    const incident = await app.incident(['billing', 'cart']);
    await app.world.holdfast.kubernetes.stop();
    const modal = await open(incident);
    const told = await app.submitted(modal, { names_checkboxes: ['billing'] }, 'ada');
    expect(told).toMatch(/Excluded: `billing`/);
  });
});

describe('schedules that are not edited by list', () => {
  it('say why, and show no button that would do nothing', async () => {
    const app = await SlackInstallation.start({ namespaces: ['shop'] });
    const labels = { team: 'web' };
    app.world.store.createNamespace('web', labels);
    const all = await app.world.create([], { name: 'whole', selection: { kind: 'ALL' } });
    const label = await app.world.create([], {
      name: 'labelled',
      selection: { kind: 'LABELS', selector: 'team=web' },
    });
    for (const name of ['labelled', 'whole']) {
      for (const verb of ['exclude', 'add']) {
        await app.slash(`${verb} ${name}`, 'ada');
        const view = await app.filledModal('ada');
        expect(seen(view)).toContain('Not possible for schedule');
        expect(view.content.submit).toBeUndefined();
        await app.slack.people.closeView(view.id, 'ada');
      }
    }
    expect([all.selection.kind, label.selection.kind]).toEqual(['ALL', 'LABELS']);
    await app.stop();
  });
});
