/** Looks at JSON answers without typed models: what is not there is a MALFORMED answer, never a crash. */
import { ClusterCallFailed } from '../domain/cluster-call.js';

export type JsonMap = Readonly<Record<string, unknown>>;

const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Whether the bytes begin and end as an object does: cheap enough for every answer, and enough for most of what is cut off. */
export function looksWhole(body: Buffer): boolean {
  let end = body.length - 1;
  while (end > 0 && isSpace(body[end])) end -= 1;
  let start = 0;
  while (start < end && isSpace(body[start])) start += 1;
  return end > start && body[start] === OPEN && body[end] === CLOSE;
}

/** @throws ClusterCallFailed MALFORMED, without a piece of the body: it may hold secrets */
export function jsonMap(body: Buffer, call: string): JsonMap {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isJsonMap(value)) return value;
  } catch {
    // Told below: the parser's own message quotes the body.
  }
  throw unexpected(call, 'the answer is no JSON object');
}

export function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function unexpected(call: string, what: string): ClusterCallFailed {
  return new ClusterCallFailed(`${call}: ${what}.`, { kind: 'MALFORMED', call, status: 200 });
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
