/** A garden whose shoots are registered, fall asleep, wake and disappear. */
import { ALERTS_CHANNEL as channel } from './chat.js';
import { claimAlerts, claimSuccess, nextCycle } from './deeds.js';
import { type DemoGarden, GARDEN_PROJECT, LAB_SHOOT, SHOOTS } from './garden.js';
import { HARBOUR_BUCKET } from './harbour.js';
import { clusterNamed, discoveryNamed, statesOf } from './named.js';
import { backupNamed } from './restoring.js';
import { claim, claimInSlack, holdfast, matrixLine, type Scene, same } from './scene.js';
import { until } from './until.js';

const DISCOVERY = 'prod-shoots';
const LOCATION = 'quay';
const BACKUP = 'before';
const [BLUE, GREEN] = SHOOTS.map((shoot) => `${GARDEN_PROJECT}--${shoot}`) as [string, string];

export async function discover(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  narrator.step(
    `The shoots of the project "${GARDEN_PROJECT}" that are labelled env=prod are to be clusters here.`,
  );
  const letGo = garden.hold();
  const what = ['--project', GARDEN_PROJECT, '--selector', 'env=prod', '--interval', '15'];
  await holdfast(scene, ['discovery', 'create', DISCOVERY, '--kubeconfig', garden.kubeconfigFile, ...what]);
  await matrixLine(scene, 'ClusterDiscovery', 'IN_PROGRESS');
  const edit = ['discovery', 'edit', DISCOVERY, '--interval', '30'];
  const { output } = await holdfast(scene, edit, { expectedCode: 1 });
  const refused = { holds: output.includes('OPERATION_NOT_ALLOWED'), seen: output.trim() };
  claim(scene, 'While it looks through the garden it is not edited.', refused);
  letGo();
  const { state, counts } = await ended(scene, DISCOVERY);
  const seen = same([state, counts.found, counts.registered], ['SUCCESS', 2, 2]);
  claim(scene, 'The discovery is a Success: two shoots match, and both are registered.', seen);
  await holdfast(scene, ['discovery', 'show', DISCOVERY]);
  await matrixLine(scene, 'ClusterDiscovery', 'SUCCESS');
  for (const name of [BLUE, GREEN]) await holdfast(scene, ['cluster', 'validate', name]);
  await holdfast(scene, ['cluster', 'list']);
  const clusters = await Promise.all([BLUE, GREEN].map((name) => clusterNamed(scene, name)));
  const are = clusters.map((each) => [each.state, each.mode, each.shoot?.managed]);
  const expected = ['ACTIVE', 'FEDERATED', true];
  claim(scene, 'Both are Active, in federated mode, and kept up.', same(are, [expected, expected]));
}

export async function backUpShoot(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('A bucket that both clusters reach with identities of their own; a backup of one of them.');
  const bucket = ['--s3', HARBOUR_BUCKET, '--endpoint', 'https://store.example'];
  await holdfast(scene, ['location', 'add', LOCATION, '--access', 'WORKLOAD_IDENTITY', ...bucket]);
  for (const name of [BLUE, GREEN]) await holdfast(scene, ['location', 'connect', LOCATION, name]);
  await holdfast(scene, ['location', 'connections', LOCATION]);
  await matrixLine(scene, 'LocationConnection', 'VALID');
  const what = ['--cluster', GREEN, '--location', LOCATION, '--namespaces', 'payments', '--name', BACKUP];
  await holdfast(scene, ['backup', 'create', ...what]);
  claimSuccess(scene, await nextCycle(scene), ['payments']);
}

export async function sleepAndWake(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  narrator.step('The shoot "blue" is hibernated: its API server is gone, and nothing is wrong.');
  garden.hibernate('blue');
  await holdfast(scene, ['cluster', 'validate', BLUE], { expectedCode: 4 });
  const { state, stateReason } = await clusterNamed(scene, BLUE);
  const asleep = same([state, stateReason], ['NOT_AVAILABLE', 'HIBERNATED']);
  claim(scene, 'The cluster is Not Available because it sleeps.', asleep);
  await matrixLine(scene, 'Cluster', 'NOT_AVAILABLE');
  await claimAlerts(scene, []);
  narrator.step('It wakes up. The next run finds it so.');
  garden.wakeUp('blue');
  await holdfast(scene, ['discovery', 'discover', DISCOVERY, '--wait']);
  await holdfast(scene, ['cluster', 'validate', BLUE]);
  claim(scene, 'The cluster is Active.', same((await clusterNamed(scene, BLUE)).state, 'ACTIVE'));
}

export async function loseShoot(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  narrator.step('Somebody deletes the shoot "green" in the garden.');
  garden.deleteShoot('green');
  await holdfast(scene, ['discovery', 'discover', DISCOVERY, '--wait']);
  await holdfast(scene, ['cluster', 'show', GREEN]);
  const { shoot } = await clusterNamed(scene, GREEN);
  const unmanaged = same([shoot?.managed, shoot?.discoveries], [false, []]);
  claim(scene, 'Its cluster is still here, and nobody keeps it up any more.', unmanaged);
  await holdfast(scene, ['backup', 'show', BACKUP]);
  claim(scene, 'Its backup stays.', same((await backupNamed(scene, BACKUP)).state, 'SUCCESS'));
}

export async function refuseAndMend(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  narrator.step('The garden refuses the token of the discovery.');
  const mend = garden.refuse();
  await holdfast(scene, ['discovery', 'discover', DISCOVERY, '--wait'], { expectedCode: 4 });
  const failed = await discoveryNamed(scene, DISCOVERY);
  const finding = same([failed?.state, failed?.stateReason], ['FAILED', 'CREDENTIAL_REFUSED']);
  claim(scene, 'The discovery Failed, and says why.', finding);
  await matrixLine(scene, 'ClusterDiscovery', 'FAILED');
  await claimAlerts(scene, [{ kind: 'CLUSTER_DISCOVERY_CONFIG_FAILED', count: 1 }]);
  await claimInSlack(scene, { channel, begins: `Cluster discovery failed: cluster discovery ${DISCOVERY}` });
  const { state, shoot } = await clusterNamed(scene, BLUE);
  claim(scene, 'Its clusters stay as they are.', same([state, shoot?.managed], ['ACTIVE', true]));
  narrator.step('The token is good again: the next run succeeds and closes the alert.');
  mend();
  await holdfast(scene, ['discovery', 'discover', DISCOVERY, '--wait']);
  await claimAlerts(scene, []);
}

export async function removeDiscovery(scene: Scene, garden: DemoGarden): Promise<void> {
  const { narrator } = scene;
  const name = 'lab-shoots';
  narrator.step(
    'A second discovery, for the shoots labelled env=test, is deleted again; its cluster is kept.',
  );
  const what = ['--project', GARDEN_PROJECT, '--selector', 'env=test', '--wait'];
  await holdfast(scene, ['discovery', 'create', name, '--kubeconfig', garden.kubeconfigFile, ...what]);
  const id = (await discoveryNamed(scene, name))?.id ?? '';
  const { output } = await holdfast(scene, ['discovery', 'delete', name, '--yes'], { expectedCode: 1 });
  const cluster = `${GARDEN_PROJECT}--${LAB_SHOOT}`;
  const named = { holds: output.includes('HAS_DEPENDENTS') && output.includes(cluster), seen: output.trim() };
  claim(scene, 'It is refused while it has clusters, and names them.', named);
  await holdfast(scene, ['discovery', 'delete', name, '--clusters', 'KEEP', '--yes']);
  await until(async () => (await discoveryNamed(scene, name)) === undefined, 'It was not deleted in time.');
  await holdfast(scene, ['history', 'discovery', id]);
  const states = same((await statesOf(scene, id)).slice(-2), ['DELETING', null]);
  claim(scene, 'It was Deleting, and is gone.', states);
  const { shoot } = await clusterNamed(scene, cluster);
  claim(scene, 'Its cluster stays, unmanaged.', same(shoot?.managed, false));
}

async function ended(scene: Scene, name: string) {
  const now = () => discoveryNamed(scene, name);
  await until(async () => (await now())?.state !== 'IN_PROGRESS', 'The run did not end in time.');
  const discovery = await now();
  if (discovery === undefined) throw new Error(`There is no discovery "${name}".`);
  return discovery;
}
