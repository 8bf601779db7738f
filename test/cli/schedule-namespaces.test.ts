import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiEdit, apiSchedule, apiScheduleOf, scheduleAnswers } from '../support/api-schedules.js';
import { apiPage, apiPartialBackup, uuid } from '../support/api-things.js';
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

function lastInput(): unknown {
  return api.asked.at(-1)?.variables.input;
}

function oneSchedule(schedule?: object): void {
  Object.assign(answers, scheduleAnswers(schedule));
}

describe('schedule exclude', () => {
  const edited = { changed: true, namespaces: ['billing'], by: apiEdit() };
  const exclude = (...args: string[]) => runCli(['schedule', 'exclude', 'nightly', ...args], { api });

  it('says what remains, from when, and how to take it back; and names the selection it saw', async () => {
    oneSchedule();
    const backupSchedule = apiScheduleOf(['blog', 'shop']);
    answers.excludeNamespacesFromSchedule = () => ({ ...edited, backupSchedule });
    const { stdout, exitCode } = await exclude('--namespaces', 'billing');
    expect(stdout).toBe(
      'Excluded billing from schedule "nightly", from its next cycle on, due 2026-11-21 01:30:00Z (Sat 02:30 in Europe/Berlin).\n' +
        'It backs up: blog, shop.\n' +
        '"holdfast schedule revert nightly" takes it back until then.\n',
    );
    expect(exitCode).toBe(0);
    expect(lastInput()).toEqual({
      scheduleId: uuid(10),
      namespaces: ['billing'],
      selectionVersion: 2,
      backupId: null,
    });
    const machine = JSON.parse((await exclude('--namespaces', 'billing', '--json')).stdout) as object;
    expect(machine).toEqual({ ...edited, backupSchedule, back: [] });
  });

  it('says that a cycle which is under way goes on as it began', async () => {
    oneSchedule();
    const openCycle = { id: uuid(20), trigger: 'PLANNED', startedAt: '2026-11-20T12:00:00.000Z' } as const;
    answers.excludeNamespacesFromSchedule = () => ({
      ...edited,
      backupSchedule: apiScheduleOf(['blog'], { openCycle, state: 'SUSPENDED', nextDueAt: null }),
    });
    const { stdout } = await exclude('--namespaces', 'billing');
    expect(stdout).toContain('from its next cycle on, once it is resumed.');
    expect(stdout).toContain(
      'The cycle under way since 2026-11-20 12:00:00Z goes on with what it began with.',
    );
  });

  it('of what is out already says who did it when, and is done', async () => {
    oneSchedule();
    answers.excludeNamespacesFromSchedule = () => ({
      ...edited,
      changed: false,
      backupSchedule: apiScheduleOf(['blog', 'shop']),
    });
    const { stdout, exitCode } = await exclude('--namespaces', 'billing');
    expect(stdout).toBe(
      'Already not on schedule "nightly": billing. Nothing was changed: ada excluded billing at 2026-11-20 12:05:00Z.\n',
    );
    expect(exitCode).toBe(0);
  });

  it('--missing takes what its last cycle missed, but not what has come back', async () => {
    const preview = {
      at: null,
      included: [{ name: 'blog', uid: uuid(71) }],
      missing: [{ name: 'billing', reason: 'not found' }],
      unlisted: [],
    };
    oneSchedule({ ...apiSchedule({ missingNamespaces: ['billing', 'blog'] }), preview });
    answers.excludeNamespacesFromSchedule = () => ({
      ...edited,
      backupSchedule: apiScheduleOf(['blog', 'shop']),
    });
    const { stderr } = await exclude('--missing');
    expect(stderr).toContain('Back in the cluster, so not excluded: blog.');
    expect(lastInput()).toMatchObject({ namespaces: ['billing'], backupId: null });
    expect(JSON.parse((await exclude('--missing', '--json')).stdout)).toMatchObject({ back: ['blog'] });
  });

  it('--missing goes by what was missing when the cluster does not answer', async () => {
    oneSchedule({
      ...apiSchedule({ missingNamespaces: ['billing'] }),
      preview: () => refusal('CLUSTER_UNAVAILABLE', 'Cluster prod does not answer.'),
    });
    answers.excludeNamespacesFromSchedule = () => ({ ...edited, backupSchedule: apiScheduleOf(['shop']) });
    const { stderr, exitCode } = await exclude('--missing');
    expect(stderr).toContain('Whether any of them is back is not known now: Cluster prod does not answer.');
    expect(lastInput()).toMatchObject({ namespaces: ['billing'] });
    expect(exitCode).toBe(0);
  });

  it('--missing changes nothing where nothing is missing', async () => {
    oneSchedule();
    const { stdout, exitCode } = await exclude('--missing');
    expect(stdout).toBe('Nothing that is missing is on schedule "nightly": nothing was changed.\n');
    expect(exitCode).toBe(0);
    expect(JSON.parse((await exclude('--missing', '--json')).stdout)).toMatchObject({
      changed: false,
      namespaces: [],
    });
  });

  const missing = [
    { name: 'billing', reason: 'not found', isBack: false, isOnSchedule: true },
    { name: 'blog', reason: 'Terminating', isBack: true, isOnSchedule: true },
  ];
  const schedule = { id: uuid(10), name: 'nightly', selectionVersion: 2 };

  it('--missing --backup takes what that backup missed and names it', async () => {
    oneSchedule();
    const backup = { ...apiPartialBackup(), schedule, missing, allowedOperations: [] };
    answers.backups = () => apiPage([backup]);
    answers.backup = () => backup;
    answers.excludeNamespacesFromSchedule = () => ({ ...edited, backupSchedule: apiScheduleOf(['shop']) });
    const { stderr } = await exclude('--missing', '--backup', 'nightly');
    expect(stderr).toContain('not excluded: blog');
    expect(lastInput()).toMatchObject({ namespaces: ['billing'], backupId: uuid(3), selectionVersion: 2 });
  });

  it('--backup of another schedule is refused before anything is asked', async () => {
    oneSchedule();
    const backup = { ...apiPartialBackup(), schedule: { ...schedule, id: uuid(11), name: 'weekly' } };
    answers.backups = () => apiPage([backup]);
    answers.backup = () => backup;
    const { stderr, exitCode } = await exclude('--missing', '--backup', 'nightly');
    expect(stderr).toMatch(/^Backup "nightly" is of schedule "weekly", not of "nightly"; /);
    expect(exitCode).toBe(1);
  });
});

describe('schedule add and revert', () => {
  it('say what is backed up and from when', async () => {
    oneSchedule();
    const backupSchedule = apiScheduleOf(['billing', 'blog', 'new', 'shop']);
    const by = apiEdit({ kind: 'ADD', namespaces: ['new'] });
    answers.addNamespacesToSchedule = () => ({ backupSchedule, changed: true, namespaces: ['new'], by });
    const { stdout } = await runCli(['schedule', 'add', 'nightly', '--namespaces', 'new'], { api });
    expect(stdout).toMatch(/^Added new to schedule "nightly", from its next cycle on, due 2026-11-21/);
    expect(stdout).toContain('It backs up: billing, blog, new, shop.');
    expect(lastInput()).toEqual({ scheduleId: uuid(10), namespaces: ['new'], selectionVersion: 2 });
  });

  it('of what is on it already says who did it when', async () => {
    oneSchedule();
    const by = apiEdit({ kind: 'ADD', namespaces: ['shop'] });
    answers.addNamespacesToSchedule = () => ({
      backupSchedule: apiSchedule(),
      changed: false,
      namespaces: ['shop'],
      by,
    });
    const { stdout, exitCode } = await runCli(['schedule', 'add', 'nightly', '--namespaces', 'shop'], {
      api,
    });
    expect(stdout).toBe(
      'Already on schedule "nightly": shop. Nothing was changed: ada added shop at 2026-11-20 12:05:00Z.\n',
    );
    expect(exitCode).toBe(0);
  });

  it('revert takes the last edit back', async () => {
    oneSchedule();
    const by = apiEdit({ kind: 'REVERT' });
    const backupSchedule = apiSchedule();
    answers.revertScheduleEdit = () => ({ backupSchedule, changed: true, namespaces: ['billing'], by });
    const { stdout } = await runCli(['schedule', 'revert', 'nightly'], { api });
    expect(stdout).toMatch(/^Took back the last edit of schedule "nightly" \(billing\), from its next cycle/);
    expect(stdout).toContain('It backs up: billing, blog, shop.');
  });
});
