import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '../json.js';
import { builtAt, ObjectBuilder } from './object-builder.js';

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

/** The template of a workload's Pods. */
export function podTemplate(
  { name, image }: { readonly name: string; readonly image: string },
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

/** The first digits of a hash: what controllers put at the end of names. */
export function shortHash(text: string, length: number): string {
  return createHash('sha1').update(text).digest('hex').slice(0, length);
}
