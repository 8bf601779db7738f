import { describe, expect, it } from 'vitest';
import type { ScheduleEdit } from '../../src/domain/backup-schedule.js';
import { addNames, type Editable, excludeNames, revertEdit } from '../../src/domain/schedule-editing.js';
import { aScheduleEdit } from '../factories/resources.js';

const named = (names: readonly string[], change: Partial<Editable> = {}): Editable => ({
  id: 'the id',
  name: 'nightly',
  selection: { kind: 'NAMED', names },
  createdSingle: false,
  selectionVersion: 4,
  ...change,
});
const byLabels = named([], { selection: { kind: 'LABELS', selector: 'team=shop' } });
const ofAll = named([], { selection: { kind: 'ALL' } });

describe('excluding', () => {
  it('takes the names off, says which moved, and keeps the others in their order', () => {
    expect(excludeNames(named(['a', 'b', 'c']), ['c', 'b'], 4)).toEqual({
      changed: true,
      names: ['a'],
      moved: ['b', 'c'],
    });
  });

  it('a name that is not on the list moves nothing, beside one that is', () => {
    expect(excludeNames(named(['a', 'b']), ['b', 'x', 'b'], 4)).toMatchObject({ moved: ['b'], names: ['a'] });
  });

  it('only what is not on the list changes nothing, whatever version was seen', () => {
    expect(excludeNames(named(['a', 'b']), ['x'], 1)).toEqual({ changed: false });
    expect(excludeNames(named(['a']), ['x'], 99)).toEqual({ changed: false });
  });

  it('on an older version is refused with both versions', () => {
    expect(() => excludeNames(named(['a', 'b']), ['b'], 3)).toThrow(
      expect.objectContaining({
        code: 'CONFLICT',
        details: expect.objectContaining({ expected: 3, actual: 4 }),
      }),
    );
  });

  it('everything is refused, with what to do instead', () => {
    for (const names of [
      ['a', 'b'],
      ['b', 'x', 'a'],
    ]) {
      expect(() => excludeNames(named(['a', 'b']), names, 4)).toThrow(/suspend or delete it instead/);
    }
  });

  it('on an older version is told of the conflict before it is told of emptiness', () => {
    expect(() => excludeNames(named(['a']), ['a'], 3)).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });
});

describe('adding', () => {
  it('puts new names on the list once each, in the order of the alphabet', () => {
    expect(addNames(named(['b', 'c']), ['d', 'a', 'b', 'a'], 4)).toEqual({
      changed: true,
      names: ['a', 'b', 'c', 'd'],
      moved: ['a', 'd'],
    });
  });

  it('what is on the list already changes nothing, also where nothing could be added', () => {
    expect(addNames(named(['a', 'b']), ['b'], 1)).toEqual({ changed: false });
    expect(addNames(named(['a'], { createdSingle: true }), ['a'], 1)).toEqual({ changed: false });
  });

  it('to a schedule that was created for one is refused, whatever it shrank or grew to', () => {
    expect(() => addNames(named(['a'], { createdSingle: true }), ['b'], 4)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'CREATED_SINGLE' }) }),
    );
    expect(addNames(named(['a']), ['b'], 4)).toMatchObject({ changed: true });
  });

  it('on an older version is refused', () => {
    expect(() => addNames(named(['a', 'b']), ['c'], 5)).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });
});

describe.each([
  ['LABELS', byLabels],
  ['ALL', ofAll],
] as const)('a schedule by %s', (reason, schedule) => {
  it('is edited by no list, and says why and what to do', () => {
    const edits = [
      () => excludeNames(schedule, ['a'], 4),
      () => addNames(schedule, ['a'], 4),
      () => revertEdit(schedule, aScheduleEdit('the id'), false),
    ];
    for (const edit of edits) {
      expect(edit).toThrow(
        expect.objectContaining({
          code: 'SCHEDULE_NOT_EDITABLE',
          details: { scheduleId: 'the id', reason, advice: expect.stringMatching(/.+/) },
        }),
      );
    }
  });
});

describe('taking back', () => {
  const last = (change: Partial<ScheduleEdit>) => aScheduleEdit('the id', { namespaces: ['b'], ...change });

  it('an exclude brings the names back, an add takes them off again', () => {
    expect(revertEdit(named(['a', 'c']), last({ kind: 'EXCLUDE' }), false)).toEqual(['a', 'b', 'c']);
    expect(revertEdit(named(['a', 'b', 'c']), last({ kind: 'ADD' }), false)).toEqual(['a', 'c']);
  });

  it('is refused once a cycle has begun, with what to do instead', () => {
    expect(() => revertEdit(named(['a']), last({ kind: 'EXCLUDE' }), true)).toThrow(/exclude or add instead/);
  });

  it.each([
    ['there was no edit', undefined],
    ['it was taken back already', last({ kind: 'EXCLUDE', revertedAt: new Date() })],
    ['it was another kind of edit', last({ kind: 'EDIT' })],
    ['it was a taking back itself', last({ kind: 'REVERT' })],
  ])('is refused when %s', (_why, edit) => {
    expect(() => revertEdit(named(['a']), edit, false)).toThrow(
      expect.objectContaining({ code: 'NOTHING_TO_REVERT' }),
    );
  });
});
