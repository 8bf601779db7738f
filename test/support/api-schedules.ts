/** Schedules and alerts as the API shows them. */
import type {
  AlertFieldsFragment,
  BackupScheduleFieldsFragment,
  BackupScheduleOverviewQuery,
  CycleFieldsFragment,
  ScheduleEditFieldsFragment,
} from '../../src/client/generated/graphql.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { apiCluster, apiLocation, apiPage, uuid } from './api-things.js';
import type { Answers } from './stand-in-api.js';

const AT = '2026-11-20T12:00:00.000Z';
export const NEXT_DUE = '2026-11-21T01:30:00.000Z';

type Overview = NonNullable<BackupScheduleOverviewQuery['backupSchedule']>;

/** Daily at half past two in Berlin, of three namespaces, without a past. */
export function apiSchedule(given: Partial<BackupScheduleFieldsFragment> = {}): BackupScheduleFieldsFragment {
  return {
    id: uuid(10),
    name: 'nightly',
    state: 'ACTIVE',
    stateReason: null,
    stateChangedAt: AT,
    cluster: { id: uuid(1), name: 'prod' },
    location: { id: uuid(2), name: 'main' },
    selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'], selector: null, virtualMachines: null },
    createdSingle: false,
    timing: {
      kind: 'DAILY',
      minutes: null,
      at: '02:30',
      weekdays: null,
      monthDays: null,
      expression: null,
      description: 'daily at 02:30 (Europe/Berlin)',
    },
    timeZone: 'Europe/Berlin',
    anchor: AT,
    graceMinutes: 60,
    retention: { keep: 7, maxAgeDays: null, ...NO_TIERS },
    nextDueAt: NEXT_DUE,
    upcoming: [NEXT_DUE, '2026-11-22T01:30:00.000Z'],
    missingNamespaces: [],
    departures: [],
    releasedNamespaces: [],
    barrenCycles: 0,
    alertRecipients: [],
    preRule: null,
    postRule: null,
    filter: null,
    verifyEveryDays: null,
    volumeSettings: { mode: 'SNAPSHOT', acceptSkipped: false, snapshotClasses: [] },
    openCycle: null,
    alerts: [],
    allowedOperations: [],
    labels: [{ key: 'env', value: 'live' }],
    owner: { name: 'admin' },
    createdAt: AT,
    updatedAt: AT,
    version: 4,
    selectionVersion: 2,
    ...given,
  };
}

/** Of named namespaces. */
export function apiScheduleOf(
  names: readonly string[],
  given: Partial<BackupScheduleFieldsFragment> = {},
): BackupScheduleFieldsFragment {
  return apiSchedule({
    selection: { kind: 'NAMED', names, selector: null, virtualMachines: null },
    ...given,
  });
}

/** `billing` is missing: an alert says so, a cycle was partial, and its last copy is held. */
export function apiOverview(): Overview {
  return {
    ...apiSchedule({ missingNamespaces: ['billing'] }),
    alerts: [apiAlert()],
    cycles: { edges: [{ node: apiCycle() }, { node: apiSkippedCycle() }] },
    heldBackups: [
      {
        backup: { id: uuid(3), name: 'nightly-1', state: 'SUCCESS', createdAt: AT },
        heldFor: [{ namespace: 'billing', virtualMachine: null, reason: 'MISSING', until: null }],
      },
    ],
  };
}

export function apiCycle(given: Partial<CycleFieldsFragment> = {}): CycleFieldsFragment {
  return {
    id: uuid(20),
    plannedAt: '2026-11-20T01:30:00.000Z',
    trigger: 'PLANNED',
    outcome: 'BACKED_UP',
    reasons: [],
    selection: { kind: 'NAMED', names: ['billing', 'blog', 'shop'], selector: null, virtualMachines: null },
    startedAt: '2026-11-20T01:30:02.000Z',
    endedAt: '2026-11-20T01:31:00.000Z',
    backup: {
      id: uuid(4),
      name: 'nightly-2',
      state: 'PARTIAL_SUCCESS',
      missingNamespaces: ['billing'],
      lostNamespaces: [],
    },
    ...given,
  };
}

export function apiSkippedCycle(): CycleFieldsFragment {
  const reasons = [{ code: 'SCHEDULE_SUSPENDED', meaning: 'the schedule was suspended' }];
  return apiCycle({ id: uuid(21), outcome: 'SKIPPED', reasons, backup: null });
}

/** `ada` took `billing` off the list. */
export function apiEdit(given: Partial<ScheduleEditFieldsFragment> = {}): ScheduleEditFieldsFragment {
  return {
    id: uuid(30),
    kind: 'EXCLUDE',
    at: '2026-11-20T12:05:00.000Z',
    actor: { kind: 'USER', id: uuid(80), name: 'ada' },
    namespaces: ['billing'],
    changes: [
      {
        field: 'selection',
        before: { kind: 'NAMED', names: ['billing', 'blog', 'shop'] },
        after: { kind: 'NAMED', names: ['blog', 'shop'] },
      },
    ],
    selectionVersion: 3,
    revertedAt: null,
    ...given,
  };
}

/** Backups of `nightly` go on without `billing`. */
export function apiAlert(given: Partial<AlertFieldsFragment> = {}): AlertFieldsFragment {
  return {
    id: uuid(40),
    kind: 'MISSING_NAMESPACES',
    meaning: 'backups go on without namespaces that are gone: exclude them from the schedule',
    isOpen: true,
    message: 'Namespace billing is missing.',
    namespaces: ['billing'],
    count: 2,
    subjectType: 'BackupSchedule',
    subjectId: uuid(10),
    openedAt: AT,
    changedAt: AT,
    lastSeenAt: AT,
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: null,
    closedReason: null,
    schedule: { id: uuid(10), name: 'nightly', selectionVersion: 2 },
    cluster: null,
    location: null,
    discovery: null,
    backup: { id: uuid(4), name: 'nightly-2', state: 'PARTIAL_SUCCESS' },
    ...given,
  };
}

/** An API with one cluster, one location and one schedule. */
export function scheduleAnswers(schedule: object = apiSchedule()): Answers {
  return {
    clusters: () => apiPage([apiCluster()]),
    backupLocations: () => apiPage([apiLocation()]),
    backupSchedules: () => apiPage([schedule]),
    virtualMachines: () => apiPage([]),
    backupSchedule: () => schedule,
  };
}
