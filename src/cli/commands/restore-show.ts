import {
  RestoreDocument,
  type RestoreFieldsFragment,
  RestoreIssuesDocument,
  type RestoreIssuesQuery,
  type RestoreRowFragment,
} from '../../client/generated/graphql.js';
import { restoreId } from '../find-by-name.js';
import { count, duration, list, someNames, time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import type { Session } from '../session.js';
import { found } from './results.js';

export type RestoreIssue = NonNullable<RestoreIssuesQuery['restore']>['issues']['edges'][number]['node'];
type Counts = RestoreRowFragment['progress']['counts'];

export async function restoreNamed(session: Session, reference: string): Promise<RestoreFieldsFragment> {
  const id = await restoreId(session, reference);
  return found((await session.ask(RestoreDocument, { id })).restore);
}

/** The first issues of a restore, and how many there are. */
export function issuesOfRestore(session: Session, id: string, limit: number) {
  return firstOf(
    limit,
    async (first, after) =>
      found((await session.ask(RestoreIssuesDocument, { id, first, after })).restore).issues,
  );
}

export async function showRestore(
  session: Session,
  reference: string,
  { limit }: { readonly limit: number },
): Promise<undefined> {
  const restore = await restoreNamed(session, reference);
  const { nodes: issues, total } = await issuesOfRestore(session, restore.id, limit);
  const cut = issues.length < total ? `\n(the first ${count(issues.length)} of ${count(total)})` : '';
  session.show({ ...restore, issues, issueCount: total }, () =>
    [
      describeRestore(restore),
      section('Issues', issueTable(issues) + cut),
      operationsSection(restore.allowedOperations),
    ]
      .filter((part) => part !== '')
      .join('\n'),
  );
}

export function describeRestore(restore: RestoreFieldsFragment): string {
  const { options, progress } = restore;
  const reason = restore.stateReason === null ? '' : ` (${restore.stateReason})`;
  const stage = restore.state === 'IN_PROGRESS' && restore.stage !== null ? `, stage ${restore.stage}` : '';
  const total = progress.total === null ? '' : ` of ${count(progress.total)}`;
  return facts([
    ['name', restore.name],
    ['id', restore.id],
    ['state', `${restore.state}${reason} since ${time(restore.stateChangedAt)}${stage}`],
    ['backup', `${restore.backupName} of ${restore.sourceClusterName}, ${time(restore.backupCreatedAt)}`],
    ['into', restore.clusterName],
    ['namespaces', someNames(restore.targetNamespaces)],
    ['renamed', list(options.namespaceMapping.map(({ from, to }) => `${from} → ${to}`))],
    ['existing', options.existing],
    ['objects', `${count(progress.done)}${total}: ${outcomes(progress.counts)}`],
    ['asked for', `${time(restore.createdAt)} by ${restore.owner?.name ?? 'somebody who is gone'}`],
    ['ran', ran(restore)],
  ]);
}

/** `12 created, 1 kept`: those that there are. */
export function outcomes(counts: Counts): string {
  const all = Object.entries(counts) as [keyof Counts, number][];
  const some = all.filter(([, number]) => typeof number === 'number' && number > 0);
  return some.length === 0 ? 'none yet' : some.map(([what, number]) => `${count(number)} ${what}`).join(', ');
}

function ran({ startedAt, finishedAt, attempt }: RestoreRowFragment): string {
  if (startedAt === null) return 'not yet';
  const attempts = attempt > 1 ? `, attempt ${attempt}` : '';
  if (finishedAt === null) return `since ${time(startedAt)}${attempts}`;
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return `${time(startedAt)}, for ${duration(seconds)}${attempts}`;
}

export function issueTable(issues: readonly RestoreIssue[]): string {
  if (issues.length === 0) return '';
  return table(
    ['EFFECT', 'CODE', 'OBJECT', 'WHAT HAPPENED'],
    issues.map(({ effect, code, object, message }) => [effect, code, objectName(object), message]),
  );
}

/** `deployments.apps/shop/web` */
export function objectName(object: RestoreIssue['object']): string {
  if (object === null) return '-';
  const { resource, namespace, name } = object;
  return namespace === '' ? `${resource}/${name}` : `${resource}/${namespace}/${name}`;
}
