/** A message that follows a backup and ends with its verdict. */
import type { BackupState, Stage } from '../../../client/generated/graphql.js';
import { fitting } from '../alert/alert-sentence.js';
import { context, facts, type Message, section } from '../blocks.js';
import type { Backup, Route } from '../data.js';
import { someNames } from '../names.js';
import { bytes, count, counted, duration, moment } from '../numbers.js';
import { code, prose, sentence } from '../text.js';

export const BACKUP_WORDS: Readonly<Record<BackupState, string>> = {
  IN_PROGRESS: 'In progress',
  SUCCESS: 'Success',
  PARTIAL_SUCCESS: 'Partial Success',
  FAILURE: 'Failure',
  DELETING: 'Being deleted',
};

/** In the order in which a backup goes through them. */
const STAGES: readonly (readonly [Stage, string])[] = [
  ['PLAN', 'looking which namespaces exist'],
  ['PRE_EXEC', 'running the rules before the snapshots'],
  ['VOLUMES', 'cutting snapshots of the volumes'],
  ['POST_EXEC', 'running the rules after the snapshots'],
  ['RESOURCES', 'reading resources and writing them to the location'],
  ['COMMIT', 'looking at the namespaces again and writing the manifest'],
];

export function watchMessage(backup: Backup, { detail }: Pick<Route, 'detail'>, asOf: string): Message {
  const state = BACKUP_WORDS[backup.state];
  const text = fitting(
    (most) =>
      `${state}: backup ${prose(backup.name, most)}${scheduleWords(backup, most)}. ${plainProgress(backup)}`,
  );
  const title = `*${state}* — backup ${code(backup.name, 100)}${backup.schedule === null ? '' : ` of schedule ${code(backup.schedule.name)}`}`;
  return {
    text,
    blocks: [
      section(`${title}\n${verdict(backup, detail)}`),
      facts([
        ...(backup.cluster === null ? [] : [['Cluster', code(backup.cluster.name)] as const]),
        ['Written', `${counted(backup.objects, 'object')}, ${bytes(backup.bytes)}`],
        [
          'Namespaces',
          `${count(backup.includedNamespaces.length)} included, ${count(backup.missingNamespaces.length)} missing`,
        ],
        ['Started', backup.startedAt === null ? 'not yet' : moment(backup.startedAt)],
        ...(backup.finishedAt === null ? [] : [['Ended', endWords(backup)] as const]),
      ]),
      context(
        `State as of ${moment(asOf)}${backup.attempt > 1 ? ` · Attempt ${count(backup.attempt)}` : ''}`,
      ),
    ],
  };
}

function scheduleWords({ schedule }: Backup, most: number): string {
  return schedule === null ? '' : ` of schedule ${prose(schedule.name, most)}`;
}

function verdict(backup: Backup, detail: Route['detail']): string {
  if (backup.state === 'IN_PROGRESS') return stageWords(backup);
  const reason =
    backup.stateReason === null || detail === 'COUNTS' ? '' : ` ${sentence(prose(backup.stateReason, 300))}`;
  const missing = namesLine('Missing', backup.missingNamespaces, detail);
  const lost = namesLine('Lost during the backup', backup.lostNamespaces, detail);
  return `${plainProgress(backup)}${reason}${missing}${lost}`;
}

function namesLine(label: string, names: readonly string[], detail: Route['detail']): string {
  if (names.length === 0 || detail === 'COUNTS') return '';
  return `\n*${label}:* ${someNames(names, names.length, { most: 10, characters: 800 })}`;
}

/** The share of the stages behind it: how many objects there will be is known to nobody beforehand. */
function stageWords({ stage }: Backup): string {
  const at = STAGES.findIndex(([each]) => each === stage);
  const [, words] = STAGES[at] ?? ['', 'waiting to begin'];
  const behind = Math.max(0, at);
  return `Step ${behind + 1} of ${STAGES.length} (${Math.floor((behind / STAGES.length) * 100)} % of the steps done): ${words}.`;
}

function plainProgress(backup: Backup): string {
  switch (backup.state) {
    case 'IN_PROGRESS':
      return stageWords(backup);
    case 'SUCCESS':
      return 'Everything on its list was backed up.';
    case 'PARTIAL_SUCCESS':
      return backup.missingNamespaces.length > 0
        ? `${counted(backup.missingNamespaces.length, 'namespace')} ${backup.missingNamespaces.length === 1 ? 'was' : 'were'} missing; the rest was backed up.`
        : 'A part was backed up and can be restored.';
    case 'FAILURE':
      return 'Nothing can be restored from it.';
    case 'DELETING':
      return 'Its data is being removed from the location.';
  }
}

function endWords({ startedAt, finishedAt }: Backup): string {
  if (finishedAt === null) return 'not yet';
  const took =
    startedAt === null ? '' : `, after ${duration(Date.parse(finishedAt) - Date.parse(startedAt))}`;
  return `${moment(finishedAt)}${took}`;
}
