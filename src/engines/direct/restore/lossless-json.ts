/**
 * Objects of a backup as values that give every digit back. Numbers that a double would change (64-bit integers, `1.0`) are kept as
 * their own text by `JSON.rawJSON`; `__proto__` is a key like any other, as `JSON.parse` has it.
 */

/** Parsed JSON whose members may be changed, deleted, and written back by `stringify`. */
export type JsonNode = { [key: string]: unknown };

interface LosslessJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(source: string): object;
  isRawJSON(value: unknown): value is { readonly rawJSON: string };
}
// Node.js has these since 21; the ES2024 library of TypeScript does not list them yet.
const lossless = JSON as unknown as LosslessJson;

/** Might be a number that a double changes. A hit within a string only costs the slower way. */
const LONG_NUMBER = /[:[,]\s*-?(?:\d{16}|\d+[.eE])/;

/**
 * Nine objects in ten have no such number: those take the plain parser, five times as fast as the one that sees sources.
 * @throws SyntaxError
 */
export function parseLossless(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text) as unknown;
  return lossless.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? lossless.rawJSON(source)
      : value,
  );
}

export function stringify(value: unknown): string {
  return JSON.stringify(value);
}

export function isNode(value: unknown): value is JsonNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !lossless.isRawJSON(value);
}

/** The object at `key`; undefined where there is none. */
export function nodeAt(value: unknown, key: string): JsonNode | undefined {
  const child = isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isNode(child) ? child : undefined;
}

/** Down a path of objects. */
export function nodeIn(value: unknown, ...path: readonly string[]): JsonNode | undefined {
  let at = isNode(value) ? value : undefined;
  for (const key of path) at = nodeAt(at, key);
  return at;
}

export function textAt(value: unknown, key: string): string | undefined {
  const child = isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof child === 'string' ? child : undefined;
}

/** The objects in the list at `key`. */
export function nodesAt(value: unknown, key: string): JsonNode[] {
  return listAt(value, key).filter(isNode);
}

export function listAt(value: unknown, key: string): unknown[] {
  const child = isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return Array.isArray(child) ? child : [];
}

/** Removes the keys, and then the map at `key` itself when nothing is left in it. */
export function deleteIn(holder: JsonNode | undefined, key: string, keys: readonly string[]): void {
  const map = nodeAt(holder, key);
  if (holder === undefined || map === undefined) return;
  for (const each of keys) delete map[each];
  if (Object.keys(map).length === 0) delete holder[key];
}

/** Puts the list back, or removes the key when it is empty: an empty list is not always the same as none. */
export function setList(holder: JsonNode, key: string, list: readonly unknown[]): void {
  if (list.length === 0) delete holder[key];
  else holder[key] = list;
}

/** Numbers by what they are, however they are written. */
export function sameScalar(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (lossless.isRawJSON(left)) return lossless.isRawJSON(right) && left.rawJSON === right.rawJSON;
  return false;
}
