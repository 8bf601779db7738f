import type { ClusterState } from '../cluster-state.js';
import { createObject } from '../create.js';
import { deleteObject } from '../delete.js';
import { dropFinalizers } from '../garbage-collector.js';
import { type JsonObject, listAt, objectAt, rawNumber, textAt } from '../json.js';
import type { Change } from '../object-storage.js';
import { isTerminating, objectOf } from '../stored-object.js';
import { arranged } from '../write-options.js';
import { ClaimFilling } from './claim-filling.js';
import {
  BEING_DELETED,
  CLAIMS,
  CLASSES,
  CONTENTS,
  CsiObjects,
  PROTECTION,
  SETS,
  SNAPSHOTS,
  VOLUMES,
} from './csi-objects.js';
import type { CsiStorage, StorageSnapshot } from './csi-storage.js';

/** What a claim may have waited for. */
const FILLED_AFTER: ReadonlySet<string> = new Set([CLAIMS, 'pods', SETS, SNAPSHOTS]);

/**
 * What the snapshot controller and a driver's sidecars do about VolumeSnapshots (external-snapshotter): bind, cut, make ready, and
 * delete by policy. A content that was deleted goes from the storage only once its VolumeSnapshot is, or is about to be, gone.
 */
export class CsiController {
  readonly #objects: CsiObjects;
  readonly #filling: ClaimFilling;
  readonly #attempts = new Map<string, number>();

  constructor(
    private readonly state: ClusterState,
    private readonly storage: CsiStorage,
  ) {
    this.#objects = new CsiObjects(state);
    this.#filling = new ClaimFilling(this.#objects, storage);
    state.objects.listen((change) => this.#hear(change));
  }

  #hear({ type, storage, object }: Change): void {
    if (storage === SNAPSHOTS) {
      if (type === 'DELETED') this.state.soon(() => this.#snapshotGone(object.uid));
      else this.state.soon(() => this.#snapshot(object.uid, type === 'ADDED'));
    } else if (storage === CONTENTS) {
      if (type === 'DELETED') {
        const content = objectOf(this.#objects.resource(CONTENTS), object);
        const { uid } = objectAt(objectAt(content, 'spec'), 'volumeSnapshotRef');
        this.state.soon(() => this.#snapshot(String(uid), false));
      } else this.state.soon(() => this.#content(object.uid));
    }
    if (FILLED_AFTER.has(storage) && type !== 'DELETED') {
      this.state.soon(() => this.#filling.look());
    }
  }

  #snapshot(uid: string, isNew: boolean): void {
    const snapshot = this.#objects.byUid(SNAPSHOTS, uid);
    if (snapshot === undefined) return;
    if (isTerminating(snapshot)) this.#endSnapshot(snapshot);
    else if (isNew) {
      this.#protect(SNAPSHOTS, snapshot, PROTECTION.bound, PROTECTION.asSource);
      const { persistentVolumeClaimName } = objectAt(objectAt(snapshot, 'spec'), 'source');
      if (persistentVolumeClaimName === undefined) this.#bindProvisioned(snapshot);
      else this.#provision(snapshot, String(persistentVolumeClaimName));
    }
  }

  #protect(storage: string, object: JsonObject, ...names: readonly string[]): void {
    const finalizers = listAt(objectAt(object, 'metadata'), 'finalizers');
    this.#objects.setMetadata(storage, object, { finalizers: [...finalizers, ...names] });
  }

  #provision(snapshot: JsonObject, claimName: string): void {
    const { namespace } = objectAt(snapshot, 'metadata');
    const claim = this.#objects.get(CLAIMS, claimName, String(namespace));
    const volume = this.#objects.get(VOLUMES, textAt(objectAt(claim, 'spec'), 'volumeName') ?? '');
    const csi = objectAt(objectAt(volume, 'spec'), 'csi');
    const className = textAt(objectAt(snapshot, 'spec'), 'volumeSnapshotClassName') ?? '';
    const snapshotClass = this.#objects.get(CLASSES, className);
    if (volume === undefined || snapshotClass === undefined) {
      this.#fail(snapshot, undefined, `cannot get claim ${claimName} from snapshot, or class ${className}`);
      return;
    }
    const content = this.#createContent(snapshot, snapshotClass, csi);
    this.#objects.setStatus(SNAPSHOTS, snapshot, {
      boundVolumeSnapshotContentName: textAt(objectAt(content, 'metadata'), 'name') ?? '',
      readyToUse: false,
    });
    this.storage.begin();
    this.#cut({ snapshot, content, claim: claim ?? {}, csi });
  }

  #createContent(snapshot: JsonObject, snapshotClass: JsonObject, csi: JsonObject): JsonObject {
    const { name, namespace, uid } = objectAt(snapshot, 'metadata');
    const resource = this.#objects.resource(CONTENTS);
    const stored = createObject(this.state, {
      resource,
      namespace: undefined,
      object: {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotContent',
        metadata: { name: `snapcontent-${uid}` },
        spec: {
          deletionPolicy: snapshotClass.deletionPolicy,
          driver: csi.driver,
          source: { volumeHandle: csi.volumeHandle },
          volumeSnapshotClassName: objectAt(snapshotClass, 'metadata').name,
          volumeSnapshotRef: {
            apiVersion: 'snapshot.storage.k8s.io/v1',
            kind: 'VolumeSnapshot',
            name,
            namespace,
            uid,
          },
        },
      },
      options: { ...arranged, manager: 'snapshot-controller' },
    });
    const content = objectOf(resource, stored);
    this.#protect(CONTENTS, content, PROTECTION.content);
    return content;
  }

  #cut(work: Provisioning): void {
    const { snapshot, content, claim, csi } = work;
    const uid = String(objectAt(content, 'metadata').uid);
    const behaviour = this.storage.behaviourOf(textAt(objectAt(claim, 'spec'), 'storageClassName') ?? '');
    const attempt = (this.#attempts.get(uid) ?? 0) + 1;
    this.#attempts.set(uid, attempt);
    if (behaviour.never === 'cut') return;
    if (behaviour.fails !== undefined) {
      this.#fail(snapshot, content, behaviour.fails);
      return;
    }
    if (attempt <= (behaviour.failsFirst ?? 0)) {
      this.#fail(snapshot, content, `rpc error: code = Unavailable desc = try ${attempt}`);
      this.state.soon(() => this.#cut(work), 20);
      return;
    }
    this.state.soon(() => {
      const present = this.#objects.byUid(CONTENTS, uid);
      if (present === undefined || isTerminating(present)) return;
      const cut = this.storage.cut({
        driver: String(csi.driver),
        volume: String(csi.volumeHandle),
        bytes: behaviour.bytes ?? 10n * 1024n ** 3n,
      });
      this.#show(snapshot, content, { cut, ready: false });
      if (behaviour.never === 'ready') return;
      const getReady = () =>
        this.state.soon(() => this.#show(snapshot, content, { cut, ready: true }), behaviour.readyMs ?? 0);
      if (behaviour.readyWhen === undefined) getReady();
      else void behaviour.readyWhen.then(getReady);
    }, behaviour.cutMs ?? 0);
  }

  #show(
    snapshot: JsonObject,
    content: JsonObject,
    { cut, ready }: { readonly cut: StorageSnapshot; readonly ready: boolean },
  ): void {
    this.#objects.setStatus(CONTENTS, content, {
      snapshotHandle: cut.handle,
      creationTime: rawNumber(String(cut.cutAt)),
      restoreSize: rawNumber(String(cut.bytes)),
      readyToUse: ready,
      error: undefined,
    });
    this.#objects.setStatus(SNAPSHOTS, snapshot, {
      boundVolumeSnapshotContentName: objectAt(content, 'metadata').name,
      creationTime: this.state.now(),
      restoreSize: String(cut.bytes),
      readyToUse: ready,
      error: undefined,
    });
  }

  #fail(snapshot: JsonObject, content: JsonObject | undefined, message: string): void {
    const error = { time: this.state.now(), message };
    if (content !== undefined) this.#objects.setStatus(CONTENTS, content, { error });
    this.#objects.setStatus(SNAPSHOTS, snapshot, { error, readyToUse: false });
  }

  /** A content that a person made for a snapshot that the storage has. */
  #bindProvisioned(snapshot: JsonObject): void {
    const { uid } = objectAt(snapshot, 'metadata');
    const { volumeSnapshotContentName: name } = objectAt(objectAt(snapshot, 'spec'), 'source');
    const content = this.#objects.get(CONTENTS, String(name));
    const handle = textAt(objectAt(objectAt(content, 'spec'), 'source'), 'snapshotHandle') ?? '';
    const cut = this.storage.snapshots.get(handle);
    if (content === undefined || cut === undefined) {
      this.#fail(snapshot, content, `the storage has no snapshot ${handle}`);
      return;
    }
    const spec = objectAt(content, 'spec');
    const bound = { ...spec, volumeSnapshotRef: { ...objectAt(spec, 'volumeSnapshotRef'), uid } };
    this.#objects.setSpec(CONTENTS, content, bound);
    this.#protect(CONTENTS, this.#objects.get(CONTENTS, String(name)) ?? content, PROTECTION.content);
    this.#show(snapshot, content, { cut, ready: true });
  }

  #endSnapshot(snapshot: JsonObject): void {
    const uid = String(objectAt(snapshot, 'metadata').uid);
    const content = this.#contentOf(uid);
    if (content !== undefined) {
      this.#markBeingDeleted(content);
      if (objectAt(content, 'spec').deletionPolicy === 'Delete') {
        this.#delete(content);
        return;
      }
    }
    dropFinalizers(this.state, this.#objects.resource(SNAPSHOTS), {
      uid,
      names: [PROTECTION.bound, PROTECTION.asSource],
    });
  }

  /** Also when its namespace was wiped and no finalizer held. */
  #snapshotGone(uid: string): void {
    const content = this.#contentOf(uid);
    if (content === undefined) return;
    this.#markBeingDeleted(content);
    if (objectAt(content, 'spec').deletionPolicy === 'Delete') this.#delete(content);
  }

  #contentOf(snapshotUid: string): JsonObject | undefined {
    return this.#objects
      .all(CONTENTS)
      .find((each) => objectAt(objectAt(each, 'spec'), 'volumeSnapshotRef').uid === snapshotUid);
  }

  #markBeingDeleted(content: JsonObject): void {
    const annotations = objectAt(objectAt(content, 'metadata'), 'annotations');
    if (annotations[BEING_DELETED] === 'yes') return;
    this.#objects.setMetadata(CONTENTS, content, { annotations: { ...annotations, [BEING_DELETED]: 'yes' } });
  }

  #delete(content: JsonObject): void {
    const stored = this.state.objects.byUid(String(objectAt(content, 'metadata').uid));
    if (stored) deleteObject(this.state, { resource: this.#objects.resource(CONTENTS), stored });
  }

  #content(uid: string): void {
    const content = this.#objects.byUid(CONTENTS, uid);
    if (content === undefined || !isTerminating(content)) return;
    const spec = objectAt(content, 'spec');
    const reference = objectAt(spec, 'volumeSnapshotRef');
    const isReleased =
      objectAt(objectAt(content, 'metadata'), 'annotations')[BEING_DELETED] === 'yes' ||
      reference.uid === undefined;
    if (!isReleased) return;
    const handle =
      textAt(objectAt(content, 'status'), 'snapshotHandle') ??
      textAt(objectAt(spec, 'source'), 'snapshotHandle');
    if (spec.deletionPolicy === 'Delete' && handle !== undefined) this.storage.snapshots.delete(handle);
    dropFinalizers(this.state, this.#objects.resource(CONTENTS), { uid, names: [PROTECTION.content] });
  }
}

interface Provisioning {
  readonly snapshot: JsonObject;
  readonly content: JsonObject;
  readonly claim: JsonObject;
  readonly csi: JsonObject;
}
