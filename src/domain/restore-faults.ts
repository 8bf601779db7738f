/** What of a restore's options cannot be meant, held against the backup. Pure. */
import type { BackupNamespace } from './backup.js';
import type { FieldFault } from './errors/request-errors.js';
import type { Manifest } from './manifest.js';
import { distinctNames, isNamespaceName } from './names.js';
import { filterFaults } from './resource-filter.js';
import type { RestoreOptions } from './restore.js';

/** A request with more faults is wrong altogether; the first ones say how. */
const MAX_FAULTS = 20;
/** Names that a fault tells of what the backup does hold. */
const MAX_NAMES = 10;

/**
 * Every name that the backup lacks, above all of a partial backup (portworx-and-stork.md 2.4: a mapping for an absent namespace must not be
 * passed over), and mappings that would let namespaces run into each other. At most 20.
 */
export function restoreFaults(
  manifest: Pick<Manifest, 'namespaces'>,
  options: RestoreOptions,
): readonly FieldFault[] {
  const known = new Map(manifest.namespaces.map((each) => [each.name, each]));
  const { namespaces, objects, filter } = options.scope;
  const faults: FieldFault[] = [];
  const check = (path: string, name: string) => {
    const message = absence(known, name);
    if (message !== undefined) faults.push({ path, message });
  };
  if (namespaces?.length === 0)
    faults.push({ path: 'scope.namespaces', message: 'name at least one namespace' });
  if (objects?.length === 0) faults.push({ path: 'scope.objects', message: 'name at least one object' });
  namespaces?.forEach((name, index) => {
    check(`scope.namespaces.${index}`, name);
  });
  objects?.forEach(({ namespace }, index) => {
    if (namespace !== '') check(`scope.objects.${index}.namespace`, namespace);
  });
  faults.push(...mappingFaults(manifest.namespaces, options));
  for (const [from, to] of Object.entries(options.storageClassMapping)) {
    if (from === '' || to === '')
      faults.push({ path: `storageClassMapping.${from}`, message: 'a storage class has a name' });
  }
  faults.push(...filterFaults('scope.filter', filter));
  return faults.slice(0, MAX_FAULTS);
}

/** Namespaces of the backup that the scope holds, by their names in it. */
function restored(
  held: readonly BackupNamespace[],
  { scope }: { readonly scope: Pick<RestoreOptions['scope'], 'namespaces' | 'objects'> },
): Set<string> {
  const included = held.filter(({ fate }) => fate === 'INCLUDED').map(({ name }) => name);
  const chosen = new Set(scope.namespaces ?? included);
  if (scope.objects === null) return chosen;
  return new Set(scope.objects.map(({ namespace }) => namespace).filter((name) => chosen.has(name)));
}

/** The namespaces that a restore writes to, by their names in the cluster, sorted. */
export function targetNamespaces(
  options: Pick<RestoreOptions, 'scope' | 'namespaceMapping'>,
  held: readonly BackupNamespace[],
): readonly string[] {
  return distinctNames([...restored(held, options)].map((name) => targetOf(options.namespaceMapping, name)));
}

/** Names in the backup → names in the cluster, of all that the restore brings back. */
export function restoredAs(
  options: Pick<RestoreOptions, 'scope' | 'namespaceMapping'>,
  held: readonly BackupNamespace[],
): ReadonlyMap<string, string> {
  return new Map(
    [...restored(held, options)].map((name) => [name, targetOf(options.namespaceMapping, name)]),
  );
}

function absence(known: ReadonlyMap<string, BackupNamespace>, name: string): string | undefined {
  const quoted = JSON.stringify(name);
  const namespace = known.get(name);
  if (namespace === undefined) {
    const held = [...known.values()].filter(({ fate }) => fate === 'INCLUDED').map((each) => each.name);
    const more = held.length > MAX_NAMES ? ` and ${held.length - MAX_NAMES} more` : '';
    return `the backup does not hold the namespace ${quoted}; it holds ${held.slice(0, MAX_NAMES).join(', ')}${more}`;
  }
  const { fate, reason } = namespace;
  if (fate === 'INCLUDED') return undefined;
  const why = reason === null ? '' : ` (${reason})`;
  if (fate === 'MISSING') {
    return `the backup is partial: it lists the namespace ${quoted} as MISSING${why}, so there is nothing of it to restore`;
  }
  return `the backup lists the namespace ${quoted} as ${fate}${why}, so there is nothing of it to restore`;
}

/** Names that the backup lacks or that no namespace can have, and namespaces that would run into each other. */
export function mappingFaults(
  held: readonly BackupNamespace[],
  options: Pick<RestoreOptions, 'namespaceMapping'> & Parameters<typeof restored>[1],
): FieldFault[] {
  const { namespaceMapping } = options;
  const known = new Map(held.map((each) => [each.name, each]));
  const sources = restored(held, options);
  const faults: FieldFault[] = [];
  for (const [from, to] of Object.entries(namespaceMapping)) {
    const path = `namespaceMapping.${from}`;
    const absent = absence(known, from);
    if (absent !== undefined) faults.push({ path, message: absent });
    if (!isNamespaceName(to)) {
      faults.push({
        path,
        message: `${JSON.stringify(to)} is no DNS label, so no namespace can be called so`,
      });
    }
    if (!sources.has(from) && known.get(from)?.fate === 'INCLUDED')
      faults.push({ path, message: `${JSON.stringify(from)} is not among what is restored` });
  }
  const byTarget = Map.groupBy(sources, (name) => targetOf(namespaceMapping, name));
  for (const [target, names] of byTarget) {
    if (names.length < 2) continue;
    const message = `${names.map((name) => JSON.stringify(name)).join(' and ')} would both become ${JSON.stringify(target)}`;
    faults.push({ path: `namespaceMapping.${names.find((name) => name !== target) ?? target}`, message });
  }
  return faults;
}

/** What a namespace of the backup is called in the cluster. */
export function targetOf(mapping: RestoreOptions['namespaceMapping'], name: string): string {
  return Object.hasOwn(mapping, name) ? (mapping[name] ?? name) : name;
}
