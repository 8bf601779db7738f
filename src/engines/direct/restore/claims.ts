/** Claims are looked at before anything is made for them: what is in a volume is worth more than how its claim is written. */

import type { ApiKind } from '../api-kind.js';
import { isBeingDeleted, uidOf } from './cluster-objects.js';
import { differences } from './compare.js';
import { createOrMeet, kept, meet, replace } from './existing.js';
import { type JsonNode, nodeAt, nodeIn, textAt } from './lossless-json.js';
import { VOLUMES } from './restore-order.js';
import type { ClaimContent, ClaimContents } from './volume-source.js';
import { type Applied, done, failed, type Hands, type WantedObject } from './wanted-object.js';

const VOLUME_KIND: ApiKind = {
  resource: VOLUMES,
  group: '',
  groupVersion: 'v1',
  kind: 'PersistentVolume',
  namespaced: false,
  verbs: [],
};

/** @throws ClusterCallFailed */
export async function applyClaim(
  hands: Hands,
  wanted: WantedObject,
  contents: ClaimContents,
): Promise<Applied> {
  const live = await hands.objects.look(wanted.place);
  const there = live !== undefined && !isBeingDeleted(live);
  if (there && wanted.policy !== 'REPLACE') return await meet(hands, { wanted, live, ours: false });
  const content = await contents({
    namespace: wanted.source.namespace,
    name: wanted.source.name,
    targetNamespace: wanted.place.namespace,
    storageClass: textAt(nodeAt(wanted.object, 'spec'), 'storageClassName') ?? null,
  });
  if (there) return await replaceClaim(hands, { wanted, live, content });
  if (content.from === 'UNAVAILABLE') return failed({ code: 'VOLUME_NOT_RESTORED', message: content.reason });
  fill(wanted.object, content);
  if (content.from === 'EMPTY') await freeRetainedVolume(hands, wanted);
  const applied = await createOrMeet(hands, wanted);
  if (content.from !== 'EMPTY' || content.reason === null || applied.outcome !== 'CREATED') return applied;
  return { ...applied, code: 'VOLUME_NOT_RESTORED', message: content.reason };
}

/**
 * A volume with the policy Retain that outlived its claim waits for nobody: it names the uid of the old one. Without that uid it is for
 * the claim of this name alone, with all its data.
 */
async function freeRetainedVolume({ objects }: Hands, { volume, place }: WantedObject): Promise<void> {
  if (volume === '') return;
  const at = { kind: VOLUME_KIND, namespace: '', name: volume };
  const live = await objects.look(at);
  const claim = nodeIn(live, 'spec', 'claimRef');
  const ours = claim?.namespace === place.namespace && claim.name === place.name;
  if (live === undefined || !ours || nodeAt(live, 'status')?.phase !== 'Released') return;
  const { resourceVersion } = nodeAt(live, 'metadata') ?? {};
  await objects.merge(at, {
    metadata: { resourceVersion },
    spec: { claimRef: { uid: null, resourceVersion: null } },
  });
}

interface Replacement {
  readonly wanted: WantedObject;
  readonly live: JsonNode;
  readonly content: ClaimContent;
}

/** A volume with data only makes room for the data of the backup, never for an empty one; and it is retained, not deleted. */
async function replaceClaim(hands: Hands, { wanted, live, content }: Replacement): Promise<Applied> {
  const uid = uidOf(live);
  const volume = textAt(nodeAt(live, 'spec'), 'volumeName') ?? '';
  const source = textAt(nodeIn(live, 'spec', 'dataSource'), 'name');
  if (content.from === 'SNAPSHOT' && source === content.dataSource.name) return done('UNCHANGED', uid);
  if (content.from === 'UNAVAILABLE')
    return done('KEPT', uid, { code: 'VOLUME_NOT_RESTORED', message: content.reason });
  if (content.from === 'EMPTY') {
    const paths = differences(wanted.resource, live, wanted.object, hands.options);
    if (paths.length === 0) return done('UNCHANGED', uid);
    const { message, ...rest } = kept(uid, paths, hands);
    return { ...rest, message: `${message} A claim is not replaced by an empty one.` };
  }
  fill(wanted.object, content);
  if (volume !== '') {
    const retain = { spec: { persistentVolumeReclaimPolicy: 'Retain' } };
    await hands.objects.merge({ kind: VOLUME_KIND, namespace: '', name: volume }, retain);
  }
  return await replace(hands, { wanted, uid, paths: ['spec.dataSource'] });
}

function fill(claim: JsonNode, content: ClaimContent): void {
  const spec = nodeAt(claim, 'spec');
  if (spec === undefined || content.from !== 'SNAPSHOT') return;
  spec.dataSource = { ...content.dataSource };
  const asked = textAt(nodeIn(spec, 'resources', 'requests'), 'storage') ?? '0';
  if (content.restoreSize === null || bytesOf(asked) >= Number(content.restoreSize)) return;
  const resources = nodeAt(spec, 'resources');
  spec.resources = {
    ...resources,
    requests: { ...nodeAt(resources, 'requests'), storage: content.restoreSize },
  };
}

const UNITS = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** `10Gi`, `1.5G`, `1000`; what is no quantity asks for nothing. */
function bytesOf(quantity: string): number {
  const [, digits = '0', unit = '', binary] = /^(\d+(?:\.\d+)?)([kKMGTPE]?)(i?)$/.exec(quantity) ?? [];
  const power = UNITS.indexOf(unit === 'K' ? 'k' : unit);
  return Number(digits) * (binary === 'i' ? 1024 : 1000) ** power;
}
