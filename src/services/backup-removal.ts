/** What is asked before a backup goes, and how its record goes alone. */
import { sightOf } from '../domain/access.js';
import type { Backup } from '../domain/backup.js';
import { LastCopyUnconfirmed, MadeElsewhere } from '../domain/errors/backup-errors.js';
import { NotFound, OperationInProgress, OperationNotAllowed } from '../domain/errors/resource-errors.js';
import type { Actor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';
import { allowedOperations, assertOperation } from '../domain/state-machine.js';
import { dataPath, liesInBucket, notToDelete, notToForce } from '../domain/stork-artefact.js';
import { machineKey } from '../domain/virtual-machine.js';
import { seenOf } from './authorisation.js';
import { settleDamaged } from './damaged-backups.js';
import { eligibleClusters, someEligible } from './eligible-clusters.js';

export interface ForcedDeletion {
  readonly id: string;
  /** Where its data stays. */
  readonly orphanedPath: string;
}

/** Locks the backup: a restore of it that begins at this moment is seen, or sees the deletion. @throws OperationInProgress */
export async function assertNotRestored(
  stores: Stores,
  { id, name }: Pick<Backup, 'id' | 'name'>,
  actor: Actor,
): Promise<void> {
  await stores.backups.lock(id);
  if (!(await stores.dependents.restoredNow([id])).has(id)) return;
  const running = await stores.restores.runningOf(id);
  if (running === undefined) return;
  const [seen] = await seenOf(stores, actor, 'Restore', [running]);
  const who = seen === undefined ? 'A restore of somebody else' : `The restore ${seen.name}`;
  throw new OperationInProgress(`${who} is reading the backup ${name}.`, {
    holderId: seen?.id ?? id,
    since: running.createdAt.toISOString(),
  });
}

/** What only clusters reach one of them must be able to delete, and nobody else have made. @throws MadeElsewhere, NoEligibleCluster */
export async function assertWithinReach(stores: Stores, backup: Backup, actor: Actor): Promise<void> {
  if (backup.mode !== 'FEDERATED' || !liesInBucket(backup)) return;
  const reason = notToDelete(backup);
  if (reason !== undefined) throw new MadeElsewhere(reason, { backupId: backup.id });
  await someEligible(stores, backup.locationId, { seenBy: sightOf(actor) });
}

/** @throws LastCopyUnconfirmed */
export async function assertCopiesElsewhere(
  stores: Pick<Stores, 'deletions'>,
  { id, name }: Pick<Backup, 'id' | 'name'>,
): Promise<void> {
  const { namespaces, machines } = await stores.deletions.onlyCopiesIn(id);
  if (namespaces.length + machines.length === 0) return;
  throw new LastCopyUnconfirmed(id, name, { namespaces, virtualMachines: machines.map(machineKey) });
}

/**
 * The record alone, of a backup that no cluster can delete with its data.
 * @throws NotFound, OperationNotAllowed, OperationInProgress
 */
export async function removeRecord(
  stores: Stores,
  id: string,
  { at, actor }: { readonly at: Date; readonly actor: Actor },
): Promise<ForcedDeletion> {
  const backup = await stores.backups.lock(id);
  if (backup === undefined) throw new NotFound('Backup', id);
  assertOperation('Backup', backup, 'forceDelete');
  const { name, state, locationId, clusterId } = backup;
  const reason = notToForce(backup, (await eligibleClusters(stores, locationId)).length > 0);
  if (reason !== undefined) throw notForced(backup, reason);
  await assertNotRestored(stores, backup, actor);
  const orphanedPath = dataPath(backup, await stores.locations.find(locationId));
  const audience = await stores.shares.audienceOf('Backup', id);
  await stores.backups.remove(id);
  await stores.events.append({
    ...{ type: 'BACKUP_FORCE_DELETED', subjectType: 'Backup', subjectId: id, actor },
    data: { name, state, orphanedPath, locationId, clusterId, audience },
  });
  await settleDamaged(stores, backup, { at, actor });
  return { id, orphanedPath };
}

function notForced({ id, name, state }: Backup, reason: string): OperationNotAllowed {
  return new OperationNotAllowed({
    ...{ resource: 'Backup', id, name, state, operation: 'forceDelete', reason },
    allowedOperations: allowedOperations('Backup', state).filter((each) => each !== 'forceDelete'),
  });
}
