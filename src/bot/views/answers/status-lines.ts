/** One line for each thing that the status tells of, its state first. */
import type {
  BackupLocationState,
  BackupSyncState,
  ClusterDiscoveryState,
  ClusterState,
  LocationConnectionState,
  RestoreState,
  SlackBackupsAtAGlanceFragment,
  SlackClusterFragment,
  SlackConnectionFragment,
  SlackMachineFragment,
  SlackStatusQuery,
  VirtualMachineState,
} from '../../../client/generated/graphql.js';
import { BACKUP_WORDS } from '../deliveries/watch-message.js';
import { counted, moment } from '../numbers.js';
import { nextCycle } from '../schedule-words.js';
import { code, ending, prose } from '../text.js';

type NodeOf<List extends { readonly edges: readonly { readonly node: unknown }[] }> =
  List['edges'][number]['node'];
export type ScheduleNode = NodeOf<SlackStatusQuery['backupSchedules']>;
export type LocationNode = NodeOf<SlackStatusQuery['backupLocations']>;
export type DiscoveryNode = NodeOf<SlackStatusQuery['clusterDiscoveries']>;
export type ConnectionNode = SlackConnectionFragment;
export type MachineNode = SlackMachineFragment;
export type BackupNode = NodeOf<SlackBackupsAtAGlanceFragment>;
export type MatrixRow = SlackStatusQuery['stateMatrix'][number];

/** Words of the matrix, as the counts at the end of the status have them. */
const UNCHECKED = 'Unchecked';
export const CLUSTER_WORDS: Readonly<Record<ClusterState, string>> = {
  ACTIVE: 'Active',
  DISCONNECTED: 'Disconnected',
  NOT_AVAILABLE: 'Not Available',
  UNCHECKED,
};
const DISCOVERY_WORDS: Readonly<Record<ClusterDiscoveryState, string>> = {
  IN_PROGRESS: 'In Progress',
  SUCCESS: 'Success',
  FAILED: 'Failed',
  DELETING: 'Deleting',
};
const LOCATION_WORDS: Readonly<Record<BackupLocationState, string>> = {
  VALID: 'Valid',
  INVALID: 'Invalid',
  UNCHECKED,
};
const CONNECTION_WORDS: Readonly<Record<LocationConnectionState, string>> = LOCATION_WORDS;
const SYNC_WORDS: Readonly<Record<BackupSyncState, string>> = {
  PENDING: 'pending',
  IN_PROGRESS: 'in progress',
  COMPLETED: 'completed',
  FAILED: 'failed',
};
/** As the matrix has them; in a sentence they are said otherwise. */
const LISTED_BACKUP_WORDS: typeof BACKUP_WORDS = {
  ...BACKUP_WORDS,
  IN_PROGRESS: 'In-Progress',
  DELETING: 'Deleting',
};
const RESTORE_WORDS: Readonly<Record<RestoreState, string>> = {
  IN_PROGRESS: 'In-Progress',
  SUCCESS: 'Success',
  PARTIAL_SUCCESS: 'Partial Success',
  FAILURE: 'Failure',
};
const MACHINE_WORDS: Readonly<Record<VirtualMachineState, string>> = {
  RUNNING: 'Running',
  PAUSED: 'Paused',
  STOPPED: 'Stopped',
  OTHER: 'Other',
  UNCHECKED,
};

/** What needs nobody stands behind what does. */
export function troubledFirst<Node extends { readonly state: string }>(
  nodes: readonly Node[],
): readonly Node[] {
  const rank = ({ state }: Node) => (isGood(state) ? 1 : 0);
  return nodes.toSorted((one, other) => rank(one) - rank(other));
}

function isGood(state: string): boolean {
  return state === 'ACTIVE' || state === 'VALID' || state === 'SUCCESS';
}

export function clusterLine(node: SlackClusterFragment): string {
  return followed(stateLine(CLUSTER_WORDS[node.state], node), storkWords(node));
}

function followed(line: string, more: string): string {
  return more === '' ? line : `${ending(line)} ${more}`;
}

/** Only what it is too old for, or nobody knows: the rest needs nobody. */
function storkWords({ stork }: SlackClusterFragment): string {
  const unmet = (stork?.prerequisites ?? []).filter(({ met }) => met !== true);
  if (stork === null || unmet.length === 0) return '';
  const words = unmet.map(
    ({ name, requiredVersion, met }) =>
      `${prose(name, 40)} (from ${prose(requiredVersion, 20)}) ${met === null ? 'not known' : 'not met'}`,
  );
  return `Stork ${prose(stork.version ?? 'of an unknown version', 40)}: ${words.join(', ')}.`;
}

export function discoveryLine(node: DiscoveryNode): string {
  const { managed, hibernated } = node.clusters;
  const asleep = hibernated === 0 ? '' : `, ${hibernated} asleep`;
  return `${stateLine(DISCOVERY_WORDS[node.state], node)} (${counted(managed, 'cluster')}${asleep})`;
}

export function locationLine(node: LocationNode): string {
  return followed(stateLine(LOCATION_WORDS[node.state], node), syncWords(node.lastSync));
}

function syncWords(sync: LocationNode['lastSync']): string {
  if (sync === null) return '';
  const why = sync.state === 'FAILED' ? `: ${ending(prose(sync.stateMessage, 120))}` : '.';
  return `Sync ${SYNC_WORDS[sync.state]}, since ${moment(sync.stateChangedAt)}${why}`;
}

export function connectionLine({
  state,
  cluster,
  location,
  stateMessage,
  stateChangedAt,
}: ConnectionNode): string {
  const pair = `${code(cluster?.name ?? '-')} to ${code(location?.name ?? '-')}`;
  if (state === 'VALID') return `${CONNECTION_WORDS[state]}: ${pair}`;
  const why = ending(prose(stateMessage, 120));
  return `${CONNECTION_WORDS[state]}: ${pair}, since ${moment(stateChangedAt)}: ${why}`;
}

export function machineLine(node: MachineNode): string {
  const word = node.state === 'OTHER' ? prose(node.stateReason, 60) : MACHINE_WORDS[node.state];
  return `${word}: ${code(`${node.namespace}/${node.name}`)}, since ${moment(node.stateChangedAt)}`;
}

export function scheduleLine(row: ScheduleNode): string {
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

interface Run<State> {
  readonly name: string;
  readonly state: State;
  readonly stateChangedAt: string;
}

export function backupLine({ name, state, stateChangedAt, vanishedAt }: BackupNode): string {
  const gone = vanishedAt === null ? '' : `. Not found in its location any more, since ${moment(vanishedAt)}`;
  return `${LISTED_BACKUP_WORDS[state]}: ${code(name)}, since ${moment(stateChangedAt)}${gone}`;
}

export function restoreLine({ name, state, stateChangedAt }: Run<RestoreState>): string {
  return `${RESTORE_WORDS[state]}: ${code(name)}, since ${moment(stateChangedAt)}`;
}

/** `Backups: 3 Success, 1 Failure`; undefined when there is nothing of it, or nothing that this person sees. */
export function countLine({ label, states }: MatrixRow): string | undefined {
  const there = states.filter(({ count }) => (count ?? 0) > 0);
  if (there.length === 0) return undefined;
  const words = there.map((each) => `${each.count} ${prose(each.label, 40)}`);
  return `${prose(label, 60)}: ${words.join(', ')}`;
}

interface Stated {
  readonly name: string;
  readonly state: string;
  readonly stateMessage: string;
  readonly stateChangedAt: string;
  readonly allowedOperations: readonly { readonly label: string; readonly code: string | null }[];
}

function stateLine(word: string, { name, state, stateMessage, stateChangedAt, ...rest }: Stated): string {
  if (isGood(state)) return `${word}: ${code(name)}`;
  // What only this person may not do is not what the state is about.
  const refused = rest.allowedOperations.filter((each) => each.code === 'OPERATION_NOT_ALLOWED');
  const labels = refused.map(({ label }) => label).join(', ');
  const notNow = labels === '' ? '' : ` Not now: ${labels}.`;
  return `${word}: ${code(name)}, since ${moment(stateChangedAt)}: ${ending(prose(stateMessage, 120))}${notNow}`;
}
