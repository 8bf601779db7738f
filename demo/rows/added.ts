/** Namespaces that come: before, during and after a backup; and one that was excluded and comes again. */
import {
  claimAlerts,
  claimPartialSuccess,
  claimSuccess,
  createNamespace,
  createSchedule,
  deleteNamespace,
  runCycle,
  SCHEDULE,
} from '../deeds.js';
import { claim, commandLine, holdfast, type Scene } from '../scene.js';
import type { Row } from './row.js';

const TWO = ['--namespaces', 'shop,blog'];
const ADD = ['schedule', 'add', SCHEDULE, '--namespaces', 'reviews'];
const BEFORE_OR_AFTER =
  'Namespaces are not picked up for backup and need to be added manually with the Edit Schedule option. Newly added namespaces will be picked up in the next backup cycle.';

export const addedBefore: Row = {
  name: 'added-before',
  source: 'row 4',
  words: `Namespace added before backup creation: ${BEFORE_OR_AFTER}`,
  async play(scene) {
    scene.narrator.step('A schedule for shop and blog; before its cycle somebody creates "reviews".');
    await createSchedule(scene, TWO);
    await createNamespace(scene, 'reviews');
    await holdfast(scene, ['schedule', 'preview', SCHEDULE]);
    claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
    await addReviews(scene);
  },
};

export const addedAfter: Row = {
  name: 'added-after',
  source: 'row 4',
  words: `Namespace added after backup creation: ${BEFORE_OR_AFTER}`,
  async play(scene) {
    scene.narrator.step(
      'A schedule for shop and blog, and its first cycle. After it somebody creates "reviews".',
    );
    await createSchedule(scene, TWO);
    claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
    await createNamespace(scene, 'reviews');
    scene.narrator.step('The next cycle does not have it.');
    claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
    await addReviews(scene);
  },
};

async function addReviews(scene: Scene): Promise<void> {
  scene.narrator.step('It is added to the schedule. The next cycle has it.');
  await holdfast(scene, ADD);
  claimSuccess(scene, await runCycle(scene), ['blog', 'reviews', 'shop']);
}

export const addedDuring: Row = {
  name: 'added-during',
  source: 'row 5 and limitation 2',
  words:
    'You cannot manually include namespaces created after backup start in the current backup cycle. They will be picked up in the next backup cycle after you add them to the backup schedule.',
  async play(scene) {
    const { narrator, cluster, product } = scene;
    narrator.step('A schedule for shop and blog.');
    await createSchedule(scene, TWO);
    narrator.step('While its cycle reads volumes, "reviews" is created and put on the schedule at once.');
    const edit = cluster.during(/\/persistentvolumeclaims\b/, async () => {
      await createNamespace(scene, 'reviews');
      narrator.command(commandLine(ADD));
      const { code, output } = await product.run(ADD);
      narrator.output(output);
      if (code !== 0) throw new Error('"reviews" could not be put on the schedule.');
    });
    const running = await runCycle(scene);
    await edit.done();
    claimSuccess(scene, running, ['blog', 'shop']);
    claim(scene, 'The running cycle kept to its plan.', {
      holds: !running.included.includes('reviews'),
      seen: running.included.join(', '),
    });
    narrator.step('The next cycle has it.');
    claimSuccess(scene, await runCycle(scene), ['blog', 'reviews', 'shop']);
  },
};

export const excluded: Row = {
  name: 'excluded',
  source: 'Exclude deleted namespaces from the backup',
  words:
    'Select all or the required namespaces you want to exclude from the scheduled backup and then click Exclude from Schedule. The backup schedule is updated and the selected namespaces are excluded from the next backup cycle.',
  async play(scene) {
    scene.narrator.step('A schedule loses "billing"; an alert is open.');
    await createSchedule(scene, ['--namespaces', 'shop,blog,billing']);
    await deleteNamespace(scene, 'billing');
    const partial = await runCycle(scene);
    claimPartialSuccess(scene, partial, { included: ['blog', 'shop'], missing: ['billing'] });
    await claimAlerts(scene, [{ kind: 'MISSING_NAMESPACES', count: 1 }]);
    scene.narrator.step('What is missing is excluded. The next cycle is a Success and closes the alert.');
    await holdfast(scene, ['schedule', 'exclude', SCHEDULE, '--missing']);
    claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
    await claimAlerts(scene, []);
    scene.narrator.step('"billing" is created again: it stays out until somebody adds it.');
    await createNamespace(scene, 'billing');
    claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
    await holdfast(scene, ['schedule', 'add', SCHEDULE, '--namespaces', 'billing']);
    claimSuccess(scene, await runCycle(scene), ['billing', 'blog', 'shop']);
  },
};
