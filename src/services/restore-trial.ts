/** Whether a backup could be restored, found by dry runs of the cluster that it is of: nothing is written there. */
import { randomUUID } from 'node:crypto';
import { databaseWasAway } from '../cycle/failures.js';
import { checkRestore } from '../cycle/restore/check-restore.js';
import type { RestoreWorld } from '../cycle/restore/restore-attempt.js';
import type { Backup } from '../domain/backup.js';
import { DomainError } from '../domain/errors.js';
import { EVERY_RESOURCE } from '../domain/resource-filter.js';
import {
  RESTORE_ISSUES,
  type RestoreIssue,
  type RestoreIssueCode,
  type RestoreOptions,
  type RestorePreview,
} from '../domain/restore.js';
import { MAX_TRIAL_REASONS, type Restorable, type RestoreTrial } from '../domain/verification.js';

type Finding = Pick<RestoreTrial, 'restorable' | 'objects' | 'unchecked' | 'refused' | 'reasons'>;

/**
 * Tries all of the backup under new names of its namespaces, so that what is in the cluster now does not hide what would be
 * refused. @throws the reason of an aborted signal, and what a database that was away threw; nothing else
 */
export async function tryRestore(
  world: RestoreWorld,
  backup: Backup,
  signal: AbortSignal,
): Promise<RestoreTrial> {
  const cluster = await world.work.stores.clusters.find(backup.clusterId);
  const told = { clusterId: cluster?.id ?? null, clusterName: cluster?.name ?? backup.clusterId };
  try {
    return { ...told, ...(await dryRun(world, backup, told, signal)), at: world.clock.now() };
  } catch (error) {
    signal.throwIfAborted();
    if (databaseWasAway(error)) throw error;
    world.log.warn({ backupId: backup.id, err: error }, 'a restore could not be tried');
    const reason =
      error instanceof DomainError ? error.message : 'A fault of Holdfast itself; the log has the cause.';
    return { ...told, ...notTried([reason]), at: world.clock.now() };
  }
}

async function dryRun(
  world: RestoreWorld,
  backup: Backup,
  cluster: Pick<RestoreTrial, 'clusterId' | 'clusterName'>,
  signal: AbortSignal,
): Promise<Finding> {
  const subject = { backupId: backup.id, backupName: backup.name, ...cluster, options: underNewNames([]) };
  const ready = await checkRestore(world, subject, signal);
  if (!ready.met) return notTried(ready.issues.map(({ message }) => message));
  const { clusterId, store, opened } = ready;
  const included = opened.manifest.namespaces.filter(({ fate }) => fate === 'INCLUDED');
  const options = underNewNames(included.map(({ name }) => name));
  const run = { restoreId: randomUUID(), attempt: 1, clusterId, store, ...opened, options, signal };
  return judged(await world.restoreEngine.preview(run));
}

function underNewNames(namespaces: readonly string[]): RestoreOptions {
  const trial = randomUUID().slice(0, 8);
  const mapped = namespaces.map((name, index) => [name, `holdfast-trial-${trial}-${index}`] as const);
  return {
    scope: { namespaces: null, filter: EVERY_RESOURCE, objects: null, clusterScoped: true },
    namespaceMapping: Object.fromEntries(mapped),
    storageClassMapping: {},
    existing: 'KEEP',
    restoreStatus: [],
    preserveNodePorts: false,
    volumes: true,
  };
}

function notTried(reasons: readonly string[]): Finding {
  return { restorable: 'NOT_TRIED', objects: 0, unchecked: 0, refused: 0, reasons };
}

function judged({ counts, unchecked, issues }: RestorePreview): Finding {
  const { CREATED, UPDATED, REPLACED, UNCHANGED, KEPT, FAILED: refused } = counts;
  const objects = CREATED + UPDATED + REPLACED + UNCHANGED + KEPT;
  const bad = issues.filter(standsInTheWay);
  const reasons = bad.slice(0, MAX_TRIAL_REASONS).map(told);
  const found = { objects, unchecked, refused, reasons };
  if (unchecked === objects && bad.every(({ code }) => OF_THE_CREDENTIAL.has(code))) {
    const why =
      'The cluster could be asked about none of the objects: the credential lacks the rights of a restore.';
    return { ...found, restorable: 'NOT_TRIED', reasons: [why, ...reasons].slice(0, MAX_TRIAL_REASONS) };
  }
  return { ...found, restorable: answerOf(objects, bad) };
}

function answerOf(objects: number, bad: readonly RestoreIssue[]): Restorable {
  if (objects === 0 || bad.some(({ code }) => RESTORE_ISSUES[code].effect === 'FAILURE')) return 'NO';
  return bad.length === 0 ? 'YES' : 'PARTLY';
}

/** What a credential that may not write meets: it says nothing of the backup. */
const OF_THE_CREDENTIAL: ReadonlySet<RestoreIssueCode> = new Set(['FORBIDDEN', 'NOTHING_RESTORED']);

/** What is there already and differs is the life of a cluster. */
function standsInTheWay({ code }: RestoreIssue): boolean {
  return RESTORE_ISSUES[code].effect !== 'NOTE' && code !== 'CONFLICT_KEPT';
}

function told({ object, message }: RestoreIssue): string {
  if (object === null) return message;
  const place = object.namespace === '' ? object.name : `${object.namespace}/${object.name}`;
  return `${object.resource} ${place}: ${message}`;
}
