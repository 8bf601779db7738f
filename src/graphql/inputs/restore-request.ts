/** From the inputs of restores to what the service takes. What cannot be meant is refused here, all faults at once. */
import { type FieldFault, InvalidInput } from '../../domain/errors/request-errors.js';
import type { RestoreOptions, RestoreScope } from '../../domain/restore.js';
import { given, idOf } from '../arguments.js';
import { filterOf } from './resource-filter.input.js';
import type {
  CreateRestoreInput,
  NameMappingInput,
  PreviewRestoreInput,
  RestoreScopeInput,
} from './restore.input.js';

/** @throws InvalidInput, NotFound for an id that can be the id of nothing */
export function previewRequest(input: PreviewRestoreInput) {
  const faults = [
    ...twice('namespaceMapping', input.namespaceMapping ?? []),
    ...twice('storageClassMapping', input.storageClassMapping ?? []),
  ];
  if (faults.length > 0) throw new InvalidInput(faults);
  return {
    backupId: idOf('Backup', input.backupId),
    ...(input.clusterId != null && { clusterId: idOf('Cluster', input.clusterId) }),
    options: optionsOf(input),
  };
}

/** @throws InvalidInput, NotFound for an id that can be the id of nothing */
export function restoreRequest(input: CreateRestoreInput) {
  const { name, confirm, acceptDamaged } = input;
  return { ...previewRequest(input), ...given({ name, confirm, acceptDamaged }) };
}

function optionsOf(input: PreviewRestoreInput): RestoreOptions {
  return {
    scope: scopeOf(input.scope ?? {}),
    namespaceMapping: mappingOf(input.namespaceMapping),
    storageClassMapping: mappingOf(input.storageClassMapping),
    existing: input.existing ?? 'KEEP',
    restoreStatus: input.restoreStatus ?? [],
    preserveNodePorts: input.preserveNodePorts ?? false,
    volumes: input.volumes ?? true,
    haltMachines: input.haltMachines ?? false,
    keepMachineIdentity: input.keepMachineIdentity ?? null,
  };
}

function scopeOf({ namespaces, objects, filter, clusterScoped }: RestoreScopeInput): RestoreScope {
  return {
    namespaces: namespaces ?? null,
    objects:
      objects?.map(({ resource, namespace, name }) => ({ resource, namespace: namespace ?? '', name })) ??
      null,
    filter: filterOf(filter ?? {}),
    clusterScoped: clusterScoped ?? true,
  };
}

/** The pairs as a mapping. @throws InvalidInput for a name that is given twice */
export function namespaceMappingOf(
  pairs: readonly NameMappingInput[] | null | undefined,
): Readonly<Record<string, string>> {
  const faults = twice('namespaceMapping', pairs ?? []);
  if (faults.length > 0) throw new InvalidInput(faults);
  return mappingOf(pairs);
}

/** A name may be `__proto__` too. */
function mappingOf(pairs: readonly NameMappingInput[] | null | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((pairs ?? []).map(({ from, to }) => [from, to]));
}

function twice(path: string, pairs: readonly NameMappingInput[]): readonly FieldFault[] {
  const names = pairs.map(({ from }) => from);
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  if (repeated.size === 0) return [];
  const quoted = [...repeated].slice(0, 20).map((name) => JSON.stringify(name.slice(0, 80)));
  return [{ path, message: `${quoted.join(', ')} is given more than once` }];
}
