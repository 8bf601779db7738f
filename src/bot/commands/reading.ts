/** Commands that only look. */
import {
  SlackAlertsDocument,
  type SlackClusterFragment,
  SlackClustersDocument,
  SlackScheduleByIdDocument,
  SlackStatusDocument,
} from '../../client/generated/graphql.js';
import { similarNames } from '../../client/similar-names.js';
import { alertsAnswer } from '../views/answers/alerts-answer.js';
import { answer } from '../views/answers/answer.js';
import { didYouMean } from '../views/answers/choice-answer.js';
import { scheduleAnswer } from '../views/answers/schedule-answer.js';
import { statusAnswer } from '../views/answers/status-answer.js';
import { code } from '../views/text.js';
import type { Command, CommandContext } from './command.js';
import { FIND_SCHEDULE_FIELDS, findSchedule } from './find-schedule.js';

const SCHEDULES_SHOWN = 25;
export const ALERTS_SHOWN = 25;
/** A filter of the API takes no more, and no cluster is called so. */
const LONGEST_CONTAINED = 100;

export const STATUS: Command = {
  name: 'status',
  usage: 'status [cluster]',
  summary: 'how everything stands, what needs somebody first',
  help: [
    'Shows the state of everything, or of one cluster, in words, and why where it is not good: clusters, their connections to locations, discoveries, locations and their syncs, schedules, virtual machines, backups, restores, alerts; and how many of each there are in each state.',
  ],
  fields: [
    'stateMatrix',
    'clusters',
    'locationConnections',
    'clusterDiscoveries',
    'backupLocations',
    'backupSchedules',
    'virtualMachines',
    'backups',
    'restores',
    'alerts',
  ],
  words: { least: 0, most: 1 },
  async run([clusterName], context) {
    const cluster = clusterName === undefined ? undefined : await clusterNamed(clusterName, context);
    if (clusterName !== undefined && cluster === undefined) return noCluster(clusterName, context);
    const wanted = { clusterId: cluster?.id ?? null, first: SCHEDULES_SHOWN };
    const status = await context.ask(SlackStatusDocument, wanted);
    return context.respond(statusAnswer(status, context.now(), cluster));
  },
};

/** Asked for by its name: of hundreds it may not be among the first. */
async function clusterNamed(
  name: string,
  context: CommandContext,
): Promise<SlackClusterFragment | undefined> {
  const nameContains = [...name].slice(0, LONGEST_CONTAINED).join('');
  const { clusters } = await context.ask(SlackClustersDocument, { nameContains });
  return clusters.edges.map(({ node }) => node).find((each) => each.name === name);
}

async function noCluster(wanted: string, context: CommandContext): Promise<void> {
  const { clusters } = await context.ask(SlackClustersDocument, { nameContains: null });
  const names = clusters.edges.map(({ node }) => node.name);
  return context.respond(
    answer(`There is no cluster called ${code(wanted)}.${didYouMean(similarNames(wanted, names))}`),
  );
}

export const ALERTS: Command = {
  name: 'alerts',
  usage: 'alerts [mine]',
  summary: 'the open alerts, or those of your schedules',
  help: ['Lists what is open, the state first. What to do about one stands at its message in the channel.'],
  fields: ['alerts'],
  words: { least: 0, most: 1 },
  async run([whose], context) {
    if (whose !== undefined && whose !== 'mine' && whose !== 'all') {
      return context.respond(
        answer('Say `/backup alerts` for all of them, or `/backup alerts mine` for those of your schedules.'),
      );
    }
    const mine = whose === 'mine';
    const answered = await context.ask(SlackAlertsDocument, {
      first: ALERTS_SHOWN,
      mine: mine ? true : null,
      scheduleId: null,
    });
    return context.respond(alertsAnswer(answered, { mine, asOf: context.now() }));
  },
};

export const SCHEDULE: Command = {
  name: 'schedule',
  usage: 'schedule <name>',
  summary: 'one schedule: what, when, its last backups, who changed it',
  help: ['Shows one schedule. A name with spaces goes in quotes: `/backup schedule "every night"`.'],
  fields: [...FIND_SCHEDULE_FIELDS, 'backupSchedule'],
  words: { least: 1, most: 1 },
  async run([reference = ''], context) {
    const id = await findSchedule(reference, { before: 'schedule' }, context);
    if (id === undefined) return;
    const { backupSchedule } = await context.ask(SlackScheduleByIdDocument, { id });
    await context.respond(
      backupSchedule === null ? NO_SCHEDULE : scheduleAnswer(backupSchedule, context.now()),
    );
  },
};

export const NO_SCHEDULE = answer('This schedule does not exist any more, or you may not see it.');
