import type { RestoreRun } from '../../../domain/ports/restore-engine.js';
import { targetOf } from '../../../domain/restore-faults.js';
import type { Scope } from './scope.js';
import type { TransformContext } from './transform-context.js';

/** What the rules know of a run; `finalizerDropped` is told anew for each object. */
export function contextOfRun(
  { options, manifest, clusterId }: RestoreRun,
  scope: Scope,
  ownerUid: TransformContext['ownerUid'],
): (namespace: string, finalizerDropped: (finalizer: string) => void) => TransformContext {
  const { namespaceMapping, storageClassMapping, preserveNodePorts } = options;
  const { haltMachines = false, keepMachineIdentity = null } = options;
  const renames = Object.entries(namespaceMapping).some(([from, to]) => from !== to);
  return (namespace, finalizerDropped) => ({
    namespace: (name) => targetOf(namespaceMapping, name),
    renames,
    storageClass: (name) => targetOf(storageClassMapping, name),
    restored: scope.namespaces,
    preserveNodePorts,
    machines: { halt: haltMachines, keepIdentity: keepMachineIdentity },
    elsewhere: manifest.cluster.id !== clusterId || targetOf(namespaceMapping, namespace) !== namespace,
    ownerUid,
    finalizerDropped,
  });
}
