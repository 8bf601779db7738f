/** Schedules: one that runs, and one that somebody has suspended. */
import { createSchedule, SCHEDULE } from '../deeds.js';
import { holdfast } from '../scene.js';
import { idOf } from './explorer.js';
import type { Tour } from './tour.js';

const PAUSED = 'weekly';

export async function walkSchedules(tour: Tour): Promise<void> {
  const { scene } = tour;
  scene.narrator.step('Schedules. One is active, another is suspended.');
  await createSchedule(scene, ['--namespaces', 'shop,blog']);
  const what = ['--cluster', 'prod', '--location', 'main', '--namespaces', 'shop,blog', '--keep', '4'];
  const when = ['--cron', '0 3 * * 0', '--time-zone', 'Europe/Berlin'];
  await holdfast(scene, ['schedule', 'create', PAUSED, ...what, ...when]);
  await holdfast(scene, ['schedule', 'suspend', PAUSED]);
  for (const [name, state] of [
    [SCHEDULE, 'ACTIVE'],
    [PAUSED, 'SUSPENDED'],
  ] as const) {
    const id = await idOf(scene, 'BackupSchedule', name);
    await tour.see({ resource: 'BackupSchedule', state, name, id, command: ['schedule', 'show', name] });
  }
}
