import { NO_TIERS } from '../../../src/domain/backup-schedule.js';
import { ADA } from '../running-api.js';
import { backup, cluster, labels, location, type MutationCase, schedule } from './things.js';

const { id } = cluster;

export const SCHEDULE_CASES: readonly MutationCase[] = [
  [
    'createBackupSchedule',
    {
      name: 'nightly',
      clusterId: id,
      locationId: location.id,
      selection: { kind: 'NAMED', names: ['shop', 'billing'] },
      timing: { kind: 'DAILY', at: '02:30', minutes: null },
      timeZone: 'Europe/Berlin',
      graceMinutes: null,
      retention: { keep: 7 },
      labels,
    },
    'backupSchedule { name state }',
    'schedules.create',
    [
      {
        name: 'nightly',
        clusterId: id,
        locationId: location.id,
        selection: { kind: 'NAMED', names: ['shop', 'billing'] },
        timing: { kind: 'DAILY', at: '02:30' },
        timeZone: 'Europe/Berlin',
        retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
        labels: { team: 'blue' },
      },
      ADA,
    ],
  ],
  [
    'editBackupSchedule',
    {
      id: schedule.id,
      expectedVersion: 1,
      timing: { kind: 'WEEKLY', weekdays: ['MONDAY', 'FRIDAY'], at: '23:00' },
      retention: { keep: 3, maxAgeDays: 30, daily: 7 },
      verifyEvery: { days: 7 },
      locationId: location.id,
      selector: 'team=shop',
      name: null,
    },
    'backupSchedule { id version }',
    'schedules.edit',
    [
      schedule.id,
      {
        expectedVersion: 1,
        timing: { kind: 'WEEKLY', days: ['MONDAY', 'FRIDAY'], at: '23:00' },
        retention: { keep: 3, maxAgeDays: 30, ...NO_TIERS, daily: 7 },
        verifyEveryDays: 7,
        locationId: location.id,
        selector: 'team=shop',
      },
      ADA,
    ],
  ],
  [
    'suspendBackupSchedule',
    { id: schedule.id },
    'backupSchedule { state nextDueAt }',
    'schedules.suspend',
    [schedule.id, ADA],
  ],
  [
    'resumeBackupSchedule',
    { id: schedule.id },
    'backupSchedule { state }',
    'schedules.resume',
    [schedule.id, ADA],
  ],
  [
    'deleteBackupSchedule',
    { id: schedule.id, backups: 'KEEP' },
    'id',
    'schedules.remove',
    [schedule.id, { backups: 'KEEP' }, ADA],
  ],
  ['backUpScheduleNow', { id: schedule.id }, 'backup { state }', 'schedules.backUpNow', [schedule.id, ADA]],
  [
    'excludeNamespacesFromSchedule',
    { scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 4, backupId: backup.id },
    'backupSchedule { id } changed namespaces by { id }',
    'scheduleNamespaces.exclude',
    [{ scheduleId: schedule.id, namespaces: ['billing'], selectionVersion: 4, backupId: backup.id }, ADA],
  ],
  [
    'addNamespacesToSchedule',
    { scheduleId: schedule.id, namespaces: ['wiki'], selectionVersion: 4 },
    'backupSchedule { id } changed namespaces by { id }',
    'scheduleNamespaces.add',
    [{ scheduleId: schedule.id, namespaces: ['wiki'], selectionVersion: 4 }, ADA],
  ],
  [
    'revertScheduleEdit',
    { scheduleId: schedule.id },
    'backupSchedule { id } changed',
    'scheduleNamespaces.revert',
    [schedule.id, ADA],
  ],
  [
    'releaseHeldBackups',
    { scheduleId: schedule.id, namespaces: ['billing'] },
    'backupSchedule { releasedNamespaces }',
    'retention.release',
    [{ scheduleId: schedule.id, namespaces: ['billing'] }, ADA],
  ],
];
