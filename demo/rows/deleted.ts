/** Namespaces that are deleted before, during and after a backup; all of them; and one that comes back. */
import {
  type Cycle,
  claimAlerts,
  claimPartialSuccess,
  claimSuccess,
  createNamespace,
  createSchedule,
  deleteNamespace,
  lastCycles,
  nextCycle,
  runCycle,
  SCHEDULE,
  scheduleNow,
  verdict,
} from '../deeds.js';
import { noFilesOf } from '../location-files.js';
import { claim, holdfast, type Scene, same } from '../scene.js';
import type { Row } from './row.js';

const THREE = ['--namespaces', 'shop,blog,billing'];
const WITHOUT_BILLING = { included: ['blog', 'shop'], missing: ['billing'] };

export const deletedBefore: Row = {
  name: 'deleted-before',
  source: 'row 1',
  words:
    'Namespace(s) deleted before backup creation: Backup continues with available namespaces and results in partial success.',
  async play(scene) {
    scene.narrator.step('A schedule for shop, blog and billing; then "billing" is deleted.');
    await createSchedule(scene, THREE);
    await deleteNamespace(scene, 'billing');
    scene.narrator.step('The cycle goes on with the other two.');
    claimPartialSuccess(scene, await runCycle(scene), WITHOUT_BILLING);
    const { state, missingNamespaces } = await scheduleNow(scene);
    const finding = same([state, missingNamespaces], ['ACTIVE', ['billing']]);
    claim(scene, 'The schedule stays active and names billing as missing.', finding);
    await claimAlerts(scene, [{ kind: 'MISSING_NAMESPACES', count: 1 }]);
    scene.narrator.step(
      'Nobody does anything: the next cycle is as good, and the alert is counted, not repeated.',
    );
    claimPartialSuccess(scene, await runCycle(scene), WITHOUT_BILLING);
    await claimAlerts(scene, [{ kind: 'MISSING_NAMESPACES', count: 2 }]);
  },
};

export const deletedDuring: Row = {
  name: 'deleted-during',
  source: 'row 2 and limitation 1',
  words:
    'If a namespace that is part of the backup is deleted during backup execution (volume or resource stages), the backup transitions to a failed state.',
  async play(scene) {
    scene.narrator.step('A schedule for shop, blog and billing.');
    await createSchedule(scene, THREE);
    await deleteWhile(scene, 'VOLUMES', /\/persistentvolumeclaims\b/);
    scene.narrator.step('"billing" is created again, to be lost once more.');
    await createNamespace(scene, 'billing');
    await deleteWhile(scene, 'RESOURCES', /\/configmaps\b/);
  },
};

async function deleteWhile(scene: Scene, stage: string, path: RegExp): Promise<void> {
  const { narrator, cluster } = scene;
  narrator.step(`"billing" is deleted exactly while the backup is in the stage ${stage}.`);
  narrator.say(
    `The deletion is sent before the cluster answers the request for "${path.source.replaceAll(/\\\W|\\b/g, '')}".`,
  );
  const deletion = cluster.during(path, () => deleteNamespace(scene, 'billing'));
  const lost = await runCycle(scene);
  await deletion.done();
  claim(
    scene,
    `The backup failed in the stage ${stage} and names billing as lost.`,
    same([lost.state, lost.lastStage, lost.lost], ['FAILURE', stage, ['billing']]),
  );
  narrator.step('A follow-up cycle began at once, by itself, on a fresh plan.');
  const followUp = await nextCycle(scene);
  claimPartialSuccess(scene, followUp, WITHOUT_BILLING);
  const [newest, before] = await lastCycles(scene);
  claim(
    scene,
    'It was nobody who asked for it: it is the FOLLOW_UP of the one that failed.',
    same([newest?.trigger, before?.backup?.id], ['FOLLOW_UP', lost.id]),
  );
  claim(
    scene,
    'In the location there is no file of the failed backup.',
    await noFilesOf(scene, lost, followUp),
  );
  await holdfast(scene, ['schedule', 'show', SCHEDULE]);
}

export const deletedAfter: Row = {
  name: 'deleted-after',
  source: 'row 3',
  words:
    'Namespace(s) deleted after backup creation: Backup continues with available namespaces in the next backup cycle and results in partial success.',
  async play(scene) {
    scene.narrator.step('A schedule for shop, blog and billing, and its first cycle.');
    await createSchedule(scene, THREE);
    const first = await runCycle(scene);
    claimSuccess(scene, first, ['billing', 'blog', 'shop']);
    scene.narrator.step('"billing" is deleted. The finished backup stays as it is.');
    await deleteNamespace(scene, 'billing');
    const { name } = await verdict(scene, first.id);
    await holdfast(scene, ['backup', 'verify', name]);
    claimUnchanged(scene, first, await verdict(scene, first.id));
    scene.narrator.step('The next cycle goes on with the other two.');
    claimPartialSuccess(scene, await runCycle(scene), WITHOUT_BILLING);
    claimUnchanged(scene, first, await verdict(scene, first.id));
  },
};

function claimUnchanged(
  scene: Scene,
  { state, included, missing }: Cycle,
  now: Pick<Cycle, 'state' | 'included' | 'missing'>,
): void {
  const finding = same([now.state, now.included, now.missing], [state, included, missing]);
  claim(scene, 'The first backup is still a Success, with billing in it.', finding);
}

export const cameBack: Row = {
  name: 'came-back',
  source: 'scenario 1',
  words:
    'You can then investigate the root cause and either exclude the missing namespaces from the schedule or recreate them.',
  async play(scene) {
    scene.narrator.step('A schedule loses "billing".');
    await createSchedule(scene, THREE);
    await deleteNamespace(scene, 'billing');
    claimPartialSuccess(scene, await runCycle(scene), WITHOUT_BILLING);
    await claimAlerts(scene, [{ kind: 'MISSING_NAMESPACES', count: 1 }]);
    scene.narrator.step('"billing" is created again, and nobody touches the schedule.');
    await createNamespace(scene, 'billing');
    claimSuccess(scene, await runCycle(scene), ['billing', 'blog', 'shop']);
    await claimAlerts(scene, []);
  },
};

export const allMissing: Row = {
  name: 'all-missing',
  source: 'not said there; Holdfast',
  words:
    'With all of its namespaces missing it is a Failure that lists them: never an empty backup that looks good.',
  async play(scene) {
    scene.narrator.step('A schedule for blog and billing; both are deleted.');
    await createSchedule(scene, ['--namespaces', 'blog,billing']);
    await deleteNamespace(scene, 'blog');
    await deleteNamespace(scene, 'billing');
    const { state, missing, included } = await runCycle(scene);
    const finding = same([state, missing, included], ['FAILURE', ['billing', 'blog'], []]);
    claim(scene, 'The cycle is a Failure that lists billing and blog as missing.', finding);
    await claimAlerts(scene, [{ kind: 'BACKUP_FAILED', count: 1 }]);
  },
};
