/** Both modes in one installation: beside the classic cluster one on which Stork does the work. */
import { claimPartialSuccess, nextCycle } from './deeds.js';
import { HARBOUR_BUCKET } from './harbour.js';
import { clusterNamed } from './named.js';
import { claim, holdfast, matrixLine, type Scene, same } from './scene.js';

const CLUSTER = 'harbour';
const LOCATION = 'quay';

export async function registerFederated(scene: Scene): Promise<void> {
  const { narrator, harbour } = scene;
  narrator.step(
    'A second cluster, in federated mode: Stork does the work there, and Holdfast tells it what to do.',
  );
  const how = ['--mode', 'FEDERATED', '--kubeconfig', harbour.kubeconfigFile];
  await holdfast(scene, ['cluster', 'add', CLUSTER, ...how]);
  await holdfast(scene, ['cluster', 'show', CLUSTER]);
  const { state, stork } = await clusterNamed(scene, CLUSTER);
  const met = stork?.prerequisites.map(({ name, met }) => [name, met]);
  const expected = [
    ['MISSING_NAMESPACES', true],
    ['WORKLOAD_IDENTITY', true],
  ];
  claim(
    scene,
    'The cluster is Active, and its Stork is new enough.',
    same([state, met], ['ACTIVE', expected]),
  );
  await holdfast(scene, ['cluster', 'list']);
}

export async function backUpFederated(scene: Scene): Promise<void> {
  const { narrator, harbour } = scene;
  narrator.step(
    'A bucket that the cluster reaches with an identity of its own, and Holdfast never: the cluster says so.',
  );
  const bucket = ['--s3', HARBOUR_BUCKET, '--endpoint', 'https://store.example'];
  await holdfast(scene, ['location', 'add', LOCATION, '--access', 'WORKLOAD_IDENTITY', ...bucket]);
  await holdfast(scene, ['location', 'connect', LOCATION, CLUSTER]);
  await holdfast(scene, ['location', 'connections', LOCATION]);
  narrator.step('Three namespaces, of which one does not exist. Stork is told of the other two.');
  const names = ['--namespaces', 'catalogue,orders,returns'];
  await holdfast(scene, ['backup', 'create', '--cluster', CLUSTER, '--location', LOCATION, ...names]);
  const cycle = await nextCycle(scene);
  claimPartialSuccess(scene, cycle, { included: ['catalogue', 'orders'], missing: ['returns'] });
  claim(scene, 'The cluster was told once.', same(harbour.instructions(), [`holdfast-${cycle.id}`]));
  await holdfast(scene, ['backup', 'show', cycle.name]);
}

/** It goes, and an older one comes. */
export async function loseStork(scene: Scene): Promise<void> {
  const { narrator, harbour } = scene;
  narrator.step('Somebody removes Stork: the cluster answers as before, and nobody there would do the work.');
  harbour.removeStork();
  await holdfast(scene, ['cluster', 'validate', CLUSTER], { expectedCode: 4 });
  const lost = await clusterNamed(scene, CLUSTER);
  const finding = same([lost.state, lost.stateReason], ['DISCONNECTED', 'STORK_MISSING']);
  claim(scene, 'The cluster is Disconnected, and says why.', finding);
  await matrixLine(scene, 'Cluster', 'DISCONNECTED');
  narrator.step(
    'An older Stork is put there, 25.10.1: by its numbers later than 25.5.0 and earlier than 26.3.0.',
  );
  harbour.putStork('25.10.1');
  await holdfast(scene, ['cluster', 'validate', CLUSTER]);
  await holdfast(scene, ['cluster', 'show', CLUSTER]);
  const { state, stork } = await clusterNamed(scene, CLUSTER);
  const seen = [state, stork?.version, ...(stork?.prerequisites.map(({ met }) => met) ?? [])];
  claim(
    scene,
    'The cluster is Active; one prerequisite is met, one is not.',
    same(seen, ['ACTIVE', '25.10.1', true, false]),
  );
}
