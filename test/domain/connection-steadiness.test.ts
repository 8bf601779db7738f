import { describe, expect, it } from 'vitest';
import {
  type ConnectionCheck,
  type ConnectionFailure,
  judgeConnection,
  type LocationConnection,
} from '../../src/domain/location-connection.js';
import { NO_LOOK } from '../../src/domain/steadiness.js';

type Memory = Pick<LocationConnection, 'state' | 'stateReason' | 'looks'>;
const good: ConnectionCheck = { ok: true, validatedAt: null };
const bad = (reason: ConnectionFailure): ConnectionCheck => ({
  ok: false,
  reason,
  message: 'x',
  validatedAt: null,
});

/** The states after each of the looks. */
function states(checks: readonly ConnectionCheck[], asked = false): readonly string[] {
  let memory: Memory = { state: 'UNCHECKED', stateReason: 'NOT_CHECKED', looks: NO_LOOK };
  return checks.map((check) => {
    const { state, reason, looks } = judgeConnection(check, memory, asked);
    memory = { state, stateReason: reason, looks };
    return state;
  });
}

describe('a VALID connection', () => {
  it.each(['NO_ANSWER', 'CLUSTER_FAILED', 'UNREACHABLE', 'REFUSED'] as const)(
    'is not taken away by one look that saw %s, and is by three in a row',
    (reason) => {
      const failing = bad(reason);
      expect(states([good, failing, good, failing, failing, failing])).toEqual([
        ...['VALID', 'VALID', 'VALID', 'VALID', 'VALID'],
        'INVALID',
      ]);
    },
  );

  it.each(['ACCESS_DENIED', 'BUCKET_MISSING', 'STORK_MISSING', 'FOREIGN'] as const)(
    'ends at once with %s, and comes back at once',
    (reason) => {
      expect(states([good, bad(reason), good])).toEqual(['VALID', 'INVALID', 'VALID']);
    },
  );

  it('that came and went twice waits for what holds', () => {
    const denied = bad('ACCESS_DENIED');
    expect(states([good, denied, good, denied, good, denied])).toEqual([
      ...['VALID', 'INVALID', 'VALID', 'VALID', 'VALID'],
      'VALID',
    ]);
    expect(states([good, denied, good, denied, denied, denied]).at(-1)).toBe('INVALID');
  });

  it('ends with its cluster, and is VALID with the first look after, however often that happens', () => {
    const away = bad('CLUSTER_NOT_ACTIVE');
    expect(states([good, away, good, away, good, away, good])).toEqual([
      ...['VALID', 'INVALID', 'VALID', 'INVALID', 'VALID', 'INVALID'],
      'VALID',
    ]);
  });

  it('ends at once when a person asked for the look', () => {
    expect(states([good, bad('UNREACHABLE'), good], true)).toEqual(['VALID', 'INVALID', 'VALID']);
  });
});
