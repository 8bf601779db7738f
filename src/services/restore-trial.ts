/** Whether a backup could be restored, found by dry runs of the cluster that it is of: nothing is written there. */
import { randomUUID } from 'node:crypto';
import { databaseWasAway } from '../cycle/failures.js';
import { checkRestore } from '../cycle/restore/check-restore.js';
import type { RestoreWorld } from '../cycle/restore/restore-attempt.js';
import type { Backup } from '../domain/backup.js';
import { ownWords } from '../domain/errors/domain-error.js';
import { EVERY_RESOURCE } from '../domain/resource-filter.js';
import type { RestoreOptions } from '../domain/restore.js';
import { judgeTrial, notTried, type RestoreTrial, type TrialFinding } from '../domain/restore-trial.js';

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
    return { ...told, ...notTried([ownWords(error)]), at: world.clock.now() };
  }
}

async function dryRun(
  world: RestoreWorld,
  backup: Backup,
  cluster: Pick<RestoreTrial, 'clusterId' | 'clusterName'>,
  signal: AbortSignal,
): Promise<TrialFinding> {
  const subject = { backupId: backup.id, backupName: backup.name, ...cluster, options: underNewNames([]) };
  const ready = await checkRestore(world, subject, signal);
  if (!ready.met) return notTried(ready.issues.map(({ message }) => message));
  const { clusterId, store, opened } = ready;
  const included = opened.manifest.namespaces.filter(({ fate }) => fate === 'INCLUDED');
  const options = underNewNames(included.map(({ name }) => name));
  const run = { restoreId: randomUUID(), attempt: 1, clusterId, store, ...opened, options, signal };
  return judgeTrial(await world.restoreEngine.preview(run));
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
