/**
 * One line that a terminal shows as it is: names and messages come from clusters, and a control character in them could
 * rewrite what a person sees.
 */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSHOWABLE, '\u{FFFD}');
}

/** Whether a terminal shows all of it as it is. */
export function isPlain(text: string): boolean {
  return text.isWellFormed() && text.search(UNSHOWABLE) === -1;
}

/** The beginning and the end of what is too long to read. */
export function excerpt(text: string, most = 800): string {
  const half = Math.floor(most / 2);
  return text.length <= most ? text : `${text.slice(0, half)} ... ${text.slice(-half)}`;
}

/** Controls, and the marks that turn the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
