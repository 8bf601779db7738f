import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertChangedSubscription, AlertFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiAlert, apiSchedule } from '../support/api-schedules.js';
import { apiPage, uuid } from '../support/api-things.js';
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

const SEEN_TO = { acknowledgedBy: 'ada', acknowledgedAt: '2026-11-20T12:10:00.000Z' } as const;
const CLOSED = {
  isOpen: false,
  closedAt: '2026-11-20T13:00:00.000Z',
  closedReason: 'the next backup was a Success',
} as const;

type Update = AlertChangedSubscription['alertChanged'];

function update(given: Partial<Update> = {}): { alertChanged: Update } {
  return {
    alertChanged: {
      eventId: '1',
      type: 'ALERT_OPENED',
      at: '2026-11-20T12:00:00.000Z',
      alertId: uuid(40),
      alert: apiAlert({ count: 1 }),
      ...given,
    },
  };
}

function oneAlert(alert: AlertFieldsFragment = apiAlert()): void {
  answers.alerts = () => apiPage([alert]);
  answers.alert = () => alert;
  answers.backupSchedules = () => apiPage([apiSchedule()]);
}

describe('alerts', () => {
  it('are the open ones as a table for people and one document for programs', async () => {
    oneAlert();
    for (const command of [['alerts'], ['alerts', 'list']]) {
      const human = await runCli(command, { api });
      expect(human.stdout).toMatch(/^ID +KIND +ABOUT +TIMES +SINCE +STATE +WHAT$/m);
      expect(human.stdout).toMatch(
        /MISSING_NAMESPACES +schedule nightly +2 +2026-11-20 12:00:00Z +open +Namespace billing is missing\.$/m,
      );
      const machine = await runCli([...command, '--json'], { api });
      expect(JSON.parse(machine.stdout)).toEqual([apiAlert()]);
      expect([human.stderr, human.exitCode, machine.exitCode]).toEqual(['', 0, 0]);
      expect(api.asked.at(-1)?.variables).toMatchObject({ open: true, kinds: null, scheduleId: null });
    }
  });

  it('are filtered by kind and schedule, and those that are closed are shown when asked for', async () => {
    oneAlert(apiAlert(CLOSED));
    const args = ['--all', '--kind', 'missing-namespaces,cluster-bad', '--schedule', 'nightly'];
    const { stdout } = await runCli(['alerts', ...args], { api });
    expect(stdout).toContain('closed at 2026-11-20 13:00:00Z: the next backup was a Success');
    expect(api.asked.at(-1)?.variables).toMatchObject({
      open: null,
      kinds: ['MISSING_NAMESPACES', 'CLUSTER_BAD'],
      scheduleId: uuid(10),
    });
  });

  it.each([
    [apiAlert(), /^about +schedule nightly$/m],
    [
      apiAlert({ subjectType: 'Cluster', kind: 'CLUSTER_BAD', cluster: { id: uuid(1), name: 'prod' } }),
      /^about +cluster prod$/m,
    ],
    [
      apiAlert({ subjectType: 'BackupLocation', subjectId: uuid(2) }),
      new RegExp(`location ${uuid(2)}$`, 'm'),
    ],
  ])('are shown one by one with what they are about', async (alert, about) => {
    oneAlert(alert);
    const { stdout } = await runCli(['alerts', 'show', uuid(40)], { api });
    expect(stdout).toMatch(about);
    expect(stdout).toMatch(/^means +backups go on without/m);
    expect(stdout).toMatch(/^backup +nightly-2 \(PARTIAL_SUCCESS\)$/m);
    const machine = await runCli(['alerts', 'show', uuid(40), '--json'], { api });
    expect(JSON.parse(machine.stdout)).toEqual(alert);
  });

  it('of missing namespaces say what mends them', async () => {
    oneAlert();
    const { stdout } = await runCli(['alerts', 'show', uuid(40)], { api });
    expect(stdout).toMatch(/^mend it +holdfast schedule exclude nightly --missing$/m);
  });

  it('that nobody knows are refused', async () => {
    answers.alert = () => refusal('NOT_FOUND', 'There is no Alert "x".');
    const { stderr, exitCode } = await runCli(['alerts', 'show', 'x'], { api });
    expect(stderr).toMatch(/^There is no Alert "x"; .*\(NOT_FOUND, /);
    expect(exitCode).toBe(1);
  });
});

describe('alerts ack', () => {
  const ack = (...args: string[]) => runCli(['alerts', 'ack', uuid(40), ...args], { api });

  it('says who sees to it from now on', async () => {
    oneAlert();
    answers.acknowledgeAlert = () => ({ alert: apiAlert(SEEN_TO) });
    const { stdout, exitCode } = await ack();
    expect(stdout).toBe(
      'Alert MISSING_NAMESPACES about schedule nightly is acknowledged: ada at 2026-11-20 12:10:00Z. It closes by itself when it is over.\n',
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse((await ack('--json')).stdout)).toMatchObject({ acknowledgedBy: 'ada' });
  });

  it('of one that somebody sees to already says who and since when', async () => {
    oneAlert(apiAlert(SEEN_TO));
    answers.acknowledgeAlert = () => ({ alert: apiAlert(SEEN_TO) });
    const { stdout, exitCode } = await ack();
    expect(stdout).toContain('is acknowledged already: ada at 2026-11-20 12:10:00Z. Nothing was changed.');
    expect(exitCode).toBe(0);
  });

  it('of one that is closed says so', async () => {
    oneAlert(apiAlert(CLOSED));
    answers.acknowledgeAlert = () => ({ alert: apiAlert(CLOSED) });
    expect((await ack()).stdout).toContain(
      'is closed at 2026-11-20 13:00:00Z: the next backup was a Success. Nothing was changed.',
    );
  });
});

describe('alerts watch', () => {
  function stream(): void {
    answers.alertChanged = async function* () {
      yield update();
      yield update({ eventId: '2', type: 'ALERT_COUNTED', alert: apiAlert() });
      yield update({ eventId: '3', type: 'ALERT_ACKNOWLEDGED', alert: apiAlert(SEEN_TO) });
      yield update({ eventId: '4', type: 'ALERT_CLOSED', alert: apiAlert(CLOSED) });
      yield update({ eventId: '5', type: 'ALERT_CLOSED', alert: null });
    };
  }

  it('writes one line for every change, until the server ends it', async () => {
    stream();
    const { stdout, stderr, exitCode } = await runCli(['alerts', 'watch'], { api });
    const about = 'MISSING_NAMESPACES  schedule nightly';
    const at = '2026-11-20 12:00:00Z';
    expect(stdout.trimEnd().split('\n')).toEqual([
      `${at}  OPENED  ${about}  1 time  Namespace billing is missing.`,
      `${at}  AGAIN  ${about}  2 times  Namespace billing is missing.`,
      `${at}  ACKNOWLEDGED  ${about}  2 times  open, seen to by ada at 2026-11-20 12:10:00Z`,
      `${at}  CLOSED  ${about}  2 times  closed at 2026-11-20 13:00:00Z: the next backup was a Success`,
      `${at}  CLOSED  ${uuid(40)}, which is gone`,
    ]);
    expect(stderr).toBe('The server ended the stream; watch again\n');
    expect(exitCode).toBe(5);
  });

  it('with --json writes every change as a document of one line, of one schedule when asked', async () => {
    oneAlert();
    stream();
    const { stdout } = await runCli(['alerts', 'watch', '--schedule', 'nightly', '--json'], { api });
    const lines = stdout.trimEnd().split('\n').slice(0, 5);
    expect(lines.map((line) => (JSON.parse(line) as Update).eventId)).toEqual(['1', '2', '3', '4', '5']);
    expect(api.asked.at(-1)?.variables).toEqual({ scheduleId: uuid(10), after: null });
  });

  it('goes on where it was when the connection breaks', async () => {
    const asked: (string | null | undefined)[] = [];
    answers.alertChanged = async function* ({ after }: { after?: string | null }) {
      asked.push(after);
      if (after == null) {
        yield update({ eventId: '7' });
        setImmediate(() => api.dropSockets());
        await new Promise(() => undefined);
      }
      yield update({ eventId: '8', type: 'ALERT_CLOSED', alert: null });
    };
    const { stdout, stderr } = await runCli(['alerts', 'watch'], { api });
    expect(asked).toEqual([null, '7']);
    expect(stderr).toContain('The connection was lost (the connection was cut); trying again.');
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('shows no control character of what it is told', async () => {
    answers.alertChanged = async function* () {
      yield update({ alert: apiAlert({ message: 'gone\u001b[2J\nit is' }) });
    };
    const { stdout } = await runCli(['alerts', 'watch'], { api });
    expect(stdout).toMatch(/gone\u{FFFD}\[2J it is\n$/u);
  });
});
