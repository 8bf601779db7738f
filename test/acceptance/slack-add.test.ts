/** "Add namespaces": a search over what the cluster was last seen to have, from the alert and from `/backup add`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SlackInstallation, seen, TRANSPORTS } from '../support/slack-installation.js';

describe.each(TRANSPORTS)('over %s', (transport) => {
  let app: SlackInstallation;
  beforeEach(async () => {
    app = await SlackInstallation.start({ transport, namespaces: ['shop', 'blog', 'ledger', 'search'] });
  });
  afterEach(async () => {
    expect(app.slack.operationErrors).toEqual([]);
    await app.stop();
  });
  const found = async (viewId: string, text: string) => {
    const { options } = await app.slack.people.type(viewId, 'names_search', text, 'ada');
    return options.map(({ value }) => value);
  };

  it('namespaces that the schedule does not name are found by a part of their name and added', async () => {
    const incident = await app.incident(['billing']);
    const modal = await app.opened(incident, 'add_choose', 'ada');
    expect(await found(modal.id, 'sho')).toEqual([]);
    expect(await found(modal.id, 'x'.repeat(70))).toEqual([]);
    expect(await found(modal.id, 'led')).toEqual(['ledger']);
    const told = await app.submitted(modal, { names_search: ['ledger'] }, 'ada');
    expect(told).toMatch(/Added: `ledger`/);
    expect(await app.namesOf(incident.schedule.id)).toContain('ledger');
    await app.settled();
    expect(app.shown(incident.alert.id)).toMatch(/ada added `ledger`.*it counts from the next cycle/);
  });
  it('the search is answered from our own store while the cluster is away', async () => {
    const incident = await app.incident(['billing']);
    await app.world.holdfast.kubernetes.stop();
    const modal = await app.opened(incident, 'add_choose', 'ada');
    const began = performance.now();
    expect(await found(modal.id, '')).toEqual(expect.arrayContaining(['ledger', 'search']));
    expect(performance.now() - began).toBeLessThan(3_000);
    await found(modal.id, 'led');
    const told = await app.submitted(modal, { names_search: ['ledger'] }, 'ada');
    expect(told).toMatch(/cluster cannot be reached.*Nothing was changed/);
  });

  it('/backup add opens the same window', async () => {
    const schedule = await app.world.create(['shop', 'blog']);
    await app.slash('add nightly', 'ada');
    const modal = await app.filledModal('ada');
    expect(modal.content.callback_id).toBe('add');
    await found(modal.id, 'sea');
    await app.submitted(modal, { names_search: ['search'] }, 'ada');
    expect(await app.namesOf(schedule.id)).toEqual(['blog', 'search', 'shop']);
  });

  it('a search of somebody who is not linked finds nothing', async () => {
    const incident = await app.incident(['billing']);
    const modal = await app.opened(incident, 'add_choose', 'ada');
    await app.unlink('ada');
    expect(await found(modal.id, 'led')).toEqual([]);
  });
});

it('a schedule that was made for one single namespace cannot grow, and says so', async () => {
  const app = await SlackInstallation.start({ namespaces: ['shop', 'blog'] });
  await app.world.create(['shop'], { name: 'single' });
  await app.slash('add single', 'ada');
  const modal = await app.filledModal('ada');
  expect(seen(modal)).toContain('Not possible for schedule');
  expect(modal.content.submit).toBeUndefined();
  await app.stop();
});

it('a name that is gone by the time it is added is named, and nothing is changed', async () => {
  const app = await SlackInstallation.start({ namespaces: ['shop', 'blog', 'ledger'] });
  const schedule = await app.world.create(['shop', 'blog']);
  await app.slash('add nightly', 'ada');
  const modal = await app.filledModal('ada');
  await app.slack.people.type(modal.id, 'names_search', 'led', 'ada');
  app.world.store.deleteNamespace('ledger', { instantly: true });
  const told = await app.submitted(modal, { names_search: ['ledger'] }, 'ada');
  expect(told).toMatch(/ledger.*Nothing was changed/);
  expect(await app.namesOf(schedule.id)).toEqual(['blog', 'shop']);
  await app.stop();
});
