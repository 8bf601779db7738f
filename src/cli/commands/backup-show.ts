import { ApiRefusal } from '../../client/api-refusal.js';
import {
  BackupContentsDocument,
  type BackupContentsQuery,
  BackupDocument,
  type BackupFieldsFragment,
  type BackupQuery,
} from '../../client/generated/graphql.js';
import { backupId } from '../find-by-name.js';
import { bytes, count, counted, duration, labels, list, time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import type { Session } from '../session.js';
import { ruleOutput, ruleResultsOf, ruleTable } from './backup-rules.js';
import { volumesOf, volumeTable } from './backup-volumes.js';
import { filterWords } from './filter-options.js';
import { found } from './results.js';

/** As many as one question may cost. */
export const ENTRIES_SHOWN = 5_000;

type Contents = NonNullable<NonNullable<BackupContentsQuery['backup']>['contents']>;

export async function backupNamed(
  session: Session,
  reference: string,
): Promise<NonNullable<BackupQuery['backup']>> {
  const id = await backupId(session, reference);
  return found((await session.ask(BackupDocument, { id })).backup);
}

/** Everything about one backup. What it holds stands in its location, which may not answer: that is said beside the rest. */
export async function showBackup(session: Session, reference: string): Promise<undefined> {
  const backup = await backupNamed(session, reference);
  const volumes = await volumesOf(session, backup.id);
  const { contents, contentsError } = await contentsOf(session, backup);
  const ruleResults = await ruleResultsOf(session, backup.id);
  session.show({ ...backup, ...volumes, contents, contentsError, ruleResults }, () =>
    [
      describeBackup(backup),
      section('Namespaces', namespaces(backup)),
      section('Virtual machines', machineTable(backup.virtualMachines)),
      section('Issues', issues(backup)),
      section('Commands of rules', ruleTable(ruleResults)),
      section('What they wrote', ruleOutput(ruleResults)),
      section('Damages', damages(backup)),
      section('Volumes', volumeTable(volumes)),
      section('Contents', contents === null ? '' : byResource(contents)),
      operationsSection(backup.allowedOperations),
      contentsError === null ? '' : `\nIts contents cannot be read now: ${contentsError.message}`,
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

async function contentsOf(session: Session, { id, state }: BackupFieldsFragment) {
  if (state !== 'SUCCESS' && state !== 'PARTIAL_SUCCESS') return { contents: null, contentsError: null };
  try {
    const { backup } = await session.ask(BackupContentsDocument, { id, first: ENTRIES_SHOWN });
    return { contents: found(backup).contents, contentsError: null };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    const { code, message, errorId } = error;
    return { contents: null, contentsError: { code, message, errorId } };
  }
}

export function describeBackup(backup: BackupFieldsFragment): string {
  const reason = backup.stateReason === null ? '' : ` (${backup.stateReason})`;
  const stage = backup.state === 'IN_PROGRESS' && backup.stage !== null ? `, stage ${backup.stage}` : '';
  return facts([
    ['name', backup.name],
    ['id', backup.id],
    ['state', `${backup.state}${reason} since ${time(backup.stateChangedAt)}${stage}`],
    ['cluster', backup.cluster?.name ?? 'not known any more'],
    ['location', backup.location?.name ?? 'not known any more'],
    ['included', list(backup.includedNamespaces)],
    ['missing', list(backup.missingNamespaces)],
    ['lost', list(backup.lostNamespaces)],
    ['limited to', filterWords(backup.filter)],
    ['objects', count(backup.objects)],
    ['size', `${bytes(backup.bytes)} read, ${bytes(backup.storedBytes)} stored`],
    ['asked for', `${time(backup.createdAt)} by ${backup.owner?.name ?? 'somebody who is gone'}`],
    ['ran', ran(backup)],
    ...(backup.importedFrom === null
      ? []
      : [['made of', `Velero's backup "${backup.importedFrom.name}"`] as const]),
    ['stored', stored(backup)],
    ...(backup.vanishedAt === null
      ? []
      : [['vanished', `a sync of ${time(backup.vanishedAt)} did not find it in its location`] as const]),
    [
      'verified',
      backup.verification === null ? 'never' : `${backup.verification} at ${time(backup.verifiedAt)}`,
    ],
    ...standing(backup),
    ['labels', labels(backup.labels)],
    ['version', String(backup.version)],
  ]);
}

function stored({ encryption }: BackupFieldsFragment): string {
  if (encryption === null) return '-';
  return encryption.state === 'NONE'
    ? 'IN THE CLEAR: whoever can read the location reads its Secrets'
    : `encrypted, opens with key ${encryption.keyIds.join(' or ')}`;
}

/** What does not stand there when there is nothing to say. */
function standing({
  lastVerification,
  lockedUntil,
  deletion,
}: BackupFieldsFragment): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [];
  if (lockedUntil !== null) lines.push(['locked until', time(lockedUntil)]);
  if (lastVerification !== null && !FOUND.has(lastVerification.state)) {
    const { state, objects, error } = lastVerification;
    const read = `${counted(objects, 'object')} read back so far`;
    lines.push(['reading back', `${state}: ${state === 'IN_PROGRESS' ? read : (error ?? '')}`]);
  }
  if (deletion !== null) {
    const { startedAt, attempts, lastError, nextTryAt } = deletion;
    const next = lastError === null ? '' : `; tried again at ${time(nextTryAt)}: ${lastError}`;
    lines.push(['deletion', `since ${time(startedAt)}, ${counted(attempts, 'attempt')}${next}`]);
  }
  return lines;
}

/** Said by `verified` already. */
const FOUND: ReadonlySet<string> = new Set(['INTACT', 'DAMAGED']);

function damages({ lastVerification }: BackupFieldsFragment): string {
  const found = lastVerification?.damages ?? [];
  return found.length === 0
    ? ''
    : table(
        ['DAMAGE'],
        found.map((damage) => [damage]),
      );
}

function ran({ startedAt, finishedAt, attempt }: BackupFieldsFragment): string {
  if (startedAt === null) return 'not yet';
  const attempts = attempt > 1 ? `, attempt ${attempt}` : '';
  if (finishedAt === null) return `since ${time(startedAt)}${attempts}`;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return `${time(startedAt)}, for ${duration(seconds)}${attempts}`;
}

function namespaces(backup: BackupFieldsFragment): string {
  if (backup.namespaces.length === 0) return '';
  return table(
    ['NAME', 'FATE', 'OBJECTS', 'SIZE', 'WHY'],
    backup.namespaces.map((each) => [
      each.name,
      each.fate,
      count(each.objects),
      bytes(each.bytes),
      each.reason ?? '',
    ]),
  );
}

function issues(backup: BackupFieldsFragment): string {
  if (backup.issues.length === 0) return '';
  return table(
    ['EFFECT', 'CODE', 'ABOUT', 'WHAT HAPPENED'],
    backup.issues.map(({ effect, code, subject, message }) => [effect, code, subject.name, message]),
  );
}

function byResource({ entries, total }: Contents): string {
  const resources = Map.groupBy(entries, ({ resource }) => resource);
  const rows = [...resources].map(([resource, parts]) => [
    resource,
    count(sum(parts.map(({ objects }) => objects))),
    count(new Set(parts.map(({ namespace }) => namespace).filter((name) => name !== '')).size),
    bytes(sum(parts.map((part) => part.bytes))),
  ]);
  const rest =
    total > entries.length ? `\n(the first ${count(entries.length)} of ${count(total)} entries)` : '';
  return table(['RESOURCE', 'OBJECTS', 'NAMESPACES', 'SIZE'], rows) + rest;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function machineTable(machines: BackupFieldsFragment['virtualMachines']): string {
  if (machines.length === 0) return '';
  return table(
    ['MACHINE', 'WAS', 'FILE SYSTEMS', 'OUTCOME', 'VOLUMES', 'NOTE'],
    machines.map((each) => [
      `${each.namespace}/${each.name}`,
      each.state ?? each.fate,
      each.quiesced ?? '-',
      each.outcome ?? '-',
      `${each.volumesBackedUp} of ${each.volumes}`,
      each.message ?? '',
    ]),
  );
}
