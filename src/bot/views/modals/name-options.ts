/** Names of namespaces as options: what a select is filled with, and what was chosen in it. */
import type { PlainTextOption } from '@slack/types';
import { option } from '../blocks.js';
import { INPUTS } from '../references.js';
import { oneLine } from '../text.js';

/** Most options that one answer, one select or one group may hold. */
export const OPTIONS_MOST = 100;
const VALUE_MOST = 75;

/** The answer to a search. What cannot be the value of an option is no name that Kubernetes gives. */
export function nameOptions(names: readonly string[]): PlainTextOption[] {
  return [...new Set(names)]
    .filter(isName)
    .slice(0, OPTIONS_MOST)
    .map((name) => option(name, name));
}

export function isName(name: string): boolean {
  return name !== '' && name.length <= VALUE_MOST && name === oneLine(name);
}

/** What Slack hands back of a modal: block → action → what was chosen. */
export type ModalState = Readonly<Record<string, Readonly<Record<string, ChosenInput>>>>;
interface ChosenInput {
  readonly selected_option?: { readonly value?: string | undefined } | null | undefined;
  readonly selected_options?: readonly { readonly value?: string | undefined }[] | null | undefined;
  readonly selected_date?: string | null | undefined;
}

/** All that are missing now, or these names. */
export type ChosenNames = { readonly all: true } | { readonly all: false; readonly names: readonly string[] };

export const ALL_OF_THEM = 'all';
export const CHOOSE = 'choose';

/** Names beside a tick at "all" are taken at their word: the smaller effect, where two are possible. */
export function chosenNames(state: ModalState): ChosenNames {
  const inputs = Object.values(state).flatMap((block) => Object.entries(block));
  const names = inputs.flatMap(([action, input]) => (NAME_INPUTS.has(action) ? valuesOf(input) : []));
  if (names.length === 0 && modeOf(state) === ALL_OF_THEM) return { all: true };
  return { all: false, names: [...new Set(names)] };
}

/** What is wrong with a choice, in plain text for the block that it concerns; undefined when nothing is. */
export function choiceFault(
  state: ModalState,
): { readonly block: string; readonly words: string } | undefined {
  const chosen = chosenNames(state);
  if (chosen.all) return undefined;
  if (chosen.names.length === 0)
    return { block: namesBlockOf(state), words: 'Choose at least one namespace.' };
  if (modeOf(state) !== ALL_OF_THEM) return undefined;
  const words = 'You chose all of them and some by name: clear the names, or choose only those below.';
  return { block: INPUTS.namesMode, words };
}

function modeOf(state: ModalState): string | undefined {
  return state[INPUTS.namesMode]?.[INPUTS.namesMode]?.selected_option?.value;
}

const NAME_INPUTS: ReadonlySet<string> = new Set([
  INPUTS.namesCheckboxes,
  INPUTS.namesSelect,
  INPUTS.namesSearch,
]);

function valuesOf({ selected_options }: ChosenInput): readonly string[] {
  return (selected_options ?? []).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** Which block a fault of the choice is shown at: the one that stands in the modal. */
export function namesBlockOf(state: ModalState): string {
  const found = Object.entries(state).find(([, block]) =>
    Object.keys(block).some((action) => NAME_INPUTS.has(action)),
  );
  return found?.[0] ?? INPUTS.namesSearch;
}
