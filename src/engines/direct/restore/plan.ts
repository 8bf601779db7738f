import type { BackupFiles } from '../backup-files.js';
import type { FrameEntry } from '../frame-index.js';
import { type ClosureNames, closureNames } from './closure-names.js';
import { NAMESPACES, RESTORE_ORDER, rowOf } from './restore-order.js';
import type { Scope } from './scope.js';

export interface RestorePlan {
  /** The frames of each row of `RESTORE_ORDER`, in the order of the index; those of Namespaces stand apart. */
  readonly rows: readonly (readonly FrameEntry[])[];
  readonly namespaces: readonly FrameEntry[];
  /** Objects in all these frames. */
  readonly objects: number;
  /** Whether a cluster-scoped object in them is wanted. */
  readonly wantsClusterScoped: (resource: string, name: string) => boolean;
}

/** Which frames a restore reads. From the index, and for a part of a backup from the objects that name cluster-scoped ones. */
export async function planRestore(
  files: BackupFiles,
  scope: Scope,
  signal: AbortSignal,
): Promise<RestorePlan> {
  const { frames } = files.index;
  const namespaced = frames.filter((entry) => entry.namespace !== '' && scope.admitsPlace(entry));
  const inCluster = frames.filter(({ namespace, resource }) => namespace === '' && resource !== NAMESPACES);
  const names =
    scope.closure && !scope.whole ? await closureNames(files, { namespaced, scope, signal }) : undefined;
  const clusterScoped = inCluster.filter((entry) => isWanted(entry, scope, names));
  const rows: FrameEntry[][] = RESTORE_ORDER.map(() => []);
  for (const entry of [...clusterScoped, ...namespaced]) rows[rowOf(entry.resource)]?.push(entry);
  const namespaces = frames.filter((entry) => entry.namespace === '' && entry.resource === NAMESPACES);
  const counted = [...clusterScoped, ...namespaced].reduce((sum, { objects }) => sum + objects, 0);
  return {
    rows,
    namespaces,
    objects: counted + (scope.namespaceObjects ? scope.namespaces.size : 0),
    wantsClusterScoped: (resource, name) =>
      scope.isNamed({ resource, namespace: '', name }) ||
      (scope.closure && (names === undefined || (names.get(resource)?.has(name) ?? false))),
  };
}

function isWanted(entry: FrameEntry, scope: Scope, names: ClosureNames | undefined): boolean {
  const { resource } = entry;
  if (scope.admitsPlace(entry)) return true;
  if (!scope.closure || scope.excludes(resource)) return false;
  return names === undefined || (names.get(resource)?.size ?? 0) > 0;
}
