import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apiCycle, apiEdit, apiOverview, apiSchedule, scheduleAnswers } from '../support/api-schedules.js';
import { apiPage } from '../support/api-things.js';
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

function oneSchedule(schedule?: object): void {
  Object.assign(answers, scheduleAnswers(schedule));
}

/** Controls, and what turns the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\u202e]/u;
describe('a refusal about a schedule says what to type next', () => {
  const EXCLUDE = ['exclude', 'nightly', '--namespaces', 'billing'];
  const ADD = ['add', 'nightly', '--namespaces', 'new'];

  it.each([
    ['SCHEDULE_NOT_EDITABLE', EXCLUDE, { reason: 'LABELS' }, /"holdfast schedule edit nightly --selector/],
    ['SCHEDULE_NOT_EDITABLE', EXCLUDE, { reason: 'ALL' }, /"holdfast schedule create --help"/],
    ['SCHEDULE_NOT_EDITABLE', ADD, { reason: 'CREATED_SINGLE' }, /"holdfast schedule create" makes the new/],
    ['SCHEDULE_NOT_EDITABLE', ADD, { reason: 'of tomorrow' }, /create a schedule of the kind you need/],
    ['SCHEDULE_WOULD_BE_EMPTY', EXCLUDE, {}, /"holdfast schedule suspend nightly" pauses it/],
    ['NAMESPACE_NOT_FOUND', ADD, { namespaces: ['new'] }, /"holdfast cluster namespaces prod" shows/],
    ['NOTHING_TO_REVERT', ['revert', 'nightly'], {}, /"holdfast schedule history nightly" shows/],
    ['HAS_DEPENDENTS', ['delete', 'nightly', '--yes'], {}, /--keep-backups keeps them/],
    ['OPERATION_IN_PROGRESS', ['run', 'nightly'], {}, /"holdfast backup watch nightly-2" follows it/],
    ['CONFLICT', EXCLUDE, { expected: 2, actual: 3 }, /give the command again/],
  ])('%s on %j', async (code, command, details, advice) => {
    const cycles = apiPage([apiCycle({ outcome: 'OPEN', endedAt: null })]);
    oneSchedule({ ...apiSchedule(), cycles, history: apiPage([apiEdit()]) });
    const refused = () => refusal(code, 'It is so.', { details, errorId: 'id-in-the-log' });
    for (const mutation of [
      'excludeNamespacesFromSchedule',
      'addNamespacesToSchedule',
      'revertScheduleEdit',
      'deleteBackupSchedule',
      'backUpScheduleNow',
    ]) {
      answers[mutation] = refused;
    }
    const { stdout, stderr, exitCode } = await runCli(['schedule', ...command], { api });
    expect(stderr).toMatch(advice);
    expect(stderr).toMatch(new RegExp(`^[^\\n]+; [^\\n]+ \\(${code}, id-in-the-log\\)\\n$`));
    expect([exitCode, stdout]).toEqual([1, '']);
    const machine = JSON.parse((await runCli(['schedule', ...command, '--json'], { api })).stdout) as object;
    expect(machine).toMatchObject({ error: { code, details, errorId: 'id-in-the-log' } });
  });

  it('CONFLICT tells who changed what meanwhile, and nothing of before', async () => {
    const before = apiEdit({ kind: 'SUSPEND', namespaces: [], at: '2026-11-20T11:00:00.000Z' });
    oneSchedule({ ...apiSchedule(), history: apiPage([apiEdit(), before]) });
    answers.excludeNamespacesFromSchedule = () => refusal('CONFLICT', 'It was changed.');
    answers.editBackupSchedule = () => refusal('CONFLICT', 'It was changed.');
    for (const command of [EXCLUDE, ['edit', 'nightly', '--keep', '9']]) {
      const { stderr } = await runCli(['schedule', ...command], { api });
      expect(stderr).toMatch(
        /^Schedule "nightly" was changed meanwhile: ada excluded billing at 2026-11-20 12:05:00Z; nothing else was changed: /,
      );
      expect(stderr).not.toContain('suspended');
    }
    const machine = JSON.parse((await runCli(['schedule', ...EXCLUDE, '--json'], { api })).stdout) as object;
    expect(machine).toMatchObject({ error: { details: { meanwhile: [{ kind: 'EXCLUDE' }] } } });
  });

  it.each(['CONFLICT', 'OPERATION_IN_PROGRESS'])(
    '%s stays what it is when more cannot be learnt',
    async (code) => {
      oneSchedule({
        ...apiSchedule(),
        history: () => refusal('DEPENDENCY_FAILURE', 'The database is away.'),
        cycles: () => refusal('DEPENDENCY_FAILURE', 'The database is away.'),
      });
      answers.backUpScheduleNow = () => refusal(code, 'It is so.');
      const { stderr, exitCode } = await runCli(['schedule', 'run', 'nightly'], { api });
      expect(stderr).toMatch(new RegExp(`^It is so; .{10,} \\(${code}, `));
      expect(exitCode).toBe(1);
    },
  );
});

describe('what names and messages hold', () => {
  it('does not reach the terminal as it is', async () => {
    const evil = 'it\u001b[2J\u202e\nis gone';
    oneSchedule({
      ...apiOverview(),
      stateReason: evil,
      alerts: [{ ...apiOverview().alerts[0], message: evil }],
      history: apiPage([apiEdit({ actor: { kind: 'USER', id: null, name: evil } })]),
    });
    const edited = { changed: false, namespaces: [evil], by: null, backupSchedule: apiSchedule() };
    answers.excludeNamespacesFromSchedule = () => edited;
    for (const command of [
      ['show', 'nightly'],
      ['history', 'nightly'],
      ['exclude', 'nightly', '--namespaces', 'billing'],
    ]) {
      const { stdout, exitCode } = await runCli(['schedule', ...command], { api });
      expect(exitCode).toBe(0);
      expect(stdout).toContain('it\u{FFFD}[2J\u{FFFD} is gone');
      expect(stdout.replaceAll('\n', '')).not.toMatch(UNSHOWABLE);
    }
  });
});
