import { readdirSync, readFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/graphql/limits.js';
import { operationCost } from '../../src/graphql/operation-cost.js';

function costOf(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('not one operation');
  return operationCost({ document, operation, variables });
}

describe('the cost of an operation', () => {
  it('is 1 for a value, 2 for an object, and half as much again per level', () => {
    expect(costOf('{ serverTime: __typename }')).toBe(1);
    expect(costOf('{ viewer { id } }')).toBe(2 + 1.5);
    expect(costOf('{ viewer { id name } }')).toBe(2 + 3);
  });

  it('counts a list as often as it may be long: by literal, by variable, or by its default', () => {
    const one = costOf('{ backups(first: 1) { edges { cursor } } }');
    expect(costOf('{ backups(first: 7) { edges { cursor } } }')).toBe(7 * one);
    const named = 'query ($n: Int!) { backups(first: $n) { edges { cursor } } }';
    expect(costOf(named, { n: 9 })).toBe(9 * one);
    expect(costOf('query ($n: Int = 3) { backups(first: $n) { edges { cursor } } }')).toBe(3 * one);
    expect(costOf('{ backups { edges { cursor } } }')).toBe(one);
  });

  it('is not lowered by what is no size', () => {
    const named = 'query ($n: Int!) { backups(first: $n) { edges { cursor } } }';
    const one = costOf(named, { n: 1 });
    for (const n of [0, -5, null, 'x', Number.NaN, undefined])
      expect(costOf(named, { n })).toBeGreaterThanOrEqual(one);
  });

  it('is the same through fragments, also on other types', () => {
    const plain = costOf('{ viewer { id name } }');
    expect(costOf('{ viewer { ...A } } fragment A on Viewer { id ...B } fragment B on Viewer { name }')).toBe(
      plain,
    );
    expect(costOf('{ ... on Query { viewer { ... { id name } } } }')).toBe(plain);
  });

  it('is counted at once for fragments that double 60 times', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`,
    );
    const text = `{ ...F0 } ${fragments.join(' ')} fragment F60 on Query { __typename }`;
    expect(costOf(text)).toBe(2 ** 60);
  });

  it('ends for fragments that spread themselves', () => {
    expect(costOf('{ ...A } fragment A on Query { __typename ...A }')).toBe(1);
  });
});

it('whatever our own clients ask, a page of the size that they ask for stays within the limit', () => {
  const folder = new URL('../../schema/operations/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const costs = files
    .filter((file) => file.endsWith('.graphql'))
    .flatMap((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      if (!/^\s*(query|mutation|subscription)/m.test(text)) return [];
      return [[file, costOf(text, { first: 100 })] as const];
    });
  expect(costs.length).toBeGreaterThan(50);
  expect(costs.filter(([, cost]) => cost > DEFAULT_LIMITS.cost)).toEqual([]);
});
