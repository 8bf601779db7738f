/** One schedule: what it backs up, when, how its last backups went, who changed it. */
import type { SlackScheduleByIdQuery } from '../../../client/generated/graphql.js';
import { stateWord } from '../alert/alert-words.js';
import { context, facts, header, type Message, section } from '../blocks.js';
import { BACKUP_WORDS } from '../deliveries/watch-message.js';
import { editWords } from '../edit-words.js';
import { linesSection } from '../lists.js';
import { someNames } from '../names.js';
import { counted, moment } from '../numbers.js';
import { nextCycle, selectionWords, stateWords } from '../schedule-words.js';
import { code, ending, plainWords, prose } from '../text.js';

export type WholeSchedule = NonNullable<SlackScheduleByIdQuery['backupSchedule']>;

export function scheduleAnswer(schedule: WholeSchedule, asOf: string): Message {
  const { name, state, stateReason, selection, missingNamespaces, cluster, location } = schedule;
  const stateName = state === 'ACTIVE' ? 'Active' : 'Suspended';
  const missing =
    missingNamespaces.length === 0
      ? []
      : [
          section(
            `*Missing in the last cycle:* ${someNames(missingNamespaces, missingNamespaces.length, { characters: 1_600 })}`,
          ),
        ];
  return {
    text: `${stateName}: schedule ${prose(name, 80)}, ${counted(schedule.alerts.length, 'open alert')}, ${counted(missingNamespaces.length, 'namespace')} missing.`,
    blocks: [
      header(`${stateName} — schedule ${plainWords(name, 90)}`),
      ...(stateReason === null || stateReason.trim() === ''
        ? []
        : [section(ending(prose(stateReason, 300)))]),
      facts([
        ['Cluster', cluster === null ? '(deleted)' : code(cluster.name)],
        ['Backup location', location === null ? '(deleted)' : code(location.name)],
        ['When', stateWords(schedule)],
        ['Next cycle', nextCycle(schedule)],
        ['Namespaces', selectionWords(selection)],
      ]),
      ...namesSection(selection),
      ...missing,
      ...alertsSection(schedule),
      ...backupsSection(schedule),
      ...historySection(schedule),
      context(`State as of ${moment(asOf)}`),
    ],
  };
}

/** Of a list of names; a selector stands among the facts. */
function namesSection({ names }: WholeSchedule['selection']) {
  if (names === null || names.length === 0) return [];
  return [section(`*Names:* ${someNames(names, names.length, { characters: 1_600 })}`)];
}

function alertsSection({ alerts }: WholeSchedule) {
  if (alerts.length === 0) return [];
  const lines = alerts.map((alert) => `*${stateWord(alert)}*, since ${moment(alert.openedAt)}`);
  return [linesSection('Open alerts', lines, { characters: 1_000 })];
}

function backupsSection({ backups }: WholeSchedule) {
  if (backups.edges.length === 0) return [section('*Last backups*\nnone yet')];
  const lines = backups.edges.map(
    ({ node }) => `${BACKUP_WORDS[node.state]}: ${code(node.name, 100)}, ${moment(node.createdAt)}`,
  );
  return [linesSection('Last backups', lines, { characters: 1_200 })];
}

function historySection({ history }: WholeSchedule) {
  if (history.edges.length === 0) return [];
  const lines = history.edges.map(({ node: { kind, at, namespaces, actor } }) => {
    const names = someNames(namespaces, namespaces.length, { most: 3, characters: 240 });
    return `${prose(actor.name, 60)} ${editWords(kind, names)}, ${moment(at)}`;
  });
  return [linesSection('Last changes', lines, { characters: 1_500 })];
}
