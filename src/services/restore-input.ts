/** Every fault of what a restore is asked to do that can be told without its backup, gathered before anything is done. */
import { isObjectName } from '../domain/backup-volume.js';
import type { FieldFault } from '../domain/errors/request-errors.js';
import { distinctNames } from '../domain/names.js';
import { EVERY_RESOURCE, normalFilter } from '../domain/resource-filter.js';
import { isResourceName, noResourceName } from '../domain/resource-name.js';
import type { ObjectName, RestoreOptions, RestoreScope } from '../domain/restore.js';

const MAX_OBJECTS = 1_000;
const MAX_MAPPINGS = 5_000;
const MAX_RESOURCES = 500;
/** Names of objects are at most this long: RFC 1123 subdomains, and longer for nothing (facts 3.4). */
const MAX_NAME = 253;
/** The cluster's own: nobody's applications are moved into them. */
const OF_THE_CLUSTER = /^kube-/;

export function optionFaults(options: RestoreOptions): readonly FieldFault[] {
  const { scope, namespaceMapping, storageClassMapping, restoreStatus } = options;
  return [
    ...tooMany('scope.namespaces', scope.namespaces ?? [], MAX_MAPPINGS),
    ...objectFaults(scope.objects ?? []),
    ...tooMany('namespaceMapping', Object.keys(namespaceMapping), MAX_MAPPINGS),
    ...tooMany('storageClassMapping', Object.keys(storageClassMapping), MAX_RESOURCES),
    ...wordFaults('restoreStatus', restoreStatus),
    ...systemFaults(namespaceMapping),
    ...classFaults(storageClassMapping),
  ];
}

/** Of each pair the class that is meant, and the one that is to be. */
function classFaults(mapping: Readonly<Record<string, string>>): readonly FieldFault[] {
  return Object.entries(mapping).flatMap(([from, to]) =>
    [from, to]
      // An empty one has words of its own.
      .filter((name) => name !== '' && !isObjectName(name))
      .map((name) => ({
        path: `storageClassMapping.${from}`,
        message: `${quote(name)} is no name of a storage class`,
      })),
  );
}

/** Names once each and sorted; objects once each. */
export function normalOptions(options: RestoreOptions): RestoreOptions {
  return {
    ...options,
    scope: normalScope(options.scope),
    restoreStatus: distinctNames(options.restoreStatus),
  };
}

function normalScope({ namespaces, objects, filter, clusterScoped }: RestoreScope): RestoreScope {
  const byName = new Map(objects?.map((each) => [`${each.resource}/${each.namespace}/${each.name}`, each]));
  return {
    namespaces: namespaces && distinctNames(namespaces),
    objects: objects && [...byName.values()],
    filter: normalFilter(filter) ?? EVERY_RESOURCE,
    clusterScoped,
  };
}

function objectFaults(objects: readonly ObjectName[]): readonly FieldFault[] {
  const named = objects.flatMap(({ resource, name }, index): FieldFault[] => {
    const path = `scope.objects.${index}`;
    if (!isResourceName(resource)) return [{ path: `${path}.resource`, message: noResourceName(resource) }];
    if (name === '' || name.length > MAX_NAME || !name.isWellFormed())
      return [{ path: `${path}.name`, message: `${quote(name)} is no name of an object` }];
    return [];
  });
  return [...tooMany('scope.objects', objects, MAX_OBJECTS), ...named.slice(0, 20)];
}

function wordFaults(path: string, words: readonly string[]): readonly FieldFault[] {
  const bad = words.flatMap((word, index) =>
    isResourceName(word) ? [] : [{ path: `${path}.${index}`, message: noResourceName(word) }],
  );
  return [...tooMany(path, words, MAX_RESOURCES), ...bad.slice(0, 20)];
}

function systemFaults(mapping: Readonly<Record<string, string>>): readonly FieldFault[] {
  return Object.entries(mapping)
    .filter(([from, to]) => from !== to && OF_THE_CLUSTER.test(to))
    .map(([from, to]) => ({
      path: `namespaceMapping.${from}`,
      message: `${quote(to)} is the cluster's own: choose another name`,
    }));
}

function tooMany(path: string, given: readonly unknown[], most: number): readonly FieldFault[] {
  return given.length > most ? [{ path, message: `${given.length} are too many: ${most} at most` }] : [];
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
