/** What the API answers the bot, whole and valid; a test names only what matters to it. */
import type {
  AdditionChoices,
  Alert,
  Backup,
  Change,
  Delivery,
  Digest,
  ExclusionChoices,
  Schedule,
} from '../../src/bot/views/data.js';

export const ALERT_ID = '6f1de8a4-0d1f-4f0e-9d57-000000000001';
export const SCHEDULE_ID = '6f1de8a4-0d1f-4f0e-9d57-000000000002';
const CLUSTER = { id: '6f1de8a4-0d1f-4f0e-9d57-000000000003', name: 'prod', state: 'ACTIVE' } as const;
const LOCATION = { id: '6f1de8a4-0d1f-4f0e-9d57-000000000004', name: 'vault', state: 'VALID' } as const;

/** Every operation of a schedule, all of them allowed. */
export const ALLOWED: Schedule['allowedOperations'] = (
  [
    ['backUpNow', 'Back up now'],
    ['suspend', 'Suspend'],
    ['resume', 'Resume'],
    ['excludeNamespaces', 'Exclude from Schedule'],
    ['addNamespaces', 'Add namespaces'],
    ['edit', 'Edit'],
    ['delete', 'Delete'],
  ] as const
).map(([operation, label]) => ({ operation, label, allowed: true, code: null, reason: null, advice: null }));

export function refusing(
  operations: readonly string[],
  reason: string,
  advice: string | null = null,
): Schedule['allowedOperations'] {
  return ALLOWED.map((each) =>
    operations.includes(each.operation)
      ? { ...each, allowed: false, code: 'OPERATION_NOT_ALLOWED' as const, reason, advice }
      : each,
  );
}

/** `ns-001…` padded with x to 63 characters, as long as Kubernetes lets it be. */
export function longNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `ns-${String(index).padStart(5, '0')}-`.padEnd(63, 'x'));
}

export function aSchedule(fields: Partial<Schedule> = {}): Schedule {
  return {
    id: SCHEDULE_ID,
    name: 'nightly',
    state: 'ACTIVE',
    stateReason: null,
    nextDueAt: '2026-11-21T01:00:00.000Z',
    createdSingle: false,
    selectionVersion: 4,
    timeZone: 'Europe/Berlin',
    missingNamespaces: ['billing', 'blog'],
    timing: { description: 'daily at 02:00' },
    selection: {
      kind: 'NAMED',
      names: ['billing', 'blog', 'docs', 'shop'],
      selector: null,
      virtualMachines: null,
    },
    cluster: CLUSTER,
    location: LOCATION,
    allowedOperations: ALLOWED,
    ...fields,
  };
}

export function anAlert(fields: Partial<Alert> = {}): Alert {
  return {
    id: ALERT_ID,
    kind: 'MISSING_NAMESPACES',
    meaning:
      'backups go on without namespaces that are gone: exclude them from the schedule, or create them again',
    isOpen: fields.standing !== 'CLOSED',
    standing: 'OPEN',
    message: 'billing and blog are missing.',
    count: 3,
    openedAt: '2026-11-18T01:04:00.000Z',
    changedAt: '2026-11-18T01:04:00.000Z',
    lastSeenAt: '2026-11-20T01:04:00.000Z',
    acknowledgedAt: null,
    acknowledgedBy: null,
    closedAt: fields.standing === 'CLOSED' ? '2026-11-21T01:05:00.000Z' : null,
    closedReason: fields.standing === 'CLOSED' ? 'no namespace is missing any more' : null,
    namespaceCount: 2,
    names: [
      { name: 'billing', onSchedule: true, isBack: false },
      { name: 'blog', onSchedule: true, isBack: false },
    ],
    snooze: null,
    schedule: aSchedule(),
    // As the API answers: of an alert about a schedule both are null, and its schedule names them.
    cluster: fields.kind === 'CLUSTER_BAD' ? CLUSTER : null,
    location: fields.kind === 'LOCATION_BAD' || fields.kind === 'SYNC_FAILED' ? LOCATION : null,
    discovery: null,
    backup: {
      id: 'b1',
      name: 'nightly-20261120-0100',
      state: 'PARTIAL_SUCCESS',
      createdAt: '2026-11-20T01:00:00.000Z',
    },
    edits: [],
    ...fields,
  };
}

/** An alert about these names, all of them missing from its schedule, which names two more. */
export function anAlertAbout(names: readonly string[], fields: Partial<Alert> = {}): Alert {
  return anAlert({
    namespaceCount: names.length,
    names: names.slice(0, 25).map((name) => ({ name, onSchedule: true, isBack: null })),
    schedule: aSchedule({
      missingNamespaces: names,
      selection: { kind: 'NAMED', names: [...names, 'docs', 'shop'], selector: null, virtualMachines: null },
    }),
    ...fields,
  });
}

export function anEdit(fields: Partial<Alert['edits'][number]> = {}): Alert['edits'][number] {
  return {
    kind: 'EXCLUDE',
    at: '2026-11-20T09:00:00.000Z',
    namespaces: ['billing'],
    revertedAt: null,
    selectionVersion: 5,
    actor: { name: 'Ada' },
    ...fields,
  };
}

export function exclusionsOf(
  names: readonly string[],
  fields: Partial<ExclusionChoices> = {},
): ExclusionChoices {
  return {
    total: names.length,
    missingTotal: names.length,
    observedAt: '2026-11-20T09:00:00.000Z',
    choices: names.slice(0, 100).map((name) => ({
      name,
      isBack: false,
      heldUntil: '2026-12-20T01:00:00.000Z',
      lastBackup: { id: 'b0', name: 'nightly-20261117-0100', at: '2026-11-17T01:00:00.000Z' },
    })),
    backupSchedule: aSchedule({
      missingNamespaces: names,
      selection: { kind: 'NAMED', names: [...names, 'docs', 'shop'], selector: null, virtualMachines: null },
    }),
    ...fields,
  };
}

export function additionsOf(
  names: readonly string[],
  fields: Partial<AdditionChoices> = {},
): AdditionChoices {
  return {
    total: names.length,
    observedAt: '2026-11-20T09:00:00.000Z',
    names: names.slice(0, 100),
    backupSchedule: aSchedule(),
    ...fields,
  };
}

export function aChange(fields: Partial<Change> = {}): Change {
  return {
    kind: 'CHANGED',
    at: '2026-11-20T09:00:00.000Z',
    by: null,
    added: [],
    addedCount: fields.added?.length ?? 0,
    removed: [],
    removedCount: fields.removed?.length ?? 0,
    reason: null,
    ...fields,
  };
}

export function aBackup(fields: Partial<Backup> = {}): Backup {
  return {
    id: 'b1',
    name: 'nightly-20261120-0100',
    state: 'IN_PROGRESS',
    stateReason: null,
    stage: 'RESOURCES',
    attempt: 1,
    objects: 1200,
    bytes: 5_000_000,
    createdAt: '2026-11-20T01:00:00.000Z',
    startedAt: '2026-11-20T01:00:02.000Z',
    finishedAt: null,
    missingNamespaces: [],
    lostNamespaces: [],
    includedNamespaces: ['docs', 'shop'],
    schedule: { id: SCHEDULE_ID, name: 'nightly' },
    cluster: CLUSTER,
    ...fields,
  };
}

export function aDigest(fields: Partial<Digest> = {}): Digest {
  return {
    since: '2026-11-19T08:00:00.000Z',
    until: '2026-11-20T08:00:00.000Z',
    openCount: 0,
    openAlerts: [],
    edits: [],
    uncoveredCount: 0,
    uncovered: [],
    ...fields,
  };
}

export function aDelivery(fields: Partial<Delivery> = {}): Delivery {
  return {
    claim: 'claim-1',
    target: 'C123',
    teamId: 'T1',
    detail: 'FULL',
    buttons: true,
    delivery: { id: 'd1', kind: 'ALERT', attempts: 1 },
    message: null,
    alert: null,
    change: null,
    backup: null,
    notice: null,
    digest: null,
    ...fields,
  };
}

/** Names that no Kubernetes would give, and that a schedule, a cluster or a person may bear. */
export const HOSTILE_NAMES: readonly string[] = [
  '<!channel> <!here> <@U123> <#C123|general>',
  '<https://evil.example|the console> @here @channel',
  '`code` *bold* _it_ ~gone~ ``` & &amp; </b>',
  '\u202eesrever \u2066turned\u2069',
  'two\nlines\r\nand\ta tab\u0000\u001b[31m',
  '<'.repeat(3_000),
  '&'.repeat(3_000),
  `x${'👩‍👩‍👧'.repeat(1_000)}`,
  '\ud800 broken',
  '',
];
