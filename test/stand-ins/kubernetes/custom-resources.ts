import type { ClusterState } from './cluster-state.js';
import { deleteObject } from './delete.js';
import { dropFinalizers } from './garbage-collector.js';
import { isObject, type JsonObject, listAt, objectAt, textAt } from './json.js';
import { withUpdateOwner } from './managed-fields.js';
import type { Resource, Subresource } from './resources.js';
import { objectOf, type StoredObject, toStored } from './stored-object.js';

const definitions = 'customresourcedefinitions';
const verbs = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

/** Serves what a CustomResourceDefinition describes and says so in its conditions. */
export function establish(state: ClusterState, stored: StoredObject): void {
  const resource = state.registry.named(definitions);
  const object = objectOf(resource, stored);
  state.registry.removeOfDefinition(stored.name);
  state.registry.add(resourcesOf(object));
  if (listAt(objectAt(object, 'status'), 'conditions').length > 0) return;
  const after = withUpdateOwner({
    resource,
    before: object,
    after: { ...object, status: establishedStatus(state, object) },
    manager: 'kube-apiserver',
    time: state.now(),
    subresource: 'status',
  });
  state.objects.put(toStored(resource, after, state.objects.nextVersion()));
}

function establishedStatus(state: ClusterState, object: JsonObject): JsonObject {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime: state.now(),
    reason,
    message,
  });
  return {
    ...objectAt(object, 'status'),
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    acceptedNames: objectAt(objectAt(object, 'spec'), 'names'),
  };
}

function resourcesOf(object: JsonObject): readonly Resource[] {
  const spec = objectAt(object, 'spec');
  const names = objectAt(spec, 'names');
  const group = textAt(spec, 'group') ?? '';
  const plural = textAt(names, 'plural') ?? '';
  const kind = textAt(names, 'kind') ?? '';
  return listAt(spec, 'versions')
    .filter(isObject)
    .filter((version) => version.served !== false)
    .map((version) => ({
      group,
      version: textAt(version, 'name') ?? '',
      plural,
      singular: textAt(names, 'singular') ?? kind.toLowerCase(),
      kind,
      listKind: textAt(names, 'listKind') ?? `${kind}List`,
      scope: spec.scope === 'Cluster' ? ('Cluster' as const) : ('Namespaced' as const),
      verbs,
      shortNames: listAt(names, 'shortNames').map(String),
      categories: listAt(names, 'categories').map(String),
      subresources: subresourcesOf(version, kind),
      storage: `${plural}.${group}`,
      custom: {
        crd: `${plural}.${group}`,
        schema: objectAt(version, 'schema').openAPIV3Schema ?? {},
      },
    }));
}

function subresourcesOf(version: JsonObject, kind: string): readonly Subresource[] {
  const declared = objectAt(version, 'subresources');
  return declared.status === undefined ? [] : [{ name: 'status', kind, verbs: ['get', 'patch', 'update'] }];
}

/** A definition that is being deleted takes its objects with it; they may have finalizers of their own. */
export function removeInstances(state: ClusterState, stored: StoredObject): void {
  const resource = state.registry.all().find((entry) => entry.custom?.crd === stored.name);
  if (resource) {
    for (const instance of state.objects.sorted(resource.storage)) {
      deleteObject(state, { resource, stored: instance });
    }
  }
  state.soon(() =>
    dropFinalizers(state, state.registry.named(definitions), {
      uid: stored.uid,
      names: ['customresourcecleanup.apiextensions.k8s.io'],
    }),
  );
}

export function withdrawWhenGone(state: ClusterState, stored: StoredObject): void {
  state.registry.removeOfDefinition(stored.name);
}
