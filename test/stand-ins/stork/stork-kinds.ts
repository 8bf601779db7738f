import type { StandInStore } from '../kubernetes/stand-in-store.js';

export const GROUP = 'stork.libopenstorage.org';
export const VERSION = 'v1alpha1';
export const BACKUPS = `applicationbackups.${GROUP}`;
export const RESTORES = `applicationrestores.${GROUP}`;
export const LOCATIONS = `backuplocations.${GROUP}`;
export const RULES = `rules.${GROUP}`;
export const FINALIZER = 'stork.libopenstorage.org/finalizer-cleanup';

const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const list = { type: 'array', items: free };

/** The kinds that Holdfast meets. Source: facts 1.1, 1.4–1.7. No status subresource: public Stork registers its kinds without one. */
export function defineStorkKinds(store: StandInStore): void {
  define(store, 'ApplicationBackup', 'applicationbackups', { spec: free, status: free });
  define(store, 'ApplicationRestore', 'applicationrestores', { spec: free, status: free });
  define(store, 'ApplicationBackupSchedule', 'applicationbackupschedules', { spec: free, status: free });
  define(store, 'BackupLocation', 'backuplocations', { location: free, cluster: free, status: free });
  define(store, 'Rule', 'rules', { rules: list });
}

export function removeStorkKinds(store: StandInStore): void {
  for (const each of store.list('customresourcedefinitions')) {
    const name = String((each.metadata as { name?: unknown }).name);
    if (name.endsWith(`.${GROUP}`)) store.delete('customresourcedefinitions', name);
  }
}

function define(store: StandInStore, kind: string, plural: string, properties: object): void {
  store.defineResource({
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [
        {
          name: VERSION,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties } },
        },
      ],
    },
  });
}
