import { type ApiKind, resourceName } from './api-kind.js';
import { isObject, objectsIn } from './json-object.js';

/** A field of a namespaced object that names a cluster-scoped one. */
interface NameField {
  /** As it stands in compact JSON, up to the quote that opens the name. */
  readonly text: Buffer;
  readonly target: string;
  /** Only in objects of this kind; absent: wherever the field occurs, custom resources included. */
  readonly within?: string;
}

const field = (name: string, target: string, within?: string): NameField => ({
  text: Buffer.from(`"${name}":"`),
  target,
  ...(within === undefined ? {} : { within }),
});

const NAME_FIELDS: readonly NameField[] = [
  field('volumeName', 'persistentvolumes', 'persistentvolumeclaims'),
  field('storageClassName', 'storageclasses.storage.k8s.io'),
  field('volume.beta.kubernetes.io/storage-class', 'storageclasses.storage.k8s.io', 'persistentvolumeclaims'),
  field('volumeSnapshotClassName', 'volumesnapshotclasses.snapshot.storage.k8s.io'),
  field('priorityClassName', 'priorityclasses.scheduling.k8s.io'),
  field('ingressClassName', 'ingressclasses.networking.k8s.io'),
  field('kubernetes.io/ingress.class', 'ingressclasses.networking.k8s.io', 'ingresses.networking.k8s.io'),
];

/** Half of a cluster's bytes, and nothing in them names an object. */
const DATA_ONLY: ReadonlySet<string> = new Set(['secrets', 'configmaps']);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Which cluster-scoped objects the kept objects name, found in the frames' bytes as they pass (4 GiB/s, no parsing). A field
 * of the same name that means something else costs one look for an object that is not there.
 */
export class References {
  /** `<resource>.<group>` → names. */
  readonly names = new Map<string, Set<string>>();

  /** @param selectingServices receives `<namespace>/<name>` of every Service with a selector */
  constructor(private readonly selectingServices: Set<string>) {}

  observe(kind: ApiKind, namespace: string, ndjson: Buffer): void {
    const resource = resourceName(kind);
    for (const { text, target, within } of DATA_ONLY.has(resource) ? [] : NAME_FIELDS) {
      if (within === undefined || within === resource) this.#collect(ndjson, text, target);
    }
    if (resource === 'rolebindings.rbac.authorization.k8s.io') this.#observeRoles(ndjson);
    if (resource === 'services') this.#observeServices(namespace, ndjson);
  }

  add(target: string, name: string): void {
    const names = this.names.get(target);
    if (names === undefined) this.names.set(target, new Set([name]));
    else names.add(name);
  }

  #collect(ndjson: Buffer, text: Buffer, target: string): void {
    for (let at = ndjson.indexOf(text); at >= 0; at = ndjson.indexOf(text, at)) {
      const start = at + text.length;
      at = start;
      while (ndjson[at] !== QUOTE && ndjson[at] !== BACKSLASH && at < ndjson.length) at++;
      // Names of objects need no escapes; an empty one means "none".
      if (ndjson[at] === QUOTE && at > start) this.add(target, ndjson.toString('utf8', start, at));
    }
  }

  #observeRoles(ndjson: Buffer): void {
    for (const { roleRef } of linesOf(ndjson)) {
      if (isObject(roleRef) && roleRef.kind === 'ClusterRole' && typeof roleRef.name === 'string') {
        this.add('clusterroles.rbac.authorization.k8s.io', roleRef.name);
      }
    }
  }

  #observeServices(namespace: string, ndjson: Buffer): void {
    for (const { metadata, spec } of linesOf(ndjson)) {
      if (!isObject(metadata) || !isObject(spec) || !isObject(spec.selector)) continue;
      if (Object.keys(spec.selector).length > 0) this.selectingServices.add(`${namespace}/${metadata.name}`);
    }
  }
}

function linesOf(ndjson: Buffer): ReturnType<typeof objectsIn> {
  const lines = ndjson.toString('utf8').split('\n');
  return objectsIn(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown));
}
