/** Commands that change the namespaces of a schedule: they open the same modals as the buttons of an alert. */
import type { ModalView } from '@slack/types';
import { AdditionChoicesDocument, ExclusionChoicesDocument } from '../../client/generated/graphql.js';
import { refusalWords } from '../views/answers/refusal-words.js';
import { addModal } from '../views/modals/add-modal.js';
import { excludeModal } from '../views/modals/exclude-modal.js';
import { loadingModal, tellingModal } from '../views/modals/modal.js';
import type { Command, CommandContext } from './command.js';
import { FIND_SCHEDULE_FIELDS, findSchedule } from './find-schedule.js';

const CHOICES_MOST = 100;

export const EXCLUDE: Command = {
  name: 'exclude',
  usage: 'exclude <schedule>',
  summary: 'take missing namespaces off a schedule',
  help: [
    'Opens a window with the namespaces that the last cycle missed, all ticked. What you exclude is left out from the next cycle; existing backups stay.',
    'It can be taken back until the next cycle starts. Schedules that take namespaces by label, or all of them, are not edited by list.',
  ],
  fields: [...FIND_SCHEDULE_FIELDS, 'exclusionChoices'],
  words: { least: 1, most: 1 },
  async run([reference = ''], context) {
    const scheduleId = await findSchedule(reference, { before: 'exclude' }, context);
    if (scheduleId === undefined) return;
    await inModal('Exclude from Schedule', context, async () => {
      const variables = { scheduleId, search: null, first: CHOICES_MOST };
      const { exclusionChoices } = await context.ask(ExclusionChoicesDocument, variables);
      return excludeModal({ choices: exclusionChoices, context: { channelId: context.caller.channelId } });
    });
  },
};

export const ADD: Command = {
  name: 'add',
  usage: 'add <schedule>',
  summary: 'put namespaces of its cluster on a schedule',
  help: [
    'Opens a window with a search over the namespaces of the cluster that the schedule does not name. What you add is backed up from the next cycle.',
    'A schedule that was created for one single namespace cannot grow: create a new one.',
  ],
  fields: [...FIND_SCHEDULE_FIELDS, 'additionChoices'],
  words: { least: 1, most: 1 },
  async run([reference = ''], context) {
    const scheduleId = await findSchedule(reference, { before: 'add' }, context);
    if (scheduleId === undefined) return;
    await inModal('Add namespaces', context, async () => {
      const { additionChoices } = await context.ask(AdditionChoicesDocument, {
        scheduleId,
        search: null,
        first: 1,
      });
      return addModal({ choices: additionChoices, context: { channelId: context.caller.channelId } });
    });
  },
};

/** Opens at once, for the trigger is short-lived, and shows what was read, or why it could not be read. */
export async function inModal(
  title: string,
  context: CommandContext,
  read: () => Promise<ModalView>,
): Promise<void> {
  const opened = await context.openModal(loadingModal(title));
  try {
    await opened.update(await read());
  } catch (error) {
    context.onFault(error);
    await opened.update(tellingModal(title, refusalWords(error)));
  }
}
