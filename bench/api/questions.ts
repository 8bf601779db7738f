/** What the bench asks of the lists, of the API and of its floor. */
import { encodeCursor, type ListOrder } from '../../src/db/stores/cursor.js';
import type { Populated } from '../support/populated.js';

export const PAGE = { backups: 100, schedules: 200 } as const;
export const FILTER = { states: ['PARTIAL_SUCCESS'], label: { key: 'team', value: 'team-24' } } as const;
const NEWEST = { by: 'CREATED_AT', type: 'moment', direction: 'DESC' } as const;
const LARGEST = { by: 'SIZE', type: 'whole', direction: 'DESC' } as const;

const BACKUP = `id name state stateReason stage labels { key value } cluster { id name } location { id name }
  schedule { id name } includedNamespaces missingNamespaces lostNamespaces objects bytes storedBytes createdAt startedAt
  finishedAt version`;
const SCHEDULE = `id name state stateReason stateChangedAt nextDueAt labels { key value }
  allowedOperations { operation label allowed reason advice }`;

/** A place in a list, as the floor takes it. */
export interface Place {
  readonly id: string;
  readonly key: string;
}

export interface Question {
  readonly name: string;
  readonly list: 'backups' | 'schedules';
  readonly orderedBy: 'created_at' | 'bytes';
  readonly filtered: boolean;
  readonly place: Place | null;
  /** Of the API. */
  readonly body: string;
}

/** @param rows how many each list has: a deep page begins four fifths down. */
export async function questionsFor(
  query: Populated['query'],
  rows: { readonly backups: number; readonly schedules: number },
): Promise<readonly Question[]> {
  const deep = async (table: string, column: string, key: string, offset: number): Promise<Place> => {
    const statement = `SELECT id, ${key} AS key FROM ${table} ORDER BY ${column} DESC, id DESC OFFSET $1 LIMIT 1`;
    const [place] = await query<Place>(statement, [Math.floor(offset)]);
    if (place === undefined) throw new Error(`${table} has no row so deep`);
    return place;
  };
  const moment = `to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const places = {
    backups: await deep('backup', 'created_at', moment, rows.backups * 0.8),
    largest: await deep('backup', 'bytes', 'bytes::text', rows.backups * 0.8),
    schedules: await deep('backup_schedule', 'created_at', moment, rows.schedules * 0.8),
  };
  const ofBackups = { list: 'backups', orderedBy: 'created_at', filtered: false, place: null } as const;
  const ofSchedules = { ...ofBackups, list: 'schedules' } as const;
  return [
    { name: 'backups, first page', ...ofBackups },
    { name: 'backups, deep page', ...ofBackups, place: places.backups },
    { name: 'backups by state and label, with their total', ...ofBackups, filtered: true },
    { name: 'backups by size, deep page', ...ofBackups, orderedBy: 'bytes' as const, place: places.largest },
    { name: 'schedules, first page', ...ofSchedules },
    { name: 'schedules, deep page', ...ofSchedules, place: places.schedules },
  ].map((question) => ({ ...question, body: JSON.stringify(bodyOf(question)) }));
}

function bodyOf({ list, orderedBy, filtered, place }: Omit<Question, 'body'>): object {
  const order: ListOrder = {
    list: list === 'backups' ? 'backup' : 'backup_schedule',
    ...(orderedBy === 'bytes' ? LARGEST : NEWEST),
  };
  const after = place === null ? null : encodeCursor(order, place);
  if (list === 'schedules') {
    const query = `query Schedules($first: Int!, $after: String) { backupSchedules(first: $first, after: $after) {
      edges { node { ${SCHEDULE} } } pageInfo { endCursor hasNextPage } } }`;
    return { query, variables: { first: PAGE.schedules, after } };
  }
  const { states, label } = FILTER;
  const filter = { states, labels: [{ key: label.key, values: [label.value] }] };
  return {
    query: `query Backups($first: Int!, $after: String, $filter: BackupFilterInput, $sort: BackupSortInput) {
      backups(first: $first, after: $after, filter: $filter, sort: $sort) {
      edges { node { ${BACKUP} } } pageInfo { endCursor hasNextPage } ${filtered ? 'totalCount' : ''} } }`,
    variables: {
      first: PAGE.backups,
      after,
      filter: filtered ? filter : null,
      sort: orderedBy === 'bytes' ? { by: 'SIZE' } : null,
    },
  };
}
