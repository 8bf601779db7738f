/** Whole, valid restores; a test names only what matters to it. */
import { randomUUID } from 'node:crypto';
import { EVERY_RESOURCE } from '../../src/domain/resource-filter.js';
import {
  NO_OBJECTS,
  type Restore,
  type RestoreCounts,
  type RestoreOptions,
} from '../../src/domain/restore.js';

const AT = new Date('2026-11-20T10:00:00.123Z');

export function restoreOptions(change: Partial<RestoreOptions> = {}): RestoreOptions {
  return {
    scope: { namespaces: null, filter: EVERY_RESOURCE, objects: null, clusterScoped: true },
    namespaceMapping: {},
    storageClassMapping: {},
    existing: 'KEEP',
    restoreStatus: [],
    preserveNodePorts: false,
    volumes: true,
    haltMachines: false,
    keepMachineIdentity: null,
    ...change,
  };
}

export function restoreCounts(change: Partial<RestoreCounts> = {}): RestoreCounts {
  return { ...NO_OBJECTS, ...change };
}

export function aRestore(
  of: Pick<Restore, 'ownerId' | 'backupId' | 'clusterId'>,
  change: Partial<Restore> = {},
): Restore {
  const id = randomUUID();
  return {
    id,
    name: `restore-${id}`,
    ...of,
    backupName: 'nightly',
    backupCreatedAt: AT,
    sourceClusterName: 'harbour',
    clusterName: 'harbour',
    mode: 'CLASSIC',
    options: restoreOptions(),
    targetNamespaces: ['blog', 'shop'],
    state: 'IN_PROGRESS',
    stateReason: null,
    stateChangedAt: AT,
    stage: null,
    attempt: 0,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    counts: NO_OBJECTS,
    total: null,
    version: 1,
    createdAt: AT,
    startedAt: null,
    finishedAt: null,
    ...change,
  };
}
