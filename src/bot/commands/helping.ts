/** `/backup help`: made from the table of commands. */

import { answer } from '../views/answers/answer.js';
import { type Choice, choiceAnswer } from '../views/answers/choice-answer.js';
import type { Message } from '../views/blocks.js';
import { code } from '../views/text.js';
import type { Command } from './command.js';

/** All commands, and a menu that tells more of each. */
export function overview(commands: readonly Command[]): Message {
  const lines = commands.map(({ usage, summary }) => `${code(`/backup ${usage}`, 100)} — ${summary}`);
  const choices: readonly Choice[] = commands.map(({ name }) => ({
    label: `Help on ${name}`,
    command: `help ${name}`,
  }));
  const { blocks } = choiceAnswer(['*What you can ask*', ...lines].join('\n'), choices);
  return { text: `Commands of /backup: ${commands.map(({ name }) => name).join(', ')}.`, blocks };
}

export function topic({ usage, help }: Command): Message {
  return answer([code(`/backup ${usage}`, 100), ...help].join('\n'), help[0]);
}
