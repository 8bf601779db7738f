/** Which fields of a list's rows a query asks for, and which parts of a row they read: the rest stays in the database. */
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';
import type { Backup } from '../domain/backup.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';

type Reads<T> = Readonly<Record<string, readonly (keyof T & string)[]>>;

/**
 * What each field reads of its row, where all it reads is known. A field that is not listed reads the whole row. Wrong entries
 * are found by a test that asks for each field alone, in a list and of one row.
 */
const BACKUP_READS: Reads<Backup> = {
  ...same<Backup>(
    'id',
    'name',
    'state',
    'stateReason',
    'stateChangedAt',
    'stage',
    'engine',
    'mode',
    'attempt',
  ),
  ...same<Backup>('objects', 'bytes', 'storedBytes', 'verifiedAt', 'verification', 'version', 'labels'),
  ...same<Backup>('cancelRequestedAt', 'requestedNamespaces', 'createdAt', 'startedAt', 'finishedAt'),
  lockedUntil: ['lockedUntil'],
  deletion: ['deletionStartedAt', 'deletionAttempts', 'deletionStep', 'deletionError', 'deletionNextTryAt'],
  lastVerification: ['id'],
  cluster: ['clusterId'],
  location: ['locationId'],
  schedule: ['scheduleId'],
  owner: ['ownerId'],
  namespaces: ['id'],
  includedNamespaces: ['id'],
  missingNamespaces: ['id'],
  lostNamespaces: ['id'],
  issues: ['id'],
  restoreCount: ['id'],
  encryption: ['manifestKey', 'encryptionKeyIds'],
  importedFrom: ['importedFrom'],
  preRule: ['preRuleId'],
  postRule: ['postRuleId'],
  ruleResults: ['id'],
  filter: ['filter'],
  volumes: ['id'],
  virtualMachines: ['id'],
  volumeSettings: ['volumeSettings'],
  allowedOperations: [
    ...(['id', 'state', 'ownerId', 'scheduleId', 'locationId', 'lockedUntil', 'mode'] as const),
    ...(['manifestKey', 'vanishedAt', 'listedBySync'] as const),
  ],
};
const SCHEDULE_READS: Reads<BackupSchedule> = {
  ...same<BackupSchedule>(
    'id',
    'name',
    'state',
    'stateReason',
    'stateChangedAt',
    'nextDueAt',
    'createdSingle',
  ),
  ...same<BackupSchedule>('timeZone', 'anchor', 'graceMinutes', 'retention', 'departures', 'barrenCycles'),
  ...same<BackupSchedule>('labels', 'selection', 'version', 'selectionVersion', 'createdAt', 'updatedAt'),
  cluster: ['clusterId'],
  location: ['locationId'],
  owner: ['ownerId'],
  timing: ['timing', 'timeZone'],
  missingNamespaces: ['missing'],
  releasedNamespaces: ['released'],
  allowedOperations: ['id', 'state', 'ownerId', 'clusterId', 'locationId', 'selection', 'createdSingle'],
  volumeSettings: ['volumeSettings'],
  openCycle: ['id'],
  preRule: ['preRuleId'],
  postRule: ['postRuleId'],
  filter: ['filter'],
  alerts: ['id'],
};

export function readOfBackups(info: GraphQLResolveInfo): readonly string[] | undefined {
  return partsRead(BACKUP_READS, info);
}

export function readOfSchedules(info: GraphQLResolveInfo): readonly string[] | undefined {
  return partsRead(SCHEDULE_READS, info);
}

/** Whether a thing is only named: a query that asks for nothing else of it needs nothing else of it. */
export function onlyNamed(info: GraphQLResolveInfo): boolean {
  const asked = once(info, () => [...fieldsOf(setsOf(info.fieldNodes), info).keys()]);
  return asked.every((field) => field === 'id' || field === 'name' || field === '__typename');
}

/** Undefined: whole rows. */
function partsRead<T>(reads: Reads<T>, info: GraphQLResolveInfo): readonly string[] | undefined {
  const parts = once(info, () => {
    let nodes = setsOf(info.fieldNodes);
    for (const step of ['edges', 'node']) nodes = setsOf(fieldsOf(nodes, info).get(step) ?? []);
    const asked = [...fieldsOf(nodes, info).keys()].filter((field) => field !== '__typename');
    return asked.every((field) => Object.hasOwn(reads, field))
      ? [...new Set(asked.flatMap((field) => reads[field] ?? []))]
      : [EVERYTHING];
  });
  return parts[0] === EVERYTHING ? undefined : parts;
}
const EVERYTHING = '*';

/** A parsed query is kept and asked again: what it asks for stays the same. */
const KNOWN = new WeakMap<FieldNode, readonly string[]>();

function once({ fieldNodes }: GraphQLResolveInfo, find: () => readonly string[]): readonly string[] {
  const [node, ...others] = fieldNodes;
  if (node === undefined || others.length > 0) return find();
  const known = KNOWN.get(node) ?? find();
  KNOWN.set(node, known);
  return known;
}

function setsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

/** By name, whatever their alias: also those that a directive leaves out this time. */
function fieldsOf(
  sets: readonly SelectionSetNode[],
  info: Pick<GraphQLResolveInfo, 'fragments'>,
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const add = (field: FieldNode) => {
    const nodes = found.get(field.name.value) ?? [];
    found.set(field.name.value, [...nodes, field]);
  };
  for (const selection of sets.flatMap((set) => set.selections)) {
    if (selection.kind === Kind.FIELD) {
      add(selection);
      continue;
    }
    const { selectionSet } =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : (info.fragments[selection.name.value] ?? {});
    if (selectionSet === undefined) continue;
    for (const fields of fieldsOf([selectionSet], info).values()) fields.forEach(add);
  }
  return found;
}

function same<T>(...fields: readonly (keyof T & string)[]): Reads<T> {
  return Object.fromEntries(fields.map((field) => [field, [field]]));
}
