/** Namespaces and issues of backups: thousands of rows go in with one statement, as arrays. */
import type { EntityManager } from 'typeorm';
import type { BackupNamespace } from '../../domain/backup.js';
import type { Issue, IssueCode, IssueSubject } from '../../domain/issue.js';
import type { BackupRows, LastCopy, NamedAround } from '../../domain/ports/backup-store.js';
import type { RetainedBackup, RetainedMachine } from '../../domain/retention.js';
import type { BackupState } from '../../domain/state-matrix.js';
import { toSafeInteger } from '../entities/columns.js';
import { storableText } from '../storable-text.js';
import { isUuid, knownId } from './sql.js';

const NAMESPACE_TYPES = ['text', 'text', 'text', 'text', 'bigint', 'bigint'];
export const NAMESPACE_COLUMNS = 'backup_id, name, fate, uid, reason, objects, bytes';

/** The cluster that is busy with it, null where none is. Until somebody is told to delete it the one that made it is the first to be. */
export function underWayOn(row: string): string {
  return `CASE ${row}.state WHEN 'IN_PROGRESS' THEN ${row}.cluster_id
    WHEN 'DELETING' THEN coalesce(${row}.deletion_cluster_id, ${row}.cluster_id) END`;
}

/** The rows of `namespaceArrays`, whose 6 parameters begin at `first`. */
export function namespaceSource(first: number): string {
  return `unnest(${arrays(first, NAMESPACE_TYPES)})
    AS source (name, fate, uid, reason, objects, bytes)`;
}

export function namespaceArrays(namespaces: readonly BackupNamespace[]): readonly unknown[] {
  return [
    namespaces.map((each) => each.name),
    namespaces.map((each) => each.fate),
    namespaces.map((each) => each.uid),
    namespaces.map((each) => each.reason),
    namespaces.map((each) => each.objects),
    namespaces.map((each) => each.bytes),
  ];
}

export const ISSUE_COLUMNS = 'backup_id, position, code, subject_kind, subject_name, message';

/** The rows of `issueArrays`, whose 5 parameters begin at `first`. */
export function issueSource(first: number): string {
  return `unnest(${arrays(first, ['integer', 'text', 'text', 'text', 'text'])})
    AS source (position, code, subject_kind, subject_name, message)`;
}

export function issueArrays(issues: readonly Issue[]): readonly unknown[] {
  return [
    issues.map((_each, position) => position),
    issues.map((each) => each.code),
    issues.map((each) => each.subject.kind),
    issues.map((each) => storableText(each.subject.name)),
    issues.map((each) => storableText(each.message)),
  ];
}

function arrays(first: number, types: readonly string[]): string {
  return types.map((type, offset) => `$${first + offset}::${type}[]`).join(', ');
}

export async function insertNamespaces(
  manager: EntityManager,
  backupId: string,
  namespaces: readonly BackupNamespace[],
): Promise<void> {
  if (namespaces.length === 0) return;
  await manager.query(
    `INSERT INTO backup_namespace (${NAMESPACE_COLUMNS}) SELECT $1::uuid, source.* FROM ${namespaceSource(2)}`,
    [backupId, ...namespaceArrays(namespaces)],
  );
}

/** Of many new backups at once. */
export async function insertNamespacesOfAll(
  manager: EntityManager,
  rows: readonly BackupRows[],
): Promise<void> {
  const ids = rows.flatMap(({ backup, namespaces }) => namespaces.map(() => backup.id));
  if (ids.length === 0) return;
  await manager.query(
    `INSERT INTO backup_namespace (${NAMESPACE_COLUMNS})
     SELECT * FROM unnest($1::uuid[], ${arrays(2, NAMESPACE_TYPES)})`,
    [ids, ...namespaceArrays(rows.flatMap(({ namespaces }) => namespaces))],
  );
}

export async function insertIssues(
  manager: EntityManager,
  backupId: string,
  issues: readonly Issue[],
): Promise<void> {
  if (issues.length === 0) return;
  await manager.query(
    `INSERT INTO backup_issue (${ISSUE_COLUMNS}) SELECT $1::uuid, source.* FROM ${issueSource(2)}`,
    [backupId, ...issueArrays(issues)],
  );
}

interface NamespaceOfBackup extends Omit<BackupNamespace, 'objects' | 'bytes'> {
  readonly backup_id: string;
  readonly objects: string;
  readonly bytes: string;
}

/** By backup, in the order of the alphabet. A backup without any has an empty list. */
export async function namespacesOf(
  manager: EntityManager,
  backupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly BackupNamespace[]>> {
  const rows = await manager.query<NamespaceOfBackup[]>(
    `SELECT ${NAMESPACE_COLUMNS} FROM backup_namespace WHERE backup_id = ANY($1::uuid[])
     ORDER BY backup_id, name COLLATE "C"`,
    [backupIds.filter(isUuid)],
  );
  return grouped(backupIds, rows, ({ name, fate, uid, reason, objects, bytes }) => ({
    name,
    fate,
    uid,
    reason,
    objects: toSafeInteger(objects),
    bytes: toSafeInteger(bytes),
  }));
}

/** One statement, for a list of backups asks for nothing else of these: each statement costs the process a call to the kernel. */
export async function namesAround(
  manager: EntityManager,
  { clusters, locations, schedules }: NamedAround,
): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; name: string }[]>(
    `SELECT id, name FROM cluster WHERE id = ANY($1::uuid[])
     UNION ALL SELECT id, name FROM backup_location WHERE id = ANY($2::uuid[])
     UNION ALL SELECT id, name FROM backup_schedule WHERE id = ANY($3::uuid[])`,
    [clusters, locations, schedules].map((ids) => ids.filter(isUuid)),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface IssueOfBackup {
  readonly backup_id: string;
  readonly code: IssueCode;
  readonly subject_kind: IssueSubject['kind'];
  readonly subject_name: string;
  readonly message: string;
}

/** By backup, in the order in which the run found them. A backup without any has an empty list. */
export async function issuesOf(
  manager: EntityManager,
  backupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Issue[]>> {
  const rows = await manager.query<IssueOfBackup[]>(
    `SELECT ${ISSUE_COLUMNS} FROM backup_issue WHERE backup_id = ANY($1::uuid[]) ORDER BY backup_id, position`,
    [backupIds.filter(isUuid)],
  );
  return grouped(backupIds, rows, (row) => ({
    code: row.code,
    subject: { kind: row.subject_kind, name: row.subject_name },
    message: row.message,
  }));
}

/** Counted on as a copy: not read back and found damaged, and not missed by a sync. */
export function usable(row: 'backup' | 'other'): string {
  return `(${row}.verification IS DISTINCT FROM 'DAMAGED' AND ${row}.vanished_at IS NULL)`;
}

interface RetainedRow {
  readonly id: string;
  readonly state: BackupState;
  readonly created_at: Date;
  readonly unusable: boolean;
  readonly locked_until: Date | null;
  readonly included: readonly string[];
  readonly of_machines: boolean;
}

export async function countOfSchedules(
  manager: EntityManager,
  scheduleIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await manager.query<{ id: string; count: number }[]>(
    `SELECT schedule_id AS id, count(*)::integer AS count FROM backup WHERE schedule_id = ANY($1::uuid[])
     GROUP BY schedule_id`,
    [scheduleIds.filter(isUuid)],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The ended backups of a schedule, newest first, with the namespaces and virtual machines that each holds: a failed one holds none. */
export async function retainedOf(
  manager: EntityManager,
  scheduleId: string,
): Promise<readonly RetainedBackup[]> {
  const rows = await manager.query<RetainedRow[]>(
    `SELECT id, state, created_at, NOT ${usable('backup')} AS unusable, locked_until, ARRAY(
       SELECT name FROM backup_namespace
       WHERE backup_id = backup.id AND fate = 'INCLUDED' AND backup.state IN ('SUCCESS', 'PARTIAL_SUCCESS')
       ORDER BY name COLLATE "C") AS included,
       selection ->> 'kind' = 'VIRTUAL_MACHINES' AND state IN ('SUCCESS', 'PARTIAL_SUCCESS') AS of_machines
     FROM backup WHERE schedule_id = $1 AND state <> 'IN_PROGRESS' ORDER BY created_at DESC, id DESC`,
    [knownId(scheduleId)],
  );
  const machines = await machinesHeld(
    manager,
    rows.filter((row) => row.of_machines).map(({ id }) => id),
  );
  return rows.map(({ created_at: createdAt, locked_until: lockedUntil, of_machines, ...rest }) => ({
    ...rest,
    createdAt,
    lockedUntil,
    machines: of_machines ? (machines.get(rest.id) ?? []) : null,
  }));
}

async function machinesHeld(
  manager: EntityManager,
  backupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly RetainedMachine[]>> {
  if (backupIds.length === 0) return new Map();
  const rows = await manager.query<(RetainedMachine & { readonly backup_id: string })[]>(
    `SELECT backup_id, namespace, name, coalesce(outcome IN ('SUCCESS', 'PARTIAL_SUCCESS'), false) AS intact
     FROM backup_machine WHERE backup_id = ANY($1::uuid[]) AND fate = 'INCLUDED'
     ORDER BY backup_id, namespace COLLATE "C", name COLLATE "C"`,
    [backupIds],
  );
  return grouped(backupIds, rows, ({ namespace, name, intact }) => ({ namespace, name, intact }));
}

/** From the newest backup back, name by name, until one holds it. */
export async function lastGoodOf(
  manager: EntityManager,
  scheduleId: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, LastCopy>> {
  const rows = await manager.query<(LastCopy & { readonly namespace: string })[]>(
    `SELECT wanted.name AS namespace, last.* FROM unnest($2::text[]) AS wanted (name), LATERAL (
       SELECT backup.id, backup.name, backup.created_at AS at FROM backup
       JOIN backup_namespace AS held ON held.backup_id = backup.id AND held.name = wanted.name AND held.fate = 'INCLUDED'
       WHERE backup.schedule_id = $1 AND backup.state IN ('SUCCESS', 'PARTIAL_SUCCESS') AND backup.vanished_at IS NULL
       ORDER BY backup.created_at DESC, backup.id DESC LIMIT 1) AS last`,
    [knownId(scheduleId), names],
  );
  return new Map(rows.map(({ namespace, ...last }) => [namespace, last]));
}

function grouped<R extends { readonly backup_id: string }, T>(
  backupIds: readonly string[],
  rows: readonly R[],
  item: (row: R) => T,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>(backupIds.map((id) => [id, []]));
  for (const row of rows) groups.get(row.backup_id)?.push(item(row));
  return groups;
}
