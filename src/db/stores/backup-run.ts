/**
 * What a running backup writes. Each is one statement, so the guard and all it guards hold or fail together: a worker
 * that was thought dead changes nothing (design 5).
 */
import type { EntityManager } from 'typeorm';
import type { BackupNamespace, CyclePlan, Lease } from '../../domain/backup.js';
import type { NamespaceProgress } from '../../domain/ports/backup-engine.js';
import type { BackupEnd, StageEntry } from '../../domain/ports/backup-store.js';
import type { LeaseAnswer } from '../../domain/ports/leased-store.js';
import { fixed } from '../fixed-statements.js';
import {
  ISSUE_COLUMNS,
  issueArrays,
  issueSource,
  NAMESPACE_COLUMNS,
  namespaceArrays,
  namespaceSource,
} from './backup-rows.js';
import { volumesJson, volumesOfRun } from './backup-volumes.js';
import { tellingOf, tellingParameters } from './event-log.js';
import { answerOf, leaseHeld, leaseParameters, unclaimed } from './lease.js';

const KEEP_NEWEST = `ON CONFLICT (backup_id, name) DO UPDATE SET fate = excluded.fate, uid = excluded.uid,
  reason = excluded.reason, objects = excluded.objects, bytes = excluded.bytes`;

const ENTERED = `stage = $4, lease_until = clock_timestamp() + $5 * interval '1 millisecond'`;
/** What `ENTERED` and the telling of it take, after the lease. */
const ENTRY_PARAMETERS = 7;
const CANCEL = 'cancel_requested_at IS NOT NULL AS cancel';

export async function enterStage(
  manager: EntityManager,
  lease: Lease,
  entry: StageEntry,
): Promise<LeaseAnswer> {
  return answerOf(
    await manager.query(
      fixed(
        `WITH held AS (UPDATE backup SET ${ENTERED} WHERE ${leaseHeld(1)} RETURNING id, ${CANCEL}), ${tellingOf('held', 6)}`,
      ),
      [...leaseParameters(lease), ...entryParameters(entry)],
    ),
  );
}

function entryParameters({ stage, ttlMs, event }: StageEntry): readonly unknown[] {
  return [stage, ttlMs, ...tellingParameters(event)];
}

/**
 * A plan begins an attempt: what an earlier one counted is gone. Of a selection by labels or of all it is the plan that
 * says what was requested: names that only an earlier attempt met are gone too. The stage that follows is entered at once.
 */
export async function recordPlan(
  manager: EntityManager,
  lease: Lease,
  plan: CyclePlan,
  entry?: StageEntry,
): Promise<LeaseAnswer> {
  const names = entry === undefined ? 4 : 4 + ENTRY_PARAMETERS;
  return answerOf(
    await manager.query(
      fixed(`WITH held AS (
         UPDATE backup SET objects = 0, bytes = 0, stored_bytes = 0, ${entry === undefined ? '' : `${ENTERED},`}
           requested_namespaces = CASE WHEN selection ->> 'kind' = 'NAMED' THEN requested_namespaces ELSE $${names}::text[] END
         WHERE ${leaseHeld(1)} RETURNING id, selection, ${CANCEL}
       ), planned AS (
         INSERT INTO backup_namespace (${NAMESPACE_COLUMNS})
         SELECT held.id, source.* FROM held, ${namespaceSource(names)} ${KEEP_NEWEST}
       ), forgotten AS (
         DELETE FROM backup_namespace AS namespace USING held
         WHERE namespace.backup_id = held.id AND held.selection ->> 'kind' <> 'NAMED'
           AND NOT EXISTS (SELECT FROM unnest($${names}::text[]) AS planned (name) WHERE planned.name = namespace.name)
       ) ${entry === undefined ? 'SELECT cancel FROM held' : `, ${tellingOf('held', 6)}`}`),
      [
        ...leaseParameters(lease),
        ...(entry === undefined ? [] : entryParameters(entry)),
        ...namespaceArrays(plannedNamespaces(plan)),
      ],
    ),
  );
}

/** In the order of the alphabet. */
function plannedNamespaces({ included, missing }: CyclePlan): readonly BackupNamespace[] {
  const unread = { objects: 0, bytes: 0 };
  const planned: readonly BackupNamespace[] = [
    ...included.map(({ name, uid }) => ({ name, uid, fate: 'INCLUDED' as const, reason: null, ...unread })),
    ...missing.map(({ name, reason }) => ({ name, uid: null, fate: 'MISSING' as const, reason, ...unread })),
  ];
  return planned.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** `byNamespace` is the whole count so far, the cluster-scoped resources under ''. Rows that did not move are not written. */
export async function recordProgress(
  manager: EntityManager,
  lease: Lease,
  byNamespace: ReadonlyMap<string, NamespaceProgress>,
): Promise<boolean> {
  const counts = [...byNamespace.values()];
  const rows = await manager.query<unknown[]>(
    `WITH held AS (
       UPDATE backup SET objects = $4, bytes = $5 WHERE ${leaseHeld(1)} RETURNING id
     ), counted AS (
       UPDATE backup_namespace AS namespace SET objects = source.objects, bytes = source.bytes
       FROM held, unnest($6::text[], $7::bigint[], $8::bigint[]) AS source (name, objects, bytes)
       WHERE namespace.backup_id = held.id AND namespace.name = source.name
         AND (namespace.objects, namespace.bytes) IS DISTINCT FROM (source.objects, source.bytes)
     ) SELECT id FROM held`,
    [
      ...leaseParameters(lease),
      counts.reduce((sum, each) => sum + each.objects, 0),
      counts.reduce((sum, each) => sum + each.bytes, 0),
      [...byNamespace.keys()],
      counts.map((each) => each.objects),
      counts.map((each) => each.bytes),
    ],
  );
  return rows.length === 1;
}

export function finishLeased(manager: EntityManager, lease: Lease, end: BackupEnd): Promise<boolean> {
  return finish(manager, end, { condition: leaseHeld(FIRST_GUARD), parameters: leaseParameters(lease) });
}

export function finishUnclaimed(manager: EntityManager, backupId: string, end: BackupEnd): Promise<boolean> {
  return finish(manager, end, { condition: unclaimed(FIRST_GUARD), parameters: [backupId] });
}

interface Guard {
  readonly condition: string;
  readonly parameters: readonly unknown[];
}

/** 7 fields of the end, 6 arrays of namespaces, 5 of issues, the ids of the keys, the volumes; the guard's parameters follow. */
const FIRST_GUARD = 21;

/** Ends the lease with the run. A clock of a worker that goes behind the database's does not end a run before it began. */
async function finish(manager: EntityManager, end: BackupEnd, guard: Guard): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    fixed(`WITH done AS (
       UPDATE backup SET state = $1, state_reason = $2, state_changed_at = $3, finished_at = greatest($3, started_at),
         objects = $4, bytes = $5, stored_bytes = $6, manifest_key = $7, encryption_key_ids = $19,
         lease_owner = NULL, lease_until = NULL
       WHERE ${guard.condition} RETURNING id
     ), fates AS (
       INSERT INTO backup_namespace (${NAMESPACE_COLUMNS})
       SELECT done.id, source.* FROM done, ${namespaceSource(8)} ${KEEP_NEWEST}
     ), found AS (
       INSERT INTO backup_issue (${ISSUE_COLUMNS})
       SELECT done.id, source.* FROM done, ${issueSource(14)}
     ), ${volumesOfRun('done', 20)}
     SELECT id FROM done`),
    [
      end.state,
      end.reason,
      end.at,
      end.totals.objects,
      end.totals.bytes,
      end.totals.storedBytes,
      end.manifestKey,
      ...namespaceArrays(end.namespaces),
      ...issueArrays(end.issues),
      end.encryptionKeyIds,
      volumesJson(end.volumes),
      ...guard.parameters,
    ],
  );
  return rows.length === 1;
}
