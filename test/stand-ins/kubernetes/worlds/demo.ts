import { createSnapshotClass } from '../csi/snapshot-kinds.js';
import type { StandInStore } from '../stand-in-store.js';
import {
  aClusterRole,
  aConfigMap,
  aHorizontalPodAutoscaler,
  aNamespace,
  aNetworkPolicy,
  anIngress,
  aRole,
  aRoleBinding,
  aSecret,
  aService,
  aServiceAccount,
} from './builders.js';
import { aCustomResource, aCustomResourceDefinition } from './custom-resources.js';
import { build, ObjectBuilder, type WorldPart } from './object-builder.js';
import { aPod } from './pods.js';
import { aStorageClass } from './storage.js';
import { aCronJob, aDeployment, aStatefulSet } from './workloads.js';

const coupons = { group: 'shop.example.com', kind: 'Coupon', plural: 'coupons' };

/** A dozen namespaces of a small company; `billing` is the one that goes missing in the story. */
export function demoWorld(store: StandInStore): void {
  store.breakApiGroup('metrics.k8s.io/v1beta1');
  store.serveSnapshots();
  createSnapshotClass(store, 'csi-snapshots');
  build(
    store,
    aStorageClass(),
    aNode('node-1'),
    aCustomResourceDefinition(coupons),
    aClusterRole('node-reader'),
    ...shop(),
    ...blog(),
    ...billing(),
    ...inventory(),
    ...webApplication('search', { team: 'storefront', replicas: 3 }),
    ...webApplication('payments', { team: 'finance', replicas: 2 }),
    ...webApplication('mail', { team: 'platform', replicas: 1 }),
    ...monitoring(),
    ...system(),
  );
}

interface Application {
  readonly team: string;
  readonly replicas: number;
}

/** What most namespaces look like: one web service with its configuration and way in. */
function webApplication(namespace: string, { team, replicas }: Application): readonly WorldPart[] {
  return [
    aNamespace(namespace, { team, environment: 'production' }),
    aServiceAccount(namespace, 'web'),
    aConfigMap(namespace, 'web'),
    aSecret(namespace, 'database', {
      url: `postgres://app@db.${namespace}.svc/app`,
      password: `${namespace}-pass`,
    }),
    aDeployment(namespace, 'web').withReplicas(replicas).withLabels({ team }),
    aService(namespace, 'web'),
    anIngress(namespace, 'web'),
  ];
}

function shop(): readonly WorldPart[] {
  return [
    ...webApplication('shop', { team: 'storefront', replicas: 3 }),
    aDeployment('shop', 'cart').withReplicas(2),
    aService('shop', 'cart'),
    aHorizontalPodAutoscaler('shop', 'web', 8),
    aNetworkPolicy('shop', 'cart', 'storefront'),
    aRole('shop', 'config-reader'),
    aRoleBinding('shop', 'config-reader', { serviceAccount: 'web' }),
    aRoleBinding('shop', 'node-reader', { serviceAccount: 'web', kind: 'ClusterRole' }),
    aCronJob('shop', 'expire-carts', '*/15 * * * *'),
    aStatefulSet('shop', 'redis').withVolume('5Gi'),
    aService('shop', 'redis', 6379),
    aCustomResource(coupons, {
      namespace: 'shop',
      name: 'spring',
      // Beyond 2^53: what a reader through doubles gives back wrong.
      spec: '{"percent":15,"serial":9007199254740993,"limit":9223372036854775807}',
    }),
    aCustomResource(coupons, { namespace: 'shop', name: 'vip', spec: { percent: 30, from: '2026-01-01' } }),
  ];
}

function blog(): readonly WorldPart[] {
  return [
    ...webApplication('blog', { team: 'content', replicas: 2 }),
    aStatefulSet('blog', 'postgres').withReplicas(2).withVolume('20Gi'),
    aService('blog', 'postgres', 5432),
    aConfigMap('blog', 'theme', { 'theme.css': 'body { font-family: sans-serif }\n'.repeat(40) }),
  ];
}

function billing(): readonly WorldPart[] {
  return [
    ...webApplication('billing', { team: 'finance', replicas: 2 }),
    aStatefulSet('billing', 'ledger').withVolume('50Gi'),
    aCronJob('billing', 'invoices', '0 2 1 * *'),
  ];
}

function inventory(): readonly WorldPart[] {
  return [
    ...webApplication('inventory', { team: 'logistics', replicas: 2 }),
    aNetworkPolicy('inventory', 'web', 'storefront'),
    aPod('inventory', 'debug-shell').withLabels({ run: 'debug-shell' }),
  ];
}

function monitoring(): readonly WorldPart[] {
  return [
    aNamespace('monitoring', { team: 'platform' }),
    aStatefulSet('monitoring', 'prometheus').withVolume('100Gi'),
    aConfigMap('monitoring', 'dashboards', { 'overview.json': '{"panels":[]}' }),
    aDeployment('monitoring', 'grafana'),
    aService('monitoring', 'grafana', 3000),
  ];
}

function system(): readonly WorldPart[] {
  return [
    aDeployment('kube-system', 'coredns')
      .withReplicas(2)
      .withImage('registry.k8s.io/coredns/coredns:v1.12.4'),
    aService('kube-system', 'kube-dns', 53),
    aConfigMap('kube-system', 'coredns', {
      Corefile: '.:53 {\n  errors\n  health\n  forward . /etc/resolv.conf\n}\n',
    }),
    aNamespace('ingress-nginx', { team: 'platform' }),
    aDeployment('ingress-nginx', 'controller').withImage('registry.k8s.io/ingress-nginx/controller:v1.14.0'),
  ];
}

function aNode(name: string): ObjectBuilder {
  return ObjectBuilder.of(
    { resource: 'nodes', apiVersion: 'v1', kind: 'Node', name },
    {
      spec: { podCIDR: '10.244.1.0/24' },
      status: {
        capacity: { cpu: '8', memory: '32Gi', pods: '110' },
        conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      },
    },
  );
}
