import { ADA } from '../running-api.js';
import { backup, cluster, location, type MutationCase } from './things.js';

const { id } = cluster;

export const BACKUP_CASES: readonly MutationCase[] = [
  [
    'rewrapBackups',
    { first: 50, after: id },
    'rewrapped unchanged refused { backup { id } message } next',
    'encryption.rewrap',
    [{ first: 50, after: id }, ADA],
  ],
  [
    'createBackup',
    { name: null, clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] },
    'backup { id state }',
    'backups.create',
    [{ clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] }, ADA],
  ],
  ['cancelBackup', { id: backup.id }, 'backup { state }', 'backups.cancel', [backup.id, ADA]],
  [
    'editBackup',
    { id: backup.id, expectedVersion: 1, name: 'kept' },
    'backup { id }',
    'backups.edit',
    [backup.id, { expectedVersion: 1, name: 'kept' }, ADA],
  ],
  [
    'deleteBackup',
    { id: backup.id },
    'backup { state deletion { step } }',
    'backups.remove',
    [backup.id, { confirmLastCopy: false }, ADA],
  ],
  [
    'forceDeleteBackup',
    { id: backup.id, acknowledgeOrphanedData: true },
    'id orphanedPath',
    'backups.forceDelete',
    [backup.id, { acknowledgeOrphanedData: true }, ADA],
  ],
  [
    'verifyBackup',
    { id: backup.id },
    'backup { id } verification { state trigger attempt frames objects bytes damages error endedAt }',
    'verifications.request',
    [backup.id, ADA],
  ],
  [
    'cancelBackupVerification',
    { id: backup.id },
    'backup { id } verification { state cancelRequestedAt }',
    'verifications.cancel',
    [backup.id, ADA],
  ],
  [
    'importVeleroBackup',
    { locationId: location.id, veleroName: 'weekly', clusterId: id, targetLocationId: null },
    'backup { id state }',
    'veleroImports.import',
    [{ locationId: location.id, veleroName: 'weekly', clusterId: id }, ADA],
  ],
  [
    'revealBackupSecret',
    { backupId: backup.id, resource: 'secrets', namespace: 'shop', name: 'key' },
    'object { json masked }',
    'browsing.reveal',
    [backup.id, { resource: 'secrets', namespace: 'shop', name: 'key' }, ADA],
  ],
];
