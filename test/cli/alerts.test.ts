import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AlertChangedSubscription, AlertFieldsFragment } from '../../src/client/generated/graphql.js';
import { apiAlert, apiSchedule } from '../support/api-schedules.js';
import { apiCluster, apiPage, uuid } from '../support/api-things.js';
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
      expect(api.asked.at(-1)?.variables.filter).toMatchObject({
        ...{ open: true, kinds: null, scheduleId: null, clusterId: null },
        ...{ acknowledged: null, snoozed: null, openedBefore: null },
      });
    }
  });

  it('are filtered by kind and schedule, and those that are closed are shown when asked for', async () => {
    oneAlert(apiAlert(CLOSED));
    const args = ['--all', '--kind', 'missing-namespaces,cluster-bad', '--schedule', 'nightly'];
    const { stdout } = await runCli(['alerts', ...args], { api });
    expect(stdout).toContain('closed at 2026-11-20 13:00:00Z: the next backup was a Success');
    expect(api.asked.at(-1)?.variables.filter).toMatchObject({
      open: null,
      kinds: ['MISSING_NAMESPACES', 'CLUSTER_BAD'],
      scheduleId: uuid(10),
    });
  });

  it.each([
    [['--cluster', 'prod'], { clusterId: uuid(1) }],
    [['--acknowledged'], { acknowledged: true, snoozed: null }],
    [['--snoozed'], { acknowledged: null, snoozed: true }],
    [['--unseen'], { acknowledged: false, snoozed: false }],
    [['--since', 'last-week'], { openedWithin: 'LAST_WEEK' }],
    [
      ['--since', '2026-11-01', '--until', '2026-11-02T08:00Z'],
      { openedFrom: '2026-11-01T00:00:00.000Z', openedBefore: '2026-11-02T08:00:00.000Z' },
    ],
  ])('with %j are those that the API is asked for', async (args, filter) => {
    oneAlert();
    answers.clusters = () => apiPage([apiCluster()]);
    expect((await runCli(['alerts', ...args], { api })).stderr).toBe('');
    expect(api.asked.at(-1)?.variables.filter).toMatchObject({ open: true, ...filter });
  });

  it('are sorted as asked for; another order, or a time that is none, is bad usage', async () => {
    oneAlert();
    await runCli(['alerts', '--sort', 'count:asc'], { api });
    expect(api.asked.at(-1)?.variables.sort).toEqual({ by: 'COUNT', direction: 'ASC' });
    const before = api.asked.length;
    for (const bad of [
      ['--sort', 'message'],
      ['--since', 'soon'],
    ])
      expect((await runCli(['alerts', ...bad], { api })).exitCode).toBe(2);
    expect(api.asked).toHaveLength(before);
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
});

describe('an alert', () => {
  const CLUSTER = {
    subjectType: 'Cluster',
    kind: 'CLUSTER_BAD',
    cluster: { id: uuid(1), name: 'prod' },
  } as const;
  const id = (beginning: string) => `${beginning}${uuid(40).slice(beginning.length)}`;
  const ids = { missing: id('1f0c'), failed: id('1f0d'), closed: id('1fcc') };

  /** Two open alerts of `nightly` (one of them about its cluster, too, if asked for), and a closed one. */
  function someAlerts(openOfNightly: readonly string[] = [ids.missing]): void {
    const all = [
      apiAlert({ id: ids.missing }),
      apiAlert({ id: ids.failed, ...CLUSTER }),
      apiAlert({ id: ids.closed, ...CLOSED }),
    ];
    answers.alerts = ({ open, scheduleId }: { open?: boolean | null; scheduleId?: string | null }) =>
      apiPage(
        all
          .filter(({ isOpen }) => open == null || isOpen === open)
          .filter((each) => scheduleId == null || openOfNightly.includes(each.id)),
      );
    answers.alert = (of: { id: string }) =>
      all.find((each) => each.id === of.id) ?? refusal('NOT_FOUND', `There is no Alert "${of.id}".`);
    answers.backupSchedules = () => apiPage([apiSchedule()]);
    answers.acknowledgeAlert = ({ input }: { input: { id: string } }) => ({
      alert: { ...apiAlert(SEEN_TO), id: input.id },
    });
  }
  const shown = async (reference: string) => {
    const { stdout } = await runCli(['alerts', 'show', reference, '--json'], { api });
    return (JSON.parse(stdout) as AlertFieldsFragment).id;
  };

  it.each([
    ['its id', ids.missing, ids.missing],
    ['its id in capitals', ids.missing.toUpperCase(), ids.missing],
    ['the beginning of its id', '1f0c', ids.missing],
    ['the beginning of its id in capitals', '1F0D', ids.failed],
    ['its schedule', 'nightly', ids.missing],
    ['the beginning of its id, though it is closed', '1fc', ids.closed],
  ])('is found by %s', async (_what, reference, found) => {
    someAlerts();
    expect(await shown(reference)).toBe(found);
  });

  it('of a beginning that an open and a closed one share is the open one', async () => {
    const one = apiAlert({ id: ids.missing });
    const over = apiAlert({ id: ids.closed, ...CLOSED });
    someAlerts();
    answers.alerts = ({ open }: { open?: boolean | null }) => apiPage(open === true ? [one] : [over]);
    expect(await shown('1f')).toBe(ids.missing);
  });

  it.each([
    ['1f0', [ids.missing]],
    ['nightly', [ids.missing, ids.failed]],
  ])(
    'that %s may not be alone is refused with what it may be, and nothing is acknowledged',
    async (reference, of) => {
      someAlerts(of);
      const before = api.asked.length;
      for (const command of ['show', 'ack']) {
        const { stdout, stderr, exitCode } = await runCli(['alerts', command, reference], { api });
        expect(stderr).toBe(
          `"${reference}" may be any of 2 alerts; give the id of one, or more of it: ` +
            `${ids.missing} (MISSING_NAMESPACES, schedule nightly), ${ids.failed} (CLUSTER_BAD, cluster prod)\n`,
        );
        expect([stdout, exitCode]).toEqual(['', 2]);
      }
      expect(
        api.asked
          .slice(before)
          .map(({ query }) => query)
          .join(),
      ).not.toContain('acknowledgeAlert');
    },
  );

  it('is acknowledged by the beginning of its id and by its schedule', async () => {
    for (const reference of ['1f0c', 'nightly']) {
      someAlerts();
      const { exitCode } = await runCli(['alerts', 'ack', reference], { api });
      expect(exitCode).toBe(0);
      expect(api.asked.at(-1)?.variables).toEqual({ input: { id: ids.missing } });
    }
  });

  it('of a schedule without an open one is none', async () => {
    someAlerts([]);
    const { stderr, exitCode } = await runCli(['alerts', 'ack', 'nightly'], { api });
    expect(stderr).toBe(
      'Schedule "nightly" has no open alert; "holdfast alerts list --all --schedule nightly" shows those that are closed (NOT_FOUND)\n',
    );
    expect(exitCode).toBe(1);
  });

  it.each(['x', 'abc', uuid(99)])('that nobody knows is refused: %s', async (reference) => {
    someAlerts();
    const { stderr, exitCode } = await runCli(['alerts', 'show', reference], { api });
    expect(stderr).toBe(
      `There is no alert "${reference}"; give an id, the beginning of one, or the name of a schedule; ` +
        '"holdfast alerts list --all" shows all (NOT_FOUND)\n',
    );
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
