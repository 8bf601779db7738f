/** Cluster discoveries: one that looks, one that found, one that is refused, one that is being removed. */
import { type DemoGarden, GARDEN_PROJECT, LAB_SHOOT, SHOOTS } from '../garden.js';
import { discoveryNamed } from '../named.js';
import { holdfast } from '../scene.js';
import { until } from '../until.js';
import { idOf } from './explorer.js';
import type { Tour } from './tour.js';

const PROD = 'prod-shoots';
const LAB = 'lab-shoots';
const SPARE = 'spare-shoots';
/** What the clusters behind the shoots are called here. */
export const [BLUE, GREEN] = SHOOTS.map((shoot) => `${GARDEN_PROJECT}--${shoot}`) as [string, string];

export async function walkDiscoveries(tour: Tour, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('Cluster discoveries. The garden takes its time, answers, and refuses a token.');
  const answer = garden.hold();
  await create(tour, garden, { name: PROD, selector: 'env=prod' });
  await see(tour, PROD, 'IN_PROGRESS');
  answer();
  await ended(tour, PROD);
  await see(tour, PROD, 'SUCCESS');
  for (const name of [BLUE, GREEN]) await holdfast(scene, ['cluster', 'validate', name]);
  const mend = garden.refuse();
  await create(tour, garden, { name: LAB, selector: 'env=test' });
  await ended(tour, LAB);
  await see(tour, LAB, 'FAILED');
  mend();
  await remove(tour, garden);
}

/** A worker has two hands for discoveries: while the garden keeps both waiting, a deletion stands in the line. */
async function remove(tour: Tour, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('Two discoveries wait for a slow garden; a third one is deleted meanwhile.');
  const answer = garden.hold();
  await holdfast(scene, ['discovery', 'discover', PROD]);
  await create(tour, garden, { name: SPARE, selector: 'env=spare' });
  await holdfast(scene, ['discovery', 'delete', LAB, '--clusters', 'KEEP', '--yes']);
  await see(tour, LAB, 'DELETING');
  answer();
  await until(
    async () => (await discoveryNamed(scene, LAB)) === undefined,
    `"${LAB}" was not deleted in time.`,
  );
  await ended(tour, PROD);
}

/** One that has found, one that failed, two that look, one that is being removed; and the cluster of a shoot that sleeps. */
export async function leaveDiscoveries(tour: Pick<Tour, 'scene'>, garden: DemoGarden): Promise<void> {
  const { scene } = tour;
  for (const [name, selector] of [
    ['near-shoots', 'env=near'],
    [LAB, 'env=test'],
  ] as const) {
    await create(tour, garden, { name, selector });
    await ended(tour, name);
  }
  const lab = `${GARDEN_PROJECT}--${LAB_SHOOT}`;
  await holdfast(scene, ['cluster', 'validate', lab]);
  garden.hibernate(LAB_SHOOT);
  await holdfast(scene, ['cluster', 'validate', lab], { expectedCode: 4 });
  const mend = garden.refuse();
  await create(tour, garden, { name: 'far-shoots', selector: 'env=far' });
  await ended(tour, 'far-shoots');
  mend();
  garden.hold();
  for (const name of [PROD, SPARE]) await holdfast(scene, ['discovery', 'discover', name]);
  await holdfast(scene, ['discovery', 'delete', LAB, '--clusters', 'KEEP', '--yes']);
}

interface Wanted {
  readonly name: string;
  readonly selector: string;
}

async function create(
  { scene }: Pick<Tour, 'scene'>,
  garden: DemoGarden,
  { name, selector }: Wanted,
): Promise<void> {
  const what = ['--project', GARDEN_PROJECT, '--selector', selector, '--interval', '15'];
  await holdfast(scene, ['discovery', 'create', name, '--kubeconfig', garden.kubeconfigFile, ...what]);
}

async function ended({ scene }: Pick<Tour, 'scene'>, name: string): Promise<void> {
  const state = async () => (await discoveryNamed(scene, name))?.state;
  await until(async () => (await state()) !== 'IN_PROGRESS', `The run of "${name}" did not end in time.`);
}

async function see(
  tour: Tour,
  name: string,
  state: 'IN_PROGRESS' | 'SUCCESS' | 'FAILED' | 'DELETING',
): Promise<void> {
  const id = await idOf(tour.scene, 'ClusterDiscovery', name);
  await tour.see({ resource: 'ClusterDiscovery', state, name, id, command: ['discovery', 'show', name] });
}
