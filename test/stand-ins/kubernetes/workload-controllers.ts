import type { ClusterState } from './cluster-state.js';
import { dropFinalizers } from './garbage-collector.js';
import { type JsonObject, listAt, objectAt } from './json.js';
import type { Resource } from './resources.js';
import { isTerminating, objectOf, type StoredObject, toStored } from './stored-object.js';

type Controller = (state: ClusterState, resource: Resource, stored: StoredObject) => void;

/** PVCs get bound and released, Deployments become available: enough for a restore to wait on. */
export const runWorkloadControllers: Controller = (state, resource, stored) => {
  if (state.options.workloadControllers) controllers[resource.storage]?.(state, resource, stored);
};

const controllers: Readonly<Record<string, Controller>> = {
  persistentvolumeclaims: (state, resource, stored) =>
    state.soon(() => {
      if (isTerminating(objectOf(resource, stored))) {
        dropFinalizers(state, resource, { uid: stored.uid, names: ['kubernetes.io/pvc-protection'] });
      } else setStatus(state, resource, { uid: stored.uid, status: boundStatus });
    }),
  'deployments.apps': (state, resource, stored) =>
    state.soon(() => setStatus(state, resource, { uid: stored.uid, status: availableStatus })),
};

function boundStatus(object: JsonObject): JsonObject | undefined {
  const status = objectAt(object, 'status');
  if (status.phase === 'Bound') return undefined;
  const spec = objectAt(object, 'spec');
  // The CSI driver fills it first.
  if (objectAt(spec, 'dataSource').kind === 'VolumeSnapshot') return undefined;
  return {
    ...status,
    phase: 'Bound',
    accessModes: listAt(spec, 'accessModes'),
    capacity: objectAt(objectAt(spec, 'resources'), 'requests'),
  };
}

function availableStatus(object: JsonObject): JsonObject | undefined {
  const { generation } = objectAt(object, 'metadata');
  const { replicas = 1 } = objectAt(object, 'spec');
  const status = objectAt(object, 'status');
  if (status.observedGeneration === generation && status.availableReplicas === replicas) return undefined;
  return {
    ...status,
    observedGeneration: generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
      { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
    ],
  };
}

interface StatusChange {
  readonly uid: string;
  /** The new status, or undefined when there is nothing to do. */
  readonly status: (object: JsonObject) => JsonObject | undefined;
}

function setStatus(state: ClusterState, resource: Resource, { uid, status }: StatusChange): void {
  const stored = state.objects.byUid(uid);
  if (!stored) return;
  const object = objectOf(resource, stored);
  const next = status(object);
  if (next === undefined || isTerminating(object)) return;
  state.objects.put(toStored(resource, { ...object, status: next }, state.objects.nextVersion()));
}
