import type { ObjectName } from '../../../domain/restore.js';
import type { ApiKind } from '../api-kind.js';
import type { FrameEntry } from '../frame-index.js';
import { kindOf } from './kind-path.js';
import { isNode, type JsonNode, nodeAt, parseLossless, textAt } from './lossless-json.js';

/** One object as the backup has it. */
export interface BackupObject {
  readonly kind: ApiKind;
  readonly name: ObjectName;
  readonly object: JsonNode;
}

/** Undefined for a line that is no object with a name. */
export function readObject(entry: FrameEntry, line: Buffer): BackupObject | undefined {
  const object = parsed(line);
  const name = textAt(nodeAt(object, 'metadata'), 'name') ?? '';
  if (object === undefined || name === '') return undefined;
  const { resource, namespace } = entry;
  return { kind: kindOf(entry), name: { resource, namespace, name }, object };
}

function parsed(line: Buffer): JsonNode | undefined {
  try {
    const value = parseLossless(line.toString('utf8'));
    return isNode(value) ? value : undefined;
  } catch {
    // The parser's message quotes what it read.
    return undefined;
  }
}
