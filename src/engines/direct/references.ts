import { type ApiKind, resourceName } from './api-kind.js';
import { JsonCursor, KeyBytes } from './json-cursor.js';
import { isObject, objectsIn } from './json-object.js';

/** A field of a namespaced object that names a cluster-scoped one. */
interface NameField {
  /** As it stands in compact JSON, up to the quote that opens the name. */
  readonly text: Buffer;
  readonly target: string;
}

const field = (name: string, target: string): NameField => ({ text: Buffer.from(`"${name}":"`), target });

const STORAGE_CLASSES = 'storageclasses.storage.k8s.io';
const INGRESS_CLASSES = 'ingressclasses.networking.k8s.io';

/** Wherever they occur, custom resources included. They end alike, so that one search finds them all. */
const CLASS_NAME_FIELDS: readonly NameField[] = [
  field('storageClassName', STORAGE_CLASSES),
  field('volumeSnapshotClassName', 'volumesnapshotclasses.snapshot.storage.k8s.io'),
  field('priorityClassName', 'priorityclasses.scheduling.k8s.io'),
  field('ingressClassName', INGRESS_CLASSES),
];
const COMMON_END = Buffer.from('ClassName":"');

/** Only in objects of one kind. */
const FIELDS_OF_KINDS: ReadonlyMap<string, readonly NameField[]> = new Map([
  [
    'persistentvolumeclaims',
    [
      field('volumeName', 'persistentvolumes'),
      field('volume.beta.kubernetes.io/storage-class', STORAGE_CLASSES),
    ],
  ],
  ['ingresses.networking.k8s.io', [field('kubernetes.io/ingress.class', INGRESS_CLASSES)]],
]);

/** Half of a cluster's bytes, and nothing in them names an object. */
export const DATA_ONLY: ReadonlySet<string> = new Set(['secrets', 'configmaps']);

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
    if (DATA_ONLY.has(resource)) return;
    this.#collectClassNames(ndjson);
    for (const { text, target } of FIELDS_OF_KINDS.get(resource) ?? []) this.#collect(ndjson, text, target);
    if (resource === 'rolebindings.rbac.authorization.k8s.io') this.#observeRoles(ndjson);
    if (resource === 'services') this.#observeServices(namespace, ndjson);
    if (resource === 'virtualmachines.kubevirt.io') this.#observeMachines(ndjson);
  }

  add(target: string, name: string): void {
    const names = this.names.get(target);
    if (names === undefined) this.names.set(target, new Set([name]));
    else names.add(name);
  }

  #collectClassNames(ndjson: Buffer): void {
    for (let at = ndjson.indexOf(COMMON_END); at >= 0; at = ndjson.indexOf(COMMON_END, at)) {
      at += COMMON_END.length;
      const found = CLASS_NAME_FIELDS.find(({ text }) => ndjson.subarray(at - text.length, at).equals(text));
      if (found !== undefined) this.#take(ndjson, at, found.target);
    }
  }

  #collect(ndjson: Buffer, text: Buffer, target: string): void {
    for (let at = ndjson.indexOf(text); at >= 0; at = ndjson.indexOf(text, at)) {
      at += text.length;
      this.#take(ndjson, at, target);
    }
  }

  /** The name that begins at `start`. Names of objects need no escapes; an empty one means "none". */
  #take(ndjson: Buffer, start: number, target: string): void {
    let at = start;
    while (ndjson[at] !== QUOTE && ndjson[at] !== BACKSLASH && at < ndjson.length) at++;
    if (ndjson[at] === QUOTE && at > start) this.add(target, ndjson.toString('utf8', start, at));
  }

  #observeRoles(ndjson: Buffer): void {
    for (const { roleRef } of linesOf(ndjson)) {
      if (isObject(roleRef) && roleRef.kind === 'ClusterRole' && typeof roleRef.name === 'string') {
        this.add('clusterroles.rbac.authorization.k8s.io', roleRef.name);
      }
    }
  }

  /** Their types are the cluster's where nothing else is said (facts 7.2). */
  #observeMachines(ndjson: Buffer): void {
    for (const { spec } of linesOf(ndjson)) {
      for (const what of ['instancetype', 'preference']) {
        const { name, kind = '' } = isObject(spec) && isObject(spec[what]) ? spec[what] : {};
        if (typeof name !== 'string' || String(kind).toLowerCase() === `virtualmachine${what}`) continue;
        this.add(`virtualmachinecluster${what}s.instancetype.kubevirt.io`, name);
      }
    }
  }

  #observeServices(namespace: string, ndjson: Buffer): void {
    const cursor = new JsonCursor(ndjson);
    while (cursor.peek() !== -1) {
      let name = '';
      let selects = false;
      cursor.object(() => {
        if (cursor.keyIs(METADATA)) {
          members(cursor, () => {
            if (cursor.keyIs(NAME)) name = cursor.stringOrSkip() ?? '';
            else cursor.skip();
          });
        } else if (cursor.keyIs(SPEC)) {
          members(cursor, () => {
            if (cursor.keyIs(SELECTOR))
              members(cursor, () => {
                selects = true;
                cursor.skip();
              });
            else cursor.skip();
          });
        } else cursor.skip();
      });
      if (selects) this.selectingServices.add(`${namespace}/${name}`);
    }
  }
}

const METADATA = new KeyBytes('metadata');
const NAME = new KeyBytes('name');
const SPEC = new KeyBytes('spec');
const SELECTOR = new KeyBytes('selector');
const OPEN_BRACE = 0x7b;

/** Walks the members of an object; passes what is none. */
function members(cursor: JsonCursor, onMember: () => void): void {
  if (cursor.peek() === OPEN_BRACE) cursor.object(onMember);
  else cursor.skip();
}

function linesOf(ndjson: Buffer): ReturnType<typeof objectsIn> {
  const lines = ndjson.toString('utf8').split('\n');
  return objectsIn(lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown));
}
