import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { ClusterObjects } from './cluster-objects.js';
import { type JsonNode, nodeAt } from './lossless-json.js';
import { refusalOf } from './refusals.js';
import { type Applied, done, failed, type WantedObject } from './wanted-object.js';

/** Every cluster has it. */
const EXISTING = 'default';

/**
 * A namespace that a restore would make does not exist for a dry run. So the object is tried in `default`: what is wrong with the object
 * itself (400, 422) is wrong everywhere. Everything else that is answered there (rights, quotas, webhooks) says nothing about the other
 * namespace, and the object counts as unchecked.
 */
export async function tryElsewhere(
  objects: ClusterObjects,
  { place, object, resource }: WantedObject,
  unchecked: () => void,
): Promise<Applied> {
  const elsewhere: JsonNode = { ...object, metadata: { ...nodeAt(object, 'metadata'), namespace: EXISTING } };
  try {
    const creation = await objects.create({ ...place, namespace: EXISTING }, elsewhere);
    return done('CREATED', '', creation.made ? { warnings: creation.written.warnings } : {});
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'REFUSED') throw error;
    const refusal = refusalOf(error, resource);
    const ofItself =
      (error.details.status === 400 || error.details.status === 422) && refusal.code === 'REFUSED';
    if (ofItself && !/does not support dry run/.test(error.message)) return failed(refusal);
    unchecked();
    return done('CREATED', '');
  }
}
