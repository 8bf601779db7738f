import type { ClusterState } from './cluster-state.js';
import { createObject } from './create.js';
import { deleteObject, removeObject } from './delete.js';
import { type JsonObject, type JsonValue, listAt, objectAt } from './json.js';
import { withUpdateOwner } from './managed-fields.js';
import { groupResource, type Resource } from './resources.js';
import { isTerminating, objectOf, type StoredObject, toStored } from './stored-object.js';
import { arranged } from './write-options.js';

const controllerManager = 'kube-controller-manager';
const caDescription =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

/** Every namespace comes with the cluster's CA and a ServiceAccount. They are there before anybody can look. */
export function addDefaultObjects(state: ClusterState, namespace: string): void {
  const configMaps = state.registry.named('configmaps');
  createObject(state, {
    resource: configMaps,
    namespace,
    object: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-root-ca.crt', annotations: { 'kubernetes.io/description': caDescription } },
      data: { 'ca.crt': state.options.caPem },
    },
    options: { ...arranged, manager: controllerManager },
  });
  createObject(state, {
    resource: state.registry.named('serviceaccounts'),
    namespace,
    object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } },
    options: arranged,
  });
}

interface Content {
  readonly resource: Resource;
  readonly stored: StoredObject;
}

function contentsOf(state: ClusterState, namespace: string): readonly Content[] {
  return state.registry
    .storages()
    .filter((resource) => resource.scope === 'Namespaced')
    .flatMap((resource) =>
      state.objects.inNamespace(resource.storage, namespace).map((stored) => ({ resource, stored })),
    );
}

/** One look of the namespace controller: content out, then conditions that say what is left, or the end. */
export function finalizeNamespace(state: ClusterState, name: string): void {
  const resource = state.registry.named('namespaces');
  const stored = state.objects.get('namespaces', '', name);
  if (!stored) return;
  const object = objectOf(resource, stored);
  if (!isTerminating(object)) return;
  for (const content of contentsOf(state, name)) {
    if (state.objects.byUid(content.stored.uid)) deleteObject(state, content);
  }
  const left = contentsOf(state, name);
  const held = listAt(objectAt(object, 'metadata'), 'finalizers').length > 0;
  if (left.length === 0 && !held) removeObject(state, resource, object);
  else if (left.length > 0) noteRemaining(state, object, left);
}

/** Takes a namespace and all its content away at once, whatever finalizers say. */
export function wipeNamespace(state: ClusterState, name: string): void {
  const resource = state.registry.named('namespaces');
  for (const content of contentsOf(state, name)) {
    removeObject(state, content.resource, objectOf(content.resource, content.stored));
  }
  const stored = state.objects.get('namespaces', '', name);
  if (stored) removeObject(state, resource, objectOf(resource, stored));
}

function noteRemaining(state: ClusterState, object: JsonObject, left: readonly Content[]): void {
  const resource = state.registry.named('namespaces');
  const status = { ...objectAt(object, 'status'), conditions: remainingConditions(state, left) };
  if (sameMessages(objectAt(object, 'status'), status)) return;
  const after = withUpdateOwner({
    resource,
    before: object,
    after: { ...object, status },
    manager: controllerManager,
    time: state.now(),
    subresource: 'status',
  });
  state.objects.put(toStored(resource, after, state.objects.nextVersion()));
}

function sameMessages(before: JsonObject, after: JsonObject): boolean {
  const messages = (status: JsonObject) =>
    listAt(status, 'conditions').map((condition) => (condition as JsonObject).message ?? '');
  return messages(before).join() === messages(after).join();
}

function remainingConditions(state: ClusterState, left: readonly Content[]): JsonValue {
  const condition = (type: string, on: boolean, [reason, message]: readonly [string, string]) => ({
    type,
    status: on ? 'True' : 'False',
    lastTransitionTime: state.now(),
    reason,
    message,
  });
  const resources = counted(
    left.map(({ resource }) => (resource.group === '' ? `${resource.plural}.` : groupResource(resource))),
  ).map(([resource, count]) => `${resource} has ${count} resource instances`);
  const finalizers = counted(
    left.flatMap(({ resource, stored }) =>
      listAt(objectAt(objectOf(resource, stored), 'metadata'), 'finalizers').map(String),
    ),
  ).map(([finalizer, count]) => `${finalizer} in ${count} resource instances`);
  return [
    condition('NamespaceDeletionDiscoveryFailure', false, [
      'ResourcesDiscovered',
      'All resources successfully discovered',
    ]),
    condition('NamespaceDeletionGroupVersionParsingFailure', false, [
      'ParsedGroupVersions',
      'All legacy kube types successfully parsed',
    ]),
    condition('NamespaceDeletionContentFailure', false, [
      'ContentDeleted',
      'All content successfully deleted, may be waiting on finalization',
    ]),
    condition('NamespaceContentRemaining', true, [
      'SomeResourcesRemain',
      `Some resources are remaining: ${resources.join(', ')}`,
    ]),
    condition('NamespaceFinalizersRemaining', finalizers.length > 0, [
      finalizers.length > 0 ? 'SomeFinalizersRemain' : 'ContentHasNoFinalizers',
      finalizers.length > 0
        ? `Some content in the namespace has finalizers remaining: ${finalizers.join(', ')}`
        : 'All content-preserving finalizers finished',
    ]),
  ];
}

function counted(words: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}
