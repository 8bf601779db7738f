import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { addModal } from '../../../../src/bot/views/modals/add-modal.js';
import { confirmModal } from '../../../../src/bot/views/modals/confirm-modal.js';
import { excludeModal } from '../../../../src/bot/views/modals/exclude-modal.js';
import { loadingModal } from '../../../../src/bot/views/modals/modal.js';
import { choiceFault, chosenNames, nameOptions } from '../../../../src/bot/views/modals/name-options.js';
import { namesModal } from '../../../../src/bot/views/modals/names-modal.js';
import { chosenSnooze, snoozeModal } from '../../../../src/bot/views/modals/snooze-modal.js';
import { readContext } from '../../../../src/bot/views/references.js';
import {
  ALERT_ID,
  additionsOf,
  aSchedule,
  exclusionsOf,
  HOSTILE_NAMES,
  longNames,
  refusing,
  SCHEDULE_ID,
} from '../../../factories/slack-answers.js';
import { actionsOf, expectGoodView, textOf } from '../slack-expect.js';

const COUNTS = [0, 1, 10, 11, 100, 101, 5_000] as const;
const context = { alertId: ALERT_ID, channelId: 'C1', messageTs: '1.2' };

describe('every modal', () => {
  it.each(COUNTS)('stays within every limit with %i names of 63 characters', (count) => {
    const names = longNames(count);
    expectGoodView(excludeModal({ choices: exclusionsOf(names), context, notice: 'Ada excluded it.' }));
    expectGoodView(addModal({ choices: additionsOf(names), context, notice: 'Ada added it.' }));
    for (const page of [0, 1, 12, 9_999]) expectGoodView(namesModal({ alertId: ALERT_ID, names, page }));
  });

  it.each(HOSTILE_NAMES.map((name, index) => [index, name] as const))(
    'takes nothing from hostile name %i',
    (_, name) => {
      const backupSchedule = aSchedule({
        name,
        cluster: { id: 'c', name, state: 'ACTIVE' },
        timing: { description: name },
        selection: { kind: 'NAMED', names: [name, 'docs'], selector: name, virtualMachines: null },
      });
      const refused = {
        ...backupSchedule,
        allowedOperations: refusing(['excludeNamespaces', 'addNamespaces', 'suspend'], name, name),
      };
      for (const schedule of [backupSchedule, refused]) {
        for (const names of [[name], [name, ...longNames(20)], [name, ...longNames(200)]]) {
          expectGoodView(
            excludeModal({ choices: exclusionsOf(names, { backupSchedule: schedule }), context }),
          );
          expectGoodView(addModal({ choices: additionsOf(names, { backupSchedule: schedule }), context }));
          expectGoodView(namesModal({ alertId: ALERT_ID, names, page: 0 }));
        }
        for (const ask of ['run', 'suspend', 'resume'] as const)
          expectGoodView(confirmModal({ ask, schedule, context }));
        expectGoodView(snoozeModal({ schedule, context }));
      }
      expectGoodView(loadingModal());
    },
  );

  it('keeps ids only, and hands them back', () => {
    const view = excludeModal({ choices: exclusionsOf(['billing']), context });
    expect(readContext(view.private_metadata ?? '')).toEqual({
      ...context,
      scheduleId: SCHEDULE_ID,
      selectionVersion: 4,
      ask: undefined,
    });
    expect(view.private_metadata).not.toContain('billing');
    for (const wrong of ['', '{}', '[]', 'null', '"x"', '{"scheduleId":1}'])
      expect(readContext(wrong)).toBeUndefined();
  });
});

describe('the modal to exclude', () => {
  const inputOf = (count: number) =>
    actionsOf(excludeModal({ choices: exclusionsOf(longNames(count)), context }));

  it('has ticks for up to ten, a list for up to a hundred, and all or a search beyond', () => {
    expect(inputOf(1)).toEqual(['names_checkboxes']);
    expect(inputOf(10)).toEqual(['names_checkboxes']);
    expect(inputOf(11)).toEqual(['names_select']);
    expect(inputOf(100)).toEqual(['names_select']);
    expect(inputOf(101)).toEqual(['names_mode', 'names_search']);
  });

  it('ticks all of them in advance', () => {
    const initialOf = (view: ModalView) => JSON.stringify(view).match(/initial_option/g)?.length ?? 0;
    for (const count of [1, 10, 11, 100, 101]) {
      expect(initialOf(excludeModal({ choices: exclusionsOf(longNames(count)), context }))).toBe(1);
    }
  });

  it('ticks none, and says why, when all namespaces of the schedule are missing', () => {
    for (const count of [2, 11, 101]) {
      const names = longNames(count);
      const backupSchedule = aSchedule({
        selection: { kind: 'NAMED', names, selector: null, virtualMachines: null },
      });
      const view = excludeModal({ choices: exclusionsOf(names, { backupSchedule }), context });
      expect(JSON.stringify(view)).not.toContain('initial_option');
      expect(actionsOf(view)).not.toContain('names_mode');
      expect(textOf(view)).toContain('leave at least one');
    }
  });

  it('shows what remains, from when on, the last backup of each name and until when it is held', () => {
    const said = textOf(excludeModal({ choices: exclusionsOf(['billing']), context }));
    expect(said).toMatchSnapshot();
    expect(said).toContain('from the next cycle');
    expect(said).toContain('Last backup 2026-11-17, held until 2026-12-20');
    expect(said).toContain('2 namespaces stay on the schedule');
  });

  it('marks a name that exists again, and says when that is not known', () => {
    const choices = exclusionsOf(['billing']);
    const back = { ...choices, choices: choices.choices.map((each) => ({ ...each, isBack: true })) };
    expect(textOf(excludeModal({ choices: back, context }))).toContain('Exists again.');
    expect(textOf(excludeModal({ choices: { ...choices, observedAt: null }, context }))).toContain(
      'did not answer',
    );
  });

  it('warns when one namespace would be left', () => {
    const backupSchedule = aSchedule({
      selection: { kind: 'NAMED', names: ['billing', 'docs'], selector: null, virtualMachines: null },
    });
    const view = excludeModal({ choices: exclusionsOf(['billing'], { backupSchedule }), context });
    expect(textOf(view)).toContain('Only one is left then.');
  });

  it('is a plain refusal with reason and advice where the schedule may not be edited', () => {
    const allowedOperations = refusing(
      ['excludeNamespaces'],
      'It has only one namespace left.',
      'Suspend it.',
    );
    const view = excludeModal({
      choices: exclusionsOf(['billing'], { backupSchedule: aSchedule({ allowedOperations }) }),
      context,
    });
    expect(view.submit).toBeUndefined();
    expect(textOf(view)).toContain('It has only one namespace left. Suspend it.');
  });

  it('is shown again with what changed meanwhile', () => {
    const view = excludeModal({
      choices: exclusionsOf(['billing']),
      context,
      notice: 'Ada excluded `blog`.',
    });
    expect(textOf(view)).toContain('*Changed meanwhile.* Ada excluded `blog`.');
  });

  it('promises no next cycle to a suspended schedule', () => {
    const backupSchedule = aSchedule({ state: 'SUSPENDED' });
    const said = textOf(excludeModal({ choices: exclusionsOf(['billing'], { backupSchedule }), context }));
    expect(said).toContain('once the schedule is resumed');
  });
});

describe('what was chosen', () => {
  it('is all of them, or the names that stand in any of the inputs', () => {
    expect(chosenNames({ names_mode: { names_mode: { selected_option: { value: 'all' } } } })).toEqual({
      all: true,
    });
    expect(
      chosenNames({
        names_mode: { names_mode: { selected_option: { value: 'choose' } } },
        names_search: {
          names_search: { selected_options: [{ value: 'a' }, { value: 'b' }, { value: 'a' }] },
        },
      }),
    ).toEqual({ all: false, names: ['a', 'b'] });
    expect(chosenNames({ names_checkboxes: { names_checkboxes: { selected_options: [] } } })).toEqual({
      all: false,
      names: [],
    });
  });

  it('is asked back when it says two things, or nothing; the smaller effect counts', () => {
    const mode = { names_mode: { selected_option: { value: 'all' } } };
    const both = { names_mode: mode, names_search: { names_search: { selected_options: [{ value: 'a' }] } } };
    expect(chosenNames(both)).toEqual({ all: false, names: ['a'] });
    expect(choiceFault(both)?.block).toBe('names_mode');
    expect(choiceFault({ names_mode: mode })).toBeUndefined();
    const none = { names_checkboxes: { names_checkboxes: { selected_options: [] } } };
    expect(choiceFault(none)).toEqual({ block: 'names_checkboxes', words: 'Choose at least one namespace.' });
  });

  it('is a date only when one was given', () => {
    const mode = (value: string) => ({ snooze_mode: { snooze_mode: { selected_option: { value } } } });
    expect(chosenSnooze(mode('7d'))).toBe('7d');
    expect(chosenSnooze(mode('date'))).toBeUndefined();
    const dated = { ...mode('date'), snooze_date: { snooze_date: { selected_date: '2026-12-01' } } };
    expect(chosenSnooze(dated)).toBe('2026-12-01');
  });

  it('is offered a hundred names at a time, each once', () => {
    expect(nameOptions(longNames(5_000))).toHaveLength(100);
    expect(nameOptions(['a', 'a', 'x'.repeat(76), ''])).toHaveLength(1);
  });
});
