/** A Gardener garden to stand in for one: the Kubernetes stand-in with projects, shoots and kubeconfigs on request. */
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../kubernetes/json.js';
import {
  type KubernetesStandIn,
  type StandInOptions,
  startKubernetesStandIn,
} from '../kubernetes/kubernetes-stand-in.js';
import { answerAdminKubeconfig } from './admin-kubeconfig.js';
import { defineGardenKinds, GROUP, PROJECTS, SHOOTS } from './garden-kinds.js';

export interface ShootOptions {
  /** `dev`; its namespace is `garden-dev`. */
  readonly project?: string;
  readonly uid?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Where its kubeconfigs lead; `startGarden`'s own cluster when absent. */
  readonly cluster?: KubernetesStandIn;
  readonly hibernated?: boolean;
  /** `status.lastOperation`; a reconciliation that succeeded when absent. */
  readonly operation?: { readonly type: string; readonly state: string };
  /** None: as of one whose control plane is not there yet. */
  readonly addresses?: readonly { readonly name: string; readonly url: string }[];
}

export interface GardenStandIn {
  /** Its store, faults, requests and certificates. */
  readonly kubernetes: KubernetesStandIn;
  /** What a discovery is given. */
  kubeconfig(): string;
  addProject(name: string, namespace?: string): void;
  /** Makes its project where there is none. @returns its UID */
  addShoot(name: string, options?: ShootOptions): string;
  hibernate(name: string, project?: string): void;
  wakeUp(name: string, project?: string): void;
  /** Labels of the shoot, all of them. */
  label(name: string, labels: Readonly<Record<string, string>>, project?: string): void;
  /** Its kubeconfigs lead there from now on, and it is advertised so. */
  move(name: string, cluster: KubernetesStandIn, project?: string): void;
  deleteShoot(name: string, project?: string): void;
  /** The longest life of a kubeconfig; longer ones are silently shortened. */
  maximumSeconds: number;
  /** Changes kubeconfigs before they are handed out. */
  tamper: ((kubeconfig: JsonObject) => JsonObject) | undefined;
  /** How many kubeconfigs were asked for. */
  readonly kubeconfigsAsked: number;
  stop(): Promise<void>;
}

export interface GardenOptions extends Pick<StandInOptions, 'port' | 'tls' | 'adminToken'> {
  /** Where kubeconfigs lead when a shoot names nothing else. */
  readonly cluster?: KubernetesStandIn;
  readonly now?: () => number;
}

const DAY_SECONDS = 24 * 60 * 60;

export async function startGarden(options: GardenOptions = {}): Promise<GardenStandIn> {
  const { cluster, now = Date.now, ...rest } = options;
  const kubernetes = await startKubernetesStandIn({ ...rest, world: defineGardenKinds });
  const { store } = kubernetes;
  const clusters = new Map<string, KubernetesStandIn>();
  const keyOf = (namespace: unknown, name: unknown) => `${String(namespace)}/${String(name)}`;
  let asked = 0;
  const garden: GardenStandIn = {
    kubernetes,
    maximumSeconds: DAY_SECONDS,
    tamper: undefined,
    get kubeconfigsAsked() {
      return asked;
    },
    kubeconfig: () => kubernetes.kubeconfig({ contextName: 'garden' }),
    addProject: (name, namespace = `garden-${name}`) => {
      if (store.get(PROJECTS, name) !== undefined) return;
      if (!store.hasNamespace(namespace))
        store.createNamespace(namespace, { 'project.gardener.cloud/name': name });
      const status = { phase: 'Ready' };
      store.create(PROJECTS, { metadata: { name }, spec: { namespace }, status });
    },
    addShoot: (name, shoot = {}) => {
      const { project = 'dev', uid = randomUUID(), labels = {} } = shoot;
      garden.addProject(project);
      const namespace = `garden-${project}`;
      const leadsTo = shoot.cluster ?? cluster;
      if (leadsTo !== undefined) clusters.set(keyOf(namespace, name), leadsTo);
      store.create(SHOOTS, shootObject(name, { ...shoot, namespace, uid, labels, leadsTo }));
      return uid;
    },
    hibernate: (name, project) => sleep(name, project, true),
    wakeUp: (name, project) => sleep(name, project, false),
    label: (name, labels, project = 'dev') => {
      const namespace = `garden-${project}`;
      const before = Object(store.get(SHOOTS, name, namespace)?.metadata).labels ?? {};
      const gone = Object.fromEntries(Object.keys(before).map((key) => [key, null]));
      store.patch(SHOOTS, name, { namespace, patch: { metadata: { labels: { ...gone, ...labels } } } });
    },
    move: (name, to, project = 'dev') => {
      const namespace = `garden-${project}`;
      clusters.set(keyOf(namespace, name), to);
      const status = { advertisedAddresses: addressesOf(name, to) };
      store.patch(SHOOTS, name, { namespace, patch: { status } });
    },
    deleteShoot: (name, project = 'dev') => store.delete(SHOOTS, name, `garden-${project}`),
    stop: () => kubernetes.stop(),
  };
  function sleep(name: string, project = 'dev', asleep: boolean): void {
    const patch = { spec: { hibernation: { enabled: asleep } }, status: { hibernated: asleep } };
    store.patch(SHOOTS, name, { namespace: `garden-${project}`, patch });
  }
  store.serveSubresource(SHOOTS, 'adminkubeconfig', (shoot, request) => {
    asked += 1;
    const { name, namespace } = shoot.metadata as JsonObject;
    const { maximumSeconds, tamper } = garden;
    return answerAdminKubeconfig(shoot, request, {
      ...{ maximumSeconds, tamper, now },
      cluster: clusters.get(keyOf(namespace, name)),
    });
  });
  return garden;
}

interface WholeShoot extends ShootOptions {
  readonly namespace: string;
  readonly uid: string;
  readonly leadsTo: KubernetesStandIn | undefined;
}

function shootObject(name: string, shoot: WholeShoot): object {
  const { namespace, uid, labels, hibernated = false, leadsTo } = shoot;
  const lastOperation = shoot.operation ?? { type: 'Reconcile', state: 'Succeeded' };
  const addresses = shoot.addresses ?? (leadsTo === undefined ? [] : addressesOf(name, leadsTo));
  return {
    apiVersion: `${GROUP}/v1beta1`,
    kind: 'Shoot',
    metadata: { name, namespace, uid, labels: { ...labels, 'shoot.gardener.cloud/status': 'healthy' } },
    spec: {
      region: 'eu-central-1',
      provider: { type: 'aws' },
      kubernetes: { version: '1.33.4' },
      purpose: 'production',
      seedName: 'aws-ha-eu1',
      hibernation: { enabled: hibernated },
      cloudProfile: { kind: 'CloudProfile', name: 'aws' },
    },
    status: {
      uid,
      hibernated,
      technicalID: `shoot--${namespace.replace(/^garden-/, '')}--${name}`,
      seedName: 'aws-ha-eu1',
      gardener: { version: 'v1.120.0' },
      lastOperation: { ...lastOperation, progress: 100, description: 'done' },
      conditions: [{ type: 'APIServerAvailable', status: hibernated ? 'Unknown' : 'True' }],
      ...(addresses.length > 0 && { advertisedAddresses: addresses }),
    },
  };
}

/** In the order of a real landscape; only `external` leads anywhere here. */
export function addressesOf(name: string, cluster: KubernetesStandIn) {
  return [
    { name: 'external', url: cluster.url },
    { name: 'internal', url: `https://api.${name}.internal.garden.invalid` },
    { name: 'wildcard-tls-seed-bound', url: `https://api-${name}.ingress.garden.invalid` },
  ];
}
