/** What becomes of an object whose name is taken: the same, or by the policy kept, updated or replaced. */
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import { type Creation, isBeingDeleted, type Place, uidOf } from './cluster-objects.js';
import { differences, namePaths } from './compare.js';
import { type JsonNode, listAt, nodeAt } from './lossless-json.js';
import { DEFINITIONS, NAMESPACES, VOLUMES } from './restore-order.js';
import { RESTORE_WAITS, spanText } from './waits.js';
import { type Applied, done, failed, type Hands, type WantedObject, wrote } from './wanted-object.js';

/** With these goes what is in them, or the data behind them: REPLACE updates them. */
const NEVER_DELETED: ReadonlySet<string> = new Set([NAMESPACES, DEFINITIONS, VOLUMES]);
const TRIES = 3;

/** Makes the object, or deals with what is there. @throws ClusterCallFailed */
export async function createOrMeet(hands: Hands, wanted: WantedObject): Promise<Applied> {
  const { objects, dryRun } = hands;
  if (wanted.resource === NAMESPACES) {
    // It was looked at before anything was put into it: many a credential may see namespaces and make none.
    const live = await objects.look(wanted.place);
    if (live !== undefined) return await meet(hands, { wanted, live, ours: false });
  }
  for (let turn = 0; turn < TRIES; turn++) {
    const creation = await create(hands, wanted);
    if ('outcome' in creation) return creation;
    if (creation.made) return wrote('CREATED', uidOf(creation.written.object), creation.written);
    const live = await objects.look(wanted.place);
    if (live === undefined) continue;
    if (!isBeingDeleted(live)) return await meet(hands, { wanted, live, ours: creation.ours });
    if (dryRun || !(await objects.awaitGone(wanted.place, uidOf(live)))) return beingDeleted(dryRun);
  }
  return failed({
    code: 'REFUSED',
    message: 'Somebody made and deleted an object of this name again and again.',
  });
}

/** Who may not make it need not, when it is there as it should be. */
async function create({ objects, options }: Hands, wanted: WantedObject): Promise<Creation | Applied> {
  try {
    return await objects.create(wanted.place, wanted.object);
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'FORBIDDEN') throw error;
    const live = await objects.look(wanted.place).catch(() => undefined);
    if (live === undefined || isBeingDeleted(live)) throw error;
    const uid = uidOf(live);
    if (differences(wanted.resource, live, wanted.object, options).length > 0) throw error;
    return done('UNCHANGED', uid, { owned: true });
  }
}

function beingDeleted(dryRun: boolean): Applied {
  const span = spanText(RESTORE_WAITS.object);
  const message = dryRun
    ? `An object of this name is being deleted: a restore would wait ${span} for it.`
    : 'An object of this name is being deleted and did not go in time: something holds its finalizers.';
  return failed({ code: 'REFUSED', message });
}

export interface Meeting {
  readonly wanted: WantedObject;
  readonly live: JsonNode;
  /** An answer was lost, and Holdfast made what is there: a moment ago, if it is as it should be. */
  readonly ours: boolean;
}

/** Changes `live`. @throws ClusterCallFailed */
export async function meet(hands: Hands, { wanted, live, ours }: Meeting): Promise<Applied> {
  const { resource, object, policy } = wanted;
  const uid = uidOf(live);
  const owned = listAt(nodeAt(live, 'metadata'), 'ownerReferences').length > 0;
  const paths = differences(resource, live, object, hands.options);
  if (paths.length === 0) return done(ours ? 'CREATED' : 'UNCHANGED', uid, { owned });
  if (isUntouchedAccount(wanted, live))
    return wrote('CREATED', uid, await hands.objects.apply(wanted.place, object));
  if (policy === 'KEEP') return kept(uid, paths, hands);
  if (policy === 'UPDATE' || NEVER_DELETED.has(resource)) return await update(hands, { wanted, paths, uid });
  return await replace(hands, { wanted, uid, paths });
}

/** Every namespace gets the ServiceAccount `default` by itself: as it was made it is nobody's work. */
function isUntouchedAccount({ resource, place }: WantedObject, live: JsonNode): boolean {
  if (resource !== 'serviceaccounts' || place.name !== 'default') return false;
  const { labels, annotations } = nodeAt(live, 'metadata') ?? {};
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...rest } = live;
  return labels === undefined && annotations === undefined && Object.keys(rest).length === 0;
}

export function kept(uid: string, paths: readonly string[], { dryRun }: Pick<Hands, 'dryRun'>): Applied {
  const fate = dryRun ? 'would be kept' : 'was kept';
  return done('KEPT', uid, {
    code: 'CONFLICT_KEPT',
    message: `Another object of this name is there and ${fate}; it differs in ${namePaths(paths)}.`,
  });
}

interface Change {
  readonly wanted: WantedObject;
  readonly paths: readonly string[];
  readonly uid: string;
}

/** Server-side apply sets what the backup says and leaves what it does not mention: what is left of the difference is told. */
async function update({ objects, options, dryRun }: Hands, { wanted, paths, uid }: Change): Promise<Applied> {
  const written = await objects.apply(wanted.place, wanted.object);
  const rest = differences(wanted.resource, written.object, wanted.object, options);
  // Apply takes differences away and adds none.
  const outcome = rest.length < paths.length ? 'UPDATED' : 'KEPT';
  const warnings = { warnings: written.warnings };
  const changed = `${dryRun ? 'It would be updated' : 'Updated'}: ${namePaths(paths)}.`;
  if (rest.length === 0) return done(outcome, uid, { ...warnings, message: changed });
  const message = `It ${dryRun ? 'would still differ' : 'still differs'} in ${namePaths(rest)}: an update leaves what the backup does not mention.`;
  return done(outcome, uid, { ...warnings, code: 'CONFLICT_KEPT', message });
}

/** Nothing is deleted before the cluster has said that it would take the other: under a name that is free. */
export async function replace({ objects, dryRun }: Hands, { wanted, uid, paths }: Change): Promise<Applied> {
  await tryOut({ objects, dryRun }, wanted);
  if (!(await objects.remove(wanted.place, uid))) return beingDeleted(false);
  if (dryRun)
    return done('REPLACED', uid, { message: `It would be deleted and made again: ${namePaths(paths)}.` });
  const creation = await objects.create(wanted.place, wanted.object);
  if (!creation.made && !creation.ours) {
    return failed({ code: 'REFUSED', message: 'It was deleted, and somebody made another one at once.' });
  }
  const message = `Deleted and made again: ${namePaths(paths)}.`;
  return creation.made
    ? { ...wrote('REPLACED', uidOf(creation.written.object), creation.written), message }
    : done('REPLACED', '', { message });
}

const TRIAL_NAME = 'holdfast-trial';

/** @throws ClusterCallFailed when the cluster would not take it */
async function tryOut(
  { objects }: Pick<Hands, 'objects' | 'dryRun'>,
  { place, object }: WantedObject,
): Promise<void> {
  const trial: Place = { ...place, name: TRIAL_NAME };
  const spec = nodeAt(object, 'spec');
  const ports = listAt(spec, 'ports');
  // The port is free as soon as the Service is gone.
  const freed =
    place.kind.resource === 'services' && ports.length > 0
      ? { spec: { ...spec, ports: ports.map((port) => ({ ...(port as JsonNode), nodePort: undefined })) } }
      : {};
  const metadata = { ...nodeAt(object, 'metadata'), name: TRIAL_NAME };
  await objects.tryToCreate(trial, { ...object, ...freed, metadata });
}
