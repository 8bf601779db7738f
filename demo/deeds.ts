/** What people do in the demo: namespaces come and go, a schedule backs up, and what became of it is looked at. */
import { execute } from '../src/client/execute.js';
import {
  type AlertKind,
  AlertsDocument,
  BackupDocument,
  BackupScheduleCyclesDocument,
  BackupScheduleDocument,
  BackupScheduleNamesDocument,
} from '../src/client/generated/graphql.js';
import { claim, connectionTo, holdfast, type Scene, same } from './scene.js';
import type { FollowedBackup } from './stages.js';

export const SCHEDULE = 'nightly';

export async function createSchedule(scene: Scene, what: readonly string[]): Promise<void> {
  await holdfast(scene, [
    ...['schedule', 'create', SCHEDULE, '--cluster', 'prod', '--location', 'main', ...what],
    ...['--daily', '02:30', '--time-zone', 'Europe/Berlin', '--keep', '14'],
  ]);
}

export async function deleteNamespace(scene: Scene, name: string): Promise<void> {
  const path = `/api/v1/namespaces/${name}`;
  const { status } = await scene.cluster.call({ method: 'DELETE', path });
  await scene.cluster.settled();
  scene.narrator.gap();
  scene.narrator.output(`DELETE ${scene.cluster.url}${path}  →  ${status}`);
  if (status !== 200) throw new Error(`The cluster answered ${status} to the deletion of "${name}".`);
}

export async function createNamespace(
  scene: Scene,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  const path = '/api/v1/namespaces';
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  const { status } = await scene.cluster.call({ method: 'POST', path, body });
  const told = Object.entries(labels).map(([key, value]) => `, ${key}=${value}`);
  scene.narrator.gap();
  scene.narrator.output(`POST ${scene.cluster.url}${path} (${name}${told.join('')})  →  ${status}`);
  if (status !== 201) throw new Error(`The cluster answered ${status} to the creation of "${name}".`);
}

export interface Cycle extends FollowedBackup {
  /** Of its backup. */
  readonly name: string;
  readonly state: string;
  readonly included: readonly string[];
  readonly missing: readonly string[];
  readonly lost: readonly string[];
}

/** One cycle by hand, and what a subscription says meanwhile. Nobody waits for half past two: `schedule run` is now. */
export async function runCycle(scene: Scene, schedule = SCHEDULE): Promise<Cycle> {
  await holdfast(scene, ['schedule', 'run', schedule]);
  return nextCycle(scene);
}

/** The cycle that begins next or has begun by itself. */
export async function nextCycle(scene: Scene): Promise<Cycle> {
  const followed = await scene.stages.next();
  scene.narrator.say('The subscription "backupUpdated":');
  scene.narrator.output(followed.lines.join('\n'));
  return { ...followed, ...(await verdict(scene, followed.id)) };
}

export async function verdict(scene: Scene, id: string) {
  const { backup } = await execute(BackupDocument, { id }, connectionTo(scene.product));
  if (backup === null) throw new Error('A backup that was made is not known any more.');
  return {
    name: backup.name,
    state: backup.state,
    included: backup.includedNamespaces.toSorted(),
    missing: backup.missingNamespaces.toSorted(),
    lost: backup.lostNamespaces.toSorted(),
  };
}

export function claimSuccess(scene: Scene, cycle: Cycle, included: readonly string[]): void {
  const { state, included: are, missing, lost } = cycle;
  const finding = same([state, are, missing, lost], ['SUCCESS', included, [], []]);
  claim(scene, `The cycle is a Success with ${included.join(', ')}.`, finding);
}

export function claimPartialSuccess(
  scene: Scene,
  cycle: Cycle,
  { included, missing }: { readonly included: readonly string[]; readonly missing: readonly string[] },
): void {
  const finding = same(
    [cycle.state, cycle.included, cycle.missing, cycle.lost],
    ['PARTIAL_SUCCESS', included, missing, []],
  );
  const sentence = `The cycle is a Partial Success with ${included.join(', ')}; missing: ${missing.join(', ')}.`;
  claim(scene, sentence, finding);
}

export interface OpenAlert {
  readonly kind: AlertKind;
  readonly count: number;
}

/** Shows the open alerts and claims that they are these and no others. */
export async function claimAlerts(scene: Scene, expected: readonly OpenAlert[]): Promise<void> {
  await holdfast(scene, ['alerts']);
  const { alerts } = await execute(
    AlertsDocument,
    { first: 10, filter: { open: true } },
    connectionTo(scene.product),
  );
  const open = alerts.edges.map(({ node: { kind, count } }) => ({ kind, count }));
  const told = expected.map(({ kind, count }) => `${kind}, seen ${count === 1 ? 'once' : `${count} times`}`);
  const sentence = told.length === 0 ? 'No alert is open.' : `One alert is open: ${told.join(' and ')}.`;
  claim(scene, sentence, same(open, expected));
}

export async function scheduleNow({ product }: Scene) {
  const connection = connectionTo(product);
  const { backupSchedules } = await execute(
    BackupScheduleNamesDocument,
    { first: 1, nameContains: SCHEDULE },
    connection,
  );
  const id = backupSchedules.edges[0]?.node.id ?? '';
  const { backupSchedule } = await execute(BackupScheduleDocument, { id }, connection);
  if (backupSchedule === null) throw new Error(`There is no schedule "${SCHEDULE}".`);
  return backupSchedule;
}

/** Its newest cycles, the newest first. */
export async function lastCycles(scene: Scene) {
  const { id } = await scheduleNow(scene);
  const variables = { id, first: 5, after: null };
  const { backupSchedule } = await execute(
    BackupScheduleCyclesDocument,
    variables,
    connectionTo(scene.product),
  );
  return (backupSchedule?.cycles.edges ?? []).map(({ node }) => node);
}
