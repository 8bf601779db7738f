/** Several things bear the name that was typed, or none does: what may have been meant, to choose from. */
import { actions, type Message, option, plain } from '../blocks.js';
import { enumerated } from '../names.js';
import { ACTIONS } from '../references.js';
import { code, plainWords } from '../text.js';
import { answer } from './answer.js';

export interface Choice {
  readonly label: string;
  /** The words of a command that runs when it is chosen. */
  readonly command: string;
}

const MOST = 25;
const VALUE_MOST = 75;

/** `words` is mrkdwn. Without choices it is the words alone. */
export function choiceAnswer(words: string, choices: readonly Choice[]): Message {
  const options = choices
    .filter(({ command }) => command.length <= VALUE_MOST)
    .slice(0, MOST)
    .map(({ label, command }) => option(label, command));
  if (options.length === 0) return answer(words);
  const select = {
    type: 'static_select' as const,
    action_id: ACTIONS.command,
    placeholder: plain('Choose…', 150),
    options,
  };
  return answer(words, undefined, [actions([select])]);
}

/** `Did you mean a or b?` For what cannot be chosen. */
export function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  return ` Did you mean ${enumerated(names.slice(0, 3).map((name) => code(plainWords(name, 63)))).replace(' and ', ' or ')}?`;
}
