import { expect, it } from 'vitest';
import { findLost } from '../../src/cycle/recheck.js';
import { aNamespace, sightOf } from '../factories/observed-namespace.js';

const included = [
  { name: 'blog', uid: 'uid-blog' },
  { name: 'shop', uid: 'uid-shop' },
];

it('finds nothing lost while every namespace of the plan is the one it was', () => {
  expect(findLost(included, sightOf(aNamespace('shop'), aNamespace('blog')))).toEqual([]);
});

it.each([
  ['gone', sightOf(aNamespace('shop')), 'not found'],
  ['Terminating', sightOf(aNamespace('shop'), aNamespace('blog', { terminating: true })), 'Terminating'],
  [
    're-created',
    sightOf(aNamespace('shop'), aNamespace('blog', { uid: 'other' })),
    're-created with another UID',
  ],
] as const)('a namespace that is %s is lost', (_case, sight, reason) => {
  expect(findLost(included, sight)).toEqual([{ name: 'blog', reason }]);
});
