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

export function chosenNames(state: ModalState): ChosenNames {
  const inputs = Object.values(state).flatMap((block) => Object.entries(block));
  const mode = inputs.find(([action]) => action === INPUTS.namesMode)?.[1].selected_option?.value;
  if (mode === ALL_OF_THEM) return { all: true };
  const names = inputs.flatMap(([action, input]) => (NAME_INPUTS.has(action) ? valuesOf(input) : []));
  return { all: false, names: [...new Set(names)] };
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
