/**
 * One line that a terminal shows as it is: names and messages come from clusters, and a control character in them could
 * rewrite what a person sees.
 */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSHOWABLE, '\u{FFFD}');
}

/** Controls, and the marks that turn the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
