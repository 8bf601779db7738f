import {
  SlackScheduleByIdDocument,
  SnoozeAlertsDocument,
  UnsnoozeAlertsDocument,
} from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { snoozeEnd } from '../commands/snooze-until.js';
import { answer } from '../views/answers/answer.js';
import { goneAnswer, snoozedAnswer, unsnoozedAnswer } from '../views/answers/done-answers.js';
import { chosenSnooze } from '../views/modals/snooze-modal.js';
import { INPUTS } from '../views/references.js';
import type { ButtonAction, Shown, SubmitAction } from './action.js';
import { alertOfSchedule } from './alert-schedule.js';

export const snooze: ButtonAction = {
  operations: ['alert', 'snoozeAlerts'],
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    return snoozed(ask, found.schedule, clicked.selected ?? '');
  },
};

export const unsnooze: ButtonAction = {
  operations: ['alert', 'unsnoozeAlerts'],
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    if (found === undefined) return { message: goneAnswer() };
    const { id: scheduleId, name: scheduleName } = found.schedule;
    const { unsnoozeAlerts } = await ask(UnsnoozeAlertsDocument, { input: { scheduleId } });
    return { message: unsnoozedAnswer({ scheduleName, changed: unsnoozeAlerts.changed }) };
  },
};

export const snoozeSubmit: SubmitAction = {
  operations: ['backupSchedule', 'snoozeAlerts'],
  faults({ state }) {
    const end = snoozeEnd(chosenSnooze(state) ?? '', new Date().toISOString());
    return 'fault' in end ? { [INPUTS.snoozeDate]: 'Choose a date after today, within a year.' } : undefined;
  },
  async run({ ask }, { context, state }) {
    const { backupSchedule } = await ask(SlackScheduleByIdDocument, { id: context.scheduleId });
    if (backupSchedule === null) return { message: goneAnswer() };
    return snoozed(ask, backupSchedule, chosenSnooze(state) ?? '');
  },
};

async function snoozed(
  ask: Ask,
  { id: scheduleId, name: scheduleName }: { readonly id: string; readonly name: string },
  words: string,
): Promise<Shown> {
  const end = snoozeEnd(words, new Date().toISOString());
  if ('fault' in end) return { message: answer(end.fault) };
  const { until } = end;
  const { snoozeAlerts } = await ask(SnoozeAlertsDocument, { input: { scheduleId, until } });
  return { message: snoozedAnswer({ scheduleName, until, changed: snoozeAlerts.changed }) };
}
