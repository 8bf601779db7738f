import { unprocessable } from './api-error.js';
import { equal, isList, isObject, type JsonObject, type JsonValue, withKey } from './json.js';

/** One operation of RFC 6902. */
export interface JsonPatchStep {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: JsonValue;
}

/** @throws ApiError 422 when a step does not fit */
export function jsonPatched(document: JsonObject, steps: readonly JsonPatchStep[]): JsonObject {
  const result = steps.reduce<JsonValue>(applied, document);
  if (!isObject(result)) throw unprocessable();
  return result;
}

function applied(document: JsonValue, step: JsonPatchStep): JsonValue {
  const path = pointer(step.path);
  switch (step.op) {
    case 'add':
      return written(document, path, { value: step.value ?? null, mode: 'add' });
    case 'replace':
      read(document, path);
      return written(document, path, { value: step.value ?? null, mode: 'replace' });
    case 'remove':
      read(document, path);
      return written(document, path, { value: undefined, mode: 'replace' });
    case 'move':
    case 'copy': {
      const from = pointer(step.from ?? '');
      const value = read(document, from);
      const rest =
        step.op === 'move' ? written(document, from, { value: undefined, mode: 'replace' }) : document;
      return written(rest, path, { value, mode: 'add' });
    }
    case 'test':
      if (!equal(read(document, path), step.value ?? null)) throw unprocessable();
      return document;
    default:
      throw unprocessable();
  }
}

function pointer(path: string): readonly string[] {
  if (path === '') return [];
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function read(document: JsonValue, path: readonly string[]): JsonValue {
  let value: JsonValue | undefined = document;
  for (const key of path) {
    if (isList(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === undefined) throw unprocessable();
  }
  return value;
}

interface Writing {
  /** undefined removes. */
  readonly value: JsonValue | undefined;
  readonly mode: 'add' | 'replace';
}

function written(document: JsonValue, path: readonly string[], writing: Writing): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return writing.value ?? null;
  if (isList(document)) return writtenList(document, path, writing);
  if (!isObject(document)) throw unprocessable();
  if (rest.length === 0) return withKey(document, key, writing.value);
  const child = Object.hasOwn(document, key) ? document[key] : undefined;
  if (child === undefined) throw unprocessable();
  return withKey(document, key, written(child, rest, writing));
}

function writtenList(list: readonly JsonValue[], path: readonly string[], writing: Writing): JsonValue {
  const [key = '', ...rest] = path;
  const index = key === '-' ? list.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > list.length) throw unprocessable();
  if (rest.length > 0) {
    const child = list[index];
    if (child === undefined) throw unprocessable();
    return list.with(index, written(child, rest, writing));
  }
  if (writing.value === undefined) return list.toSpliced(index, 1);
  return list.toSpliced(index, writing.mode === 'add' ? 0 : 1, writing.value);
}
