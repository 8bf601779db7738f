import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../src/bot/commands/commands.js';
import { ApiRefusal } from '../../../src/client/api-refusal.js';
import type { SlackStatusQuery } from '../../../src/client/generated/graphql.js';
import { RESOURCES, resourceRow } from '../../../src/domain/state-matrix.js';
import {
  aBackup,
  additionsOf,
  anAlert,
  aSchedule,
  exclusionsOf,
  HOSTILE_NAMES,
  longNames,
  SCHEDULE_ID,
} from '../../factories/slack-answers.js';
import { actionsOf, textOf } from '../views/slack-expect.js';
import { typed } from './fake-context.js';

const CLUSTER = { id: 'c1', name: 'prod' };

function namesOf(...names: readonly string[]) {
  const edges = names.map((name, index) => ({
    node: { id: SCHEDULE_ID.replace(/2$/, String(index + 2)), name, cluster: CLUSTER },
  }));
  return {
    backupSchedules: { totalCount: edges.length, edges, pageInfo: { endCursor: null, hasNextPage: false } },
  };
}

function whole(fields: object = {}) {
  return {
    backupSchedule: {
      ...aSchedule(),
      upcoming: [],
      openCycle: null,
      alerts: [],
      backups: { edges: [] },
      history: { edges: [] },
      ...fields,
    },
  };
}

const found = { SlackScheduleNames: namesOf('nightly') };

describe('what is typed after /backup', () => {
  it('shows help when nothing is typed, made from the table', async () => {
    const { messages } = await typed('  ');
    const said = textOf(messages[0] ?? {});
    for (const { usage, summary } of COMMANDS)
      expect(said).toContain(summary.slice(0, 20) && usage.split(' ')[0]);
    expect(actionsOf(messages[0] ?? {})).toEqual(['command']);
    expect(said).toMatchSnapshot();
  });

  it.each(COMMANDS.map(({ name }) => name))('tells more of %s', async (name) => {
    const { messages } = await typed(`help ${name}`);
    expect(textOf(messages[0] ?? {})).toContain(`/backup ${name}`);
  });

  it('suggests what was meant, with the words that followed', async () => {
    const { messages } = await typed('exlude “every night”');
    expect(textOf(messages[0] ?? {})).toContain('Did you mean');
    expect(JSON.stringify(messages[0])).toContain('exclude \\"every night\\"');
    // Few choices are buttons, all of which can be read at once.
    expect(actionsOf(messages[0] ?? {})).toEqual(['command:0']);
    expect(textOf((await typed('help exlude')).messages[0] ?? {})).toContain('`exclude`');
    expect(textOf((await typed('qqqqqqqqqqqq')).messages[0] ?? {})).toContain('`/backup help` shows all');
  });

  it('says how to say it when words are missing or too many', async () => {
    expect(textOf((await typed('exclude')).messages[0] ?? {})).toContain(
      '`/backup exclude &lt;schedule&gt;`',
    );
    expect(textOf((await typed('exclude every night')).messages[0] ?? {})).toContain('in quotes');
  });

  it('reads quotes and dashes as phones write them', async () => {
    const { asked } = await typed('schedule “every – night”', {
      SlackScheduleNames: namesOf('every - night'),
      SlackScheduleById: whole(),
    });
    expect(asked[0]?.variables).toMatchObject({ nameContains: 'every - night' });
    expect(asked[1]?.variables).toEqual({ id: SCHEDULE_ID });
  });

  it('answers a refusal in words, and never with what an unknown error says', async () => {
    const refusal = new ApiRefusal({ message: 'Ask an app admin', extensions: { code: 'FORBIDDEN' } });
    const refused = await typed('status', { SlackStatus: refusal });
    expect(textOf(refused.messages[0] ?? {})).toContain('Ask an app admin. Nothing was changed.');
    expect(refused.faults).toEqual([]);
    const err = new Error('secret words');
    const broken = await typed('status', { SlackStatus: err });
    expect(broken.faults).toEqual([{ action: '/backup status', err }]);
    expect(textOf(broken.messages[0] ?? {})).not.toContain('secret words');
  });
});

describe('a name', () => {
  it('that several schedules bear is asked back, with a choice that goes on', async () => {
    const { messages, views } = await typed('exclude nightly', {
      SlackScheduleNames: namesOf('nightly', 'nightly'),
    });
    expect(views).toEqual([]);
    expect(textOf(messages[0] ?? {})).toContain('Which one?');
    expect(JSON.stringify(messages[0])).toContain(`"exclude ${SCHEDULE_ID}"`);
  });

  it('that is unknown gets suggestions, and is never taken for a similar one', async () => {
    const { messages, asked } = await typed('exclude nigthly', {
      SlackScheduleNames: ({ nameContains }: { nameContains: string | null }) =>
        nameContains === null ? namesOf('nightly', 'weekly') : namesOf(),
    });
    expect(asked.map(({ operation }) => operation)).toEqual(['SlackScheduleNames', 'SlackScheduleNames']);
    expect(textOf(messages[0] ?? {})).toContain('nightly (prod)');
    const part = await typed('suspend night', { SlackScheduleNames: namesOf('nightly') });
    expect(part.views).toEqual([]);
    expect(textOf(part.messages[0] ?? {})).toContain('There is no schedule called `night`');
  });

  it('may be the id that a choice carries', async () => {
    const { asked } = await typed(`schedule ${SCHEDULE_ID}`, { SlackScheduleById: whole() });
    expect(asked).toEqual([{ operation: 'SlackScheduleById', variables: { id: SCHEDULE_ID } }]);
  });

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'that is hostile (%i) does no harm',
    async (_, name) => {
      const answers = {
        SlackScheduleNames: namesOf(name, name),
        SlackScheduleById: whole({ name, stateReason: name, missingNamespaces: [name] }),
        SlackStatus: statusOf([name]),
        SlackClusters: { clusters: { edges: [{ node: clusterOf(name) }] } },
        BackupNames: { backups: { edges: [] } },
      };
      for (const command of ['schedule', 'exclude', 'watch', 'snooze', 'status']) {
        const quoted = name.replace(/["\\'\s]/g, '').slice(0, 200);
        if (quoted !== '') await typed(`${command} "${quoted}"`, answers);
      }
      await typed(`schedule ${SCHEDULE_ID}`, answers);
      await typed('status', answers);
    },
  );
});

const AT = '2026-11-20T09:00:00.000Z';
/** So many `first` of each list, of all there are. */
const listed = <Node>(names: readonly string[], first: number, node: (name: string) => Node) => ({
  totalCount: names.length,
  edges: names.slice(0, first).map((name) => ({ node: node(name) })),
});

function clusterOf(name: string) {
  const prerequisites = [{ name: 'WORKLOAD_IDENTITY' as const, requiredVersion: '26.3.0', met: false }];
  return {
    ...{ id: name, name, state: 'DISCONNECTED' as const, stateMessage: name, stateChangedAt: AT },
    ...{ mode: 'FEDERATED' as const, stork: { version: '25.10.1', prerequisites }, allowedOperations: [] },
  };
}

function statusOf(names: readonly string[]): SlackStatusQuery {
  const stated = (name: string) => ({
    ...{ id: name, name, stateMessage: name, stateChangedAt: AT, allowedOperations: [] },
  });
  const run =
    <State>(state: State) =>
    (name: string) => ({ id: name, name, state, stateChangedAt: AT });
  const aRun =
    <State>(state: State) =>
    (name: string) => ({ ...run(state)(name), vanishedAt: null });
  const named = (name: string) => ({ id: name, name });
  const connection =
    <State>(state: State) =>
    (name: string) => ({
      ...{ id: name, state, stateMessage: name, stateChangedAt: AT },
      ...{ cluster: named(name), location: named(name) },
    });
  return {
    stateMatrix: RESOURCES.map((resource) => ({
      resource,
      label: resourceRow(resource).label,
      states: Object.entries(resourceRow(resource).states).map(([state, { label }]) => ({
        ...{ state, label, count: names.length * 1_000 },
      })),
    })),
    clusters: listed(names, 50, clusterOf),
    clustersInTrouble: { edges: listed(names, 20, clusterOf).edges },
    locationConnections: { totalCount: names.length },
    connectionsInTrouble: listed(names, 20, connection('INVALID' as const)),
    connectionsValid: { edges: [] },
    backupLocations: listed(names, 50, (name) => ({
      ...stated(name),
      state: 'INVALID' as const,
      lastSync: { id: name, state: 'FAILED' as const, stateMessage: name, stateChangedAt: AT },
    })),
    clusterDiscoveries: listed(names, 50, (name) => ({
      ...stated(name),
      ...{ state: 'FAILED' as const, clusters: { managed: 500, hibernated: 3 } },
    })),
    backupSchedules: listed(names, 25, (name) => ({
      ...aSchedule({ name }),
      backups: { edges: [{ node: { ...aBackup({ name }), finishedAt: AT } }] },
    })),
    virtualMachines: { totalCount: names.length },
    machinesAtRest: listed(names, 20, (name) => ({
      ...{ id: name, namespace: name, name, state: 'OTHER' as const },
      ...{ stateReason: name, stateChangedAt: AT },
    })),
    machinesRunning: { edges: [] },
    backupsUnderWay: listed(names, 10, aRun('IN_PROGRESS' as const)),
    backupsNotGood: listed(names, 10, aRun('FAILURE' as const)),
    backupsGood: listed(names, 5, aRun('SUCCESS' as const)),
    restoresUnderWay: listed(names, 10, run('IN_PROGRESS' as const)),
    restoresNotGood: listed(names, 10, run('PARTIAL_SUCCESS' as const)),
    restoresGood: listed(names, 5, run('SUCCESS' as const)),
    alerts: listed(names, 10, (name) => ({ ...anAlert(), schedule: { id: 's', name } })),
  };
}

/** The one cluster of that name. */
const clusterAnswers = ({ nameContains }: { readonly nameContains: string | null }) => ({
  clusters: {
    edges: ['prod', 'prod-eu']
      .filter((name) => nameContains === null || name.includes(nameContains))
      .map((name) => ({ node: clusterOf(name) })),
  },
});

describe('commands that look', () => {
  it.each([0, 1, 100, 5_000])('stay within every limit with %i of everything', async (count) => {
    const names = longNames(count);
    await typed('status', { SlackStatus: statusOf(names) });
    const alerts = { totalCount: count, edges: names.slice(0, 25).map(() => ({ node: anAlert() })) };
    await typed('alerts mine', { SlackAlerts: { alerts } });
    await typed(`schedule ${SCHEDULE_ID}`, { SlackScheduleById: whole({ missingNamespaces: names }) });
  });

  it('show one cluster by its name, also where another one is called alike, and suggest one for a typo', async () => {
    const { asked, messages } = await typed('status prod', {
      SlackClusters: clusterAnswers,
      SlackStatus: statusOf(['nightly']),
    });
    expect(asked).toEqual([
      { operation: 'SlackClusters', variables: { nameContains: 'prod' } },
      { operation: 'SlackStatus', variables: { clusterId: 'prod', first: 25 } },
    ]);
    expect(textOf(messages[0] ?? {})).toContain('State of backups of cluster prod');
    expect(textOf(messages[0] ?? {})).toContain('*Clusters*\n• Disconnected: `prod`,');
    const typo = await typed('status prdo', { SlackClusters: clusterAnswers });
    expect(textOf(typo.messages[0] ?? {})).toContain('`prod`');
  });

  it('name everything that needs somebody, of every resource, and count all there is by its state', async () => {
    const said = textOf((await typed('status', { SlackStatus: statusOf(['one']) })).messages[0] ?? {});
    for (const line of [
      'Disconnected: `one`',
      'Stork 25.10.1: WORKLOAD_IDENTITY (from 26.3.0) not met.',
      '*Connections of clusters to locations: 0 of 1 valid*\n• Invalid: `one` to `one`',
      '*Cluster discoveries*\n• Failed: `one`',
      '*Backup locations*\n• Invalid: `one`',
      'Sync failed, since',
      '*Virtual machines: 0 of 1 running*',
      '*Backups under way, and of the last day*\n• In-Progress: `one`',
      '• Failure: `one`',
      '*Restores under way, and of the last day*\n• In-Progress: `one`',
      '• Partial Success: `one`',
      '• Success: `one`',
    ])
      expect(said).toContain(line);
    for (const resource of RESOURCES) {
      const { label, states } = resourceRow(resource);
      const counted = Object.values(states).map((state) => `1000 ${state.label}`);
      expect(said).toContain(`• ${label}: ${counted.join(', ')}`);
    }
  });

  it('say nothing of what there is none of', async () => {
    const said = textOf((await typed('status', { SlackStatus: statusOf([]) })).messages[0] ?? {});
    expect(said).not.toMatch(/Connections|discover|Virtual|under way|All there is/);
    for (const title of ['Clusters', 'Backup locations', 'Schedules', 'Open alerts'])
      expect(said).toContain(`*${title}*\nnone`);
  });

  it('put what is in trouble first, and say how many are not shown', async () => {
    const status = statusOf(longNames(5_000));
    const active = { ...clusterOf('quiet'), state: 'ACTIVE' as const };
    const clusters = { totalCount: 500, edges: [{ node: active }] };
    const troubled = { edges: [{ node: clusterOf('loud') }] };
    const mixed = { ...status, clusters, clustersInTrouble: troubled };
    const said = textOf((await typed('status', { SlackStatus: mixed })).messages[0] ?? {});
    expect(said).toMatch(/\*Clusters\*\n• Disconnected: `loud`.*\n• Active: `quiet`.*\nand 498 more/);
    for (const title of ['Cluster discoveries', 'Backup locations', 'Schedules', 'Open alerts'])
      expect(said).toMatch(new RegExp(`\\*${title}\\*\\n(•.*\\n)+and 4,9\\d\\d more`));
  });

  it('name what is as it should be behind what is not, and say that a sync has ended', async () => {
    const status = statusOf(['bad']);
    const at = { stateMessage: '', stateChangedAt: AT };
    const good = { id: 'good', name: 'good' };
    const valid = { ...at, ...{ id: 'good', state: 'VALID' as const, cluster: good, location: good } };
    const runs = { ...at, ...good, state: 'RUNNING' as const, stateReason: 'Running', namespace: 'desk' };
    const synced = { ...at, ...good, state: 'VALID' as const, allowedOperations: [] };
    const lastSync = { ...at, id: 'sync', state: 'COMPLETED' as const };
    const gone = { ...at, ...good, state: 'SUCCESS' as const, vanishedAt: AT };
    const said = textOf(
      (
        await typed('status', {
          SlackStatus: {
            ...status,
            locationConnections: { totalCount: 9 },
            connectionsValid: { edges: [{ node: valid }] },
            virtualMachines: { totalCount: 9 },
            machinesRunning: { edges: [{ node: runs }] },
            backupLocations: { totalCount: 1, edges: [{ node: { ...synced, lastSync } }] },
            backupsGood: { totalCount: 1, edges: [{ node: gone }] },
          },
        })
      ).messages[0] ?? {},
    );
    expect(said).toMatch(
      /: 8 of 9 valid\*\n• Invalid: `bad` to `bad`.*\n• Valid: `good` to `good`\nand 7 more/,
    );
    expect(said).toMatch(/: 8 of 9 running\*\n• bad: `bad\/bad`.*\n• Running: `desk\/good`.*\nand 7 more/);
    expect(said).toMatch(/• Valid: `good`\. Sync completed, since /);
    expect(said).toMatch(/• Failure: `bad`.*\n• Success: `good`.*Not found in its location any more, since /);
  });

  it('call each state as the matrix does', async () => {
    const status = statusOf(['one']);
    const withState = <Node>(edges: readonly { readonly node: Node }[], state: string) => ({
      totalCount: 1,
      edges: edges.map(({ node }) => ({ node: { ...node, state } })),
    });
    const LISTS = {
      Cluster: 'clustersInTrouble',
      BackupLocation: 'backupLocations',
      ClusterDiscovery: 'clusterDiscoveries',
      LocationConnection: 'connectionsInTrouble',
      VirtualMachine: 'machinesAtRest',
      Backup: 'backupsUnderWay',
      Restore: 'restoresUnderWay',
      BackupSchedule: 'backupSchedules',
    } as const;
    for (const [resource, list] of Object.entries(LISTS) as [keyof typeof LISTS, keyof SlackStatusQuery][]) {
      for (const [state, { label }] of Object.entries(resourceRow(resource).states)) {
        const { edges } = status[list] as { readonly edges: readonly { readonly node: object }[] };
        const changed = { ...status, [list]: withState(edges, state) };
        const said = textOf((await typed('status', { SlackStatus: changed })).messages[0] ?? {});
        // Of a machine in no state of ours KubeVirt's own word is said.
        expect(said).toContain(`• ${state === 'OTHER' ? 'one' : label}: \`one`);
      }
    }
  });

  it('say what a state forbids, and nothing of what only this person may not do', async () => {
    const status = statusOf(['prod']);
    const forbidden = [
      { label: 'Back up', code: 'OPERATION_NOT_ALLOWED' as const },
      { label: 'Edit', code: 'FORBIDDEN' as const },
      { label: 'Validate now', code: null },
    ];
    const edges = [{ node: { ...clusterOf('prod'), allowedOperations: forbidden } }];
    const { messages } = await typed('status', {
      SlackStatus: { ...status, clustersInTrouble: { edges } },
    });
    expect(textOf(messages[0] ?? {})).toContain('Not now: Back up.');
    expect(textOf(messages[0] ?? {})).not.toMatch(/Not now:[^.]*(Edit|Validate)/);
  });

  it('ask for my alerts only when mine are wanted', async () => {
    const answers = { SlackAlerts: { alerts: { totalCount: 0, edges: [] } } };
    expect((await typed('alerts', answers)).asked[0]?.variables).toMatchObject({ mine: null });
    expect((await typed('alerts mine', answers)).asked[0]?.variables).toMatchObject({ mine: true });
    expect((await typed('alerts yours', answers)).asked).toEqual([]);
  });

  it('show a schedule', async () => {
    const backups = { edges: [{ node: aBackup({ state: 'PARTIAL_SUCCESS' }) }] };
    const { messages } = await typed('schedule nightly', { ...found, SlackScheduleById: whole({ backups }) });
    expect(textOf(messages[0] ?? {})).toMatchSnapshot();
    const gone = await typed('schedule nightly', { ...found, SlackScheduleById: { backupSchedule: null } });
    expect(textOf(gone.messages[0] ?? {})).toContain('does not exist any more');
  });
});

describe('commands that change something', () => {
  it.each([
    ['exclude', 'exclude', { ExclusionChoices: { exclusionChoices: exclusionsOf(['billing']) } }],
    ['add', 'add', { AdditionChoices: { additionChoices: additionsOf(['billing']) } }],
    ['run', 'confirm', { SlackScheduleById: whole() }],
    ['suspend', 'confirm', { SlackScheduleById: whole() }],
    ['resume', 'confirm', { SlackScheduleById: whole() }],
    ['snooze', 'snooze', { SlackScheduleById: whole() }],
  ])('%s opens a window at once and changes nothing by itself', async (name, callback, answers) => {
    const { views, asked, messages } = await typed(`${name} nightly`, { ...found, ...answers });
    expect(textOf(views[0] ?? {})).toContain('Loading…');
    expect(views[1]?.callback_id).toBe(callback);
    expect(messages).toEqual([]);
    for (const { operation } of asked)
      expect(operation).not.toMatch(/^(Slack)?(Exclude|Add[A-Z]|BackUp|Suspend|Resume|SnoozeAlerts)/);
  });

  it('say in the window why it could not be read', async () => {
    const { views, messages } = await typed('exclude nightly', {
      ...found,
      ExclusionChoices: new ApiRefusal({ extensions: { code: 'NOT_FOUND' } }),
    });
    expect(textOf(views[1] ?? {})).toContain('does not exist any more');
    expect(messages).toEqual([]);
  });

  it.each([
    ['7d', '2026-11-27T09:30:00.000Z'],
    ['1d', '2026-11-21T09:30:00.000Z'],
    ['2 weeks', '2026-12-04T09:30:00.000Z'],
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['until-change', null],
    ['until–change', null],
  ])('snooze for %s', async (time, until) => {
    const answers = {
      ...found,
      SlackScheduleById: whole(),
      SnoozeAlerts: { snoozeAlerts: { changed: true, alerts: [] } },
    };
    const { asked, messages } = await typed(`snooze nightly ${time}`, answers);
    expect(asked.at(-1)?.variables).toEqual({ input: { scheduleId: SCHEDULE_ID, until } });
    expect(textOf(messages[0] ?? {})).toContain('are snoozed');
  });

  it.each(['yesterday', '2020-01-01', '2026-02-31', '0d', '9999d', '10', '-1d', '1y'])(
    'do not snooze for %s',
    async (time) => {
      const { asked, messages } = await typed(`snooze nightly ${time}`, found);
      expect(asked).toEqual([]);
      expect(messages).toHaveLength(1);
    },
  );

  it('end a snooze', async () => {
    const answers = {
      ...found,
      SlackScheduleById: whole(),
      UnsnoozeAlerts: { unsnoozeAlerts: { changed: false, alerts: [] } },
    };
    expect(textOf((await typed('unsnooze nightly', answers)).messages[0] ?? {})).toContain(
      'Nothing was changed',
    );
  });

  it('follow a backup by its name, or the running one of a schedule', async () => {
    const WatchBackup = { watchBackup: { delivery: { id: 'd', state: 'PENDING' } } };
    const none = { backups: { edges: [], pageInfo: { endCursor: null, hasNextPage: false } } };
    const one = { backups: { ...none.backups, edges: [{ node: { id: 'b7', name: 'nightly-7' } }] } };
    const byName = await typed('watch nightly-7', { BackupNames: one, WatchBackup });
    expect(byName.asked.at(-1)?.variables).toEqual({ input: { backupId: 'b7', channelId: 'C1' } });
    const openCycle = { id: 'cy', startedAt: '2026-11-20T09:00:00.000Z', backup: aBackup({ id: 'b8' }) };
    const bySchedule = await typed('watch nightly', {
      ...found,
      BackupNames: none,
      SlackScheduleById: whole({ openCycle }),
      WatchBackup,
    });
    expect(bySchedule.asked.at(-1)?.variables).toEqual({ input: { backupId: 'b8', channelId: 'C1' } });
    const idle = await typed('watch nightly', { ...found, BackupNames: none, SlackScheduleById: whole() });
    expect(textOf(idle.messages[0] ?? {})).toContain('is under way');
  });
});

describe('who somebody is', () => {
  it('is asked of nobody: link, whoami and help work unlinked', async () => {
    const unlinked = { user: null };
    expect(textOf((await typed('link', {}, unlinked)).messages[0] ?? {})).toContain(
      'holdfast slack link ABCD-1234',
    );
    expect(actionsOf((await typed('whoami', {}, unlinked)).messages[0] ?? {})).toEqual(['link_begin']);
    expect(COMMANDS.filter(({ fields }) => fields.length === 0).map(({ name }) => name)).toEqual([
      'help',
      'link',
      'whoami',
    ]);
  });

  it('is said, and no second code is given to somebody who is linked', async () => {
    expect(textOf((await typed('whoami')).messages[0] ?? {})).toContain('`Ada`, app admin');
    expect(textOf((await typed('link')).messages[0] ?? {})).not.toContain('ABCD-1234');
  });

  it('ends with unlink, for this Slack account alone', async () => {
    const link = (id: string, slackUserId: string) => ({
      id,
      teamId: 'T1',
      teamName: 'Team',
      slackUserId,
      slackUserName: 'x',
      linkedAt: '',
    });
    const viewer = {
      id: 'u',
      name: 'Ada',
      role: 'APP_ADMIN',
      email: null,
      slackLinks: [link('l1', 'U9'), link('l2', 'U1')],
    };
    const { asked } = await typed('unlink', {
      Whoami: { viewer },
      RemoveSlackLink: { removeSlackLink: { id: 'l2' } },
    });
    expect(asked.at(-1)).toEqual({ operation: 'RemoveSlackLink', variables: { input: { id: 'l2' } } });
  });
});
