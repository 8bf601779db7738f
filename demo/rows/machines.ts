/** Virtual machines of every state of the document, and a backup of all of them. */
import { execute } from '../../src/client/execute.js';
import { VirtualMachinesDocument } from '../../src/client/generated/graphql.js';
import { type DemoMachines, MACHINES_NAMESPACE as NAMESPACE } from '../machines.js';
import { backupNamed } from '../restoring.js';
import { claim, connectionTo, holdfast, matrixLine, type Scene, same } from '../scene.js';
import type { Row } from './row.js';

const PLACE = ['--cluster', 'prod', '--location', 'main'];

export const machines: Row = {
  name: 'machines',
  source: 'second document, Virtual Machines',
  words:
    'Paused: pre-exec and post-exec rules fail. Running: virtual machine is operational. Stopped: pre-exec and post-exec rules fail. Classic mode only.',
  async play(scene) {
    const there = await see(scene);
    await backUpOne(scene, there);
    await backUpAll(scene, there);
  },
};

async function see(scene: Scene): Promise<DemoMachines> {
  const { narrator, cluster } = scene;
  narrator.step('KubeVirt is installed on the cluster, and four virtual machines run there.');
  const there = await cluster.serveMachines();
  await claimStates(scene, { archive: 'RUNNING', db: 'RUNNING', report: 'RUNNING', trial: 'RUNNING' });
  await matrixLine(scene, 'VirtualMachine', 'RUNNING');
  narrator.step('One is paused, one is stopped.');
  there.pause('trial');
  there.stop('report');
  await claimStates(scene, { archive: 'RUNNING', db: 'RUNNING', report: 'STOPPED', trial: 'PAUSED' });
  for (const state of ['PAUSED', 'STOPPED']) await matrixLine(scene, 'VirtualMachine', state);
  await holdfast(scene, ['vm', 'show', `${NAMESPACE}/trial`]);
  return there;
}

async function backUpOne(scene: Scene, there: DemoMachines): Promise<void> {
  const { narrator } = scene;
  narrator.step('A backup of the one that runs: its guest is frozen while its disk is cut, and thawed.');
  const what = ['--vm', `${NAMESPACE}/db`, '--name', 'one', '--watch'];
  await holdfast(scene, ['vm', 'back-up', ...PLACE, ...what]);
  await holdfast(scene, ['backup', 'show', 'one']);
  const expected = [`SUCCESS`, [['db', 'FROZEN', 'SUCCESS', 1, 1]]];
  claim(scene, 'The backup is a Success, its guest was frozen.', same(await became(scene, 'one'), expected));
  const asked = [`freeze ${NAMESPACE}/db`, `unfreeze ${NAMESPACE}/db`];
  const finding = same([there.asked(), there.frozen()], [asked, []]);
  claim(scene, 'KubeVirt was asked for one freeze and one thaw, and nothing is frozen.', finding);
}

async function backUpAll(scene: Scene, there: DemoMachines): Promise<void> {
  const { narrator } = scene;
  narrator.step('A backup of all four. One has a second disk on a storage that cannot make snapshots.');
  const before = there.asked().length;
  const all = ['vm', 'back-up', ...PLACE, '--all-vms', '--name', 'all', '--watch'];
  await holdfast(scene, all, { expectedCode: 3 });
  await holdfast(scene, ['backup', 'show', 'all']);
  const expected = [
    'PARTIAL_SUCCESS',
    [
      ['archive', 'FROZEN', 'PARTIAL_SUCCESS', 1, 2],
      ['db', 'FROZEN', 'SUCCESS', 1, 1],
      ['report', 'SKIPPED', 'SUCCESS', 1, 1],
      ['trial', 'SKIPPED', 'SUCCESS', 1, 1],
    ],
  ];
  claim(
    scene,
    'The backup is a Partial Success: one disk is missing, and only that machine is partial.',
    same(await became(scene, 'all'), expected),
  );
  const asked = ['freeze archive', 'freeze db', 'unfreeze archive', 'unfreeze db'];
  const words = there
    .asked()
    .slice(before)
    .map((each) => each.replace(`${NAMESPACE}/`, ''))
    .toSorted();
  claim(
    scene,
    'The paused and the stopped one were left alone; both that ran were thawed.',
    same([words, there.frozen()], [asked, []]),
  );
}

/** After a look at the cluster. */
async function claimStates(scene: Scene, expected: Readonly<Record<string, string>>): Promise<void> {
  await holdfast(scene, ['cluster', 'validate', 'prod']);
  await holdfast(scene, ['vm', 'list', '--cluster', 'prod', '--sort', 'NAME']);
  const wanted = { first: 50, after: null, filter: null, sort: null };
  const { virtualMachines } = await execute(VirtualMachinesDocument, wanted, connectionTo(scene.product));
  const seen = virtualMachines.edges
    .map(({ node }) => [node.name, node.state])
    .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
  const sentence = Object.entries(expected).map(([name, state]) => `${name} ${state}`);
  claim(scene, `They are: ${sentence.join(', ')}.`, same(seen, Object.entries(expected)));
}

async function became(scene: Scene, backup: string): Promise<readonly unknown[]> {
  const { state, virtualMachines } = await backupNamed(scene, backup);
  const each = virtualMachines.map(({ name, quiesced, outcome, volumes, volumesBackedUp }) => [
    ...[name, quiesced, outcome, volumesBackedUp, volumes],
  ]);
  return [state, each];
}
