/** A schedule of many namespaces of which all but ten are gone: its cycle, its alert, what the API answers, and the way out. */
import { expect } from 'vitest';
import { AlertsDocument, BackupScheduleDocument } from '../../src/client/generated/graphql.js';
import { startApi } from '../graphql/running-api.js';
import type { Scheduled } from '../support/scheduled.js';

const KEPT = 10;
/** In characters: what surrounds the names. */
const SMALL_ANSWER = 25_000;

export async function goesOnWithTen(world: Scheduled, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, number) => `team-${String(number).padStart(4, '0')}`);
  for (const name of names) world.store.createNamespace(name);
  const schedule = await world.create(names);
  for (const name of names.slice(KEPT)) world.store.deleteNamespace(name, { instantly: true });
  const { backup } = await world.cycle(schedule.id);
  expect(backup).toMatchObject({ state: 'PARTIAL_SUCCESS', included: names.slice(0, KEPT) });
  expect(backup?.missing).toHaveLength(count - KEPT);
  const [alert, ...more] = await world.openAlerts();
  expect(more).toEqual([]);
  expect(alert?.message).toMatch(new RegExp(`and ${count - KEPT - 5} more are missing\\.$`));

  const api = await startApi({ services: world.services, authenticate: async () => world.holdfast.actor });
  const shown = await api.query(String(BackupScheduleDocument), { id: schedule.id });
  const alerts = await api.query(String(AlertsDocument), { first: 10, filter: { open: true } });
  await api.stop();
  expect(shown.body.errors).toBeUndefined();
  expect(alerts.body.errors).toBeUndefined();
  // Each name once per list that it stands on: on the schedule, missing, in the alert.
  expect(shown.text.length).toBeLessThan(Math.max(SMALL_ANSWER, count * 50));
  expect(alerts.text.length).toBeLessThan(Math.max(SMALL_ANSWER, count * 20));

  const edited = await world.exclude(schedule, ...names.slice(KEPT));
  expect(edited).toMatchObject({ changed: true, schedule: { selection: { names: names.slice(0, KEPT) } } });
  expect((await world.cycle(schedule.id)).backup).toMatchObject({ state: 'SUCCESS', missing: [] });
  expect(await world.openAlerts()).toEqual([]);
}
