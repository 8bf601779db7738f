/** Which fields of two versions of one object differ, leaving out what the server alone sets. */
import { isDeepStrictEqual } from 'node:util';
import { FIELDS_SHOWN, type FieldDifference } from '../../../domain/comparison.js';
import { isObject, type JsonObject } from '../json-object.js';
import { holdsSecrets, isMaskedPath } from './secret-mask.js';

const SET_BY_SERVER: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
]);
const MAX_VALUE = 200;

export interface Differences {
  readonly fields: readonly FieldDifference[];
  readonly total: number;
}

/** The object as people made it: no status, nothing that the server counts. */
export function withoutServerFields(object: JsonObject): JsonObject {
  const { status: _status, metadata, ...rest } = object;
  if (!isObject(metadata)) return rest;
  const kept = Object.entries(metadata).filter(([field]) => !SET_BY_SERVER.has(field));
  return { ...rest, metadata: Object.fromEntries(kept) };
}

export function fieldDifferences(resource: string, before: JsonObject, after: JsonObject): Differences {
  const fields: FieldDifference[] = [];
  let total = 0;
  const secret = holdsSecrets(resource);
  const note = (path: readonly string[], left: unknown, right: unknown) => {
    total += 1;
    if (fields.length >= FIELDS_SHOWN) return;
    const masked = secret && isMaskedPath(path);
    const shown = (value: unknown) => (masked || value === undefined ? null : cut(value));
    fields.push({ path: pathText(path), before: shown(left), after: shown(right), masked });
  };
  walk([], withoutServerFields(before), withoutServerFields(after), note);
  return { fields, total };
}

type Note = (path: readonly string[], before: unknown, after: unknown) => void;

function walk(path: readonly string[], before: unknown, after: unknown, note: Note): void {
  if (isDeepStrictEqual(before, after)) return;
  const [left, right] = [membersOf(before), membersOf(after)];
  if (left === undefined || right === undefined || left.keyed !== right.keyed) {
    note(path, before, after);
    return;
  }
  for (const key of new Set([...left.members.keys(), ...right.members.keys()])) {
    walk([...path, key], left.members.get(key), right.members.get(key), note);
  }
}

interface Members {
  readonly members: ReadonlyMap<string, unknown>;
  /** What the keys are: names of fields, names of list members, or places. */
  readonly keyed: 'FIELDS' | 'NAMES' | 'PLACES';
}

function membersOf(value: unknown): Members | undefined {
  if (isObject(value)) return { members: new Map(Object.entries(value)), keyed: 'FIELDS' };
  if (!Array.isArray(value)) return undefined;
  const names = value.map((each) =>
    isObject(each) && typeof each.name === 'string' ? each.name : undefined,
  );
  const named =
    value.length > 0 && names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return {
    members: new Map(value.map((each, place) => [`[${named ? names[place] : place}]`, each as unknown])),
    keyed: named ? 'NAMES' : 'PLACES',
  };
}

/** `metadata.labels["app.kubernetes.io/name"]`, `spec.containers[web].image`. */
function pathText(path: readonly string[]): string {
  return path.reduce((text, part) => {
    if (part.startsWith('[')) return `${text}${part}`;
    if (!/^[A-Za-z0-9_$-]+$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

function cut(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE - 1)}…` : text;
}
