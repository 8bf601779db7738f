/** A cluster that a garden knows as a shoot, and has put to sleep: what a probe goes by until the garden says otherwise. */
import type { Cluster } from '../../src/domain/cluster.js';
import { aDiscovery, aShoot } from '../factories/discoveries.js';
import type { Installation } from './installation.js';

/** @param at when its garden said so */
export async function putToSleep(
  { product }: Installation,
  { id, ownerId }: Pick<Cluster, 'id' | 'ownerId'>,
  at = new Date(),
): Promise<void> {
  const { stores } = product.world.work;
  const discovery = aDiscovery({ ownerId });
  await stores.discoveries.insert(discovery);
  await stores.shoots.insert(aShoot({ id, hibernated: true, renewAt: null, hibernationCheckedAt: at }));
  await stores.shoots.claim(discovery.id, id);
}

/** Its garden has given it a kubeconfig since. */
export function wakeUp({ product }: Installation, { id }: Pick<Cluster, 'id'>): Promise<void> {
  const kubeconfigExpiresAt = new Date(Date.now() + 3_600_000);
  return product.world.work.stores.shoots.update(id, { hibernated: false, kubeconfigExpiresAt });
}
