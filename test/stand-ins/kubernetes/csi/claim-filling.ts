import { createObject } from '../create.js';
import { type JsonObject, listAt, objectAt, textAt } from '../json.js';
import { arranged } from '../write-options.js';
import { CLAIMS, CONTENTS, type CsiObjects, SETS, SNAPSHOTS, VOLUMES } from './csi-objects.js';
import type { CsiStorage } from './csi-storage.js';

/** Claims with a VolumeSnapshot as their source get a volume of their own once it is ready; others are bound as ever. */
export class ClaimFilling {
  constructor(
    private readonly objects: CsiObjects,
    private readonly storage: CsiStorage,
  ) {}

  look(): void {
    for (const claim of this.objects.all(CLAIMS)) {
      const spec = objectAt(claim, 'spec');
      const source = objectAt(spec, 'dataSource');
      if (source.kind !== 'VolumeSnapshot' || spec.volumeName !== undefined) continue;
      if (this.#waitsForConsumer(claim)) continue;
      const { namespace } = objectAt(claim, 'metadata');
      const snapshot = this.objects.get(SNAPSHOTS, String(source.name), String(namespace));
      if (objectAt(snapshot, 'status').readyToUse === true) this.#fill(claim, snapshot ?? {});
    }
  }

  #fill(claim: JsonObject, snapshot: JsonObject): void {
    const { name, namespace, uid } = objectAt(claim, 'metadata');
    const bound = textAt(objectAt(snapshot, 'status'), 'boundVolumeSnapshotContentName') ?? '';
    const content = this.objects.get(CONTENTS, bound);
    const handle = textAt(objectAt(content, 'status'), 'snapshotHandle') ?? '';
    const cut = this.storage.snapshots.get(handle);
    const spec = objectAt(claim, 'spec');
    const requests = objectAt(objectAt(spec, 'resources'), 'requests');
    if (cut === undefined || bytesOf(String(requests.storage)) < cut.bytes) return;
    const volumeName = `pvc-${uid}`;
    createObject(this.objects.state, {
      resource: this.objects.resource(VOLUMES),
      namespace: undefined,
      object: {
        apiVersion: 'v1',
        kind: 'PersistentVolume',
        metadata: { name: volumeName },
        spec: {
          capacity: requests,
          csi: { driver: cut.driver, volumeHandle: `vol-of-${handle}-${uid}` },
          accessModes: listAt(spec, 'accessModes'),
          claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: spec.storageClassName,
        },
      },
      options: { ...arranged, manager: 'csi-provisioner' },
    });
    this.objects.setSpec(CLAIMS, claim, { ...spec, volumeName });
    this.objects.setStatus(CLAIMS, claim, { phase: 'Bound', capacity: requests });
    this.storage.restored.push({ namespace: String(namespace), claim: String(name), handle });
  }

  #waitsForConsumer(claim: JsonObject): boolean {
    const { name, namespace } = objectAt(claim, 'metadata');
    const storageClass = this.objects.get(
      'storageclasses.storage.k8s.io',
      textAt(objectAt(claim, 'spec'), 'storageClassName') ?? '',
    );
    if (storageClass?.volumeBindingMode !== 'WaitForFirstConsumer') return false;
    const isHere = (object: JsonObject) => objectAt(object, 'metadata').namespace === namespace;
    return (
      !this.objects.all('pods').some((pod) => isHere(pod) && uses(pod, String(name))) &&
      !this.objects.all(SETS).some((set) => isHere(set) && makesPodFor(set, String(name)))
    );
  }
}

function uses(pod: JsonObject, claim: string): boolean {
  return listAt(objectAt(pod, 'spec'), 'volumes').some(
    (volume) => objectAt(volume, 'persistentVolumeClaim').claimName === claim,
  );
}

/** Nobody makes the Pods of a StatefulSet here: it stands for those that it would have. */
function makesPodFor(set: JsonObject, claim: string): boolean {
  const spec = objectAt(set, 'spec');
  const replicas = Number(spec.replicas ?? 1);
  return listAt(spec, 'volumeClaimTemplates').some((template) => {
    const base = `${objectAt(template, 'metadata').name}-${objectAt(set, 'metadata').name}-`;
    return claim.startsWith(base) && Number(claim.slice(base.length)) < replicas;
  });
}

const UNITS: Readonly<Record<string, bigint>> = {
  '': 1n,
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
  Ti: 1024n ** 4n,
};

/** Of a whole quantity: `10Gi`, `10737418240`. */
function bytesOf(quantity: string): bigint {
  const [, digits = '0', unit = ''] = /^(\d+)([KMGT]i)?$/.exec(quantity) ?? [];
  return BigInt(digits) * (UNITS[unit] ?? 1n);
}
