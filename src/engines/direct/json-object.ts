/** Careful looks into parsed answers of a server that is not trusted to keep its own schema. */
import { ClusterCallFailed } from '../../domain/cluster-call.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** @throws ClusterCallFailed MALFORMED when the bytes are no JSON object */
export function parseObject(body: Buffer, path: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (isObject(parsed)) return parsed;
  } catch {
    // The parser's message quotes what it read; ours says where from.
  }
  throw new ClusterCallFailed(`The cluster's answer to GET ${path} is no JSON object.`, {
    kind: 'MALFORMED',
    call: `GET ${path}`,
  });
}
