/** From a typed line to a command: nothing that a person types stays without an answer. */
import { similarNames } from '../../client/similar-names.js';
import { answer } from '../views/answers/answer.js';
import { choiceAnswer } from '../views/answers/choice-answer.js';
import type { Message } from '../views/blocks.js';
import { code } from '../views/text.js';
import type { Command } from './command.js';
import { COMMANDS, commandNamed } from './commands.js';
import { wordsOf } from './words.js';

/** A command with its words, or what to answer instead. Nothing typed is a wish for help. */
export type ParsedCommand =
  | { readonly command: Command; readonly words: readonly string[] }
  | { readonly problem: Message };

export function parseCommand(line: string): ParsedCommand {
  const [name = 'help', ...words] = wordsOf(line);
  const command = commandNamed(name);
  if (command === undefined) return { problem: unknown(name, words) };
  const { least, most } = command.words;
  if (words.length >= least && words.length <= most) return { command, words };
  const tooMany = words.length > most ? ' A name with spaces goes in quotes.' : '';
  return { problem: answer(`Say it as ${code(`/backup ${command.usage}`, 100)}.${tooMany}`) };
}

function unknown(name: string, words: readonly string[]): Message {
  const rest = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
  const choices = similarNames(
    name,
    COMMANDS.map((each) => each.name),
  ).map((meant) => {
    const command = `${meant} ${rest}`.trim();
    return { label: `/backup ${command}`, command };
  });
  const asked = choices.length === 0 ? ' `/backup help` shows all.' : ' Did you mean one of these?';
  return choiceAnswer(`There is no command ${code(name)}.${asked}`, choices);
}
