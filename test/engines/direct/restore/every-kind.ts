/** One object of every kind of facts 3.4, as the API takes it, and what belongs to it. */
import type { StandInStore } from '../../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { aCustomResourceDefinition } from '../../../stand-ins/kubernetes/worlds/custom-resources.js';

export const WIDGETS = { group: 'shop.example.com', kind: 'Widget', plural: 'widgets' } as const;

const template = (labels: object) => ({
  metadata: { labels },
  spec: { containers: [{ name: 'main', image: 'registry.example.com/app:1.2' }] },
});

/** Resource → manifest, in the namespace. */
export function everyKind(
  namespace: string,
): readonly (readonly [resource: string, manifest: object | string])[] {
  const named = (name: string, more: object = {}) => ({ metadata: { namespace, name, ...more } });
  const labels = { app: 'web' };
  return [
    ['configmaps', { ...named('settings'), data: { 'app.properties': 'level=info' } }],
    ['secrets', { ...named('database'), data: { password: 'aHVudGVyMg==' }, type: 'Opaque' }],
    [
      'secrets',
      {
        ...named('robot-key', {
          annotations: {
            'kubernetes.io/service-account.name': 'robot',
            'kubernetes.io/service-account.uid': 'b7e7b7e7-0000-4000-8000-000000000001',
          },
        }),
        type: 'kubernetes.io/service-account-token',
        data: { token: 'b2xk', 'ca.crt': 'b2xk', namespace: 'c2hvcA==' },
      },
    ],
    [
      'serviceaccounts',
      {
        ...named('robot'),
        secrets: [{ name: 'robot-token-abcde' }],
        imagePullSecrets: [{ name: 'registry' }],
      },
    ],
    [
      'roles.rbac.authorization.k8s.io',
      { ...named('Reader:Config'), rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }] },
    ],
    [
      'rolebindings.rbac.authorization.k8s.io',
      {
        ...named('Reader:Config'),
        subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace }],
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'Reader:Config' },
      },
    ],
    ['services', { ...named('web'), spec: { selector: labels, ports: [{ port: 80 }] } }],
    [
      'services',
      { ...named('web-outside'), spec: { type: 'NodePort', selector: labels, ports: [{ port: 80 }] } },
    ],
    [
      'services',
      { ...named('web-peers'), spec: { clusterIP: 'None', selector: labels, ports: [{ port: 80 }] } },
    ],
    [
      'persistentvolumeclaims',
      {
        ...named('data', {
          annotations: {
            'pv.kubernetes.io/bind-completed': 'yes',
            'volume.kubernetes.io/selected-node': 'node-1',
          },
        }),
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1Gi' } },
          storageClassName: 'standard',
          volumeName: 'pvc-old',
        },
      },
    ],
    [
      'deployments.apps',
      {
        ...named('web', { annotations: { 'deployment.kubernetes.io/revision': '7' } }),
        spec: { replicas: 2, selector: { matchLabels: labels }, template: template(labels) },
      },
    ],
    [
      'statefulsets.apps',
      {
        ...named('db'),
        spec: {
          serviceName: 'db',
          selector: { matchLabels: { app: 'db' } },
          template: template({ app: 'db' }),
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: 'standard',
                resources: { requests: { storage: '1Gi' } },
              },
            },
          ],
        },
      },
    ],
    [
      'daemonsets.apps',
      {
        ...named('agent'),
        spec: { selector: { matchLabels: { app: 'agent' } }, template: template({ app: 'agent' }) },
      },
    ],
    [
      'jobs.batch',
      {
        ...named('import'),
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'main', image: 'registry.example.com/app:1.2' }],
            },
          },
        },
      },
    ],
    [
      'cronjobs.batch',
      {
        ...named('nightly'),
        spec: {
          schedule: '0 3 * * *',
          jobTemplate: {
            spec: {
              template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'a:1' }] } },
            },
          },
        },
      },
    ],
    [
      'ingresses.networking.k8s.io',
      {
        ...named('web'),
        spec: {
          rules: [
            {
              host: 'shop.example.com',
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: 'web', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        },
      },
    ],
    [
      'networkpolicies.networking.k8s.io',
      {
        ...named('only-shop'),
        spec: {
          podSelector: {},
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }],
              ports: [{ protocol: 'TCP', port: 8080 }],
            },
          ],
          policyTypes: ['Ingress'],
        },
      },
    ],
    [
      'poddisruptionbudgets.policy',
      { ...named('web'), spec: { minAvailable: 1, selector: { matchLabels: labels } } },
    ],
    [
      'autoscaling/v2/horizontalpodautoscalers',
      {
        ...named('web'),
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          minReplicas: 1,
          maxReplicas: 5,
        },
      },
    ],
    [
      'pods',
      {
        ...named('console'),
        spec: {
          nodeName: 'node-1',
          priority: 0,
          containers: [
            {
              name: 'main',
              image: 'registry.example.com/app:1.2',
              volumeMounts: [
                {
                  name: 'kube-api-access-x7k2p',
                  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
                  readOnly: true,
                },
              ],
            },
          ],
          ephemeralContainers: [{ name: 'debug', image: 'busybox:1' }],
          volumes: [
            {
              name: 'kube-api-access-x7k2p',
              projected: { sources: [{ serviceAccountToken: { path: 'token' } }] },
            },
          ],
        },
        status: { phase: 'Running' },
      },
    ],
    [
      'limitranges',
      { ...named('limits'), spec: { limits: [{ type: 'Container', default: { memory: '256Mi' } }] } },
    ],
    ['resourcequotas', { ...named('quota'), spec: { hard: { 'count/configmaps': '50' } } }],
    [
      'endpoints',
      { ...named('legacy'), subsets: [{ addresses: [{ ip: '192.0.2.7' }], ports: [{ port: 5432 }] }] },
    ],
    [
      'widgets.shop.example.com',
      `{"metadata":{"namespace":"${namespace}","name":"gear"},"spec":{"serial":9223372036854775807,"ratio":1.0,"__proto__":{"polluted":true},"constructor":"x","from":["a"],"deep":{"unknown":[{"n":9007199254740993}]}},"status":{"phase":"Built"}}`,
    ],
  ];
}

export function arrangeEveryKind(store: StandInStore, namespace = 'shop'): void {
  aCustomResourceDefinition(WIDGETS).into(store);
  store.create('storageclasses.storage.k8s.io', {
    metadata: { name: 'standard' },
    provisioner: 'csi.example.com',
  });
  store.createNamespace(namespace, { team: 'shop' });
  for (const [resource, manifest] of everyKind(namespace)) store.create(resource, manifest);
}
