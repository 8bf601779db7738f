/** All names of an alert, page by page. */
import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, section } from '../blocks.js';
import { count, counted } from '../numbers.js';
import { ACTIONS, MODALS } from '../references.js';
import { code } from '../text.js';
import { modal } from './modal.js';

/** Names per section: 40 of 63 characters stay below 3,000. */
const PER_SECTION = 40;
export const NAMES_PER_PAGE = 400;

export interface NamesParts {
  readonly alertId: string;
  readonly names: readonly string[];
  /** From 0; one beyond the last shows the last. */
  readonly page: number;
}

export function namesModal({ alertId, names, page }: NamesParts): ModalView {
  const pages = Math.max(1, Math.ceil(names.length / NAMES_PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const first = at * NAMES_PER_PAGE;
  const shown = names.slice(first, first + NAMES_PER_PAGE);
  const blocks: KnownBlock[] = [
    section(
      names.length === 0
        ? 'No namespace is missing any more.'
        : `${counted(names.length, 'missing namespace')}.`,
    ),
    ...sections(shown),
  ];
  if (pages > 1) {
    blocks.push(actions(turns(alertId, at, pages)));
    blocks.push(context(`${count(first + 1)} to ${count(first + shown.length)}, page ${at + 1} of ${pages}`));
  }
  return modal({ title: 'Missing namespaces', blocks, callback: MODALS.names });
}

function turns(alertId: string, at: number, pages: number) {
  const to = (page: number, label: string, action: string) =>
    button({ action, label, value: `${alertId}:${page}`, spoken: `${label} of names` });
  return [
    ...(at > 0 ? [to(at - 1, 'Previous page', ACTIONS.namesPrevious)] : []),
    ...(at < pages - 1 ? [to(at + 1, 'Next page', ACTIONS.namesNext)] : []),
  ];
}

function sections(names: readonly string[]): readonly KnownBlock[] {
  const texts: string[] = [];
  let words: string[] = [];
  let used = 0;
  for (const word of names.map((name) => code(name))) {
    if (words.length === PER_SECTION || used + word.length + 1 > 3_000) {
      texts.push(words.join('\n'));
      words = [];
      used = 0;
    }
    words.push(word);
    used += word.length + 1;
  }
  if (words.length > 0) texts.push(words.join('\n'));
  return texts.map(section);
}
