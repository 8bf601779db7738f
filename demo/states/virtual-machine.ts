/** Virtual machines: one runs, one is paused, one is stopped, one is being made. */
import { MACHINES_NAMESPACE } from '../machines.js';
import { holdfast } from '../scene.js';
import { idOf } from './explorer.js';
import type { Tour } from './tour.js';

const STATES = [
  ['db', 'RUNNING'],
  ['trial', 'PAUSED'],
  ['report', 'STOPPED'],
  ['archive', 'OTHER'],
] as const;

export async function walkMachines(tour: Tour): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('Virtual machines. One runs, one is paused, one is stopped, one is being made.');
  const machines = await scene.cluster.serveMachines();
  machines.pause('trial');
  machines.stop('report');
  machines.say('archive', 'Provisioning');
  await holdfast(scene, ['cluster', 'validate', 'prod']);
  for (const [machine, state] of STATES) {
    const name = `${MACHINES_NAMESPACE}/${machine}`;
    const id = await idOf(scene, 'VirtualMachine', name);
    await tour.see({ resource: 'VirtualMachine', state, name, id, command: ['vm', 'show', name] });
  }
}
