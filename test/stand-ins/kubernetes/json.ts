/** A JSON number whose digits must survive: what `JSON.rawJSON` makes (64-bit integers are beyond a double). */
export interface RawNumber {
  readonly rawJSON: string;
}

export type JsonValue = string | number | boolean | null | RawNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

interface LosslessJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(source: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}
// Node.js has had these since 21; the ES2024 library of TypeScript does not list them yet.
const lossless = JSON as unknown as LosslessJson;

const longNumber = /[:[,\s]-?\d{16,}/;

/** Parses JSON text so that `stringify` gives every digit back. @throws SyntaxError */
export function parse(text: string): JsonValue {
  if (!longNumber.test(text)) return JSON.parse(text) as JsonValue;
  return lossless.parse(text, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined && String(value) !== source
      ? lossless.rawJSON(source)
      : value,
  ) as JsonValue;
}

export function stringify(value: JsonValue): string {
  return JSON.stringify(value);
}

export function rawNumber(digits: string): RawNumber {
  return lossless.rawJSON(digits);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !lossless.isRawJSON(value);
}

export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The object at `key`, or an empty one. */
export function objectAt(value: JsonValue | undefined, key: string): JsonObject {
  const child = isObject(value) ? value[key] : undefined;
  return isObject(child) ? child : {};
}

export function listAt(value: JsonValue | undefined, key: string): readonly JsonValue[] {
  const child = isObject(value) ? value[key] : undefined;
  return isList(child) ? child : [];
}

export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const child = isObject(value) ? value[key] : undefined;
  return typeof child === 'string' ? child : undefined;
}

export function equal(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => equal(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
    );
  }
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The object with one key set, removed (`undefined`), and any key allowed, `__proto__` too. */
export function withKey(object: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  const kept = Object.entries(object).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? kept : [...kept, [key, value]]);
}

/** Keys in alphabetical order, as Go writes its maps. */
export function sortedKeys(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
