import {
  type Comparison,
  type ComparisonScope,
  DIFFERENCES_SHOWN,
  type ObjectChange,
  type ObjectDifference,
} from '../../../domain/comparison.js';
import { targetOf } from '../../../domain/restore-faults.js';
import type { BackupFiles } from '../backup-files.js';
import type { FrameEntry } from '../frame-index.js';
import { turns } from '../turns.js';
import { type Differences, fieldDifferences } from './field-differences.js';
import { movedName, movedObject, type Rename } from './moved-object.js';
import { type ObjectLine, objectLines } from './object-lines.js';

/** One kind in one namespace. */
interface Group {
  readonly resource: string;
  readonly namespace: string;
  readonly frames: readonly FrameEntry[];
}

const NO_FIELDS: Differences = { fields: [], total: 0 };

/**
 * What one side could not read is left out by `except`. Group by group (one kind in one namespace) in the order of the index, so that in memory is one group of the earlier side at a time.
 * @throws StorageFailed, DependencyFailure
 */
export async function compareFiles(
  before: BackupFiles,
  after: BackupFiles,
  scope: ComparisonScope & { readonly except?: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<Omit<Comparison, 'unread'>> {
  const found = new Findings();
  const rename: Rename = (name) => targetOf(scope.namespaceMapping, name);
  const moves = Object.keys(scope.namespaceMapping).length > 0;
  const namespaces = scope.namespaces?.map(rename) ?? null;
  const [left, right] = [groupsOf(before, scope, rename), groupsOf(after, { ...scope, namespaces })];
  for (const key of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const group = left.get(key) ?? right.get(key);
    if (group === undefined) continue;
    // By the name that it would have on the later side.
    const olds = new Map<string, ObjectLine>();
    for await (const line of objectLines(before, left.get(key)?.frames ?? [], signal)) {
      olds.set(movedName(group.resource, line.name, rename), line);
    }
    for await (const { name, object } of objectLines(after, right.get(key)?.frames ?? [], signal)) {
      await turns.next();
      const old = olds.get(name);
      olds.delete(name);
      if (old === undefined) found.note(group, name, 'ADDED');
      else {
        const moved = moves ? movedObject(group.resource, old.object, rename) : old.object;
        found.compared(group, old.name, fieldDifferences(group.resource, moved, object));
      }
    }
    for (const { name } of olds.values()) found.note(group, name, 'REMOVED');
  }
  return found.result();
}

function groupsOf(
  { index }: BackupFiles,
  { namespaces, resources, except = new Set() }: Parameters<typeof compareFiles>[2],
  rename: Rename = (name) => name,
): Map<string, Group> {
  const wanted = index.frames.filter(
    ({ resource, namespace }) =>
      (namespaces === null || namespaces.includes(namespace)) &&
      (resources === null || resources.includes(resource)) &&
      !except.has(resource),
  );
  const byKey = Map.groupBy(wanted, ({ resource, namespace }) => `${resource} ${rename(namespace)}`);
  return new Map(
    [...byKey].map(([key, frames]) => {
      const { resource = '', namespace = '' } = frames[0] ?? {};
      return [key, { resource, namespace, frames }];
    }),
  );
}

class Findings {
  readonly #counts = { added: 0, removed: 0, changed: 0, unchanged: 0 };
  readonly #differences: ObjectDifference[] = [];

  compared(group: Group, name: string, differences: Differences): void {
    if (differences.total === 0) this.#counts.unchanged += 1;
    else this.note(group, name, 'CHANGED', differences);
  }

  note(
    { resource, namespace }: Group,
    name: string,
    change: ObjectChange,
    { fields, total } = NO_FIELDS,
  ): void {
    this.#counts[COUNTED_AS[change]] += 1;
    if (this.#differences.length >= DIFFERENCES_SHOWN) return;
    this.#differences.push({ object: { resource, namespace, name }, change, fields, fieldsTotal: total });
  }

  result(): Omit<Comparison, 'unread'> {
    return { ...this.#counts, differences: this.#differences };
  }
}

const COUNTED_AS = { ADDED: 'added', REMOVED: 'removed', CHANGED: 'changed' } as const;
