/** Careful looks into what a cluster answered: nothing of it is taken for granted. */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { hideSpokenSecrets } from '../../domain/secret-texts.js';

const MOST_SPOKEN = 300;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: JsonObject, key: string): JsonObject {
  const child = value[key];
  return isObject(child) ? child : {};
}

export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  const child = value[key];
  return Array.isArray(child) ? child.filter(isObject) : [];
}

export function textsAt(value: JsonObject, key: string): readonly string[] {
  const child = value[key];
  return Array.isArray(child) ? child.filter((each): each is string => typeof each === 'string') : [];
}

export function textAt(value: JsonObject, key: string): string | null {
  const child = value[key];
  return typeof child === 'string' && child !== '' ? child : null;
}

/** A whole number from 0 on; else 0. */
export function countAt(value: JsonObject, key: string): number {
  const child = value[key];
  return typeof child === 'number' && Number.isSafeInteger(child) && child > 0 ? child : 0;
}

/** What a foreign program says of a fault, fit to be shown: one line, bounded, without secrets. */
export function spokenAt(value: JsonObject, key: string): string | null {
  const text = textAt(value, key);
  return text === null ? null : spoken(text);
}

function spoken(text: string): string {
  const line = hideSpokenSecrets(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MOST_SPOKEN ? `${line.slice(0, MOST_SPOKEN - 3)}...` : line;
}

/** @throws ClusterCallFailed MALFORMED */
export function parsed(body: Buffer | string, call: string): JsonObject {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (isObject(value)) return value;
  } catch {
    // The parser's message quotes what it read; ours says where from.
  }
  throw new ClusterCallFailed(`${call}: the answer is no JSON object.`, { kind: 'MALFORMED', call });
}
