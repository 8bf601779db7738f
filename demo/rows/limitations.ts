/** The limitations that are rules here: a schedule of one namespace, one that cannot grow, and one by labels. */
import { setTimeout } from 'node:timers/promises';
import {
  claimAlerts,
  claimSuccess,
  createNamespace,
  createSchedule,
  deleteNamespace,
  lastCycles,
  nextCycle,
  runCycle,
  SCHEDULE,
  scheduleNow,
} from '../deeds.js';
import { claim, holdfast, type Scene, same } from '../scene.js';
import type { Row } from './row.js';

export const onlyNamespace: Row = {
  name: 'only-namespace',
  source: 'limitation 3',
  words:
    "If a backup schedule targets only one namespace and it's deleted, the schedule will not trigger further backups.",
  takes: 'up to two minutes: real due times, at full minutes',
  async play(scene) {
    const { narrator } = scene;
    narrator.step('A schedule for billing alone; then "billing" is deleted.');
    await createSchedule(scene, ['--namespaces', 'billing']);
    await deleteNamespace(scene, 'billing');
    narrator.step('It is made due at every full minute, and this one is really waited for.');
    narrator.say('What a schedule does not do can only be seen at its due time.');
    await holdfast(scene, ['schedule', 'edit', SCHEDULE, '--cron', '* * * * *', '--time-zone', 'UTC']);
    await skippedCycle(scene);
    await holdfast(scene, ['schedule', 'show', SCHEDULE]);
    await holdfast(scene, ['backup', 'list', '--schedule', SCHEDULE]);
    await claimAlerts(scene, [{ kind: 'ONLY_NAMESPACE_GONE', count: 1 }]);
    narrator.step('"billing" is created again: the schedule goes on by itself at the next full minute.');
    await createNamespace(scene, 'billing');
    claimSuccess(scene, await nextCycle(scene), ['billing']);
    await claimAlerts(scene, []);
  },
};

const LOOK_EVERY_MS = 500;
const PATIENCE_MS = 75_000;

async function skippedCycle(scene: Scene): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let seen: unknown = 'no cycle at all';
  while (performance.now() < until) {
    const [cycle] = await lastCycles(scene);
    if (cycle !== undefined && cycle.outcome !== 'OPEN') {
      seen = [cycle.trigger, cycle.outcome, cycle.reasons.map(({ code }) => code), cycle.backup];
      break;
    }
    await setTimeout(LOOK_EVERY_MS);
  }
  const expected = ['PLANNED', 'SKIPPED', ['ONLY_NAMESPACE_GONE'], null];
  claim(scene, 'The due time came and made no backup: the only namespace is gone.', same(seen, expected));
}

export const createdSingle: Row = {
  name: 'created-single',
  source: 'limitation 5',
  words:
    "If you created a backup schedule initially for a single namespace and later want to add additional namespaces to that schedule, you can't update the backup schedule; it will result in an error.",
  async play(scene) {
    scene.narrator.step('A schedule that was created for shop alone is to have blog, too.');
    await createSchedule(scene, ['--namespaces', 'shop']);
    await refused(scene, ['schedule', 'add', SCHEDULE, '--namespaces', 'blog']);
    const { selection, version } = await scheduleNow(scene);
    claim(scene, 'The schedule is as it was.', same([selection.names, version], [['shop'], 1]));
    claimSuccess(scene, await runCycle(scene), ['shop']);
  },
};

export const labelSchedule: Row = {
  name: 'label-schedule',
  source: 'limitation 4',
  words:
    'Flexible namespace backup schedule editing is not supported for backup schedules defined with future namespace, namespace labels and VM backup schedules.',
  async play(scene) {
    const { narrator } = scene;
    narrator.step('A schedule by labels: its namespaces are not edited by list.');
    await createSchedule(scene, ['--selector', 'team=storefront']);
    await refused(scene, ['schedule', 'add', SCHEDULE, '--namespaces', 'blog']);
    await refused(scene, ['schedule', 'exclude', SCHEDULE, '--namespaces', 'search']);
    claimSuccess(scene, await runCycle(scene), ['search', 'shop']);
    narrator.step(
      'It follows the labels by itself: a namespace comes, another one goes, nothing is missing.',
    );
    await createNamespace(scene, 'reviews', { team: 'storefront' });
    await deleteNamespace(scene, 'search');
    claimSuccess(scene, await runCycle(scene), ['reviews', 'shop']);
    await claimAlerts(scene, []);
    narrator.step('All the rest can be edited.');
    await holdfast(scene, [
      'schedule',
      'edit',
      SCHEDULE,
      '--selector',
      'team in (storefront,content)',
      '--keep',
      '30',
    ]);
    claimSuccess(scene, await runCycle(scene), ['blog', 'reviews', 'shop']);
  },
};

async function refused(scene: Scene, args: readonly string[]): Promise<void> {
  const { output } = await holdfast(scene, args, { expectedCode: 1 });
  const finding = { holds: output.includes('SCHEDULE_NOT_EDITABLE'), seen: output.trim() };
  claim(scene, 'It is refused, with what to do instead.', finding);
}
