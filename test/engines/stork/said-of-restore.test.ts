import { describe, expect, it } from 'vitest';
import { saidOfRestore } from '../../../src/engines/stork/said-of-restore.js';

const said = (status: object) => saidOfRestore({ status: { stage: 'Final', ...status } }, new Map());

describe('a restore that is over', () => {
  it.each([
    ['Successful', false, false],
    ['PartialSuccess', false, true],
    ['Retained', false, true],
    ['Failed', true, false],
    ['Something new', true, false],
  ])('with %s: failed %s, partial %s', (status, failed, partial) => {
    expect(said({ status })).toMatchObject({ over: true, failed, partial });
  });

  it('counts what came back and what was kept where the list is too long for the CR', () => {
    expect(said({ status: 'PartialSuccess', resourceCount: 700, restoredresourceCount: 690 })).toMatchObject({
      counts: { CREATED: 690, KEPT: 10 },
      partial: true,
      issues: [],
    });
  });
});

it('one that runs is neither', () => {
  const running = { status: { stage: 'Volumes', status: 'InProgress' } };
  expect(saidOfRestore(running, new Map())).toMatchObject({ over: false, failed: false, partial: false });
});
