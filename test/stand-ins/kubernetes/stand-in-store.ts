import type { WebhookVerdict } from './admission.js';
import type { ClusterState, SubresourceAnswer } from './cluster-state.js';
import { createObject } from './create.js';
import { CsiController } from './csi/csi-controller.js';
import { CsiStorage } from './csi/csi-storage.js';
import { defineSnapshotKinds } from './csi/snapshot-kinds.js';
import { deleteObject } from './delete.js';
import { isObject, type JsonObject, listAt, objectAt, parse, stringify, textAt } from './json.js';
import { KubeVirt } from './kubevirt/kubevirt.js';
import { defineKubeVirtKinds } from './kubevirt/kubevirt-kinds.js';
import { mergePatched } from './merge-patch.js';
import { finalizeNamespace, wipeNamespace } from './namespaces.js';
import { groupResource, type Resource } from './resources.js';
import { objectOf, textOf, toStored } from './stored-object.js';
import { existing, writeUpdate } from './update.js';
import { arranged } from './write-options.js';

/** An object as a test arranges it: JSON text (64-bit integers survive), or an object that JSON can write. */
export type Manifest = string | object;

const holdFinalizer = 'stand-in.example.io/hold';

/**
 * The inside of the cluster, for arranging and looking. Resources are named as `pods`, `deployments.apps` or
 * `autoscaling/v1/horizontalpodautoscalers`. Rights and faults do not apply here; the API's other rules do.
 */
export class StandInStore {
  readonly #state: ClusterState;

  constructor(state: ClusterState) {
    this.#state = state;
  }

  /**
   * Creates an object as the API would, and keeps what a test says about its past: uid, creationTimestamp, status,
   * managedFields, generation. The namespace is the object's own and must exist.
   * @throws ApiError as the API would answer
   */
  create(resource: string, manifest: Manifest): JsonObject {
    const kind = this.#state.registry.named(resource);
    const object = objectFrom(manifest, kind);
    const metadata = objectAt(object, 'metadata');
    const stored = createObject(this.#state, {
      resource: kind,
      namespace: kind.scope === 'Namespaced' ? (textAt(metadata, 'namespace') ?? 'default') : undefined,
      object,
      options: arranged,
      past: pastOf(object),
    });
    return objectOf(kind, stored);
  }

  /**
   * Puts an object as it is: nothing is defaulted, checked or watched over by a controller. For worlds of objects that
   * are complete (uid, creationTimestamp, status and managedFields as they would be found).
   */
  load(resource: string, manifest: Manifest): void {
    const kind = this.#state.registry.named(resource);
    const { objects } = this.#state;
    objects.put(toStored(kind, objectFrom(manifest, kind), objects.nextVersion()));
  }

  get(resource: string, name: string, namespace?: string): JsonObject | undefined {
    const text = this.getText(resource, name, namespace);
    return text === undefined ? undefined : (parse(text) as JsonObject);
  }

  /** The bytes that a GET answers with. */
  getText(resource: string, name: string, namespace?: string): string | undefined {
    const kind = this.#state.registry.named(resource);
    const stored = this.#state.objects.get(kind.storage, namespace ?? '', name);
    return stored && textOf(kind, stored);
  }

  list(resource: string, namespace?: string): readonly JsonObject[] {
    const kind = this.#state.registry.named(resource);
    const { objects } = this.#state;
    const all =
      namespace === undefined ? objects.sorted(kind.storage) : objects.inNamespace(kind.storage, namespace);
    return all.map((stored) => objectOf(kind, stored));
  }

  /** A JSON merge patch, status included. @throws ApiError */
  patch(
    resource: string,
    name: string,
    options: { readonly namespace?: string; readonly patch: object },
  ): JsonObject {
    const kind = this.#state.registry.named(resource);
    const target = { resource: kind, name, namespace: options.namespace };
    const stored = existing(this.#state, target);
    const object = mergePatched(objectOf(kind, stored), parse(JSON.stringify(options.patch))) as JsonObject;
    const written = writeUpdate(this.#state, { ...target, object, stored, options: arranged });
    if (!('status' in options.patch)) return objectOf(kind, written);
    const withStatus = toStored(
      kind,
      { ...objectOf(kind, written), status: object.status },
      this.#state.objects.nextVersion(),
    );
    this.#state.objects.put(withStatus);
    return objectOf(kind, withStatus);
  }

  /** Deletes as the API would: finalizers hold, what it owned goes too. @throws ApiError 404 */
  delete(resource: string, name: string, namespace?: string): void {
    const kind = this.#state.registry.named(resource);
    deleteObject(this.#state, {
      resource: kind,
      stored: existing(this.#state, { resource: kind, name, namespace }),
    });
  }

  /** What the API serves under a name. @throws Error when nothing */
  resource(name: string): Resource {
    return this.#state.registry.named(name);
  }

  hasNamespace(name: string): boolean {
    return this.#state.objects.get('namespaces', '', name) !== undefined;
  }

  createNamespace(name: string, labels: Readonly<Record<string, string>> = {}): JsonObject {
    return this.create('namespaces', { metadata: { name, labels } });
  }

  /** Through Terminating, or with `instantly` gone before this call returns, whatever finalizers say. */
  deleteNamespace(name: string, { instantly = false }: { readonly instantly?: boolean } = {}): void {
    if (instantly) wipeNamespace(this.#state, name);
    else this.delete('namespaces', name);
  }

  /** The namespace is Terminating and stays so until `releaseNamespace`; its content goes. */
  terminateNamespace(name: string): void {
    const { finalizers } = objectAt(this.get('namespaces', name), 'metadata');
    this.patch('namespaces', name, {
      patch: { metadata: { finalizers: [...(Array.isArray(finalizers) ? finalizers : []), holdFinalizer] } },
    });
    this.delete('namespaces', name);
  }

  releaseNamespace(name: string): void {
    const finalizers = listAt(objectAt(this.get('namespaces', name), 'metadata'), 'finalizers').filter(
      (finalizer) => finalizer !== holdFinalizer,
    );
    this.patch('namespaces', name, { patch: { metadata: { finalizers } } });
    finalizeNamespace(this.#state, name);
  }

  /** Another namespace under the same name: new UID, same labels, empty but for the default objects. */
  recreateNamespace(name: string): JsonObject {
    const labels = objectAt(objectAt(this.get('namespaces', name), 'metadata'), 'labels');
    wipeNamespace(this.#state, name);
    return this.createNamespace(name, labels as Readonly<Record<string, string>>);
  }

  /** A CustomResourceDefinition: its resources are served and discovered when this returns. */
  defineResource(definition: Manifest): JsonObject {
    return this.create('customresourcedefinitions', definition);
  }

  /** From now on a POST of `…/<name>/<subresource>` is answered so, if the object is there and the right to create it. */
  serveSubresource(resource: string, subresource: string, answer: SubresourceAnswer): void {
    const kind = this.#state.registry.named(resource);
    this.#state.posts.set(`${groupResource(kind)}/${subresource}`, answer);
  }

  /** From now on the cluster serves VolumeSnapshots, and a CSI driver cuts them. @returns the storage behind it */
  serveSnapshots(): CsiStorage {
    defineSnapshotKinds(this);
    const storage = new CsiStorage();
    new CsiController(this.#state, storage);
    return storage;
  }

  /** From now on the cluster serves virtual machines. @returns KubeVirt behind it */
  serveVirtualMachines(): KubeVirt {
    defineKubeVirtKinds(this);
    return new KubeVirt(this.#state, this);
  }

  /** Starts a controller that is no part of Kubernetes itself: it sees and changes the cluster from inside. */
  run<T>(controller: (state: ClusterState) => T): T {
    return controller(this.#state);
  }

  /** An aggregated API whose server is away: 503 in plain text, `Stale` in discovery. `metrics.k8s.io/v1beta1` */
  breakApiGroup(groupVersion: string): void {
    const [group = '', version = ''] = groupVersion.split('/');
    this.#state.registry.breakGroup(group, version);
  }

  repairApiGroup(groupVersion: string): void {
    const [group = '', version = ''] = groupVersion.split('/');
    this.#state.registry.repairGroup(group, version);
  }

  /** What the server behind an admission webhook says from now on. Without a word it is away. */
  answerWebhook(name: string, verdict: WebhookVerdict): void {
    this.#state.webhooks.set(name, verdict);
  }

  /** Everything that there is, byte by byte, one line per object: what has changed nothing leaves it as it is. */
  dump(): readonly string[] {
    const { registry, objects } = this.#state;
    return registry
      .storages()
      .flatMap((kind) => objects.sorted(kind.storage).map((stored) => textOf(kind, stored)));
  }

  /** Every continue token and older watch version given out so far is answered 410 from now on. */
  compact(): void {
    this.#state.objects.compact();
  }

  /** Resolves when the controllers have nothing left to do (at once while nothing is being deleted or created). */
  settled(): Promise<void> {
    return this.#state.settled();
  }

  /** How many objects there are, of one resource or of all. */
  count(resource?: string): number {
    const { registry, objects } = this.#state;
    const kinds = resource === undefined ? registry.storages() : [registry.named(resource)];
    return kinds.reduce((sum, kind) => sum + objects.sorted(kind.storage).length, 0);
  }
}

const pastFields = ['uid', 'creationTimestamp', 'generation', 'managedFields', 'finalizers'];

function pastOf(object: JsonObject): JsonObject {
  const metadata = objectAt(object, 'metadata');
  const known = pastFields.flatMap((key) =>
    metadata[key] === undefined ? [] : [[key, metadata[key]] as const],
  );
  const status = isObject(object.status) ? { status: object.status } : {};
  return { metadata: Object.fromEntries(known), ...status };
}

function objectFrom(manifest: Manifest, resource: Resource): JsonObject {
  const object = parse(typeof manifest === 'string' ? manifest : stringify(manifest as JsonObject));
  if (!isObject(object)) throw new Error('a manifest is a JSON object');
  return {
    kind: resource.kind,
    apiVersion: `${resource.group ? `${resource.group}/` : ''}${resource.version}`,
    ...object,
  };
}
