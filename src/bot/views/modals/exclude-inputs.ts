/** The input that fits the number of missing namespaces: ticks to 10, a list to 100, all of them or a search beyond. */
import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { option, plain } from '../blocks.js';
import type { ExclusionChoices } from '../data.js';
import { count } from '../numbers.js';
import { INPUTS } from '../references.js';
import { choiceWords } from './exclude-words.js';
import { ALL_OF_THEM, CHOOSE, isName, nameOptions, OPTIONS_MOST } from './name-options.js';

const CHECKBOXES_MOST = 10;
const LABEL = 'Missing namespaces';

/** `preselect`: false when all of them may not go at once. */
export function excludeInputs(
  { choices, missingTotal }: ExclusionChoices,
  preselect: boolean,
): readonly KnownBlock[] {
  const named = choices.filter(({ name }) => isName(name));
  const isWhole = choices.length >= missingTotal;
  if (isWhole && named.length > 0 && named.length <= CHECKBOXES_MOST) return [checkboxes(named, preselect)];
  if (isWhole && named.length > 0 && named.length <= OPTIONS_MOST) {
    return [list(nameOptions(named.map(({ name }) => name)), preselect)];
  }
  return [...(preselect ? [allOrChoose(missingTotal)] : []), search(preselect)];
}

function checkboxes(choices: ExclusionChoices['choices'], preselect: boolean): InputBlock {
  const options = choices.map((choice) => option(choice.name, choice.name, choiceWords(choice)));
  return {
    type: 'input',
    block_id: INPUTS.namesCheckboxes,
    label: plain(LABEL),
    element: {
      type: 'checkboxes',
      action_id: INPUTS.namesCheckboxes,
      options,
      ...(preselect && { initial_options: options }),
    },
  };
}

function list(options: PlainTextOption[], preselect: boolean): InputBlock {
  return {
    type: 'input',
    block_id: INPUTS.namesSelect,
    label: plain(LABEL),
    element: {
      type: 'multi_static_select',
      action_id: INPUTS.namesSelect,
      placeholder: plain('Choose namespaces', 150),
      options,
      ...(preselect && { initial_options: options }),
    },
  };
}

function allOrChoose(total: number): InputBlock {
  const all = option(`All ${count(total)} missing namespaces`, ALL_OF_THEM);
  return {
    type: 'input',
    block_id: INPUTS.namesMode,
    label: plain('What to exclude'),
    element: {
      type: 'radio_buttons',
      action_id: INPUTS.namesMode,
      options: [all, option('Only those that I choose below', CHOOSE)],
      initial_option: all,
    },
  };
}

function search(optional: boolean): InputBlock {
  return {
    type: 'input',
    block_id: INPUTS.namesSearch,
    label: plain(LABEL),
    optional,
    element: {
      type: 'multi_external_select',
      action_id: INPUTS.namesSearch,
      placeholder: plain('Type a part of a name', 150),
      min_query_length: 0,
    },
  };
}
