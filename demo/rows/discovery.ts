import {
  backUpShoot,
  discover,
  loseShoot,
  refuseAndMend,
  removeDiscovery,
  sleepAndWake,
} from '../discovering.js';
import type { Row } from './row.js';

export const discovery: Row = {
  name: 'discovery',
  source: 'second document, Cluster Discovery Configuration',
  words:
    'Success: discovery completed successfully; all matching shoot clusters are registered or updated. Failed: discovery encountered an error, such as a Gardener API connectivity failure or an expired token; the ClusterDiscoveryConfigFailed Prometheus alert fires in this state.',
  garden: true,
  async play(scene) {
    const { garden } = scene;
    if (garden === undefined) throw new Error('This row needs a garden.');
    await discover(scene, garden);
    await backUpShoot(scene);
    await sleepAndWake(scene, garden);
    await loseShoot(scene, garden);
    await refuseAndMend(scene, garden);
    await removeDiscovery(scene, garden);
  },
};
