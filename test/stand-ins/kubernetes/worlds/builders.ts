import type { JsonObject } from '../json.js';
import type { StandInStore } from '../stand-in-store.js';
import { ObjectBuilder, uidFor, type WorldPart } from './object-builder.js';

// Parts of a cluster that are one object each. What consists of several is in workloads.ts and storage.ts.

export interface NamespaceBuilder extends WorldPart {
  withLabels(labels: Readonly<Record<string, string>>): NamespaceBuilder;
}

export function aNamespace(name: string, labels: Readonly<Record<string, string>> = {}): NamespaceBuilder {
  return {
    withLabels: (more) => aNamespace(name, { ...labels, ...more }),
    into: (store: StandInStore) => {
      if (!store.hasNamespace(name)) store.createNamespace(name, labels);
    },
  };
}

export function aConfigMap(
  namespace: string,
  name: string,
  data: Readonly<Record<string, string>> = { 'app.properties': 'log.level=info\nfeature.search=true\n' },
): ObjectBuilder {
  return ObjectBuilder.of(
    { resource: 'configmaps', apiVersion: 'v1', kind: 'ConfigMap', namespace, name },
    { data },
  );
}

/** `data` in clear text. */
export function aSecret(
  namespace: string,
  name: string,
  data: Readonly<Record<string, string>> = { username: 'app', password: 'correct horse battery staple' },
): ObjectBuilder {
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return ObjectBuilder.of(
    { resource: 'secrets', apiVersion: 'v1', kind: 'Secret', namespace, name },
    { data: Object.fromEntries(encoded) as JsonObject, type: 'Opaque' },
  );
}

export function aServiceAccount(namespace: string, name: string): ObjectBuilder {
  return ObjectBuilder.of(
    { resource: 'serviceaccounts', apiVersion: 'v1', kind: 'ServiceAccount', namespace, name },
    {},
  );
}

/** ClusterIP, in front of the pods that are labelled `app=<name>`. */
export function aService(namespace: string, name: string, port = 80): ObjectBuilder {
  const uid = uidFor('Service', namespace, name);
  const address = `10.${Number.parseInt(uid.slice(0, 2), 16)}.${Number.parseInt(uid.slice(2, 4), 16)}.${(Number.parseInt(uid.slice(4, 6), 16) % 254) + 1}`;
  return ObjectBuilder.of(
    { resource: 'services', apiVersion: 'v1', kind: 'Service', namespace, name },
    {
      spec: {
        ports: [{ name: 'http', protocol: 'TCP', port, targetPort: 8080 }],
        selector: { app: name },
        clusterIP: address,
        clusterIPs: [address],
        type: 'ClusterIP',
        sessionAffinity: 'None',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
        internalTrafficPolicy: 'Cluster',
      },
      status: { loadBalancer: {} },
    },
  );
}

export function anIngress(
  namespace: string,
  name: string,
  host = `${name}.${namespace}.example.com`,
): ObjectBuilder {
  const backend = { service: { name, port: { number: 80 } } };
  return ObjectBuilder.of(
    {
      resource: 'ingresses.networking.k8s.io',
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      namespace,
      name,
    },
    {
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: [host], secretName: `${name}-tls` }],
        rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
      },
      status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } },
    },
  );
}

/** Lets in only pods of namespaces with the label `team=<from>`: a `from`, the word that typed clients lose. */
export function aNetworkPolicy(namespace: string, name: string, from: string): ObjectBuilder {
  return ObjectBuilder.of(
    {
      resource: 'networkpolicies.networking.k8s.io',
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      namespace,
      name,
    },
    {
      spec: {
        podSelector: { matchLabels: { app: name } },
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { team: from } } }],
            ports: [{ protocol: 'TCP', port: 8080 }],
          },
        ],
        policyTypes: ['Ingress'],
      },
    },
  );
}

const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };

export function aRole(namespace: string, name: string): ObjectBuilder {
  return ObjectBuilder.of(
    { ...rbac, resource: 'roles.rbac.authorization.k8s.io', kind: 'Role', namespace, name },
    { rules: [{ apiGroups: [''], resources: ['configmaps', 'secrets'], verbs: ['get', 'list', 'watch'] }] },
  );
}

export function aClusterRole(name: string): ObjectBuilder {
  return ObjectBuilder.of(
    { ...rbac, resource: 'clusterroles.rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    { rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] }] },
  );
}

/** Binds the Role (or ClusterRole) of the same name to a ServiceAccount of the namespace. */
export function aRoleBinding(
  namespace: string,
  name: string,
  to: { readonly serviceAccount: string; readonly kind?: 'Role' | 'ClusterRole' },
): ObjectBuilder {
  return ObjectBuilder.of(
    { ...rbac, resource: 'rolebindings.rbac.authorization.k8s.io', kind: 'RoleBinding', namespace, name },
    {
      subjects: [{ kind: 'ServiceAccount', name: to.serviceAccount, namespace }],
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: to.kind ?? 'Role', name },
    },
  );
}

/** Scales the Deployment of the same name. */
export function aHorizontalPodAutoscaler(namespace: string, name: string, maxReplicas = 5): ObjectBuilder {
  return ObjectBuilder.of(
    {
      resource: 'autoscaling/v2/horizontalpodautoscalers',
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace,
      name,
    },
    {
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: 1,
        maxReplicas,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
      },
      status: { currentReplicas: 1, desiredReplicas: 1, conditions: [] },
    },
  );
}
