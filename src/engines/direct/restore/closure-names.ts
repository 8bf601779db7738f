import type { BackupFiles } from '../backup-files.js';
import { CLOSURE_RULES, type ClosureRule } from '../closure-rules.js';
import type { FrameEntry } from '../frame-index.js';
import { JsonCursor } from '../json-cursor.js';
import { readListedObject } from '../listed-object.js';
import { DATA_ONLY, References } from '../references.js';
import { MARKS_OF_INTEREST } from '../skip-rules.js';
import { linesOf, readFrames } from './frame-reader.js';
import { kindOf } from './kind-path.js';
import { nodeAt, parseLossless, textAt } from './lossless-json.js';
import { DEFINITIONS } from './restore-order.js';
import type { Scope } from './scope.js';

/** Cluster-scoped resource → names that the restored objects use; a whole restore has no need of the table. */
export type ClosureNames = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Reads the namespaced objects once beforehand, those without references (Secrets, ConfigMaps: half of all bytes) left out, and finds
 * which cluster-scoped objects of the backup they use: by the rules that the backup took them along by.
 */
export async function closureNames(
  files: BackupFiles,
  options: {
    readonly namespaced: readonly FrameEntry[];
    readonly scope: Scope;
    readonly signal: AbortSignal;
  },
): Promise<ClosureNames> {
  const { namespaced, scope, signal } = options;
  const references = new References(new Set());
  for (const { resource } of namespaced) if (resource.includes('.')) references.add(DEFINITIONS, resource);
  const speaking = namespaced.filter(({ resource }) => !DATA_ONLY.has(resource));
  for await (const frame of readFrames(files, speaking, signal)) {
    if ('damage' in frame) continue;
    const kind = kindOf(frame.entry);
    if (scope.selectsByLabels) {
      for (const line of linesOf(frame.ndjson))
        if (isAdmitted(scope, frame.entry, line)) references.observe(kind, frame.entry.namespace, line);
    } else references.observe(kind, frame.entry.namespace, frame.ndjson);
  }
  for (const rule of CLOSURE_RULES) {
    if (rule.by === 'SEARCH') await search(files, rule, { ...options, references });
  }
  return references.names;
}

function isAdmitted(scope: Scope, { resource, namespace }: FrameEntry, line: Buffer): boolean {
  const object = parseLossless(line.toString('utf8'));
  return scope.admitsObject(
    { resource, namespace, name: textAt(nodeAt(object, 'metadata'), 'name') ?? '' },
    object,
  );
}

async function search(
  files: BackupFiles,
  rule: ClosureRule,
  { scope, references, signal }: { scope: Scope; references: References; signal: AbortSignal },
): Promise<void> {
  const frames = files.index.frames.filter(
    ({ resource, namespace }) => namespace === '' && resource === rule.resource,
  );
  for await (const frame of readFrames(files, frames, signal)) {
    if ('damage' in frame) continue;
    for (const line of linesOf(frame.ndjson)) {
      const object = readListedObject(new JsonCursor(line), MARKS_OF_INTEREST);
      if (!rule.matches(object, scope.namespaces)) continue;
      references.add(rule.resource, object.name);
      for (const each of rule.names?.(object) ?? []) references.add(each.resource, each.name);
    }
  }
}
