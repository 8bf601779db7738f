/** An import in the place of a capture: what another program left in a bucket becomes a backup like any other. */
import type { Backup, BackupNamespace, CyclePlan, ImportSource } from '../domain/backup.js';
import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import type { BackupKey } from '../domain/ports/backup-cipher.js';
import type { ProgressReport } from '../domain/ports/backup-engine.js';
import type { ImportedBackup } from '../domain/ports/backup-importer.js';
import type { ObjectStore } from '../domain/ports/object-store.js';
import type { CycleWorld } from './world.js';

export interface ImportInto {
  readonly store: ObjectStore;
  readonly key: BackupKey | null;
  readonly signal: AbortSignal;
}

/** @throws StorageFailed, DependencyFailure for a source that is gone or damaged */
export async function importBackup(
  { work, locations, importer }: CycleWorld,
  { id: backupId, attempt }: Backup,
  { locationId, name }: ImportSource,
  { store, key, signal, report }: ImportInto & { readonly report: ProgressReport },
): Promise<ImportedBackup> {
  const location = await work.stores.locations.find(locationId);
  if (location === undefined) {
    const message = `The location that holds the Velero backup "${name}" was removed.`;
    throw new DependencyFailure(message, { dependency: 'Velero backup' });
  }
  const source = await locations.open(location, signal);
  return importer.convert({ backupId, attempt, store, signal, key, source, name }, report);
}

/** What a plan would have said of the namespaces. */
export function planOfImport(namespaces: readonly BackupNamespace[]): CyclePlan {
  const of = (fate: BackupNamespace['fate']) => namespaces.filter((each) => each.fate === fate);
  return {
    included: of('INCLUDED').map(({ name, uid }) => ({ name, uid: uid ?? '' })),
    missing: of('MISSING').map(({ name }) => ({ name, reason: 'not found' })),
  };
}
