import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import {
  apiEdit,
  apiOverview,
  apiSchedule,
  apiScheduleOf,
  NEXT_DUE,
  scheduleAnswers,
} from '../support/api-schedules.js';
import { apiBackup, apiPage, apiPartialBackup, apiUpdate, uuid } from '../support/api-things.js';
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

describe('schedules', () => {
  it('are a table for people and one document for programs', async () => {
    oneSchedule(apiOverview());
    const human = await runCli(['schedule', 'list'], { api });
    expect(human.stdout).toMatch(/^NAME +STATE +CLUSTER +LOCATION +NAMESPACES +WHEN +NEXT DUE/);
    expect(human.stdout).toMatch(
      /^nightly +ACTIVE +prod +main +3 +daily at 02:30 \(Europe\/Berlin\) +2026-11-21 01:30:00Z +MISSING_NAMESPACES x2 +billing$/m,
    );
    const machine = await runCli(['schedule', 'list', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toMatchObject([{ name: 'nightly', missingNamespaces: ['billing'] }]);
    expect([human.stderr, machine.stderr, human.exitCode, machine.exitCode]).toEqual(['', '', 0, 0]);
  });

  it('are filtered by state, cluster and part of the name', async () => {
    oneSchedule();
    const args = ['--state', 'suspended', '--cluster', 'prod', '--name-contains', 'night', '--limit', '5'];
    await runCli(['schedule', 'list', ...args], { api });
    expect(api.asked.at(-1)?.variables).toMatchObject({
      first: 5,
      after: null,
      filter: { states: ['SUSPENDED'], clusterId: uuid(1), locationId: null, nameContains: 'night' },
      sort: null,
    });
  });

  it('are filtered by labels, a namespace and what is missing, and sorted by their next due time', async () => {
    oneSchedule();
    const args = ['--label', 'team=shop,pay', '--label', 'tier', '--namespace', 'billing', '--missing'];
    await runCli(['schedule', 'list', ...args, '--sort', 'next-due-at:asc'], { api });
    expect(api.asked.at(-1)?.variables).toMatchObject({
      filter: {
        labels: [
          { key: 'team', values: ['shop', 'pay'] },
          { key: 'tier', values: null },
        ],
        includesNamespace: 'billing',
        hasMissing: true,
      },
      sort: { by: 'NEXT_DUE_AT', direction: 'ASC' },
    });
  });

  it('are found by id, and guessed at by name', async () => {
    oneSchedule(apiOverview());
    expect((await runCli(['schedule', 'show', uuid(10)], { api })).exitCode).toBe(0);
    const { stderr, exitCode } = await runCli(['schedule', 'show', 'nightli'], { api });
    expect(stderr).toBe(
      'There is no schedule "nightli"; did you mean "nightly"? "holdfast schedule list" shows all (NOT_FOUND)\n',
    );
    expect(exitCode).toBe(1);
  });

  it('are shown whole: what, when, what is missing, alerts, cycles and what is held for what', async () => {
    oneSchedule(apiOverview());
    const { stdout, exitCode } = await runCli(['schedule', 'show', 'nightly'], { api });
    expect(exitCode).toBe(0);
    for (const line of [
      /^namespaces +billing, blog, shop$/m,
      /^missing +billing$/m,
      /^when +daily at 02:30 \(Europe\/Berlin\)$/m,
      /^next due +2026-11-21 01:30:00Z \(Sat 02:30 in Europe\/Berlin\)$/m,
      /^ +2026-11-22 01:30:00Z \(Sun 02:30 in Europe\/Berlin\)$/m,
      /^keeps +7 good backups$/m,
      /^ +MISSING_NAMESPACES +2 +2026-11-20 12:00:00Z +- +Namespace billing is missing\./m,
      /PLANNED +BACKED_UP, PARTIAL_SUCCESS +nightly-2 +missing: billing$/m,
      /PLANNED +SKIPPED +- +SCHEDULE_SUSPENDED: the schedule was suspended$/m,
      /^ +nightly-1 +2026-11-20 12:00:00Z +billing +missing from the cluster +it is back, or released$/m,
    ]) {
      expect(stdout).toMatch(line);
    }
    const machine = await runCli(['schedule', 'show', 'nightly', '--json'], { api });
    const document = JSON.parse(machine.stdout) as { cycles: unknown };
    expect(document).toMatchObject({ name: 'nightly', heldBackups: [{ backup: { name: 'nightly-1' } }] });
    expect(document.cycles).toHaveLength(2);
  });

  it('with thousands of namespaces are told by the first few', async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `ns-${index}`);
    oneSchedule({ ...apiOverview(), ...apiScheduleOf(names), alerts: [] });
    const { stdout } = await runCli(['schedule', 'show', 'nightly'], { api });
    expect(stdout).toMatch(/ns-19 and 4,980 more$/m);
    expect(stdout).not.toContain('ns-20,');
  });

  it('are previewed as the cluster stands', async () => {
    const preview = {
      at: NEXT_DUE,
      included: [{ name: 'shop', uid: uuid(70) }],
      missing: [{ name: 'billing', reason: 'not found' }],
      unlisted: ['new'],
      virtualMachines: null,
    };
    oneSchedule({ ...apiSchedule(), preview });
    const { stdout } = await runCli(['schedule', 'preview', 'nightly'], { api });
    expect(stdout).toMatch(/would include +shop\nwould miss +billing \(not found\)\nnot on it +new/);
    const machine = await runCli(['schedule', 'preview', 'nightly', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toEqual(preview);
  });

  it('of virtual machines are previewed by those, and say so when the cluster has none to offer', async () => {
    const virtualMachines = {
      included: [{ namespace: 'shop', name: 'db', state: 'RUNNING' }],
      missing: [{ namespace: 'shop', name: 'web' }],
      served: false,
    };
    const preview = { at: null, included: [], missing: [], unlisted: ['new'], virtualMachines };
    oneSchedule({ ...apiSchedule(), preview });
    const { stdout } = await runCli(['schedule', 'preview', 'nightly'], { api });
    expect(stdout).toMatch(/would include +shop\/db \(RUNNING\)\nnot there +shop\/web\n/);
    expect(stdout).toContain('The cluster has no KubeVirt.');
    expect(stdout).not.toContain('new');
  });

  it('tell who changed what, before and after', async () => {
    const changed = apiEdit({
      kind: 'EDIT',
      namespaces: [],
      changes: [{ field: 'graceMinutes', before: 60, after: 90 }],
    });
    const reverted = apiEdit({ revertedAt: '2026-11-20T12:06:00.000Z' });
    oneSchedule({ ...apiSchedule(), history: apiPage([changed, reverted], { hasNextPage: true }) });
    const args = ['schedule', 'history', 'nightly', '--limit', '2'];
    const { stdout, stderr } = await runCli(args, { api });
    expect(stdout).toMatch(/ada +changed graceMinutes +graceMinutes: 60 -> 90$/m);
    expect(stdout).toMatch(
      /ada +excluded billing \(taken back at 2026-11-20 12:06:00Z\) +3 -> 2 namespaces$/m,
    );
    expect(stderr).toBe('The newest 2 are shown; a larger --limit shows more.\n');
    const moved = { before: 3, after: 2, excluded: ['billing'], added: [] };
    expect(JSON.parse((await runCli([...args, '--json'], { api })).stdout)).toEqual([
      { ...changed, selectionChange: null },
      { ...reverted, selectionChange: moved },
    ]);
  });

  it('tell which namespaces moved and how many there were and are, whoever moved them', async () => {
    const selection = (before: readonly string[] | null, after: readonly string[]) => [
      {
        field: 'selection',
        before: before && { kind: 'NAMED', names: before },
        after: { kind: 'NAMED', names: after },
      },
    ];
    const many = Array.from({ length: 1_200 }, (_, number) => `team-${number}`);
    const edits = [
      apiEdit({ kind: 'REVERT', changes: selection(['blog', 'shop'], ['billing', 'blog', 'shop']) }),
      apiEdit({ namespaces: many, changes: selection([...many, 'blog', 'shop'], ['blog', 'shop']) }),
      apiEdit({
        kind: 'ADD',
        actor: { kind: 'USER', id: uuid(81), name: 'bob' },
        namespaces: many,
        changes: selection(['blog', 'shop'], ['blog', 'shop', ...many]),
      }),
      apiEdit({ kind: 'CREATE', namespaces: [], changes: selection(null, ['blog', 'shop']) }),
    ];
    oneSchedule({ ...apiSchedule(), history: apiPage(edits) });
    const { stdout } = await runCli(['schedule', 'history', 'nightly'], { api });
    const lines = stdout.trimEnd().split('\n').slice(1);
    expect(lines[0]).toMatch(/ada +took back an edit of billing +2 -> 3 namespaces, with billing$/);
    expect(lines[1]).toMatch(/ada +excluded team-0, .* and 1,190 more +1,202 -> 2 namespaces$/);
    expect(lines[2]).toMatch(/bob +added team-0, .* and 1,190 more +2 -> 1,202 namespaces$/);
    expect(lines[3]).toMatch(/ada +created it +2 namespaces$/);
    const machine = await runCli(['schedule', 'history', 'nightly', '--json'], { api });
    const told = JSON.parse(machine.stdout) as { readonly selectionChange: object }[];
    expect(told.map((each) => each.selectionChange)).toEqual([
      { before: 2, after: 3, excluded: [], added: ['billing'] },
      { before: 1_202, after: 2, excluded: many, added: [] },
      { before: 2, after: 1_202, excluded: [], added: many },
      { before: null, after: 2, excluded: [], added: [] },
    ]);
  });

  it('of a label selector tell the selector, not a number', async () => {
    const [before, after] = ['team=a', 'team=b'].map((selector) => ({ kind: 'LABELS', selector }));
    const edit = apiEdit({ kind: 'EDIT', namespaces: [], changes: [{ field: 'selection', before, after }] });
    oneSchedule({ ...apiSchedule(), history: apiPage([edit]) });
    const { stdout } = await runCli(['schedule', 'history', 'nightly'], { api });
    expect(stdout).toMatch(/selection: \{"kind":"LABELS","selector":"team=a"\} -> \{.*"team=b"\}$/m);
  });

  it('filter the list of backups', async () => {
    oneSchedule();
    answers.backups = () => apiPage([apiPartialBackup()]);
    await runCli(['backup', 'list', '--schedule', 'nightly'], { api });
    expect(api.asked.at(-1)?.variables.filter).toMatchObject({ scheduleId: uuid(10) });
  });
});

describe('schedule retention', () => {
  const preview = () => {
    oneSchedule(apiSchedule({ retention: { keep: 7, maxAgeDays: 30, ...NO_TIERS, daily: 5 } }));
    answers.retentionPreview = () => ({
      remove: [{ id: uuid(8), name: 'old', state: 'SUCCESS', createdAt: NEXT_DUE, storedBytes: 1024 }],
      kept: [
        {
          backup: { id: uuid(9), name: 'kept', state: 'SUCCESS', createdAt: NEXT_DUE },
          heldFor: [
            { namespace: null, reason: 'DAILY', until: null },
            { namespace: null, reason: 'OBJECT_LOCKED', until: NEXT_DUE },
          ],
        },
      ],
    });
  };

  it('says what would go, and what is kept for what', async () => {
    preview();
    const { stdout, exitCode } = await runCli(['schedule', 'retention', 'nightly'], { api });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('would remove 1 backup now');
    expect(stdout).toMatch(/old +SUCCESS/);
    expect(stdout).toMatch(/kept .*the newest of its day +enough newer ones are there/);
    expect(stdout).toMatch(/kept .*locked in its location +2026-/);
    expect(api.asked.at(-1)?.variables).toMatchObject({ retention: null });
  });

  it('asks of another one as if it were its own', async () => {
    preview();
    await runCli(['schedule', 'retention', 'nightly', '--keep-monthly', '3', '--max-age-days', 'none'], {
      api,
    });
    expect(api.asked.at(-1)?.variables).toMatchObject({
      retention: { keep: 7, maxAgeDays: null, hourly: 0, daily: 5, weekly: 0, monthly: 3 },
    });
  });
});

describe('schedule edit', () => {
  it('names the version it saw, keeps other labels and the other half of the retention', async () => {
    oneSchedule(apiSchedule({ retention: { keep: 7, maxAgeDays: 30, ...NO_TIERS } }));
    answers.editBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    const edits = ['--keep', '9', '--label', 'team=shop', '--location', 'main', '--grace', '2h'];
    const { stdout, exitCode } = await runCli(['schedule', 'edit', 'nightly', ...edits], { api });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^late by at most +60 min/m);
    expect(lastInput()).toEqual({
      id: uuid(10),
      expectedVersion: 4,
      name: null,
      labels: [
        { key: 'env', value: 'live' },
        { key: 'team', value: 'shop' },
      ],
      locationId: uuid(2),
      timing: null,
      timeZone: null,
      graceMinutes: 120,
      retention: { keep: 9, maxAgeDays: 30, ...NO_TIERS },
      selector: null,
      alertRecipients: null,
      verifyEvery: null,
      virtualMachines: null,
      volumes: null,
    });
  });

  it('changes timing, zone, selector and name, and takes the age away', async () => {
    oneSchedule(apiSchedule({ retention: { keep: 7, maxAgeDays: 30, ...NO_TIERS } }));
    answers.editBackupSchedule = () => ({ backupSchedule: apiSchedule() });
    const when = ['--weekly', 'sun@04:00', '--time-zone', 'UTC'];
    const rest = ['--selector', 'team=shop', '--name', 'weekly', '--max-age-days', 'none'];
    await runCli(['schedule', 'edit', 'nightly', ...when, ...rest], { api });
    expect(lastInput()).toMatchObject({
      name: 'weekly',
      timing: { kind: 'WEEKLY', weekdays: ['SUNDAY'], at: '04:00' },
      timeZone: 'UTC',
      selector: 'team=shop',
      retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
    });
  });
});

describe('a schedule is', () => {
  it.each([
    ['suspend', 'SUSPENDED', 'suspendBackupSchedule', /^Schedule "nightly" is suspended\./],
    ['resume', 'ACTIVE', 'resumeBackupSchedule', /^Schedule "nightly" goes on: next due 2026-11-21/],
  ] as const)('asked to %s', async (command, state, mutation, said) => {
    oneSchedule();
    answers[mutation] = () => ({ backupSchedule: apiSchedule({ state }) });
    const { stdout, exitCode } = await runCli(['schedule', command, 'nightly'], { api });
    expect(stdout).toMatch(said);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['suspend', 'SUSPENDED', 'suspendBackupSchedule', 'SUSPEND', 'ada suspended it'],
    ['resume', 'ACTIVE', 'resumeBackupSchedule', 'RESUME', 'ada resumed it'],
  ] as const)('told to be so already when it is: %s', async (command, state, mutation, kind, who) => {
    const edits = [apiEdit(), apiEdit({ kind, namespaces: [], changes: [] })];
    oneSchedule({ ...apiSchedule({ state }), history: apiPage(edits) });
    answers[mutation] = () => refusal('OPERATION_NOT_ALLOWED', `BackupSchedule is ${state}.`);
    const { stdout, exitCode } = await runCli(['schedule', command, 'nightly'], { api });
    expect(stdout).toBe(
      `Schedule "nightly" is ${state} already. Nothing was changed: ${who} at 2026-11-20 12:05:00Z.\n`,
    );
    expect(exitCode).toBe(0);
    const machine = await runCli(['schedule', command, 'nightly', '--json'], { api });
    expect(JSON.parse(machine.stdout)).toMatchObject({ changed: false, by: { kind } });
  });

  it('run now, and watched to its end when asked', async () => {
    oneSchedule();
    const begun = apiBackup({ name: 'nightly-3', state: 'IN_PROGRESS', stage: 'PLAN' });
    answers.backUpScheduleNow = () => ({ backup: begun });
    const { stdout } = await runCli(['schedule', 'run', 'nightly'], { api });
    expect(stdout).toBe(
      'Backup "nightly-3" of schedule "nightly" has begun: "holdfast backup watch nightly-3" follows it.\n',
    );
    const end = apiPartialBackup();
    answers.backup = () => end;
    answers.backupUpdated = async function* () {
      yield apiUpdate({ type: 'BACKUP_FINISHED', state: end.state, stage: 'COMMIT', backup: end });
    };
    const watched = await runCli(['schedule', 'run', 'nightly', '--watch'], { api });
    expect(watched.stdout).toContain('is a Partial Success');
    expect(watched.exitCode).toBe(3);
  });

  it.each([
    [[], 'REFUSE', 'Removed schedule "nightly".\n'],
    [['--keep-backups'], 'KEEP', 'Removed schedule "nightly"; its backups stay.\n'],
  ])('removed after a yes and not after a no or to nobody: %j', async (args, backups, said) => {
    oneSchedule();
    let deleted = 0;
    answers.deleteBackupSchedule = () => {
      deleted += 1;
      return { id: uuid(10) };
    };
    const command = ['schedule', 'delete', 'nightly', ...args];
    expect((await runCli(command, { api, answer: false })).exitCode).toBe(6);
    expect((await runCli(command, { api })).exitCode).toBe(6);
    expect(deleted).toBe(0);
    expect((await runCli(command, { api, answer: true })).stdout).toBe(said);
    expect(lastInput()).toEqual({ id: uuid(10), backups });
    expect((await runCli([...command, '--yes', '--json'], { api })).exitCode).toBe(0);
    expect(deleted).toBe(2);
  });

  it('asked to release last copies after a yes that knows how many backups go', async () => {
    const of = (...namespaces: string[]) => ({
      backup: null,
      heldFor: namespaces.map((namespace) => ({ namespace, reason: 'MISSING', until: null })),
    });
    oneSchedule({ ...apiSchedule(), heldBackups: [of('billing'), of('billing', 'shop')] });
    answers.releaseHeldBackups = () => ({ backupSchedule: apiSchedule() });
    const command = ['schedule', 'release', 'nightly', '--namespaces', 'billing'];
    const no = await runCli(command, { api, answer: false });
    expect(no.stderr).toContain('1 backup kept only for that will be deleted.');
    expect(no.exitCode).toBe(6);
    const { stdout } = await runCli([...command, '--yes'], { api });
    expect(stdout).toBe('Schedule "nightly" keeps no backup longer for billing: 1 backup will go.\n');
    expect(lastInput()).toEqual({ scheduleId: uuid(10), namespaces: ['billing'] });
  });
});
