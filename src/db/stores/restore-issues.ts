/** What of a restore did not come back as it was: rows of one restore, by their position. */
import type { EntityManager } from 'typeorm';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import type { RestoreIssue } from '../../domain/restore.js';
import type { RestoreIssueRow } from '../entities/restore-issue.entity.js';
import { storableText } from '../storable-text.js';
import { sizeOf } from './page.js';
import { knownId } from './sql.js';

export const RESTORE_ISSUE_COLUMNS = 'restore_id, position, code, resource, namespace, name, message';

/** The rows of `restoreIssueArrays`, whose 6 parameters begin at `first`. */
export function restoreIssueSource(first: number): string {
  const types = ['integer', 'text', 'text', 'text', 'text', 'text'];
  const arrays = types.map((type, offset) => `$${first + offset}::${type}[]`).join(', ');
  return `unnest(${arrays}) AS source (position, code, resource, namespace, name, message)`;
}

export function restoreIssueArrays(issues: readonly RestoreIssue[]): readonly unknown[] {
  const text = (value: string | undefined) => (value === undefined ? null : storableText(value));
  return [
    issues.map((_each, position) => position),
    issues.map(({ code }) => code),
    issues.map(({ object }) => text(object?.resource)),
    issues.map(({ object }) => text(object?.namespace)),
    issues.map(({ object }) => text(object?.name)),
    issues.map(({ message }) => storableText(message)),
  ];
}

type IssueRow = Omit<RestoreIssueRow, 'restoreId'>;

/** @throws InvalidInput for a bad cursor or size */
export async function pageOfRestoreIssues(
  manager: EntityManager,
  restoreId: string,
  { first, after }: PageRequest,
): Promise<Page<RestoreIssue>> {
  const size = sizeOf(first);
  const rows = await manager.query<IssueRow[]>(
    `SELECT ${RESTORE_ISSUE_COLUMNS} FROM restore_issue
     WHERE restore_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
    [knownId(restoreId), after === null ? -1 : positionOf(after), size + 1],
  );
  return {
    items: rows.slice(0, size).map((row) => ({ cursor: cursorOf(row.position), item: issueOf(row) })),
    hasNext: rows.length > size,
  };
}

export async function countRestoreIssues(manager: EntityManager, restoreId: string): Promise<number> {
  const rows = await manager.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM restore_issue WHERE restore_id = $1',
    [knownId(restoreId)],
  );
  return rows[0]?.count ?? 0;
}

function issueOf({ code, resource, namespace, name, message }: IssueRow): RestoreIssue {
  const object =
    resource === null || namespace === null || name === null ? null : { resource, namespace, name };
  return { code, object, message };
}

function cursorOf(position: number): string {
  return Buffer.from(`issue/${position}`).toString('base64url');
}

function positionOf(cursor: string): number {
  const position = Number(/^issue\/(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1]);
  if (Number.isInteger(position) && cursorOf(position) === cursor) return position;
  throw new InvalidInput([
    { path: 'after', message: 'is no cursor of this list: take one from an earlier page, or none' },
  ]);
}
