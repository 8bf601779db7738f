/** For whoever stays: something stands in every state at once. */
import { RESOURCES, resourceRow } from '../../src/domain/state-matrix.js';
import { MARA } from '../people.js';
import { claim, type Scene, same } from '../scene.js';
import { beginBackup, leaveDeletion } from './backup.js';
import { leaveSyncs } from './backup-sync.js';
import { leaveDiscoveries } from './cluster-discovery.js';
import { asked } from './explorer.js';
import { counted } from './other-doors.js';
import { beginRestore } from './restore.js';
import { wanted } from './seeable.js';

/** @throws Error with the states of which there is nothing */
export async function leaveStanding(scene: Scene): Promise<void> {
  const { narrator, garden, cluster } = scene;
  if (garden === undefined) throw new Error('This row needs a garden.');
  narrator.step('For you to look at: something in every state, all at once.');
  await leaveDeletion(scene, garden);
  await leaveDiscoveries({ scene }, garden);
  await leaveSyncs(scene, garden);
  cluster.hold(/\/configmaps\b/);
  await beginRestore(scene, 'later');
  await beginBackup(scene, 'under-way', ['blog']);
  await claimAll(scene);
  narrator.say(
    'What is under way stands for some five minutes: then who waits for a cluster gives it up. Look at it with "{ stateMatrix { label states { state count } } }" in the explorer, and with /backup status as Mara in Slack.',
  );
}

async function claimAll(scene: Scene): Promise<void> {
  const { narrator, chat } = scene;
  const states = RESOURCES.flatMap((resource) => wanted(resource).map((state) => ({ resource, state })));
  const { stateMatrix } = await matrixOf(scene);
  const uncounted = states.filter(({ resource, state }) => {
    const row = stateMatrix.find((each) => each.resource === resource);
    return (row?.states.find((each) => each.state === state)?.count ?? 0) === 0;
  });
  claim(scene, 'In the explorer the matrix counts something in each state.', same(uncounted, []));
  const groups = await asked<Groups>(scene, GROUPS, {});
  const both = groups.active.totalCount > 0 && groups.unknown.totalCount > 0;
  claim(scene, 'Of groups, too, there is one that is Active and one that is Unknown.', {
    holds: both,
    seen: JSON.stringify(groups),
  });
  const lines = await chat.status(MARA.name);
  const untold = states.filter(({ resource, state }) => {
    const { label, states: rows } = resourceRow(resource);
    return !lines.some((line) => counted(line, label, rows[state]?.label ?? ''));
  });
  narrator.say('/backup status says at its end:');
  narrator.output(lines.slice(lines.indexOf('*All there is*'), -1).join('\n'));
  claim(scene, 'So does /backup status.', same(untold, []));
}

const MATRIX = `{
  stateMatrix {
    resource
    label
    states { state count }
  }
}`;

/** On the page where there is one: so it stands on the last picture. */
async function matrixOf(scene: Scene): Promise<Matrix> {
  const { explorer } = scene;
  if (explorer === undefined) return asked<Matrix>(scene, MATRIX, {});
  const { data, visible } = await explorer.ask(MATRIX);
  await explorer.picture('the matrix');
  if (data == null)
    throw new Error(`The page of the explorer was expected to show the matrix, and shows: ${visible}`);
  return data as Matrix;
}

const GROUPS = `{
  active: userGroups(states: [ACTIVE]) { totalCount }
  unknown: userGroups(states: [UNKNOWN]) { totalCount }
}`;
interface Groups {
  readonly active: { readonly totalCount: number };
  readonly unknown: { readonly totalCount: number };
}

interface Matrix {
  readonly stateMatrix: readonly {
    readonly resource: string;
    readonly states: readonly { readonly state: string; readonly count: number | null }[];
  }[];
}
