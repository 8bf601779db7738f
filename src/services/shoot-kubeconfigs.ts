/** Kubeconfigs of shoots: asked of the garden, held to the allow-list, kept in the vault with the life that the garden told. */
import type { Clock } from '../domain/ports/clock.js';
import type { KubeconfigReader } from '../domain/ports/cluster-gateway.js';
import type { GardenGateway, ShootName } from '../domain/ports/garden-gateway.js';
import type { Stores } from '../domain/ports/stores.js';
import { chooseContext, type DiscoveredShoot, KUBECONFIG_LIFE_MS, renewalOf } from '../domain/shoot.js';

export interface ShootKubeconfigPorts {
  readonly garden: Pick<GardenGateway, 'adminKubeconfig'>;
  readonly kubeconfigs: KubeconfigReader;
  readonly clock: Clock;
}

/** What may be kept of a kubeconfig that the garden gave. */
export interface ShootAccess {
  /** One context, allowed fields: a secret. */
  readonly minimal: string;
  readonly server: string;
  readonly obtainedAt: Date;
  readonly expiresAt: Date;
}

/** @throws ClusterCallFailed of the garden; InvalidInput for what the allow-list refuses */
export async function fetchAccess(
  { garden, kubeconfigs, clock }: ShootKubeconfigPorts,
  discoveryId: string,
  shoot: ShootName,
  signal: AbortSignal,
): Promise<ShootAccess> {
  const obtainedAt = clock.now();
  const how = { lifeMs: KUBECONFIG_LIFE_MS, signal };
  const { kubeconfig, expiresAt } = await garden.adminKubeconfig(discoveryId, shoot, how);
  const { names, current } = kubeconfigs.contexts(kubeconfig);
  const { facts, minimal } = kubeconfigs.read(kubeconfig, chooseContext(shoot, names, current));
  return { minimal, server: facts.server, obtainedAt, expiresAt };
}

/** In the transaction of what else is changed. */
export async function keepAccess(stores: Stores, clusterId: string, access: ShootAccess): Promise<void> {
  const { minimal, server, expiresAt } = access;
  await stores.credentials.put({ type: 'Cluster', id: clusterId }, minimal);
  await stores.shoots.replaceAccess(clusterId, { server, credentialExpiresAt: expiresAt });
}

/** What a shoot remembers of it. */
export function accessFields({
  obtainedAt,
  expiresAt,
}: Pick<ShootAccess, 'obtainedAt' | 'expiresAt'>): Pick<
  DiscoveredShoot,
  'kubeconfigObtainedAt' | 'kubeconfigExpiresAt' | 'renewAt' | 'renewFailures' | 'renewError'
> {
  return {
    kubeconfigObtainedAt: obtainedAt,
    kubeconfigExpiresAt: expiresAt,
    renewAt: renewalOf(obtainedAt, expiresAt),
    renewFailures: 0,
    renewError: null,
  };
}
