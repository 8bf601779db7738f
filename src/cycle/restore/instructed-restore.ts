/** A restore that a cluster makes by itself: checked, instructed, followed. What it says is the restore's. */
import type { Backup } from '../../domain/backup.js';
import type { InstructedEngine, InstructedRestoreStanding } from '../../domain/ports/instructed-engine.js';
import { NO_OBJECTS, type Restore, type RestoreIssue } from '../../domain/restore.js';
import { restoredAs, restoreFaults } from '../../domain/restore-faults.js';
import { allowedOperations } from '../../domain/state-machine.js';
import { lookAtFederated } from '../federated-preconditions.js';
import type { CycleWorld } from '../world.js';
import { wholeIssue } from './restore-failures.js';

type World = Pick<CycleWorld, 'work' | 'clusters' | 'engines'>;

interface Ready {
  readonly backup: Backup;
  readonly clusterId: string;
  readonly namespaces: ReadonlyMap<string, string>;
}

/**
 * A restore that was begun goes on, whatever became of what it needed: a worker that takes it over follows what the cluster was told.
 * @throws as InstructedEngine
 */
export async function* instructedRestore(
  world: World,
  restore: Restore,
  signal: AbortSignal,
): AsyncGenerator<InstructedRestoreStanding> {
  const engine: InstructedEngine = world.engines.of('FEDERATED');
  const ready = await readiness(world, restore, signal);
  if ('issues' in ready) yield { stage: null, counts: NO_OBJECTS, total: null, over: true, ...ready };
  else yield* engine.restore({ restore, signal, ...ready });
}

async function readiness(
  world: World,
  restore: Restore,
  signal: AbortSignal,
): Promise<Ready | { readonly issues: readonly RestoreIssue[] }> {
  const { stores } = world.work;
  const { backupId, backupName, clusterId, clusterName, options, attempt } = restore;
  if (clusterId === null)
    return refused(
      wholeIssue('CLUSTER_UNAVAILABLE', `The cluster ${clusterName} was removed from Holdfast.`),
    );
  const backup = backupId === null ? undefined : await stores.backups.find(backupId);
  if (backup === undefined)
    return refused(wholeIssue('BACKUP_UNREADABLE', `The backup ${backupName} is gone.`));
  const held = (await stores.backups.namespacesOf([backup.id])).get(backup.id) ?? [];
  const ready = { backup, clusterId, namespaces: restoredAs(options, held) };
  const engine: InstructedEngine = world.engines.of('FEDERATED');
  if (attempt > 1 && (await engine.hasRestore({ restore, clusterId, signal }))) return ready;
  if (!allowedOperations('Backup', backup.state).includes('restore')) {
    const message = `The backup ${backup.name} is ${backup.state}: nothing can be restored from it.`;
    return refused(wholeIssue('BACKUP_UNREADABLE', message));
  }
  const { fault } = await lookAtFederated(world, clusterId, signal);
  if (fault !== undefined) return refused(wholeIssue('CLUSTER_UNAVAILABLE', fault));
  const faults = restoreFaults({ namespaces: held }, options);
  if (faults.length === 0) return ready;
  const message = `What was asked for is not in the backup: ${faults.map((each) => each.message).join('; ')}.`;
  return refused(wholeIssue('BACKUP_UNREADABLE', message));
}

function refused(issue: RestoreIssue): { readonly issues: readonly RestoreIssue[] } {
  return { issues: [issue] };
}
