/** Every state of every resource of the matrix, entered for a real reason, and looked at through three doors. */
import { linkAdministrator } from '../people.js';
import { claim, type Scene, same } from '../scene.js';
import { walkBackups, walkDeletion, walkForcedDeletion } from './backup.js';
import { walkLocations } from './backup-location.js';
import { walkSchedules } from './backup-schedule.js';
import { walkSyncs } from './backup-sync.js';
import { walkClusters } from './cluster.js';
import { walkDiscoveries } from './cluster-discovery.js';
import { walkConnections } from './location-connection.js';
import { walkRestores } from './restore.js';
import { Tour } from './tour.js';
import { walkUsers } from './user.js';
import { walkMachines } from './virtual-machine.js';

/** @throws Error with a sentence about the state that a door does not show */
export async function walk(scene: Scene): Promise<void> {
  const { garden, identity, narrator } = scene;
  if (garden === undefined || identity === undefined)
    throw new Error('This row needs a garden and an identity provider.');
  const tour = new Tour(scene);
  await linkAdministrator(scene);
  await walkUsers(tour, identity);
  await walkClusters(tour);
  await walkLocations(tour);
  await walkMachines(tour);
  await walkSchedules(tour);
  await walkDiscoveries(tour, garden);
  await walkConnections(tour, garden);
  await walkBackups(tour);
  await walkDeletion(tour, garden);
  const seeSyncEnd = await walkSyncs(tour, garden);
  await walkRestores(tour);
  await seeSyncEnd();
  await walkForcedDeletion(tour, garden);
  const { explorer } = scene;
  if (explorer !== undefined)
    claim(
      scene,
      'On the page of the explorer nothing went wrong, and it asked nobody but Holdfast.',
      same(explorer.complaints, []),
    );
  narrator.step('All of it, as it was seen.');
  narrator.say(
    explorer === undefined
      ? 'Explorer: over HTTP, as its page asks. There was no browser.'
      : `Explorer: its page in ${explorer.browser}.`,
  );
  narrator.output(tour.table());
}
