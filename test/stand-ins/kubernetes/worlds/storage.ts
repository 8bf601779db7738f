import { ObjectBuilder, uidFor } from './object-builder.js';

/** The default class of the demo and test clusters. */
export function aStorageClass(name = 'standard'): ObjectBuilder {
  return ObjectBuilder.of(
    {
      resource: 'storageclasses.storage.k8s.io',
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      name,
    },
    {
      provisioner: 'csi.example.com',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowVolumeExpansion: true,
    },
  ).withAnnotations({ 'storageclass.kubernetes.io/is-default-class': 'true' });
}

export interface VolumeOptions {
  readonly storageClass?: string;
  /** null: a volume of no CSI driver. */
  readonly driver?: string | null;
}

/** A PersistentVolumeClaim and the PersistentVolume that it is bound to. */
export function aBoundClaim(
  namespace: string,
  name: string,
  size = '10Gi',
  { storageClass = 'standard', driver = 'csi.example.com' }: VolumeOptions = {},
): readonly ObjectBuilder[] {
  const uid = uidFor('PersistentVolumeClaim', namespace, name);
  const volumeName = `pvc-${uid}`;
  const claim = ObjectBuilder.of(
    {
      resource: 'persistentvolumeclaims',
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace,
      name,
    },
    {
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: size } },
        volumeName,
        storageClassName: storageClass,
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: size } },
    },
  )
    .withAnnotations({
      'pv.kubernetes.io/bind-completed': 'yes',
      'volume.kubernetes.io/storage-provisioner': driver ?? 'nfs.example.com',
    })
    .withFinalizers('kubernetes.io/pvc-protection');
  const volume = ObjectBuilder.of(
    { resource: 'persistentvolumes', apiVersion: 'v1', kind: 'PersistentVolume', name: volumeName },
    {
      spec: {
        capacity: { storage: size },
        ...(driver === null
          ? { nfs: { server: 'nfs.example.com', path: `/${name}` } }
          : { csi: { driver, fsType: 'ext4', volumeHandle: `vol-${uid.slice(0, 8)}` } }),
        accessModes: ['ReadWriteOnce'],
        claimRef: { kind: 'PersistentVolumeClaim', namespace, name, uid, apiVersion: 'v1' },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: storageClass,
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    },
  ).withFinalizers('kubernetes.io/pv-protection');
  return [claim, volume];
}
