import { describe, expect, it } from 'vitest';
import { refusalsOfBackup, refusalsOfSchedule } from '../../src/domain/namespace-refusals.js';
import { aSchedule } from '../graphql/builders.js';

const byLabels = aSchedule({ selection: { kind: 'LABELS', selector: 'team=shop' } });
const ofAll = aSchedule({ selection: { kind: 'ALL' } });
const single = aSchedule({ selection: { kind: 'NAMED', names: ['shop'] }, createdSingle: true });
const shrunk = aSchedule({ selection: { kind: 'NAMED', names: ['shop'] } });
const listed = aSchedule({ selection: { kind: 'NAMED', names: ['billing', 'shop'] } });

describe('namespaces of a schedule', () => {
  it('are excluded and added where it is a list of two or more', () => {
    expect(refusalsOfSchedule(listed)).toEqual({});
  });

  it.each([
    ['by labels', byLabels, 'it takes the namespaces that match a label selector', /Label the namespaces/],
    ['of all', ofAll, 'it takes all namespaces including future ones', /Nothing needs to be added/],
  ])('are not edited by list %s, with what to do instead', (_what, schedule, meaning, advice) => {
    for (const operation of ['excludeNamespaces', 'addNamespaces'] as const) {
      const refusal = refusalsOfSchedule(schedule)[operation];
      expect(refusal?.reason).toBe(`Its namespaces cannot be edited by list: ${meaning}.`);
      expect(refusal?.advice).toMatch(advice);
    }
  });

  it('are not added to one that was created for a single one, and that one is not excluded', () => {
    const { addNamespaces, excludeNamespaces } = refusalsOfSchedule(single);
    expect(addNamespaces?.advice).toMatch(/^Create a new schedule/);
    expect(excludeNamespaces).toMatchObject({
      reason: expect.stringContaining('it was created for one single namespace'),
      advice: expect.stringMatching(/^Suspend or delete/),
    });
  });

  it('a list that shrank to one may grow again and not shrink', () => {
    expect(refusalsOfSchedule(shrunk)).toEqual({
      excludeNamespaces: {
        code: 'SCHEDULE_WOULD_BE_EMPTY',
        reason: 'It has only one namespace left.',
        advice: expect.stringMatching(/^Suspend or delete/),
      },
    });
  });
});

describe('Exclude from Schedule on a backup', () => {
  it('is offered while its schedule names one that it found missing', () => {
    expect(refusalsOfBackup(listed, ['billing'])).toEqual({});
    expect(refusalsOfBackup(listed, ['billing', 'gone-since'])).toEqual({});
  });

  it('is not offered where nothing is left to exclude', () => {
    const reason = 'None of the namespaces that it lists as missing is on the schedule.';
    expect(refusalsOfBackup(listed, ['gone-since'])).toMatchObject({ excludeNamespaces: { reason } });
    expect(refusalsOfBackup(listed, [])).toMatchObject({ excludeNamespaces: { reason } });
  });

  it('is not offered without a schedule, or where the schedule refuses it', () => {
    expect(refusalsOfBackup(undefined, ['billing'])).toHaveProperty('excludeNamespaces');
    expect(refusalsOfBackup(shrunk, ['shop'])).toEqual(refusalsOfSchedule(shrunk));
    expect(refusalsOfBackup(byLabels, ['shop']).excludeNamespaces?.reason).toContain('label selector');
  });
});
