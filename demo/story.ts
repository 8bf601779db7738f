/** The whole story: a schedule loses a namespace, goes on without it, says so, is mended, and takes a new one in. Then it is yours. */
import { ALERTS_CHANNEL as channel } from './chat.js';
import {
  claimAlerts,
  claimPartialSuccess,
  claimSuccess,
  createNamespace,
  createSchedule,
  deleteNamespace,
  runCycle,
  SCHEDULE,
  verdict,
} from './deeds.js';
import { registerFederated } from './federated.js';
import { introducePeople } from './people.js';
import {
  addLocation,
  claim,
  claimInSlack,
  holdfast,
  matrixLine,
  registerCluster,
  type Scene,
  same,
} from './scene.js';
import { leaveAlerts } from './your-turn.js';

/** @throws Error with a sentence about the step that did not go as it should */
export async function tellStory(scene: Scene): Promise<void> {
  await setUp(scene);
  await firstCycle(scene);
  await loseNamespace(scene);
  await exclude(scene);
  await newNamespace(scene);
  await lookBack(scene);
  await registerFederated(scene);
  await leaveAlerts(scene);
}

async function setUp(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('A cluster, registered with its kubeconfig; a backup location, which is a folder.');
  await registerCluster(scene);
  await matrixLine(scene, 'Cluster', 'ACTIVE');
  await addLocation(scene);
  await matrixLine(scene, 'BackupLocation', 'VALID');
  narrator.step(
    'People. What somebody clicks in Slack is done with their own rights, so Slack users are linked.',
  );
  await introducePeople(scene);
}

async function firstCycle(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('A schedule for three namespaces, every night.');
  await createSchedule(scene, ['--namespaces', 'shop,blog,billing']);
  narrator.say(
    'Nobody wants to wait for the night: every cycle of this story is asked for with "schedule run", which is now and not at its due time. The due times below stand all the same.',
  );
  await holdfast(scene, ['schedule', 'show', SCHEDULE]);
  claimSuccess(scene, await runCycle(scene), ['billing', 'blog', 'shop']);
}

async function loseNamespace(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('Somebody deletes the namespace "billing". The next cycle goes on without it.');
  await deleteNamespace(scene, 'billing');
  await holdfast(scene, ['schedule', 'preview', SCHEDULE]);
  const cycle = await runCycle(scene);
  claimPartialSuccess(scene, cycle, { included: ['blog', 'shop'], missing: ['billing'] });
  await matrixLine(scene, 'Backup', 'PARTIAL_SUCCESS');
  narrator.step('It is said once: one alert is open, and the backup names what is missing.');
  await claimAlerts(scene, [{ kind: 'MISSING_NAMESPACES', count: 1 }]);
  await claimInSlack(scene, { channel, begins: `Partial Success: schedule ${SCHEDULE}` });
  const { name } = await verdict(scene, cycle.id);
  await holdfast(scene, ['backup', 'show', name]);
  await holdfast(scene, ['backup', 'verify', name]);
}

async function exclude(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('Exclude from Schedule: what is missing is not wanted any more.');
  await holdfast(scene, ['schedule', 'exclude', SCHEDULE, '--missing']);
  await claimInSlack(scene, { channel, begins: `Excluded from the next cycle: schedule ${SCHEDULE}` });
  claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
  await claimAlerts(scene, []);
  await claimInSlack(scene, { channel, begins: `Closed: schedule ${SCHEDULE}` });
}

async function newNamespace(scene: Scene): Promise<void> {
  const { narrator } = scene;
  narrator.step('A new namespace, "reviews". A list is a list: the next cycle does not have it.');
  await createNamespace(scene, 'reviews');
  claimSuccess(scene, await runCycle(scene), ['blog', 'shop']);
  narrator.step('It is added to the schedule. The next cycle has it.');
  await holdfast(scene, ['schedule', 'add', SCHEDULE, '--namespaces', 'reviews']);
  claimSuccess(scene, await runCycle(scene), ['blog', 'reviews', 'shop']);
}

async function lookBack(scene: Scene): Promise<void> {
  scene.narrator.step('How the schedule stands now, who changed what, and when it is due by itself.');
  await holdfast(scene, ['schedule', 'show', SCHEDULE]);
  await holdfast(scene, ['schedule', 'history', SCHEDULE]);
  const { output } = await holdfast(scene, ['backup', 'list', '--schedule', SCHEDULE]);
  const told = ['SUCCESS', 'PARTIAL_SUCCESS'].map((state) => output.split(` ${state} `).length - 1);
  claim(scene, 'Five backups: four Successes and one Partial Success.', same(told, [4, 1]));
}
