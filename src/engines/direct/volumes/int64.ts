/** 64-bit integers of Kubernetes objects (nanoseconds, bytes), which doubles would round. */
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import { isObject, type JsonObject } from '../json-object.js';

/** JSON with integers beyond 2^53 as bigint. @throws ClusterCallFailed MALFORMED when the bytes are no JSON object */
export function parseLossless(body: Buffer, call: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'), lossless);
    if (isObject(parsed)) return parsed;
  } catch {
    // The parser's message quotes what it read; ours says where from.
  }
  throw new ClusterCallFailed(`The cluster's answer to ${call} is no JSON object.`, {
    kind: 'MALFORMED',
    call,
  });
}

function lossless(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
}

/** A whole number that is not negative; null for anything else. */
export function int64In(value: unknown): bigint | null {
  const whole = typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value));
  return whole && value >= 0 ? BigInt(value) : null;
}

const PER_SECOND = 1_000_000_000n;

/** RFC 3339 with as many digits as the nanoseconds have. */
export function instantOf(nanoseconds: bigint): string {
  const seconds = new Date(Number(nanoseconds / PER_SECOND) * 1000).toISOString().slice(0, 19);
  const fraction = String(nanoseconds % PER_SECOND)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}
