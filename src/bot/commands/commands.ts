/** The table of all commands, in the order in which help shows them. */

import { similarNames } from '../../client/similar-names.js';
import { answer } from '../views/answers/answer.js';
import { didYouMean } from '../views/answers/choice-answer.js';
import { code } from '../views/text.js';
import type { Command } from './command.js';
import { overview, topic } from './helping.js';
import { LINK, UNLINK, WHOAMI } from './linking.js';
import { ADD, EXCLUDE } from './namespaces.js';
import { ALERTS, SCHEDULE, STATUS } from './reading.js';
import { RESUME, RUN, SUSPEND, WATCH } from './running.js';
import { SNOOZE, UNSNOOZE } from './snoozing.js';

const HELP: Command = {
  name: 'help',
  usage: 'help [topic]',
  summary: 'this list, or more about one command',
  help: ['Shows all commands, or more about one of them.'],
  fields: [],
  words: { least: 0, most: 1 },
  async run([wanted], context) {
    const command = wanted === undefined ? undefined : commandNamed(wanted);
    if (wanted !== undefined && command === undefined) {
      const meant = didYouMean(
        similarNames(
          wanted,
          COMMANDS.map(({ name }) => name),
        ),
      );
      return context.respond(
        answer(`There is no command ${code(wanted)}.${meant} \`/backup help\` shows all.`),
      );
    }
    await context.respond(command === undefined ? overview(COMMANDS) : topic(command));
  },
};

export const COMMANDS: readonly Command[] = [
  HELP,
  STATUS,
  ALERTS,
  SCHEDULE,
  EXCLUDE,
  ADD,
  RUN,
  WATCH,
  SUSPEND,
  RESUME,
  SNOOZE,
  UNSNOOZE,
  LINK,
  UNLINK,
  WHOAMI,
];

export function commandNamed(name: string): Command | undefined {
  return COMMANDS.find((each) => each.name === name.toLowerCase());
}
