/** Commands that keep the alerts of a schedule quiet for a while. */
import {
  SlackScheduleByIdDocument,
  SnoozeAlertsDocument,
  UnsnoozeAlertsDocument,
} from '../../client/generated/graphql.js';
import { answer } from '../views/answers/answer.js';
import { snoozedAnswer, unsnoozedAnswer } from '../views/answers/done-answers.js';
import { tellingModal } from '../views/modals/modal.js';
import { snoozeModal } from '../views/modals/snooze-modal.js';
import type { Command } from './command.js';
import { FIND_SCHEDULE_FIELDS, findSchedule } from './find-schedule.js';
import { inModal } from './namespaces.js';
import { NO_SCHEDULE } from './reading.js';
import { snoozeEnd } from './snooze-until.js';

const TITLE = 'Snooze alerts';

export const SNOOZE: Command = {
  name: 'snooze',
  usage: 'snooze <schedule> [1d|7d|2026-12-01|until-change]',
  summary: 'no reminders about a schedule for a while',
  help: [
    'Quiets the alerts of one schedule: `1d`, `12h`, `7d`, a date, or `until-change`, which ends when another namespace goes missing. Without a time it asks.',
    'Everybody sees who snoozed and until when. Backups and e-mail go on.',
  ],
  fields: [...FIND_SCHEDULE_FIELDS, 'backupSchedule', 'snoozeAlerts'],
  words: { least: 1, most: 3 },
  async run([reference = '', ...time], context) {
    const words = time.join(' ');
    const end = words === '' ? undefined : snoozeEnd(words, context.now());
    if (end !== undefined && 'fault' in end) return context.respond(answer(end.fault));
    const id = await findSchedule(reference, { before: 'snooze', after: words }, context);
    if (id === undefined) return;
    if (end === undefined) {
      return inModal(TITLE, context, async () => {
        const { backupSchedule: schedule } = await context.ask(SlackScheduleByIdDocument, { id });
        if (schedule === null)
          return tellingModal(TITLE, 'This schedule does not exist any more, or you may not see it.');
        return snoozeModal({ schedule, context: { channelId: context.caller.channelId } });
      });
    }
    const { backupSchedule } = await context.ask(SlackScheduleByIdDocument, { id });
    if (backupSchedule === null) return context.respond(NO_SCHEDULE);
    const { snoozeAlerts } = await context.ask(SnoozeAlertsDocument, {
      input: { scheduleId: id, until: end.until },
    });
    await context.respond(
      snoozedAnswer({ scheduleName: backupSchedule.name, until: end.until, changed: snoozeAlerts.changed }),
    );
  },
};

export const UNSNOOZE: Command = {
  name: 'unsnooze',
  usage: 'unsnooze <schedule>',
  summary: 'end a snooze',
  help: ['Ends the snooze of a schedule: reminders come again.'],
  fields: [...FIND_SCHEDULE_FIELDS, 'backupSchedule', 'unsnoozeAlerts'],
  words: { least: 1, most: 1 },
  async run([reference = ''], context) {
    const id = await findSchedule(reference, { before: 'unsnooze' }, context);
    if (id === undefined) return;
    const { backupSchedule } = await context.ask(SlackScheduleByIdDocument, { id });
    if (backupSchedule === null) return context.respond(NO_SCHEDULE);
    const { unsnoozeAlerts } = await context.ask(UnsnoozeAlertsDocument, { input: { scheduleId: id } });
    await context.respond(
      unsnoozedAnswer({ scheduleName: backupSchedule.name, changed: unsnoozeAlerts.changed }),
    );
  },
};
