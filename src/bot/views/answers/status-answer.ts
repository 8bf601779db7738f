/** How things stand: clusters, locations, schedules, open alerts. */
import type { KnownBlock } from '@slack/types';
import type {
  BackupLocationState,
  ClusterDiscoveryState,
  ClusterState,
  SlackStatusQuery,
  VirtualMachineState,
} from '../../../client/generated/graphql.js';
import { alertRow } from '../alert/alert-row.js';
import { context, type Message, section } from '../blocks.js';
import { BACKUP_WORDS } from '../deliveries/watch-message.js';
import { linesSection } from '../lists.js';
import { counted, moment } from '../numbers.js';
import { nextCycle } from '../schedule-words.js';
import { code, ending, prose } from '../text.js';

type Row = SlackStatusQuery['backupSchedules']['edges'][number]['node'];

const ROOM = 1_500;

export const CLUSTER_WORDS: Readonly<Record<ClusterState, string>> = {
  ACTIVE: 'Active',
  DISCONNECTED: 'Disconnected',
  NOT_AVAILABLE: 'Not available',
  UNCHECKED: 'Not checked yet',
};
const DISCOVERY_WORDS: Readonly<Record<ClusterDiscoveryState, string>> = {
  IN_PROGRESS: 'In progress',
  SUCCESS: 'Success',
  FAILED: 'Failed',
  DELETING: 'Deleting',
};
const LOCATION_WORDS: Readonly<Record<BackupLocationState, string>> = {
  VALID: 'Valid',
  INVALID: 'Invalid',
  UNCHECKED: 'Not checked yet',
};

/** `clusterName`: only of that cluster. */
export function statusAnswer(status: SlackStatusQuery, asOf: string, clusterName?: string): Message {
  const { clusters, backupLocations, backupSchedules, virtualMachines, alerts } = status;
  const shownClusters = clusters.edges.filter(
    ({ node }) => clusterName === undefined || node.name === clusterName,
  );
  const shownAlerts = alerts.edges.filter(
    ({ node }) => clusterName === undefined || node.cluster?.name === clusterName,
  );
  const openCount = clusterName === undefined ? alerts.totalCount : shownAlerts.length;
  const of = clusterName === undefined ? '' : ` of cluster ${prose(clusterName, 60)}`;
  const blocks: KnownBlock[] = [
    list(
      'Clusters',
      shownClusters.map(({ node }) => stateLine(CLUSTER_WORDS[node.state], node)),
      clusterName === undefined ? clusters.totalCount : undefined,
    ),
    ...(clusterName === undefined
      ? [
          ...discoveries(status),
          list(
            'Backup locations',
            backupLocations.edges.map(({ node }) => stateLine(LOCATION_WORDS[node.state], node)),
            backupLocations.totalCount,
          ),
        ]
      : []),
    list(
      'Schedules',
      backupSchedules.edges.map(({ node }) => scheduleLine(node)),
      backupSchedules.totalCount,
    ),
    ...(virtualMachines.totalCount === 0 ? [] : [machines(status)]),
    list(
      'Open alerts',
      shownAlerts.map(({ node }) => alertRow(node)),
      openCount,
    ),
    context(`State as of ${moment(asOf)}`),
  ];
  return {
    text: `State of backups${of}: ${counted(backupSchedules.totalCount, 'schedule')}, ${counted(openCount, 'open alert')}.`,
    blocks,
  };
}

/** Most installations have none: then nothing is said of them. */
function discoveries({ clusterDiscoveries: { edges, totalCount } }: SlackStatusQuery): readonly KnownBlock[] {
  if (edges.length === 0) return [];
  const lines = edges.map(({ node }) => {
    const { managed, hibernated } = node.clusters;
    const asleep = hibernated === 0 ? '' : `, ${hibernated} asleep`;
    return `${stateLine(DISCOVERY_WORDS[node.state], node)} (${counted(managed, 'cluster')}${asleep})`;
  });
  return [list('Cluster discoveries', lines, totalCount)];
}

function list(title: string, lines: readonly string[], total?: number): KnownBlock {
  if (lines.length === 0) return section(`*${title}*\nnone`);
  return linesSection(title, lines, { characters: ROOM, ...(total !== undefined && { total }) });
}

const MACHINE_WORDS: Readonly<Record<VirtualMachineState, string>> = {
  RUNNING: 'Running',
  PAUSED: 'Paused',
  STOPPED: 'Stopped',
  OTHER: 'Other',
  UNCHECKED: 'Not checked yet',
};

/** Those that run are counted, the others named. */
function machines({ virtualMachines, machinesAtRest }: SlackStatusQuery): KnownBlock {
  const running = virtualMachines.totalCount - machinesAtRest.totalCount;
  const title = `Virtual machines: ${running} of ${virtualMachines.totalCount} running`;
  const lines = machinesAtRest.edges.map(({ node }) => {
    const word = node.state === 'OTHER' ? prose(node.stateReason, 60) : MACHINE_WORDS[node.state];
    return `${word}: ${code(`${node.namespace}/${node.name}`)}, since ${moment(node.stateChangedAt)}`;
  });
  return lines.length === 0 ? section(`*${title}*`) : list(title, lines, machinesAtRest.totalCount);
}

interface Stated {
  readonly name: string;
  readonly state: string;
  readonly stateMessage: string;
  readonly stateChangedAt: string;
  readonly allowedOperations: readonly { readonly label: string; readonly code: string | null }[];
}

function stateLine(word: string, { name, state, stateMessage, stateChangedAt, ...rest }: Stated): string {
  if (state === 'ACTIVE' || state === 'VALID' || state === 'SUCCESS') return `${word}: ${code(name)}`;
  // What only this person may not do is not what the state is about.
  const refused = rest.allowedOperations.filter((each) => each.code === 'OPERATION_NOT_ALLOWED');
  const labels = refused.map(({ label }) => label).join(', ');
  const notNow = labels === '' ? '' : ` Not now: ${labels}.`;
  return `${word}: ${code(name)}, since ${moment(stateChangedAt)}: ${ending(prose(stateMessage, 120))}${notNow}`;
}

function scheduleLine(row: Row): string {
  const last = row.backups.edges[0]?.node;
  const lastWords = last === undefined ? 'no backup yet' : `last backup ${BACKUP_WORDS[last.state]}`;
  const missing =
    row.missingNamespaces.length === 0
      ? ''
      : `, ${counted(row.missingNamespaces.length, 'namespace')} missing`;
  const state = row.state === 'ACTIVE' ? 'Active' : 'Suspended';
  const now = row.allowedOperations.find(({ operation }) => operation === 'backUpNow');
  const under = now?.code === 'OPERATION_IN_PROGRESS' ? `. ${prose(now.reason ?? '', 120)}` : '';
  return `${state}: ${code(row.name)}, ${lastWords}${missing}, next cycle ${nextCycle(row)}${under}`;
}
