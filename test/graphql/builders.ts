/** Things as the services hand them to the API: defaults, and what a test says of them. */

import { randomUUID } from 'node:crypto';
import type { Backup, BackupNamespace } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import type { BackupSchedule } from '../../src/domain/backup-schedule.js';
import { SNAPSHOT_VOLUMES } from '../../src/domain/backup-volume.js';
import type { Cluster } from '../../src/domain/cluster.js';
import { NOT_DELETED } from '../../src/domain/deletion.js';
import { madeHere, type User } from '../../src/domain/identity.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';
import { aSchedule as aStoredSchedule } from '../factories/resources.js';

const LONG_AGO = new Date('2026-11-20T10:00:00.123Z');

export function aUser(of: Partial<User> = {}): User {
  return {
    id: randomUUID(),
    kind: 'PERSON',
    name: 'ada',
    role: 'SUPER_ADMIN',
    email: null,
    ...madeHere(LONG_AGO),
    ...of,
  };
}

export function aCluster(of: Partial<Cluster> = {}): Cluster {
  return {
    id: randomUUID(),
    name: 'harbour',
    ownerId: randomUUID(),
    mode: 'CLASSIC',
    labels: { team: 'blue', area: 'north' },
    server: 'https://harbour.example:6443',
    state: 'ACTIVE',
    stateReason: 'OK',
    stateMessage: 'reachable',
    stateChangedAt: LONG_AGO,
    stateCheckedAt: LONG_AGO,
    credentialVersion: 1,
    credentialExpiresAt: null,
    lastReachedAt: LONG_AGO,
    looks: NO_LOOK,
    stork: null,
    kubernetesVersion: 'v1.33.1',
    clusterUid: randomUUID(),
    missingRights: [],
    version: 3,
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
    ...of,
  };
}

export function aLocation(of: Partial<BackupLocation> = {}): BackupLocation {
  return {
    id: randomUUID(),
    name: 'vault',
    ownerId: randomUUID(),
    kind: 'FILESYSTEM',
    access: 'CREDENTIALS',
    path: '/srv/backups/vault',
    s3: null,
    capabilities: null,
    labels: {},
    state: 'VALID',
    stateReason: 'OK',
    stateMessage: 'listed, wrote, read back and deleted a file',
    stateChangedAt: LONG_AGO,
    stateCheckedAt: LONG_AGO,
    looks: NO_LOOK,
    version: 1,
    createdAt: LONG_AGO,
    updatedAt: LONG_AGO,
    ...of,
  };
}

export function aBackup(of: Partial<Backup> = {}): Backup {
  return {
    id: randomUUID(),
    name: 'harbour-2026-11-20',
    ownerId: randomUUID(),
    clusterId: randomUUID(),
    locationId: randomUUID(),
    cycleId: randomUUID(),
    scheduleId: null,
    selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'] },
    engine: 'DIRECT',
    layout: 'HOLDFAST',
    listedBySync: false,
    vanishedAt: null,
    mode: 'CLASSIC',
    labels: {},
    state: 'PARTIAL_SUCCESS',
    stateReason: 'NAMESPACE_MISSING',
    stateChangedAt: LONG_AGO,
    stage: null,
    attempt: 1,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    requestedNamespaces: ['billing', 'blog', 'shop'],
    objects: 40,
    bytes: 5_000_000_000,
    storedBytes: 900,
    manifestKey: null,
    encryptionKeyIds: null,
    importedFrom: null,
    verifiedAt: null,
    verification: null,
    lockedUntil: null,
    ...NOT_DELETED,
    version: 1,
    createdAt: LONG_AGO,
    startedAt: LONG_AGO,
    finishedAt: LONG_AGO,
    preRuleId: null,
    postRuleId: null,
    filter: null,
    volumeSettings: SNAPSHOT_VOLUMES,
    ...of,
  };
}

export function aNamespace(of: Partial<BackupNamespace> = {}): BackupNamespace {
  return {
    name: 'shop',
    fate: 'INCLUDED',
    uid: randomUUID(),
    reason: null,
    objects: 20,
    bytes: 2_000,
    ...of,
  };
}

export function aSchedule(of: Partial<BackupSchedule> = {}): BackupSchedule {
  const owned = { ownerId: randomUUID(), clusterId: randomUUID(), locationId: randomUUID() };
  return aStoredSchedule(owned, { name: 'nightly', ...of });
}
