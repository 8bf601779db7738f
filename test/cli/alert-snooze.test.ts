import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiSchedule, scheduleAnswers } from '../support/api-schedules.js';
import { uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, refusal, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

const answers: Answers = {};
let api: StandInApi;

beforeAll(async () => {
  api = await startStandInApi(answers);
});
afterAll(() => api.close());
afterEach(() => {
  for (const name of Object.keys(answers)) delete answers[name];
});

const AT = '2026-11-20T12:00:00.000Z';
const lastInput = () => api.asked.at(-1)?.variables.input as Record<string, unknown>;

function snoozeAnswers(until: string | null, changed = true): void {
  Object.assign(answers, scheduleAnswers());
  const snooze = { until, by: 'ada', at: AT };
  answers.snoozeAlerts = () => ({ changed, alerts: [{ id: uuid(40), standing: 'SNOOZED', snooze }] });
}

describe('alerts snooze', () => {
  const snooze = (...args: string[]) => runCli(['alerts', 'snooze', 'nightly', ...args], { api });

  it('names the schedule and an end, and says how it is ended earlier', async () => {
    const until = '2026-11-23T08:00:00.000Z';
    snoozeAnswers(until);
    const { stdout, exitCode } = await snooze('--until', '2026-11-23T09:00:00+01:00');
    expect(stdout).toBe(
      'Snoozed until 2026-11-23 08:00:00Z: 1 open alert of schedule "nightly".\n' +
        '"holdfast alerts unsnooze nightly" ends it; the alerts stay open until they are over.\n',
    );
    expect([exitCode, lastInput()]).toEqual([0, { scheduleId: uuid(10), until }]);
    const machine = JSON.parse((await snooze('--until-change', '--json')).stdout) as object;
    expect(machine).toMatchObject({ changed: true, alerts: [{ standing: 'SNOOZED', snooze: { until } }] });
    expect(lastInput()).toEqual({ scheduleId: uuid(10), until: null });
  });

  it('takes a length of time from now on', async () => {
    snoozeAnswers(null);
    const before = Date.now();
    expect((await snooze('--for', '7d')).exitCode).toBe(0);
    const asked = Date.parse(String(lastInput().until)) - 7 * 24 * 60 * 60_000;
    expect(asked >= before && asked <= Date.now()).toBe(true);
  });

  it('that was so already is no failure', async () => {
    snoozeAnswers(null, false);
    const { stdout, exitCode } = await snooze('--until-change');
    expect(stdout).toContain('Snoozed already until they change: 1 open alert of schedule "nightly".');
    expect(exitCode).toBe(0);
  });

  it.each([
    [[]],
    [['--for', '1d', '--until-change']],
    [['--until', 'tomorrow']],
    [['--until', '2026-11-23T09:00']],
    [['--for', '5']],
    [['--for', '400d']],
  ])('%j is bad usage, and nobody is asked to', async (args) => {
    snoozeAnswers(null);
    const asked = api.asked.length;
    expect((await snooze(...args)).exitCode).toBe(2);
    expect(api.asked).toHaveLength(asked);
  });

  it('of a schedule without an open alert says so and what then', async () => {
    snoozeAnswers(null);
    answers.snoozeAlerts = () => refusal('NOTHING_TO_SNOOZE', 'nightly has no open alert.');
    const { stderr, exitCode } = await snooze('--until-change');
    expect(stderr).toContain('nightly has no open alert');
    expect(stderr).toContain('nothing pings about it now');
    expect(exitCode).toBe(1);
  });

  it('is ended, or was not there to be ended', async () => {
    Object.assign(answers, scheduleAnswers());
    answers.unsnoozeAlerts = () => ({ changed: true, alerts: [{ id: uuid(40), standing: 'OPEN' }] });
    const unsnooze = () => runCli(['alerts', 'unsnooze', 'nightly'], { api });
    expect((await unsnooze()).stdout).toBe('The open alerts of schedule "nightly" remind again.\n');
    answers.unsnoozeAlerts = () => ({ changed: false, alerts: [] });
    expect((await unsnooze()).stdout).toContain('Nothing was changed.');
  });
});

describe('schedule namespaces', () => {
  const operation = { operation: 'addNamespaces', label: 'Add', allowed: true, reason: null, advice: null };
  const backupSchedule = {
    ...apiSchedule(),
    cluster: { id: uuid(1), name: 'prod', state: 'ACTIVE' },
    location: { id: uuid(2), name: 'main', state: 'VALID' },
    allowedOperations: [operation],
  };
  function choices(additions: object = {}, exclusions: object = {}): void {
    Object.assign(answers, scheduleAnswers());
    answers.additionChoices = () => ({
      ...{ total: 40, observedAt: AT, names: ['wiki', 'work'], backupSchedule },
      ...additions,
    });
    answers.exclusionChoices = () => ({
      ...{ total: 1, missingTotal: 1, observedAt: null, backupSchedule },
      choices: [
        {
          name: 'billing',
          isBack: null,
          heldUntil: '2026-12-20T12:00:00.000Z',
          lastBackup: { id: uuid(4), name: 'nightly-2', at: AT },
        },
      ],
      ...exclusions,
    });
  }
  const show = (...args: string[]) => runCli(['schedule', 'namespaces', 'nightly', ...args], { api });

  it('tells what is missing with its last copy, and what may be added', async () => {
    choices();
    const { stdout, exitCode } = await show('--search', 'w', '--limit', '2');
    expect(stdout).toContain('Missing, 1, but the cluster did not say:');
    expect(stdout).toMatch(/^billing +not known +nightly-2 of 2026-11-20 12:00:00Z +2026-12-20 12:00:00Z$/m);
    expect(stdout).toContain('May be added, 2 of 40, as of 2026-11-20 12:00:00Z:\nNAMESPACE\nwiki\nwork\n');
    expect(exitCode).toBe(0);
    expect(api.asked.at(-1)?.variables).toEqual({ scheduleId: uuid(10), search: 'w', first: 2 });
    expect(JSON.parse((await show('--json')).stdout)).toMatchObject({
      schedule: 'nightly',
      missing: { total: 1, choices: [{ name: 'billing' }] },
      addable: { total: 40, names: ['wiki', 'work'] },
    });
  });

  it('says why nothing may be added, and that nothing is missing', async () => {
    const refused = {
      ...operation,
      allowed: false,
      reason: 'It takes all namespaces.',
      advice: 'Nothing needs to be.',
    };
    const additions = {
      names: [],
      total: 0,
      backupSchedule: { ...backupSchedule, allowedOperations: [refused] },
    };
    choices(additions, { choices: [], total: 0, missingTotal: 0, observedAt: AT });
    const { stdout } = await show();
    expect(stdout).toContain('Missing: none, as of 2026-11-20 12:00:00Z.');
    expect(stdout).toContain('Nothing may be added. It takes all namespaces. Nothing needs to be.');
  });
});
