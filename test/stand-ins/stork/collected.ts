import { type JsonObject, objectAt, textAt } from '../kubernetes/json.js';
import { metadataOf, type StorkObjects } from './stork-objects.js';

export interface Collected {
  /** As the CR lists it (facts 1.1, ObjectInfo). */
  readonly info: JsonObject;
  /** As resources.json holds it (facts 2.7). */
  readonly object: JsonObject;
  readonly storage: string;
}

/** Some of the kinds that Stork collects: enough to see what comes back (facts 2.5). */
const KINDS = [
  'persistentvolumeclaims',
  'configmaps',
  'secrets',
  'services',
  'deployments.apps',
  'statefulsets.apps',
];
const LEFT_OUT = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt']);

/** @param failed claims whose volumes failed, as `shop/data`: they are left out (facts 3.5) */
export function collect(
  objects: StorkObjects,
  namespaces: readonly string[],
  failed: ReadonlySet<string>,
): readonly Collected[] {
  return KINDS.flatMap((storage) => {
    const { group, version, kind } = objects.resource(storage);
    return namespaces.flatMap((namespace) =>
      objects
        .in(storage, namespace)
        .filter((each) => !LEFT_OUT.has(metadataOf(each).name))
        .filter((each) => storage !== KINDS[0] || !failed.has(`${namespace}/${metadataOf(each).name}`))
        .map((each) => ({
          info: { name: metadataOf(each).name, namespace, group: group || 'core', version, kind },
          object: stripped(each),
          storage,
        })),
    );
  });
}

/** The storage of an object in resources.json. */
export function storageOf(objects: StorkObjects, object: JsonObject): string | undefined {
  return KINDS.find((storage) => objects.resource(storage).kind === textAt(object, 'kind'));
}

function stripped(object: JsonObject): JsonObject {
  const { status: _status, ...rest } = object;
  const metadata = objectAt(object, 'metadata');
  const { name, namespace, labels, annotations } = metadata;
  const spec = objectAt(object, 'spec');
  const { clusterIP: _ip, clusterIPs: _ips, volumeName: _volume, ...kept } = spec;
  return {
    ...rest,
    metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
    ...(rest.spec !== undefined && { spec: kept }),
  };
}
