/** The fallback text of an alert: one sentence that a screen reader can say. */
import type { AlertKind } from '../../../client/generated/graphql.js';
import type { Alert } from '../data.js';
import { prose } from '../text.js';
import { missingWords } from './alert-names.js';
import { clusterOf, isOfSchedule, stateWord, subjectOf } from './alert-words.js';

export const SENTENCE_MOST = 300;

/** Tried one after the other: a name that takes too much room is cut, the sentence never. */
const NAME_ROOMS = [80, 40, 20, 8] as const;

export function alertSentence(alert: Alert): string {
  return fitting((most) => {
    const { what, name } = subjectOf(alert);
    const cluster = isOfSchedule(alert) ? clusterOf(alert) : null;
    const onCluster = cluster === null ? '' : ` on cluster ${prose(cluster.name, most)}`;
    return `${stateWord(alert)}: ${what} ${prose(name, most)}${onCluster}. ${tail(alert, most)}`;
  });
}

/** The longest of its versions that has room. */
export function fitting(sentenceWith: (mostOfName: number) => string): string {
  let last = '';
  for (const most of NAME_ROOMS) {
    last = sentenceWith(most);
    if (last.length <= SENTENCE_MOST) break;
  }
  return last;
}

function tail(alert: Alert, most: number): string {
  switch (alert.standing) {
    case 'OPEN':
    case 'PARTLY_HANDLED':
      return WHAT_NOW[alert.kind](alert);
    case 'WAITING_FOR_NEXT_CYCLE':
      return alert.schedule?.state === 'SUSPENDED'
        ? 'It takes effect once the schedule is resumed.'
        : 'Nothing more to do: the next cycle shows whether it is mended.';
    case 'SNOOZED':
      return 'No reminders come until the snooze ends.';
    case 'CLOSED':
      return alert.closedReason === null ? 'It is over.' : `It is over: ${prose(alert.closedReason, most)}.`;
  }
}

const WHAT_NOW: Readonly<Record<AlertKind, (alert: Alert) => string>> = {
  MISSING_NAMESPACES: (alert) => `${missingWords(alert)}: exclude what is gone for good, or create it again.`,
  INCOMPLETE_BACKUP: () => 'The last backup is incomplete: see its issues.',
  BACKUP_FAILED: () => 'The last backup failed: see its issues.',
  ONLY_NAMESPACE_GONE: () => 'No backup is made until the namespace is back.',
  CLUSTER_BAD: () => 'Backups fail until the cluster can be read again.',
  LOCATION_BAD: () => 'Backups fail until the backup location can be written again.',
  NOTHING_PRODUCED: () => 'Several due times in a row have left no good backup.',
  CLUSTER_DISCOVERY_CONFIG_FAILED: () =>
    'Clusters of its garden are neither found nor kept up until the discovery succeeds.',
  SYNC_FAILED: () =>
    'What lies in the bucket and is not known stays so until a sync of the location succeeds.',
  BACKUP_DAMAGED: () => 'A backup was read back and is damaged: it cannot be counted on. Make a new one.',
};
