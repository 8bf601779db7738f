/** How long the alerts of a schedule stay quiet: a few presets, a date, or until something changes. */
import type { ModalView } from '@slack/types';
import { context, option, plain, section } from '../blocks.js';
import type { Schedule } from '../data.js';
import { INPUTS, MODALS, type ModalContext, SNOOZES } from '../references.js';
import { code } from '../text.js';
import { modal } from './modal.js';
import type { ModalState } from './name-options.js';

export interface SnoozeParts {
  readonly schedule: Pick<Schedule, 'id' | 'name' | 'selectionVersion'>;
  readonly context: Omit<ModalContext, 'scheduleId' | 'selectionVersion'>;
}

export function snoozeModal({ schedule, context: more }: SnoozeParts): ModalView {
  const untilChange = option(
    'Until it changes',
    SNOOZES.untilChange,
    'Another set of missing namespaces, or another cause',
  );
  const { id: scheduleId, selectionVersion } = schedule;
  return modal({
    title: 'Snooze alerts',
    submit: 'Snooze',
    callback: MODALS.snooze,
    context: { ...more, scheduleId, selectionVersion },
    blocks: [
      section(`The alerts of schedule ${code(schedule.name)} send no reminders until the snooze ends.`),
      {
        type: 'input',
        block_id: INPUTS.snoozeMode,
        label: plain('For how long'),
        element: {
          type: 'radio_buttons',
          action_id: INPUTS.snoozeMode,
          options: [
            untilChange,
            option('1 day', SNOOZES.day),
            option('7 days', SNOOZES.week),
            option('Until the date below', SNOOZES.date),
          ],
          initial_option: untilChange,
        },
      },
      {
        type: 'input',
        block_id: INPUTS.snoozeDate,
        label: plain('Date'),
        optional: true,
        element: {
          type: 'datepicker',
          action_id: INPUTS.snoozeDate,
          placeholder: plain('Choose a date', 150),
        },
      },
      context('Everybody sees who snoozed and until when. Backups and e-mail go on.'),
    ],
  });
}

/** What was chosen, in the words of `/backup snooze`: `7d`, `2026-12-01`, `until-change`. Undefined: a date is missing. */
export function chosenSnooze(state: ModalState): string | undefined {
  const mode = state[INPUTS.snoozeMode]?.[INPUTS.snoozeMode]?.selected_option?.value;
  if (mode !== SNOOZES.date) return mode;
  return state[INPUTS.snoozeDate]?.[INPUTS.snoozeDate]?.selected_date ?? undefined;
}
