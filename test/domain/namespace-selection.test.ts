import { expect, it } from 'vitest';
import { selectionFaults } from '../../src/domain/namespace-selection.js';

it.each([
  ['is empty', ' \n '],
  ['holds a control character', 'team=\0shop'],
  ['holds a control character', 'team=\uD800'],
  ['is longer than 1024 characters', 'a'.repeat(1_025)],
])('a selector that %s is refused', (fault, selector) => {
  const faults = selectionFaults('selection', { kind: 'LABELS', selector });
  expect(faults).toEqual([{ path: 'selection.selector', message: expect.stringContaining(fault) }]);
});

it('a selector as Kubernetes has them is none of our business', () => {
  const selector = ' team=shop,tier in (web,db),!legacy ';
  expect(selectionFaults('selection', { kind: 'LABELS', selector })).toEqual([]);
});
