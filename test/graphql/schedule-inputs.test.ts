import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { onlyError, type Running, startApi } from './running-api.js';

const api: Running = await startApi();
afterAll(() => api.stop());
beforeEach(() => {
  api.services.calls.length = 0;
});

const ID = '7d0b8f0a-0000-4000-8000-000000000001';
const GOOD = {
  name: 'nightly',
  clusterId: ID,
  locationId: ID,
  selection: { kind: 'ALL' },
  timing: { kind: 'DAILY', at: '02:30' },
  timeZone: 'UTC',
  retention: { keep: 7 },
};

function create(change: object) {
  return api.query(
    'mutation ($input: CreateBackupScheduleInput!) { createBackupSchedule(input: $input) { backupSchedule { id } } }',
    { input: { ...GOOD, ...change } },
  );
}

async function faultsOf(change: object) {
  const { code, details } = onlyError(await create(change)).extensions;
  expect(code).toBe('BAD_USER_INPUT');
  return (details.fields as { path: string; message: string }[]).map(({ path, message }) => [path, message]);
}

describe('a selection', () => {
  it.each([
    [
      { kind: 'NAMED', names: ['shop'] },
      { kind: 'NAMED', names: ['shop'] },
    ],
    [
      { kind: 'LABELS', selector: 'team=shop', names: null },
      { kind: 'LABELS', selector: 'team=shop' },
    ],
    [{ kind: 'ALL', names: null, selector: null }, { kind: 'ALL' }],
  ])('%o is taken with the field of its kind alone', async (selection, taken) => {
    expect((await create({ selection })).body.errors).toBeUndefined();
    expect(api.services.calls[0]?.args[0]).toMatchObject({ selection: taken });
  });

  it.each([
    [{ kind: 'NAMED' }, [['selection.names', 'is required for NAMED']]],
    [
      { kind: 'LABELS', names: ['shop'] },
      [
        ['selection.names', 'does not belong to LABELS'],
        ['selection.selector', 'is required for LABELS'],
      ],
    ],
    [{ kind: 'ALL', selector: '' }, [['selection.selector', 'does not belong to ALL']]],
  ])('%o is refused with every fault', async (selection, faults) => {
    expect(await faultsOf({ selection })).toEqual(faults);
    expect(api.services.calls).toEqual([]);
  });

  it("an empty list is the service's to refuse, for it knows what a list must be", async () => {
    await create({ selection: { kind: 'NAMED', names: [] } });
    expect(api.services.count('schedules.create')).toBe(1);
  });
});

describe('a timing', () => {
  it.each([
    [
      { kind: 'INTERVAL', minutes: 15 },
      { kind: 'INTERVAL', minutes: 15 },
    ],
    [
      { kind: 'WEEKLY', weekdays: ['SUNDAY'], at: '01:00' },
      { kind: 'WEEKLY', days: ['SUNDAY'], at: '01:00' },
    ],
    [
      { kind: 'MONTHLY', monthDays: [31], at: '01:00' },
      { kind: 'MONTHLY', days: [31], at: '01:00' },
    ],
    [
      { kind: 'CRON', expression: '*/5 * * * *' },
      { kind: 'CRON', expression: '*/5 * * * *' },
    ],
  ])('%o is taken with the fields of its kind alone', async (timing, taken) => {
    expect((await create({ timing })).body.errors).toBeUndefined();
    expect(api.services.calls[0]?.args[0]).toHaveProperty('timing', taken);
  });

  it.each([
    [{ kind: 'DAILY' }, [['timing.at', 'is required for DAILY']]],
    [
      { kind: 'INTERVAL', at: '02:30', expression: '* * * * *' },
      [
        ['timing.minutes', 'is required for INTERVAL'],
        ['timing.at', 'does not belong to INTERVAL'],
        ['timing.expression', 'does not belong to INTERVAL'],
      ],
    ],
    [
      { kind: 'WEEKLY', monthDays: [1] },
      [
        ['timing.at', 'is required for WEEKLY'],
        ['timing.weekdays', 'is required for WEEKLY'],
        ['timing.monthDays', 'does not belong to WEEKLY'],
      ],
    ],
  ])('%o is refused with every fault', async (timing, faults) => {
    expect(await faultsOf({ timing })).toEqual(faults);
    expect(api.services.calls).toEqual([]);
  });

  it('is held to its shape in an edit too', async () => {
    const answer = await api.query(
      'mutation ($input: EditBackupScheduleInput!) { editBackupSchedule(input: $input) { backupSchedule { id } } }',
      { input: { id: ID, expectedVersion: 1, timing: { kind: 'CRON', at: '02:30' } } },
    );
    expect(onlyError(answer).extensions.details.fields).toEqual([
      { path: 'timing.at', message: 'does not belong to CRON' },
      { path: 'timing.expression', message: 'is required for CRON' },
    ]);
    expect(api.services.calls).toEqual([]);
  });
});

describe('an input with several faults', () => {
  it('is refused once, with all of them', async () => {
    const faults = await faultsOf({
      name: 'Nightly!',
      selection: { kind: 'NAMED' },
      timing: { kind: 'DAILY' },
      labels: [
        { key: 'team', value: 'blue' },
        { key: 'team', value: 'red' },
        { key: '-', value: 'x' },
      ],
    });
    expect(faults.map(([path]) => path)).toEqual([
      'name',
      'selection.names',
      'timing.at',
      'labels',
      'labels."-"',
    ]);
  });

  it('a kind that there is none of is named with those that there are', async () => {
    expect(await faultsOf({ timing: { kind: 'HOURLY' } })).toEqual([
      ['input.timing.kind', 'must be one of INTERVAL, DAILY, WEEKLY, MONTHLY, CRON'],
    ]);
  });
});
