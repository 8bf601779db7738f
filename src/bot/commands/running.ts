/** Commands that start, stop or follow backups. What changes something is asked back in a modal first. */
import {
  BackupNamesDocument,
  SlackScheduleByIdDocument,
  WatchBackupDocument,
} from '../../client/generated/graphql.js';
import { answer } from '../views/answers/answer.js';
import { confirmModal } from '../views/modals/confirm-modal.js';
import { tellingModal } from '../views/modals/modal.js';
import type { Ask } from '../views/references.js';
import { code } from '../views/text.js';
import type { Command, CommandContext } from './command.js';
import { FIND_SCHEDULE_FIELDS, findSchedule } from './find-schedule.js';
import { inModal } from './namespaces.js';

const TITLES: Readonly<Record<Ask, string>> = {
  run: 'Back up now',
  suspend: 'Suspend schedule',
  resume: 'Resume schedule',
};

export const RUN = asking('run', 'back up a schedule now', [
  'Asks once more, then starts a backup of the namespaces of the schedule. Its due times stay as they are.',
]);
export const SUSPEND = asking('suspend', 'no more backups of a schedule until it is resumed', [
  'Asks once more, then suspends the schedule. A backup that is under way goes on; existing backups stay.',
]);
export const RESUME = asking('resume', 'let a suspended schedule go on', [
  'Asks once more, then lets the schedule make backups again.',
]);

function asking(ask: Ask, summary: string, help: readonly string[]): Command {
  return {
    name: ask,
    usage: `${ask} <schedule>`,
    summary,
    help,
    fields: [...FIND_SCHEDULE_FIELDS, 'backupSchedule'],
    words: { least: 1, most: 1 },
    async run([reference = ''], context) {
      const id = await findSchedule(reference, { before: ask }, context);
      if (id === undefined) return;
      await inModal(TITLES[ask], context, async () => {
        const { backupSchedule: schedule } = await context.ask(SlackScheduleByIdDocument, { id });
        if (schedule === null)
          return tellingModal(TITLES[ask], 'This schedule does not exist any more, or you may not see it.');
        return confirmModal({ ask, schedule, context: { channelId: context.caller.channelId } });
      });
    },
  };
}

export const WATCH: Command = {
  name: 'watch',
  usage: 'watch <schedule|backup>',
  summary: 'a message in this channel that follows a backup to its end',
  help: [
    'Follows the running backup of a schedule, or a backup by its name, in one message that is updated a few times and ends with the verdict.',
  ],
  fields: [...FIND_SCHEDULE_FIELDS, 'backupSchedule', 'backups', 'watchBackup'],
  words: { least: 1, most: 1 },
  async run([reference = ''], context) {
    const backupId = await backupNamed(reference, context);
    if (backupId !== undefined) return follow(backupId, context);
    const id = await findSchedule(reference, { before: 'watch' }, context);
    if (id === undefined) return;
    const { backupSchedule } = await context.ask(SlackScheduleByIdDocument, { id });
    const running = backupSchedule?.openCycle?.backup?.id;
    if (running !== undefined) return follow(running, context);
    const name = backupSchedule === null ? 'of that name' : code(backupSchedule.name);
    await context.respond(answer(`No backup of schedule ${name} is under way. \`/backup run\` starts one.`));
  },
};

async function backupNamed(reference: string, context: CommandContext): Promise<string | undefined> {
  const { backups } = await context.ask(BackupNamesDocument, {
    first: 20,
    after: null,
    filter: { nameContains: reference },
  });
  return backups.edges.find(({ node }) => node.name === reference)?.node.id;
}

async function follow(backupId: string, context: CommandContext): Promise<void> {
  await context.ask(WatchBackupDocument, { input: { backupId, channelId: context.caller.channelId } });
  await context.respond(answer('A message in this channel follows that backup to its end.'));
}
