import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../src/clusters/retry-after.js';

const now = new Date('2026-11-20T10:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['1', 1],
    ['0', 0],
    [' 30 ', 30],
    ['Fri, 20 Nov 2026 10:00:05 GMT', 5],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-1e9x', undefined],
    [undefined, undefined],
  ])('%j is %j seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds);
  });
});
