/** How things stand: every resource of the state matrix that there is, what needs somebody first. */
import type { SlackClusterFragment, SlackStatusQuery } from '../../../client/generated/graphql.js';
import { alertRow } from '../alert/alert-row.js';
import { context, type Message } from '../blocks.js';
import { MESSAGE_TEXT_MOST } from '../limit-rules.js';
import { type Listing, linesSection, sharedSections } from '../lists.js';
import { count, counted, moment } from '../numbers.js';
import { prose } from '../text.js';
import {
  backupLine,
  clusterLine,
  connectionLine,
  countLine,
  discoveryLine,
  locationLine,
  machineLine,
  restoreLine,
  scheduleLine,
  troubledFirst,
} from './status-lines.js';

export { CLUSTER_WORDS } from './status-lines.js';

/** For the counts, and for the line that says when it was so. */
const COUNTS_ROOM = 1_500;
const ROOM = MESSAGE_TEXT_MOST - COUNTS_ROOM - 200;

/** `cluster`: only of that one. */
export function statusAnswer(
  status: SlackStatusQuery,
  asOf: string,
  cluster?: SlackClusterFragment,
): Message {
  const { backupSchedules, alerts } = status;
  const shownAlerts = alerts.edges.filter(
    ({ node }) => cluster === undefined || node.cluster?.name === cluster.name,
  );
  const openCount = cluster === undefined ? alerts.totalCount : shownAlerts.length;
  const of = cluster === undefined ? '' : ` of cluster ${prose(cluster.name, 60)}`;
  const listings: readonly Listing[] = [
    clusters(status, cluster),
    ...connections(status),
    ...(cluster === undefined ? [...discoveries(status), locations(status)] : []),
    {
      title: 'Schedules',
      lines: backupSchedules.edges.map(({ node }) => scheduleLine(node)),
      total: backupSchedules.totalCount,
    },
    ...machines(status),
    ...runs('Backups', [status.backupsUnderWay, status.backupsNotGood, status.backupsGood], backupLine),
    ...runs('Restores', [status.restoresUnderWay, status.restoresNotGood, status.restoresGood], restoreLine),
    { title: 'Open alerts', lines: shownAlerts.map(({ node }) => alertRow(node)), total: openCount },
  ];
  return {
    text: `State of backups${of}: ${counted(backupSchedules.totalCount, 'schedule')}, ${counted(openCount, 'open alert')}.`,
    blocks: [
      ...sharedSections(listings, ROOM),
      ...(cluster === undefined ? counts(status) : []),
      context(`State as of ${moment(asOf)}`),
    ],
  };
}

/** Those in trouble are asked for on their own: of hundreds they may not be among the first. */
function clusters(
  { clusters: all, clustersInTrouble }: SlackStatusQuery,
  one?: SlackClusterFragment,
): Listing {
  if (one !== undefined) return { title: 'Clusters', lines: [clusterLine(one)] };
  const troubled = clustersInTrouble.edges.map(({ node }) => node);
  const known = new Set(troubled.map(({ id }) => id));
  const others = all.edges.map(({ node }) => node).filter(({ id }) => !known.has(id));
  const lines = [...troubled, ...troubledFirst(others)].map(clusterLine);
  return { title: 'Clusters', lines, total: all.totalCount };
}

/** Most installations have none: then nothing is said of them. */
function discoveries({ clusterDiscoveries: { edges, totalCount } }: SlackStatusQuery): readonly Listing[] {
  if (edges.length === 0) return [];
  const lines = troubledFirst(edges.map(({ node }) => node)).map(discoveryLine);
  return [{ title: 'Cluster discoveries', lines, total: totalCount }];
}

function locations({ backupLocations: { edges, totalCount } }: SlackStatusQuery): Listing {
  const lines = troubledFirst(edges.map(({ node }) => node)).map(locationLine);
  return { title: 'Backup locations', lines, total: totalCount };
}

/** How many are valid, then those that are not, and a few of the others. */
function connections(status: SlackStatusQuery): readonly Listing[] {
  const { locationConnections, connectionsInTrouble, connectionsValid } = status;
  const { totalCount: all } = locationConnections;
  if (all === 0) return [];
  const valid = Math.max(0, all - connectionsInTrouble.totalCount);
  const title = `Connections of clusters to locations: ${count(valid)} of ${count(all)} valid`;
  const nodes = [...connectionsInTrouble.edges, ...connectionsValid.edges].map(({ node }) => node);
  return [{ title, lines: nodes.map(connectionLine), total: all }];
}

/** How many run, then those that do not, and a few of the others. */
function machines(status: SlackStatusQuery): readonly Listing[] {
  const { virtualMachines, machinesAtRest, machinesRunning } = status;
  const { totalCount: all } = virtualMachines;
  if (all === 0) return [];
  const running = Math.max(0, all - machinesAtRest.totalCount);
  const title = `Virtual machines: ${count(running)} of ${count(all)} running`;
  const nodes = [...machinesAtRest.edges, ...machinesRunning.edges].map(({ node }) => node);
  return [{ title, lines: nodes.map(machineLine), total: all }];
}

interface Found<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
}

/** Those under way, then those of the last day: what did not end well before the newest that did. */
function runs<Node>(
  title: string,
  groups: readonly Found<Node>[],
  line: (node: Node) => string,
): readonly Listing[] {
  const lines = groups.flatMap(({ edges }) => edges.map(({ node }) => line(node)));
  if (lines.length === 0) return [];
  const total = groups.reduce((sum, { totalCount }) => sum + totalCount, 0);
  return [{ title: `${title} under way, and of the last day`, lines, total }];
}

function counts({ stateMatrix }: SlackStatusQuery) {
  const lines = stateMatrix.flatMap((row) => countLine(row) ?? []);
  return lines.length === 0 ? [] : [linesSection('All there is', lines, { characters: COUNTS_ROOM })];
}
