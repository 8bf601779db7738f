/** Lists of names that may be long: the first few, and how many more there are. For mrkdwn. */
import { count } from './numbers.js';
import { code } from './text.js';

export interface NamesRoom {
  /** How many names at most. */
  readonly most?: number;
  /** How many characters at most, marks counted: a section holds 3,000. */
  readonly characters?: number;
}

export const NAMES_SHOWN = 25;
const CHARACTERS = 2_400;

/** `` `a`, `b` and 12 more ``. `total`: how many there are when the list holds only the first of them. */
export function someNames(
  names: readonly string[],
  total = names.length,
  { most = NAMES_SHOWN, characters = CHARACTERS }: NamesRoom = {},
): string {
  const shown: string[] = [];
  let used = 0;
  for (const name of names.slice(0, most)) {
    const marked = code(name);
    if (used + marked.length + 2 > characters) break;
    shown.push(marked);
    used += marked.length + 2;
  }
  const more = Math.max(total, names.length) - shown.length;
  if (shown.length === 0) return count(more);
  return more > 0 ? `${shown.join(', ')} and ${count(more)} more` : enumerated(shown);
}

/** `a, b and c` */
export function enumerated(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
