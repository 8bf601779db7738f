/** Several things bear the name that was typed, or none does: what may have been meant, to choose from. */
import type { Button, StaticSelect } from '@slack/types';
import { actions, button, type Message, option, plain } from '../blocks.js';
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
/** So few are buttons: one click, and all of them can be read. */
const BUTTONS_MOST = 3;

/** `words` is mrkdwn. Without choices it is the words alone. */
export function choiceAnswer(words: string, choices: readonly Choice[]): Message {
  const offered = choices.filter(({ command }) => command.length <= VALUE_MOST).slice(0, MOST);
  if (offered.length === 0) return answer(words);
  return answer(words, undefined, [
    actions(offered.length <= BUTTONS_MOST ? buttons(offered) : [menu(offered)]),
  ]);
}

/** What follows the colon tells them apart; whoever reads the click leaves it out. */
function buttons(choices: readonly Choice[]): readonly Button[] {
  return choices.map(({ label, command }, index) =>
    button({ action: `${ACTIONS.command}:${index}`, label, value: command }),
  );
}

function menu(choices: readonly Choice[]): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTIONS.command,
    placeholder: plain('Choose…', 150),
    options: choices.map(({ label, command }) => option(label, command)),
  };
}

/** `Did you mean a or b?` For what cannot be chosen. */
export function didYouMean(names: readonly string[]): string {
  if (names.length === 0) return '';
  return ` Did you mean ${enumerated(names.slice(0, 3).map((name) => code(plainWords(name, 63)))).replace(' and ', ' or ')}?`;
}
