/** One mail about an alert: subject that never changes, one thread, the same content as text and as HTML. Pure. */
import { ALERT_MEANINGS, type Alert, type AlertKind } from '../../domain/alert.js';
import type { AlertChangeKind } from '../../domain/alert-change.js';
import type { AlertLetter } from '../../domain/ports/mailer.js';
import { type MailPart, toHtml, toText } from './mail-parts.js';

/** What does not come from the alert. */
export interface LetterPlaces {
  /** Right of the @ of message ids: the domain of the sender. */
  readonly domain: string;
  /** Where the explorer is; null: not known. */
  readonly publicUrl: string | null;
}

export interface AlertMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The first mail of the alert; null: this is it. */
  readonly inReplyTo: string | null;
}

const NAMES_TOLD = 50;

const SUBJECTS: Record<AlertKind, string> = {
  MISSING_NAMESPACES: 'namespaces are missing',
  INCOMPLETE_BACKUP: 'backups are incomplete',
  BACKUP_FAILED: 'backups fail',
  ONLY_NAMESPACE_GONE: 'the only namespace is gone',
  CLUSTER_BAD: 'the cluster cannot be backed up',
  LOCATION_BAD: 'the backup location cannot be used',
  NOTHING_PRODUCED: 'no good backup for several due times',
  BACKUP_DAMAGED: 'a backup is damaged',
  CLUSTER_DISCOVERY_CONFIG_FAILED: 'a cluster discovery failed',
  SYNC_FAILED: 'a sync of the backup location failed',
};

const HAPPENED: Partial<Record<AlertChangeKind, string>> = {
  OPENED: 'New alert',
  CHANGED: 'Changed',
  REMINDED: 'Still open',
  CLOSED: 'Closed',
};

export function writeAlertMail(letter: AlertLetter, { domain, publicUrl }: LetterPlaces): AlertMail {
  const { alert, data, deliveryId } = letter;
  const first = `<alert.${alert.id}@${domain}>`;
  const opens = data.change?.kind === 'OPENED' && data.fallback === undefined;
  const parts = [
    ...heading(letter),
    ...changes(letter),
    ...missing(alert),
    facts(letter),
    ...whatToDo(letter, publicUrl),
    { note: 'Holdfast sends this by itself: answers are read by nobody.' } as const,
  ];
  return {
    subject: subjectOf(letter),
    text: toText(parts),
    html: toHtml(parts),
    messageId: opens ? first : `<delivery.${deliveryId}@${domain}>`,
    inReplyTo: opens ? null : first,
  };
}

/** The same for the whole life of the alert, so that mail programs keep one thread. */
function subjectOf(letter: AlertLetter): string {
  return `[Holdfast] ${oneLine(aboutWhat(letter))}: ${SUBJECTS[letter.alert.kind]}`;
}

function aboutWhat({ alert, scheduleName, clusterName, locationName }: AlertLetter): string {
  if (alert.subjectType === 'Cluster') return `cluster ${clusterName ?? alert.subjectId}`;
  if (alert.subjectType === 'BackupLocation') return `location ${locationName ?? alert.subjectId}`;
  const on = clusterName === null ? '' : ` on ${clusterName}`;
  return `schedule ${scheduleName ?? alert.subjectId}${on}`;
}

/** Names are checked where they come in; no line end gets into a header even if one were not. */
function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200);
}

function heading({ alert, data }: AlertLetter): readonly MailPart[] {
  const { fallback, change } = data;
  const happened = (change && HAPPENED[change.kind]) ?? 'Alert';
  const why: readonly MailPart[] =
    fallback === undefined
      ? []
      : [
          {
            paragraph: `This comes by mail because the Slack channel ${fallback.channelId} may not have been told (${fallback.errorCode}).`,
          },
        ];
  const closed = alert.closedAt === null ? alert.message : `It is over: ${alert.closedReason ?? 'closed'}.`;
  return [{ title: `${happened}: ${SUBJECTS[alert.kind]}` }, { paragraph: closed }, ...why];
}

function changes({ data: { change } }: AlertLetter): readonly MailPart[] {
  if (change?.kind !== 'CHANGED') return [];
  return [
    ...list('Newly missing', change.added, change.addedCount),
    ...list('Not missing any more', change.removed, change.removedCount),
  ];
}

function missing({ namespaces, closedAt }: Alert): readonly MailPart[] {
  return closedAt === null
    ? list('Missing namespaces', namespaces.slice(0, NAMES_TOLD), namespaces.length)
    : [];
}

function list(what: string, names: readonly string[], count: number): readonly MailPart[] {
  return count === 0 ? [] : [{ heading: `${what} (${count})`, names, more: count - names.length }];
}

function facts({ alert, scheduleName, clusterName, locationName, backup }: AlertLetter): MailPart {
  const rows: readonly (readonly [string, string | null])[] = [
    ['Schedule', scheduleName],
    ['Cluster', clusterName],
    ['Location', locationName],
    ['Latest backup', backup === null ? null : `${backup.name} (${backup.state})`],
    ['Since', utc(alert.openedAt)],
    ['Times seen', String(alert.count)],
    ['Last seen', utc(alert.lastSeenAt)],
    ['Closed', alert.closedAt && utc(alert.closedAt)],
    ['Alert', alert.id],
  ];
  return { facts: rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])) };
}

function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function whatToDo(
  { alert, scheduleName, backup }: AlertLetter,
  publicUrl: string | null,
): readonly MailPart[] {
  if (alert.closedAt !== null) return [];
  const missingOnes = alert.kind === 'MISSING_NAMESPACES' && scheduleName !== null;
  const commands = [
    ...(missingOnes ? [`holdfast schedule exclude ${scheduleName} --missing`] : []),
    ...(backup === null ? [] : [`holdfast backup show ${backup.name}`]),
    `holdfast alerts show ${alert.id}`,
  ];
  return [
    { heading: 'What to do', paragraph: `${capital(ALERT_MEANINGS[alert.kind])}.`, commands },
    ...(publicUrl === null ? [] : [{ link: `${publicUrl}/explorer/`, label: 'Open Holdfast' }]),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
