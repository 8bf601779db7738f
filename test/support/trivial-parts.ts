/** A cluster and an engine that cost nothing. */
import type { BackupCipher } from '../../src/domain/ports/backup-cipher.js';
import type { BackupEngine } from '../../src/domain/ports/backup-engine.js';
import type { ClusterGateway, ObservedNamespace } from '../../src/domain/ports/cluster-gateway.js';
import type { FederatedLocations } from '../../src/domain/ports/federated-locations.js';
import type { RestoreEngine } from '../../src/domain/ports/restore-engine.js';
import { NO_OBJECTS } from '../../src/domain/restore.js';

export const NAMESPACE = 'shop';
const SEEN: ObservedNamespace = {
  name: NAMESPACE,
  uid: '00000000-0000-4000-8000-000000000001',
  terminating: false,
  labels: {},
  createdAt: new Date(0),
};
const NO_DIGEST = '0'.repeat(64);

export function trivialClusters(): ClusterGateway {
  return {
    api: () => Promise.reject(new Error('nothing is read of a trivial cluster')),
    probe: async () => ({
      ok: true,
      kubernetesVersion: 'v1.36.0',
      clusterUid: SEEN.uid,
      missingRights: [],
      credentialExpiresAt: null,
    }),
    namespaces: async () => [SEEN],
    systemNamespaces: async () => new Set(),
    namespace: async () => SEEN,
    pods: async () => [],
    forget: async () => undefined,
  };
}

/** Nothing is encrypted. */
export function trivialCipher(): BackupCipher {
  return {
    encrypts: false,
    keys: async () => [],
    create: async () => null,
    unlock: () => Promise.reject(new Error('nothing is encrypted')),
    rewrap: () => Promise.reject(new Error('nothing is encrypted')),
  };
}

export function trivialEngine(): BackupEngine {
  const totals = { objects: 1, bytes: 1, storedBytes: 1 };
  return {
    preview: async () => ({
      kinds: [],
      leftOutKinds: [],
      unknownKinds: [],
      unreadable: [],
      complete: true,
    }),
    cutVolumes: async () => [],
    awaitVolumes: async (_run, volumes) => volumes,
    releaseVolumes: async () => undefined,
    clearVolumes: async () => undefined,
    markedSnapshots: async () => [],
    tidyRestored: async () => undefined,
    captureResources: async ({ backupId, attempt }) => {
      const file = { key: `${backupId}/${attempt}/none`, size: 1, sha256: NO_DIGEST };
      return {
        files: { resources: file, index: file },
        resources: [],
        byNamespace: new Map([[NAMESPACE, { objects: 1, bytes: 1 }]]),
        totals,
        issues: [],
      };
    },
    verify: async () => ({ intact: true, frames: 0, objects: 0, damages: [] }),
    contents: async () => [],
  };
}

export function trivialRestoreEngine(): RestoreEngine {
  const counts = { ...NO_OBJECTS, CREATED: 1 };
  return {
    preview: async () => ({
      counts,
      newNamespaces: [],
      unchecked: 0,
      conflicts: [],
      conflictsTotal: 0,
      issues: [],
    }),
    restore: async () => ({ counts, issues: [] }),
  };
}

/** No cluster of theirs is federated. */
export const trivialFederation: FederatedLocations = {
  check: async () => ({ ok: true, validatedAt: null }),
  forget: async () => undefined,
  list: async () => ({ backups: [], unreadable: 0, unproven: 0, homeless: [] }),
};
