/** What is left to whoever looks on: two alerts stand open in Slack, and this is what to click. */
import { ALERTS_CHANNEL } from './chat.js';
import { claimSuccess, createNamespace, deleteNamespace, runCycle, SCHEDULE } from './deeds.js';
import { JONAS, MARA, type Person, PRIYA, tokenFileOf } from './people.js';
import { claimInSlack, holdfast, type Scene } from './scene.js';

const OWN_SCHEDULE = 'payments';
const OWN_CHANNEL = 'payments';

/** One alert with one missing namespace, and one with two that goes to another channel and is about Priya's own schedule. */
export async function leaveAlerts(scene: Scene): Promise<void> {
  const { narrator, chat } = scene;
  const channel = OWN_CHANNEL;
  narrator.step(
    `A schedule of ${chat.realName(PRIYA.name)}'s own; its alerts go to the channel of her team.`,
  );
  await holdfast(scene, [
    ...['alert-route', 'create', channel, '--channel', chat.channelId(channel), '--labels', 'team=payments'],
  ]);
  await shareCluster(scene);
  await createOwnSchedule(scene);
  claimSuccess(scene, await runCycle(scene, OWN_SCHEDULE), ['inventory', 'mail', 'payments', 'search']);
  narrator.step('Three namespaces are deleted and a new one is there: two alerts, which are yours.');
  for (const name of ['blog', 'inventory', 'mail']) await deleteNamespace(scene, name);
  await createNamespace(scene, 'wishlist');
  await runCycle(scene);
  await claimInSlack(scene, {
    channel: ALERTS_CHANNEL,
    begins: `Partial Success: schedule ${SCHEDULE}`,
  });
  await runCycle(scene, OWN_SCHEDULE);
  await claimInSlack(scene, { channel, begins: `Partial Success: schedule ${OWN_SCHEDULE}` });
}

/** To her the cluster does not exist until somebody shares it, and of it no more than these namespaces. */
async function shareCluster(scene: Scene): Promise<void> {
  const patterns = ['payments', 'inventory', 'mail', 'search'].flatMap((name) => ['--namespace', name]);
  await holdfast(scene, [
    'share',
    'add',
    '--cluster',
    'prod',
    '--user',
    PRIYA.name,
    '--access',
    'full',
    ...patterns,
  ]);
}

async function createOwnSchedule(scene: Scene): Promise<void> {
  const what = ['--namespaces', 'payments,inventory,mail,search', '--label', 'team=payments'];
  await holdfast(
    scene,
    [
      ...['schedule', 'create', OWN_SCHEDULE, '--cluster', 'prod', '--location', 'main', ...what],
      ...['--daily', '03:00', '--time-zone', 'Europe/Berlin', '--keep', '7'],
    ],
    { tokenFile: tokenFileOf(scene, PRIYA) },
  );
}

/** What to click, as text for the terminal. */
export function yourTurn(scene: Scene, commandLine: string): string {
  const { chat, product } = scene;
  const called = ({ name }: Person) => chat.realName(name);
  return `Your turn. Open the page of Slack in a browser:

   ${chat.url}

   As ${called(MARA)} (app admin), in #${ALERTS_CHANNEL}:
     1. Click "Exclude from Schedule" at the open alert, and confirm. The message says who did it and from
        when it counts; "Undo" takes it back until then.
     2. "Add namespaces…", and look for "wish": wishlist is new.
     3. Type /backup run ${SCHEDULE} where messages are written. The cycle is a Success, and closes the alert.
     Also: /backup status, /backup help, /backup stauts, and Home on the left.

   As ${called(JONAS)} (auditor; "You are" changes who you are): click the same. He may not, and is told who may.

   As ${called(PRIYA)} (app user, not linked), in #${OWN_CHANNEL}:
     1. Click "Exclude 2 namespaces…": nobody knows her yet. "Link my account" gives a code.
     2. Confirm it here, as her, in another terminal:
          export HOLDFAST_URL=${product.url} HOLDFAST_TOKEN_FILE=${tokenFileOf(scene, PRIYA)}
          ${commandLine} slack link CODE
     3. Click again: it is her own schedule, so she may.

   "Make things go wrong" on the left lets Slack go away: backups go on, and what was to be said is said when it is back.
`;
}
