import { describe, expect, it } from 'vitest';
import { filterFaults } from '../../src/domain/resource-filter.js';
import { isResourceName, noResourceName } from '../../src/domain/resource-name.js';

describe('a kind', () => {
  it.each(['configmaps', 'deployments.apps', 'tls-routes.gateway.example.com', 'a1', 'x.y-z.example.com'])(
    '%s is named as kubectl does',
    (word) => expect(isResourceName(word)).toBe(true),
  );

  it.each([
    '',
    'ConfigMap',
    '-a',
    'a-',
    'a b',
    'a.',
    '.apps',
    'a/b',
    '*',
    '*.apps',
    'a'.repeat(64),
    `a.${'b'.repeat(252)}`,
  ])('%j is none', (word) => expect(isResourceName(word)).toBe(false));

  it('is quoted in short where it is none', () => {
    expect(noResourceName('X'.repeat(10_000)).length).toBeLessThan(200);
  });
});

describe('a filter', () => {
  const faults = (...words: string[]) =>
    filterFaults('filter', { includeResources: null, excludeResources: words, labelSelector: null });

  it('also takes all kinds of a group, and never everything', () => {
    expect(faults('*.apps', 'tls-routes.example.com', 'pods')).toEqual([]);
    expect(faults('*', '*.', 'pods.*', '*.*')).toHaveLength(4);
  });
});
