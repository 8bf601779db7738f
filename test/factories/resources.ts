/** Resources as they are stored, whole and valid; a test names only what matters to it. */

import { randomUUID } from 'node:crypto';
import type { Alert } from '../../src/domain/alert.js';
import type { Backup, BackupNamespace } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import { type BackupSchedule, NO_TIERS, type ScheduleEdit } from '../../src/domain/backup-schedule.js';
import { SNAPSHOT_VOLUMES } from '../../src/domain/backup-volume.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { Cycle } from '../../src/domain/cycle.js';
import { NOT_DELETED } from '../../src/domain/deletion.js';
import type { NewEvent } from '../../src/domain/event.js';
import { type AccessToken, madeHere, systemActor, type User } from '../../src/domain/identity.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';
import { newlyKnown, type UserGroup } from '../../src/domain/user-group.js';
import type { BackupVerification } from '../../src/domain/verification.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

export function aUser(change: Partial<User> = {}): User {
  const id = randomUUID();
  return {
    id,
    kind: 'PERSON',
    name: `user-${id}`,
    role: 'SUPER_ADMIN',
    email: null,
    ...madeHere(AT),
    ...change,
  };
}

export function aUserGroup(change: Partial<UserGroup> = {}): UserGroup {
  const id = randomUUID();
  return {
    id,
    name: `group-${id}`,
    provider: null,
    externalId: null,
    ...newlyKnown(AT),
    version: 1,
    createdAt: AT,
    ...change,
  };
}

export function aToken(userId: string, change: Partial<AccessToken> = {}): AccessToken {
  const id = randomUUID();
  return {
    id,
    userId,
    name: 'laptop',
    hash: `hash-of-${id}`,
    access: 'FULL',
    operations: [],
    createdAt: AT,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    ...change,
  };
}

export function aCluster(ownerId: string, change: Partial<Cluster> = {}): Cluster {
  const id = randomUUID();
  return {
    id,
    name: `cluster-${id}`,
    ownerId,
    mode: 'CLASSIC',
    labels: { team: 'shop' },
    server: 'https://127.0.0.1:6443',
    state: 'UNCHECKED',
    stateReason: 'NOT_CHECKED',
    stateMessage: 'not looked at yet',
    stateChangedAt: AT,
    stateCheckedAt: null,
    credentialVersion: 1,
    credentialExpiresAt: null,
    lastReachedAt: null,
    looks: NO_LOOK,
    kubernetesVersion: null,
    stork: null,
    clusterUid: null,
    missingRights: [],
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

export function aLocation(ownerId: string, change: Partial<BackupLocation> = {}): BackupLocation {
  const id = randomUUID();
  return {
    id,
    name: `location-${id}`,
    ownerId,
    kind: 'FILESYSTEM',
    access: 'CREDENTIALS',
    path: `/backups/${id}`,
    s3: null,
    capabilities: null,
    labels: {},
    state: 'UNCHECKED',
    stateReason: 'NOT_CHECKED',
    stateMessage: 'not looked at yet',
    stateChangedAt: AT,
    stateCheckedAt: null,
    looks: NO_LOOK,
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}

/** Nightly backups of three namespaces, due the next morning. */
export function aSchedule(
  of: Pick<BackupSchedule, 'ownerId' | 'clusterId' | 'locationId'>,
  change: Partial<BackupSchedule> = {},
): BackupSchedule {
  const id = randomUUID();
  return {
    id,
    name: `schedule-${id}`,
    ...of,
    labels: {},
    state: 'ACTIVE',
    stateReason: null,
    stateChangedAt: AT,
    selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'] },
    createdSingle: false,
    timing: { kind: 'DAILY', at: '02:30' },
    timeZone: 'Europe/Berlin',
    anchor: AT,
    graceMinutes: 60,
    retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
    nextDueAt: new Date('2026-11-21T01:30:00.000Z'),
    missing: [],
    departures: [],
    released: [],
    alertRecipients: [],
    verifyEveryDays: null,
    barrenCycles: 0,
    version: 1,
    selectionVersion: 1,
    createdAt: AT,
    updatedAt: AT,
    preRuleId: null,
    postRuleId: null,
    filter: null,
    volumeSettings: SNAPSHOT_VOLUMES,
    ...change,
  };
}

export function aScheduleEdit(scheduleId: string, change: Partial<ScheduleEdit> = {}): ScheduleEdit {
  return {
    id: randomUUID(),
    scheduleId,
    kind: 'EXCLUDE',
    at: AT,
    actor: { kind: 'USER', id: randomUUID(), name: 'ada' },
    namespaces: ['billing'],
    before: { selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'] } },
    after: { selection: { kind: 'NAMED', names: ['blog', 'shop'] } },
    selectionVersion: 2,
    revertedAt: null,
    ...change,
  };
}

/** An open one about a schedule that is none yet: name the subject, and `scheduleId` once it is stored. */
export function anAlert(change: Partial<Alert> = {}): Alert {
  return {
    id: randomUUID(),
    subjectType: 'BackupSchedule',
    subjectId: randomUUID(),
    kind: 'MISSING_NAMESPACES',
    openedAt: AT,
    changedAt: AT,
    lastSeenAt: AT,
    count: 1,
    scheduleId: null,
    backupId: null,
    namespaces: ['billing'],
    message: 'billing is missing.',
    acknowledgedAt: null,
    acknowledgedBy: null,
    snoozedAt: null,
    snoozedUntil: null,
    snoozedUntilChange: false,
    snoozedBy: null,
    remindedAt: null,
    closedAt: null,
    closedReason: null,
    ...change,
  };
}

export function aCycle(change: Partial<Cycle> = {}): Cycle {
  return {
    id: randomUUID(),
    scheduleId: null,
    plannedAt: null,
    trigger: 'MANUAL',
    selection: { kind: 'NAMED', names: ['blog', 'shop'] },
    selectionVersion: 1,
    outcome: 'OPEN',
    reasons: [],
    startedAt: AT,
    endedAt: null,
    ...change,
  };
}

export function aBackup(
  of: Pick<Backup, 'ownerId' | 'clusterId' | 'locationId' | 'cycleId'>,
  change: Partial<Backup> = {},
): Backup {
  const id = randomUUID();
  const { requestedNamespaces = ['blog', 'shop'] } = change;
  return {
    id,
    name: `backup-${id}`,
    ...of,
    scheduleId: null,
    selection: { kind: 'NAMED', names: requestedNamespaces },
    engine: 'DIRECT',
    layout: 'HOLDFAST',
    listedBySync: false,
    vanishedAt: null,
    mode: 'CLASSIC',
    labels: {},
    state: 'IN_PROGRESS',
    stateReason: null,
    stateChangedAt: AT,
    stage: null,
    attempt: 0,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    requestedNamespaces,
    objects: 0,
    bytes: 0,
    storedBytes: 0,
    manifestKey: null,
    encryptionKeyIds: null,
    importedFrom: null,
    verifiedAt: null,
    verification: null,
    lockedUntil: null,
    ...NOT_DELETED,
    ...(change.state === 'DELETING' && { deletionStartedAt: AT, deletionNextTryAt: AT }),
    version: 1,
    createdAt: AT,
    startedAt: null,
    finishedAt: null,
    preRuleId: null,
    postRuleId: null,
    filter: null,
    volumeSettings: SNAPSHOT_VOLUMES,
    ...change,
  };
}

export function aRequestedNamespace(name: string, change: Partial<BackupNamespace> = {}): BackupNamespace {
  return { name, fate: 'REQUESTED', uid: null, reason: null, objects: 0, bytes: 0, ...change };
}

export function anEvent(subjectId: string, change: Partial<NewEvent> = {}): NewEvent {
  return {
    type: 'BACKUP_STAGE_ENTERED',
    subjectType: 'Backup',
    subjectId,
    actor: systemActor('test'),
    data: {},
    ...change,
  };
}

/** Asked for and not taken up yet. */
export function aVerification(
  backupId: string,
  change: Partial<BackupVerification> = {},
): BackupVerification {
  return {
    id: backupId,
    state: 'IN_PROGRESS',
    trigger: 'MANUAL',
    tryRestore: false,
    trial: null,
    requestedAt: AT,
    attempt: 0,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    frames: 0,
    objects: 0,
    bytes: 0,
    damages: [],
    error: null,
    startedAt: null,
    endedAt: null,
    ...change,
  };
}
