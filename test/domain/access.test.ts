import { describe, expect, it } from 'vitest';
import {
  ACCESS,
  further,
  grantsEverything,
  isGranted,
  patternFaults,
  reaches,
  sightOf,
} from '../../src/domain/access.js';
import { type Actor, ROLES, systemActor } from '../../src/domain/identity.js';

const person = (role: (typeof ROLES)[number]): Actor => ({
  kind: 'USER',
  userId: 'me',
  name: 'ada',
  role,
  groups: ['g'],
});

describe('what one sees', () => {
  it('is everything, but for app users: their own and that of their groups', () => {
    const limited = ROLES.filter((role) => sightOf(person(role)) !== 'ALL');
    expect(limited).toEqual(['APP_USER']);
    expect(sightOf(person('APP_USER'))).toEqual({ userId: 'me', groups: ['g'] });
    expect(sightOf(systemActor('prober'))).toBe('ALL');
  });

  it('grows with each access, which holds those before it', () => {
    const held = ACCESS.map((access) => ACCESS.filter((needed) => reaches(access, needed)).length);
    expect(held).toEqual([1, 2, 3, 4, 5]);
    expect(reaches(undefined, 'NAME')).toBe(false);
    expect(further('VIEW', 'FULL')).toBe('FULL');
    expect(further('OWNER', 'FULL')).toBe('OWNER');
  });
});

describe('a pattern of namespaces', () => {
  it.each([
    ['shop', 'shop', true],
    ['shop', 'shop-2', false],
    ['shop-*', 'shop-prod', true],
    ['shop-*', 'shop-', true],
    ['shop-*', 'shop', false],
    ['*-prod', 'shop-prod', true],
    ['s?op', 'shop', true],
    ['s?op', 'sop', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['*', 'anything', true],
    ['a.c', 'abc', false],
  ])('%s and the namespace %s: %s', (pattern, name, fits) => {
    expect(isGranted([pattern], name)).toBe(fits);
  });

  it('ends soon, however many stars it has', () => {
    expect(isGranted([`${'*a'.repeat(30)}b`], 'a'.repeat(63))).toBe(false);
  });

  it('stands for everything only when it is nothing but stars', () => {
    expect([['*'], ['**'], ['*-*'], ['?*'], []].map(grantsEverything)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(grantsEverything('ALL')).toBe(true);
    expect(isGranted([], 'shop')).toBe(false);
  });

  it('is refused where no namespace can fit it, all at once', () => {
    const faults = patternFaults('namespaces', ['shop-*', 'Shop', '', 'a.b', "' OR 1=1 --", '-a']);
    expect(faults.map(({ path }) => path)).toEqual([1, 2, 3, 4, 5].map((index) => `namespaces.${index}`));
    expect(patternFaults('namespaces', Array(201).fill('a'))).toHaveLength(1);
  });
});
