/** Clusters: one that works, one that lost its Stork, one that is down, one that sleeps. */
import { holdfast } from '../scene.js';
import { idOf } from './explorer.js';
import type { Tour } from './tour.js';

const HARBOUR = 'harbour';

export async function walkClusters(tour: Tour): Promise<void> {
  const { scene } = tour;
  const { narrator, harbour } = scene;
  narrator.step('Clusters. A classic one works; a federated one loses its Stork, and then its API server.');
  const named = (name: string) => idOf(scene, 'Cluster', name);
  const see = async (name: string, state: 'ACTIVE' | 'DISCONNECTED' | 'NOT_AVAILABLE', reason: string) => {
    const id = await named(name);
    await tour.see({ resource: 'Cluster', state, name, id, reason, command: ['cluster', 'show', name] });
  };
  await see('prod', 'ACTIVE', 'OK');
  const how = ['--mode', 'FEDERATED', '--kubeconfig', harbour.kubeconfigFile];
  await holdfast(scene, ['cluster', 'add', HARBOUR, ...how]);
  await see(HARBOUR, 'ACTIVE', 'OK');
  const toCome = { id: await named(HARBOUR), name: HARBOUR, to: 'NOT_AVAILABLE' };
  const comeBack = await tour.seeLive(toCome, async () => {
    const up = harbour.goDown();
    await holdfast(scene, ['cluster', 'validate', HARBOUR], { expectedCode: 4 });
    return up;
  });
  await see(HARBOUR, 'NOT_AVAILABLE', 'CONNECTION_REFUSED');
  comeBack();
  harbour.removeStork();
  await holdfast(scene, ['cluster', 'validate', HARBOUR], { expectedCode: 4 });
  await see(HARBOUR, 'DISCONNECTED', 'STORK_MISSING');
}
