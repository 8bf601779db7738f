import type { StandInStore } from '../stand-in-store.js';

const GROUP = 'snapshot.storage.k8s.io';
const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const text = { type: 'string' };

/** The three definitions that a cluster with snapshots has. */
export function defineSnapshotKinds(store: StandInStore): void {
  define(store, 'VolumeSnapshot', 'volumesnapshots', 'Namespaced', { spec: free, status: free });
  define(store, 'VolumeSnapshotContent', 'volumesnapshotcontents', 'Cluster', { spec: free, status: free });
  define(store, 'VolumeSnapshotClass', 'volumesnapshotclasses', 'Cluster', {
    driver: text,
    deletionPolicy: text,
    parameters: free,
  });
}

function define(
  store: StandInStore,
  kind: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster',
  properties: object,
): void {
  store.defineResource({
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      scope,
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          ...('status' in properties && { subresources: { status: {} } }),
          schema: { openAPIV3Schema: { type: 'object', properties } },
        },
      ],
    },
  });
}

export interface SnapshotClassOptions {
  readonly driver?: string;
  readonly deletionPolicy?: 'Delete' | 'Retain';
  readonly isDefault?: boolean;
}

export function createSnapshotClass(
  store: StandInStore,
  name: string,
  options: SnapshotClassOptions = {},
): void {
  const { driver = 'csi.example.com', deletionPolicy = 'Delete', isDefault = false } = options;
  store.create(`volumesnapshotclasses.${GROUP}`, {
    metadata: {
      name,
      ...(isDefault && { annotations: { 'snapshot.storage.kubernetes.io/is-default-class': 'true' } }),
    },
    driver,
    deletionPolicy,
  });
}
