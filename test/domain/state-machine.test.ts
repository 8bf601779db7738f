import { describe, expect, it } from 'vitest';
import { OperationNotAllowed } from '../../src/domain/errors/resource-errors.js';
import { allowedOperations, assertOperation, stateRow, transition } from '../../src/domain/state-machine.js';
import { OPERATIONS, RESOURCES, resourceRow, type StateOf } from '../../src/domain/state-matrix.js';

describe.each(RESOURCES)('%s in the state matrix', (resource) => {
  const row = resourceRow(resource);

  it('reaches every state from its initial one', () => {
    const reached = new Set([row.initial]);
    for (const state of reached) for (const next of row.states[state]?.to ?? []) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(row.states).sort());
  });

  it('moves only to states that exist, and says what each means', () => {
    for (const [state, { to, label, meaning }] of Object.entries(row.states)) {
      expect(to.filter((next) => !(next in row.states))).toEqual([]);
      expect(to).not.toContain(state);
      expect([label, meaning].every((text) => text.length > 3)).toBe(true);
    }
  });
});

describe('a move', () => {
  it('that the table has is returned', () => {
    expect(transition('Backup', 'IN_PROGRESS', 'PARTIAL_SUCCESS')).toBe('PARTIAL_SUCCESS');
  });

  it.each([
    ['SUCCESS', 'FAILURE'],
    ['FAILURE', 'SUCCESS'],
    ['SUCCESS', 'IN_PROGRESS'],
    ['DELETING', 'SUCCESS'],
    ['IN_PROGRESS', 'DELETING'],
  ] as const)('from %s to %s throws', (from, to) => {
    expect(() => transition('Backup', from, to)).toThrow(`Backup cannot go from ${from} to ${to}`);
  });

  it('into a state that does not exist throws', () => {
    expect(() => stateRow('Backup', 'LOST' as StateOf<'Backup'>)).toThrow('Backup has no state LOST');
  });
});

describe('an operation', () => {
  it('that is not built yet is never offered', () => {
    for (const resource of RESOURCES) {
      for (const state of Object.keys(resourceRow(resource).states)) {
        const offered = allowedOperations(resource, state as never);
        expect(offered.filter((operation) => !OPERATIONS[operation].built)).toEqual([]);
      }
    }
  });

  it('that the state forbids is refused with the state and what is allowed', () => {
    const refused = () => assertOperation('Backup', { id: 'b1', state: 'IN_PROGRESS' }, 'delete');
    expect(refused).toThrow(OperationNotAllowed);
    expect(refused).toThrow('Backup b1 is IN_PROGRESS: delete is not allowed (allowed: cancel).');
  });

  it('is refused by the name of the thing, where it has one', () => {
    const subject = { id: 'b1', name: 'nightly-1', state: 'IN_PROGRESS' } as const;
    expect(() => assertOperation('Backup', subject, 'delete')).toThrow(
      'Backup nightly-1 (b1) is IN_PROGRESS: delete is not allowed (allowed: cancel).',
    );
  });

  it('that the state allows passes', () => {
    expect(() => assertOperation('Backup', { id: 'b1', state: 'IN_PROGRESS' }, 'cancel')).not.toThrow();
  });
});
