import type { JsonObject } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';
import { builtAt, ObjectBuilder, type WorldPart } from './object-builder.js';
import { aPod, podTemplate, shortHash } from './pods.js';
import { aBoundClaim } from './storage.js';

interface WorkloadOptions {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly image: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Size of the volume that every pod of a StatefulSet has. */
  readonly volume?: string;
}

/** What a controller keeps running: the workload, and the objects that it has made. */
abstract class WorkloadBuilder<Self> implements WorldPart {
  constructor(protected readonly options: WorkloadOptions) {}

  protected abstract copy(options: WorkloadOptions): Self;

  withReplicas(replicas: number): Self {
    return this.copy({ ...this.options, replicas });
  }

  withImage(image: string): Self {
    return this.copy({ ...this.options, image });
  }

  withLabels(labels: Readonly<Record<string, string>>): Self {
    return this.copy({ ...this.options, labels: { ...this.options.labels, ...labels } });
  }

  withAnnotations(annotations: Readonly<Record<string, string>>): Self {
    return this.copy({ ...this.options, annotations: { ...this.options.annotations, ...annotations } });
  }

  abstract objects(): readonly ObjectBuilder[];

  into(store: StandInStore): void {
    for (const object of this.objects()) object.into(store);
  }
}

function defaults(namespace: string, name: string): WorkloadOptions {
  return {
    namespace,
    name,
    replicas: 1,
    image: `registry.example.com/${namespace}/${name}:1.4.2`,
    labels: { app: name },
    annotations: {},
  };
}

/** A Deployment with its ReplicaSet and Pods. */
export class DeploymentBuilder extends WorkloadBuilder<DeploymentBuilder> {
  protected copy(options: WorkloadOptions): DeploymentBuilder {
    return new DeploymentBuilder(options);
  }

  objects(): readonly ObjectBuilder[] {
    const { namespace, name, replicas, labels, annotations } = this.options;
    const hash = shortHash(`${namespace}/${name}`, 10);
    const podLabels = { ...labels, 'pod-template-hash': hash };
    const deployment = ObjectBuilder.of(
      { resource: 'deployments.apps', apiVersion: 'apps/v1', kind: 'Deployment', namespace, name },
      {
        spec: {
          replicas,
          selector: { matchLabels: { app: name } },
          template: podTemplate(this.options, labels),
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' } },
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
        status: deploymentStatus(replicas),
      },
    )
      .withLabels(labels)
      .withAnnotations({ 'deployment.kubernetes.io/revision': '1', ...annotations });
    const replicaSet = ObjectBuilder.of(
      {
        resource: 'replicasets.apps',
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        namespace,
        name: `${name}-${hash}`,
      },
      {
        spec: {
          replicas,
          selector: { matchLabels: { app: name, 'pod-template-hash': hash } },
          template: podTemplate(this.options, podLabels),
        },
        status: {
          replicas,
          fullyLabeledReplicas: replicas,
          readyReplicas: replicas,
          availableReplicas: replicas,
          observedGeneration: 1,
        },
      },
    )
      .withLabels(podLabels)
      .ownedBy(deployment);
    const pods = Array.from({ length: replicas }, (_, index) => {
      const podName = `${name}-${hash}-${shortHash(`${namespace}/${name}/${index}`, 5)}`;
      return aPod(namespace, podName, this.options.image).withLabels(podLabels).ownedBy(replicaSet);
    });
    return [deployment, replicaSet, ...pods];
  }
}

/** A StatefulSet with its Pods, and a claim and volume for each when it has a volume. */
export class StatefulSetBuilder extends WorkloadBuilder<StatefulSetBuilder> {
  protected copy(options: WorkloadOptions): StatefulSetBuilder {
    return new StatefulSetBuilder(options);
  }

  withVolume(size: string): StatefulSetBuilder {
    return this.copy({ ...this.options, volume: size });
  }

  objects(): readonly ObjectBuilder[] {
    const { namespace, name, replicas, labels, annotations, volume } = this.options;
    const statefulSet = ObjectBuilder.of(
      { resource: 'statefulsets.apps', apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name },
      {
        spec: {
          serviceName: name,
          replicas,
          selector: { matchLabels: { app: name } },
          template: podTemplate(this.options, labels),
          ...(volume === undefined ? {} : { volumeClaimTemplates: [claimTemplate(volume)] }),
          podManagementPolicy: 'OrderedReady',
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
          revisionHistoryLimit: 10,
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        },
        status: { replicas, readyReplicas: replicas, currentReplicas: replicas, observedGeneration: 1 },
      },
    )
      .withLabels(labels)
      .withAnnotations(annotations);
    const ordinals = Array.from({ length: replicas }, (_, index) => `${name}-${index}`);
    const pods = ordinals.map((pod) =>
      aPod(namespace, pod, this.options.image).withLabels(labels).ownedBy(statefulSet),
    );
    const claims =
      volume === undefined ? [] : ordinals.flatMap((pod) => aBoundClaim(namespace, `data-${pod}`, volume));
    return [statefulSet, ...claims, ...pods];
  }
}

export function aDeployment(namespace: string, name: string): DeploymentBuilder {
  return new DeploymentBuilder(defaults(namespace, name));
}

export function aStatefulSet(namespace: string, name: string): StatefulSetBuilder {
  return new StatefulSetBuilder(defaults(namespace, name));
}

export function aCronJob(namespace: string, name: string, schedule = '15 3 * * *'): ObjectBuilder {
  const options = { ...defaults(namespace, name), labels: { app: name } };
  return ObjectBuilder.of(
    { resource: 'cronjobs.batch', apiVersion: 'batch/v1', kind: 'CronJob', namespace, name },
    {
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        suspend: false,
        jobTemplate: {
          metadata: {},
          spec: { template: podTemplate(options, options.labels, 'OnFailure') },
        },
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      },
      status: { lastScheduleTime: builtAt, lastSuccessfulTime: builtAt },
    },
  );
}

function deploymentStatus(replicas: number): JsonObject {
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastUpdateTime: builtAt,
    lastTransitionTime: builtAt,
    reason,
    message,
  });
  return {
    observedGeneration: 1,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      condition('Available', 'MinimumReplicasAvailable', 'Deployment has minimum availability.'),
      condition('Progressing', 'NewReplicaSetAvailable', 'ReplicaSet has successfully progressed.'),
    ],
  };
}

function claimTemplate(size: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      storageClassName: 'standard',
      volumeMode: 'Filesystem',
    },
    status: { phase: 'Pending' },
  };
}
