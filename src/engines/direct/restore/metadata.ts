/** What every object's metadata keeps. Source: facts 3.4, rows "all". */
import { deleteIn, isNode, type JsonNode, listAt, nodeAt, setList, textAt } from './lossless-json.js';
import type { TransformContext } from './transform-context.js';

export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whatever else is in metadata is the server's own: uid, resourceVersion, generation, times, managedFields, generateName, selfLink. */
const KEPT: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'labels',
  'annotations',
  'finalizers',
  'ownerReferences',
]);

/** Controllers write them about objects as they are: they would be wrong about the new ones. */
const WRITTEN_BY_CONTROLLERS = ['deployment.kubernetes.io/revision'];

/** Every cluster has the controller that takes them away again. */
const SAFE_FINALIZERS: ReadonlySet<string> = new Set([
  'kubernetes.io/pvc-protection',
  'kubernetes.io/pv-protection',
]);
/** Left out without a word: whoever needs them adds them again. */
const ADDED_AGAIN =
  /^(?:kubernetes|orphan|foregroundDeletion|service\.kubernetes\.io\/load-balancer-cleanup|batch\.kubernetes\.io\/job-tracking|customresourcecleanup\.apiextensions\.k8s\.io|external-(?:provisioner|attacher|resizer|snapshotter)[./].*|snapshot\.storage\.kubernetes\.io\/.*)$/;

/** Changes `metadata`, and drops `status`. */
export function resetMetadata(object: JsonNode, context: TransformContext): void {
  delete object.status;
  const metadata = nodeAt(object, 'metadata');
  if (metadata === undefined) return;
  for (const key of Object.keys(metadata)) if (!KEPT.has(key)) delete metadata[key];
  const namespace = textAt(metadata, 'namespace');
  if (namespace !== undefined && namespace !== '') metadata.namespace = context.namespace(namespace);
  else delete metadata.namespace;
  // Another `kubectl apply` would compare with the names of before.
  deleteIn(metadata, 'annotations', [...WRITTEN_BY_CONTROLLERS, ...(context.renames ? [LAST_APPLIED] : [])]);
  setList(metadata, 'finalizers', safeFinalizers(metadata, context));
  setList(metadata, 'ownerReferences', remappedOwners(metadata, context));
}

/** A finalizer that nothing in the cluster knows makes an object that cannot be deleted. */
function safeFinalizers(metadata: JsonNode, context: TransformContext): unknown[] {
  return listAt(metadata, 'finalizers').filter((finalizer) => {
    if (typeof finalizer !== 'string') return false;
    if (SAFE_FINALIZERS.has(finalizer)) return true;
    if (!ADDED_AGAIN.test(finalizer)) context.finalizerDropped(finalizer);
    return false;
  });
}

/** A reference to a uid that is not there is no error: the garbage collector deletes the object two seconds later (facts 3.4). */
export function remappedOwners(metadata: JsonNode, context: Pick<TransformContext, 'ownerUid'>): JsonNode[] {
  return listAt(metadata, 'ownerReferences').flatMap((owner) => {
    const uid = isNode(owner) ? context.ownerUid(textAt(owner, 'uid') ?? '') : undefined;
    return isNode(owner) && uid !== undefined ? [{ ...owner, uid }] : [];
  });
}
