/** What the audit trail keeps of each resource: a list of what may stand there, so that a new secret is left out by itself. Pure. */
import type { AuditFields } from './audit.js';

/** Nothing here may ever hold a secret, an e-mail address or what a command wrote. */
export const AUDITED_FIELDS = {
  Cluster: ['name', 'ownerId', 'mode', 'labels', 'server', 'credentialVersion'],
  ClusterDiscovery: ['name', 'ownerId', 'project', 'labelSelector', 'intervalMinutes', 'server', 'state'],
  BackupLocation: ['name', 'ownerId', 'kind', 'access', 'path', 'labels'],
  LocationConnection: ['locationId', 'clusterId', 'state', 'stateReason'],
  BackupSchedule: [
    ...[
      'name',
      'ownerId',
      'clusterId',
      'locationId',
      'labels',
      'state',
      'selection',
      'timing',
      'timeZone',
      'graceMinutes',
    ],
    ...['retention', 'released', 'verifyEveryDays', 'preRuleId', 'postRuleId', 'filter', 'volumeSettings'],
  ],
  Backup: [
    ...['name', 'ownerId', 'clusterId', 'locationId', 'scheduleId', 'labels', 'state', 'requestedNamespaces'],
    ...[
      'cancelRequestedAt',
      'encryptionKeyIds',
      'importedFrom',
      'preRuleId',
      'postRuleId',
      'filter',
      'volumeSettings',
    ],
  ],
  Restore: ['name', 'ownerId', 'backupId', 'clusterId', 'state', 'targetNamespaces', 'cancelRequestedAt'],
  Alert: ['kind', 'scheduleId', 'acknowledgedAt', 'snoozedUntil', 'snoozedUntilChange', 'closedAt'],
  AlertRoute: [
    ...[
      'name',
      'ownerId',
      'channelId',
      'isDefault',
      'clusterId',
      'scheduleId',
      'labelSelector',
      'detail',
      'buttons',
    ],
    ...['digestAt', 'timeZone'],
  ],
  Delivery: ['kind', 'medium', 'state', 'routeId', 'alertId', 'backupId'],
  // What is run in a container is its author's text and may hold anything; its version tells that it was changed.
  ExecRule: ['name', 'ownerId', 'kind', 'version'],
  Share: ['resource', 'resourceId', 'grantee', 'access', 'namespaces'],
  User: ['name', 'kind', 'role', 'state'],
  UserGroup: ['name', 'provider', 'externalId', 'version'],
  AccessToken: ['userId', 'name', 'access', 'operations', 'expiresAt', 'revokedAt'],
  SlackLink: ['userId', 'teamId', 'slackUserId', 'linkedAt'],
} as const satisfies Record<string, readonly string[]>;
export type AuditSubject = keyof typeof AUDITED_FIELDS;

/** The first that matches the name of the mutation. */
const SUBJECTS: readonly (readonly [RegExp, AuditSubject])[] = [
  [/UserGroup/, 'UserGroup'],
  [/Share/, 'Share'],
  [/LocationConnection/, 'LocationConnection'],
  [/BackupLocation/, 'BackupLocation'],
  [/Schedule|HeldBackups|noozeAlerts/, 'BackupSchedule'],
  [/ClusterDiscover/, 'ClusterDiscovery'],
  [/Cluster/, 'Cluster'],
  [/Restore/, 'Restore'],
  [/AlertRoute/, 'AlertRoute'],
  [/Alert/, 'Alert'],
  [/ExecRule/, 'ExecRule'],
  [/AccessToken/, 'AccessToken'],
  [/SlackLink/, 'SlackLink'],
  [/User/, 'User'],
  [/Delivery/, 'Delivery'],
  [/Backup/, 'Backup'],
];

/** What a mutation is about, by its name; undefined: nothing that is looked at. */
export function auditSubjectOf(operation: string): AuditSubject | undefined {
  return SUBJECTS.find(([pattern]) => pattern.test(operation))?.[1];
}

const MAX_TEXT = 2_000;
const MAX_MEMBERS = 200;

/** The fields of a row that may stand in the trail. */
export function auditFields(subject: AuditSubject, row: object): AuditFields {
  const fields = row as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    AUDITED_FIELDS[subject].flatMap((name) =>
      fields[name] === undefined ? [] : [[name, plain(fields[name])]],
    ),
  );
}

/** What is another afterwards. Of a list of words only those that came or went; where one side is nothing, all of the other. */
export function changedFields(
  before: AuditFields | null,
  after: AuditFields | null,
): { readonly before: AuditFields | null; readonly after: AuditFields | null } {
  if (before === null || after === null) return { before: bounded(before), after: bounded(after) };
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => textOf(before[name]) !== textOf(after[name]),
  );
  if (names.length === 0) return { before: null, after: null };
  const side = (fields: AuditFields, other: AuditFields) =>
    bounded(Object.fromEntries(names.map((name) => [name, without(fields[name], other[name])])));
  return { before: side(before, after), after: side(after, before) };
}

function bounded(fields: AuditFields | null): AuditFields | null {
  return fields && Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, short(value)]));
}

/** Within an object, too: the names of a selection. */
function without(value: unknown, other: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(other)) {
    const known = new Set(other.map(textOf));
    return value.filter((each) => !known.has(textOf(each)));
  }
  if (!isObject(value) || !isObject(other)) return value;
  const names = Object.keys({ ...value, ...other }).filter(
    (name) => textOf(value[name]) !== textOf(other[name]),
  );
  return Object.fromEntries(
    names.filter((name) => name in value).map((name) => [name, without(value[name], other[name])]),
  );
}

function short(value: unknown): unknown {
  if (typeof value === 'string') return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  if (Array.isArray(value)) {
    const shown = value.slice(0, MAX_MEMBERS).map(short);
    return value.length > MAX_MEMBERS ? [...shown, `… and ${value.length - MAX_MEMBERS} more`] : shown;
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, short(each)]));
}

/** As JSON has it: times as text. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
