import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';
import { builtAt, ObjectBuilder, type WorldPart } from './object-builder.js';
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
          revisionHistoryLimit: 10,
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

/** A running Pod, standalone unless it is given an owner. */
export function aPod(
  namespace: string,
  name: string,
  image = 'registry.example.com/tools/shell:3.20',
): ObjectBuilder {
  const spec = podSpec(name, image, 'Always');
  const condition = (type: string) => ({
    type,
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: builtAt,
  });
  return ObjectBuilder.of(
    { resource: 'pods', apiVersion: 'v1', kind: 'Pod', namespace, name },
    {
      spec: {
        ...spec,
        nodeName: 'node-1',
        serviceAccountName: 'default',
        volumes: [tokenVolume(name)],
        tolerations: ['not-ready', 'unreachable'].map((reason) => ({
          key: `node.kubernetes.io/${reason}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        })),
        priority: 0,
        enableServiceLinks: true,
        preemptionPolicy: 'PreemptLowerPriority',
      },
      status: {
        phase: 'Running',
        conditions: [
          'PodReadyToStartContainers',
          'Initialized',
          'Ready',
          'ContainersReady',
          'PodScheduled',
        ].map(condition),
        hostIP: '192.0.2.21',
        podIP: '10.244.1.17',
        podIPs: [{ ip: '10.244.1.17' }],
        startTime: builtAt,
        containerStatuses: [containerStatus(image)],
        qosClass: 'Burstable',
      },
    },
  );
}

function containerStatus(image: string): JsonObject {
  const digest = createHash('sha256').update(image).digest('hex');
  return {
    name: 'main',
    state: { running: { startedAt: builtAt } },
    lastState: {},
    ready: true,
    restartCount: 0,
    image,
    imageID: `${image.split(':')[0]}@sha256:${digest}`,
    containerID: `containerd://${digest}`,
    started: true,
  };
}

function podTemplate(
  { name, image }: WorkloadOptions,
  labels: Readonly<Record<string, string>>,
  restartPolicy = 'Always',
): JsonObject {
  return { metadata: { labels }, spec: podSpec(name, image, restartPolicy) };
}

function podSpec(name: string, image: string, restartPolicy: string): JsonObject {
  const env: readonly JsonValue[] = [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
    { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  ];
  return {
    containers: [
      {
        name: 'main',
        image,
        args: ['--listen=:8080', `--service=${name}`],
        ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
        env,
        resources: { limits: { memory: '256Mi' }, requests: { cpu: '50m', memory: '128Mi' } },
        readinessProbe: {
          httpGet: { path: '/healthz', port: 'http', scheme: 'HTTP' },
          timeoutSeconds: 1,
          periodSeconds: 10,
          successThreshold: 1,
          failureThreshold: 3,
        },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      },
    ],
    restartPolicy,
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: { runAsNonRoot: true },
    schedulerName: 'default-scheduler',
  };
}

function tokenVolume(name: string): JsonObject {
  return {
    name: `kube-api-access-${shortHash(name, 5)}`,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      ],
      defaultMode: 420,
    },
  };
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

function shortHash(text: string, length: number): string {
  return createHash('sha1').update(text).digest('hex').slice(0, length);
}
