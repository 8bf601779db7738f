import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { apiSchedule, apiScheduleOf, scheduleAnswers } from '../support/api-schedules.js';
import { uuid } from '../support/api-things.js';
import { runCli } from '../support/run-cli.js';
import { type Answers, type StandInApi, startStandInApi } from '../support/stand-in-api.js';

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

const WHERE = ['--cluster', 'prod', '--location', 'main'];
const WHAT = ['--namespaces', 'shop,blog,billing'];

/** Controls, and what turns the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\u202e]/u;
describe('schedule create', () => {
  const create = (...args: string[]) => runCli(['schedule', 'create', 'nightly', ...WHERE, ...args], { api });

  it('says what was made, when it is due next, and whose clock counts', async () => {
    oneSchedule();
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    const { stdout, stderr, exitCode } = await create(...WHAT, '--daily', '02:30', '--label', 'env=live');
    expect(stdout).toBe(
      'Created schedule "nightly": daily at 02:30 (Europe/Berlin), next due 2026-11-21 01:30:00Z (Sat 02:30 in Europe/Berlin).\n' +
        'From cluster "prod" into location "main": billing, blog, shop; keeps 7 good backups.\n',
    );
    expect(stderr).toBe(
      "Its clock is in Europe/Berlin, as this machine's is; --time-zone names another one.\n",
    );
    expect(exitCode).toBe(0);
    expect(lastInput()).toEqual({
      name: 'nightly',
      clusterId: uuid(1),
      locationId: uuid(2),
      selection: { kind: 'NAMED', names: ['shop', 'blog', 'billing'] },
      timing: { kind: 'DAILY', at: '02:30' },
      timeZone: 'Europe/Berlin',
      graceMinutes: null,
      retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
      labels: [{ key: 'env', value: 'live' }],
      alertRecipients: null,
      verifyEvery: null,
      volumes: null,
    });
  });

  it.each([
    [['--every', '15m'], { kind: 'INTERVAL', minutes: 15 }],
    [['--every', '6h'], { kind: 'INTERVAL', minutes: 360 }],
    [['--every', '2d'], { kind: 'INTERVAL', minutes: 2880 }],
    [['--weekly', 'mon,Thursday@02:30'], { kind: 'WEEKLY', weekdays: ['MONDAY', 'THURSDAY'], at: '02:30' }],
    [['--monthly', '1, 15@23:59'], { kind: 'MONTHLY', monthDays: [1, 15], at: '23:59' }],
    [['--cron', ' 30 2 * * 1-5 '], { kind: 'CRON', expression: '30 2 * * 1-5' }],
    [['--cron', '@hourly'], { kind: 'CRON', expression: '@hourly' }],
  ])('%j is a timing', async (args, timing) => {
    oneSchedule();
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    expect((await create(...WHAT, ...args)).exitCode).toBe(0);
    expect(lastInput()).toMatchObject({ timing });
  });

  it.each([
    [['--selector', 'team in (shop,web)'], { kind: 'LABELS', selector: 'team in (shop,web)' }],
    [['--all'], { kind: 'ALL' }],
  ])('%j chooses namespaces', async (args, selection) => {
    oneSchedule();
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    await create(...args, '--every', '1d', '--time-zone', 'UTC', '--keep', '30', '--max-age-days', '90');
    expect(lastInput()).toMatchObject({
      selection,
      timeZone: 'UTC',
      retention: { keep: 30, maxAgeDays: 90, ...NO_TIERS },
    });
  });

  it('keeps by the calendar and reads back as often as is said', async () => {
    oneSchedule();
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    const tiers = ['--keep-hourly', '24', '--keep-daily', '7', '--keep-weekly', '4', '--keep-monthly', '12'];
    await create(...WHAT, '--every', '1h', ...tiers, '--verify-every', '7');
    expect(lastInput()).toMatchObject({
      retention: { keep: 7, maxAgeDays: null, hourly: 24, daily: 7, weekly: 4, monthly: 12 },
      verifyEvery: { days: 7 },
    });
    await create(...WHAT, '--every', '1h', '--verify-every', 'default');
    expect(lastInput()).toMatchObject({ verifyEvery: { days: null } });
    for (const wrong of [
      ['--keep-daily', '-1'],
      ['--keep-weekly', '1001'],
      ['--verify-every', 'often'],
    ])
      expect((await create(...WHAT, '--every', '1h', ...wrong)).exitCode).toBe(2);
  });

  it('takes a grace window in minutes or hours, or none', async () => {
    oneSchedule();
    answers.createBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    for (const [text, minutes] of [
      ['90m', 90],
      ['2h', 120],
      ['0', 0],
    ] as const) {
      await create(...WHAT, '--every', '1d', '--grace', text);
      expect(lastInput()).toMatchObject({ graceMinutes: minutes });
    }
  });

  it('warns that a schedule of one namespace cannot grow', async () => {
    oneSchedule();
    answers.createBackupSchedule = () => ({
      backupSchedule: apiScheduleOf(['shop'], { createdSingle: true }),
    });
    const { stderr } = await create('--namespaces', 'shop', '--every', '1d');
    expect(stderr).toContain('Created for one namespace it cannot grow');
  });

  it('on a machine without a time zone needs one to be named', async () => {
    oneSchedule();
    const args = ['schedule', 'create', 'nightly', ...WHERE, ...WHAT, '--daily', '02:30'];
    const before = api.asked.length;
    const { stderr, exitCode } = await runCli(args, { api, timeZone: 'Etc/Unknown' });
    expect(stderr).toBe('This machine does not say in which time zone it is; name one with --time-zone\n');
    expect([exitCode, api.asked.length]).toEqual([2, before]);
  });

  it('names every choice that is lacking or made twice at once', async () => {
    const before = api.asked.length;
    const none = await create();
    expect(none.stderr).toBe(
      'Bad usage: one of --namespaces, --selector, --all and --vm (or --vm-namespaces, --vm-selector, --all-vms) says what is backed up; one of --every, --daily, --weekly, --monthly and --cron says when; give exactly one of each\n',
    );
    const both = await create(...WHAT, '--all', '--every', '1d', '--daily', '02:30');
    expect(both.stderr).toBe(none.stderr);
    expect([none.exitCode, both.exitCode, api.asked.length]).toEqual([2, 2, before]);
  });
});

describe('hostile texts of options', () => {
  const HOSTILE: [string, string[]][] = [
    ['an interval of nothing', ['--every', '0m']],
    ['an interval without a unit', ['--every', '15']],
    ['an interval with an exponent', ['--every', '1e3m']],
    ['a negative interval', ['--every=-15m']],
    ['an interval of too many digits', ['--every', `${'9'.repeat(400)}m`]],
    ['an interval past what there is', ['--every', '367d']],
    ['an interval below what there is', ['--every', '4m']],
    ['an hour that is none', ['--daily', '24:00']],
    ['a time with seconds', ['--daily', '02:30:00']],
    ['a time with a control character', ['--daily', '02:30\n']],
    ['a time in other digits', ['--daily', '٠٢:٣٠']],
    ['a day that is none', ['--weekly', 'mon,funday@02:30']],
    ['days without a time', ['--weekly', 'mon']],
    ['a time without days', ['--weekly', '@02:30']],
    ['two times', ['--weekly', 'mon@02:30@03:30']],
    ['the thirty-second', ['--monthly', '1,32@02:30']],
    ['day zero', ['--monthly', '0@02:30']],
    ['a day with a sign', ['--monthly', '+1@02:30']],
    ['four fields of cron', ['--cron', '30 2 * *']],
    ['six fields of cron', ['--cron', '0 30 2 * * *']],
    ['cron with an escape', ['--cron', '30 2 * * \u001b[2J']],
    ['cron without an end', ['--cron', `30 2 * * ${'1,'.repeat(200)}1`]],
    ['a zone of the file system', ['--time-zone', '../../etc/passwd']],
    ['a zone with a control character', ['--time-zone', 'Europe/Berlin\n']],
    ['an empty zone', ['--time-zone', '']],
    ['a selector of nothing', ['--selector', '  ']],
    ['a selector with a control character', ['--selector', 'a=b\u0000']],
    ['a selector that turns the writing', ['--selector', 'a=\u202eb']],
    ['a selector without an end', ['--selector', 'a'.repeat(2_000)]],
    ['a namespace with a path', ['--namespaces', 'shop,../kube-system']],
    ['a namespace in capitals', ['--namespaces', 'Shop']],
    ['a namespace with an escape', ['--namespaces', 'shop\u001b[31m']],
    ['a namespace that is too long', ['--namespaces', 'a'.repeat(64)]],
    ['no namespace', ['--namespaces', ', ,']],
    ['none to keep', ['--keep', '0']],
    ['too many to keep', ['--keep', '1001']],
    ['a number in hexadecimal', ['--keep', '0x10']],
    ['an age of nothing', ['--max-age-days', '']],
    ['a grace of two days', ['--grace', '2d']],
    ['a label with a control character', ['--label', 'a=b\u0007']],
  ];

  it.each(HOSTILE)('like %s are bad usage, in one line, and ask nobody', async (_what, args) => {
    const before = api.asked.length;
    const run = await runCli(['schedule', 'create', 'x', ...WHERE, ...args], { api });
    expect(run.stderr).toMatch(/^error: option '[^\n]+' is invalid\. [^\n]+\n$/);
    expect(run.stderr.trimEnd()).not.toMatch(UNSHOWABLE);
    expect(run.stderr.length).toBeLessThan(1_000);
    expect([run.exitCode, run.stdout, api.asked.length]).toEqual([2, '', before]);
  });

  it.each([
    ['nothing to exclude', ['schedule', 'exclude', 'x'], /either --namespaces or --missing/],
    [
      'two ways to exclude',
      ['schedule', 'exclude', 'x', '--namespaces', 'a', '--missing'],
      /either --namespaces or --missing/,
    ],
    ['a backup for nothing', ['schedule', 'exclude', 'x', '--namespaces', 'a', '--backup', 'b'], /goes with/],
    ['nothing to add', ['schedule', 'add', 'x'], /required option '--namespaces/],
    ['nothing to change', ['schedule', 'edit', 'x'], /nothing to change/],
    ['two timings', ['schedule', 'edit', 'x', '--every', '1d', '--daily', '02:30'], /exclude each other/],
    ['an unknown state', ['schedule', 'list', '--state', 'paused'], /Use one of ACTIVE, SUSPENDED/],
    ['a name in part with an escape', ['schedule', 'list', '--name-contains', '\u001b[2J'], /plain text/],
    ['an unknown kind', ['alerts', '--kind', 'bad'], /Use one of MISSING_NAMESPACES/],
    ['an unknown command', ['schedule', 'lisst'], /unknown command 'lisst'/],
    ['an unknown command of alerts', ['alerts', 'shw'], /too many arguments/],
  ])('and %s are exit code 2 and ask nobody', async (_what, args, message) => {
    const before = api.asked.length;
    const { stdout, stderr, exitCode } = await runCli(args, { api });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect([exitCode, stdout, api.asked.length]).toEqual([2, '', before]);
  });
});
