import {
  SlackScheduleByIdDocument,
  SnoozeAlertsDocument,
  UnsnoozeAlertsDocument,
} from '../../client/generated/graphql.js';
import type { Ask } from '../ask.js';
import { goneAnswer, snoozedAnswer, unsnoozedAnswer } from '../views/answers/done-answers.js';
import { chosenSnooze } from '../views/modals/snooze-modal.js';
import { INPUTS } from '../views/references.js';
import type { ButtonAction, Shown, SubmitAction } from './action.js';
import { alertOfSchedule } from './alert-schedule.js';
import { snoozeEnd } from './snooze-end.js';

export const snooze: ButtonAction = {
  operations: ['alert', 'snoozeAlerts'],
  async run({ ask }, clicked) {
    const found = await alertOfSchedule(ask, clicked);
    const until = snoozeEnd(clicked.selected ?? '', new Date());
    if (found === undefined || until === undefined) return { message: goneAnswer() };
    return snoozed(ask, found.schedule, until);
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
    const until = snoozeEnd(chosenSnooze(state) ?? '', new Date());
    if (until === undefined) return { [INPUTS.snoozeDate]: 'Choose a date after today.' };
    return undefined;
  },
  async run({ ask }, { context, state }) {
    const until = snoozeEnd(chosenSnooze(state) ?? '', new Date());
    const { backupSchedule } = await ask(SlackScheduleByIdDocument, { id: context.scheduleId });
    if (backupSchedule === null || until === undefined) return { message: goneAnswer() };
    return snoozed(ask, backupSchedule, until);
  },
};

async function snoozed(
  ask: Ask,
  { id: scheduleId, name: scheduleName }: { readonly id: string; readonly name: string },
  end: Date | null,
): Promise<Shown> {
  const until = end?.toISOString() ?? null;
  const { snoozeAlerts } = await ask(SnoozeAlertsDocument, { input: { scheduleId, until } });
  return { message: snoozedAnswer({ scheduleName, until, changed: snoozeAlerts.changed }) };
}
