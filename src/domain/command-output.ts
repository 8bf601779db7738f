/** What is kept of what a command wrote: its beginning and its end, without what looks like a secret. Pure. */
import { hideSpokenSecrets } from './secret-texts.js';

/** Characters that are kept of one stream, half of them from its end. */
export const OUTPUT_KEPT = 16 * 1024;
const HALF = OUTPUT_KEPT / 2;

export interface OutputEnds {
  readonly head: string;
  /** Follows on `head` where nothing was left out. */
  readonly tail: string;
  /** Bytes between the two that nobody kept. */
  readonly omitted: number;
}

/**
 * Secrets are hidden before anything is cut, and what a cut has torn is left out: half a token would look like none. The ends
 * must therefore be given longer than what is kept of them.
 */
export function shownOutput({ head, tail, omitted }: OutputEnds): string {
  if (omitted > 0) {
    const began = hideSpokenSecrets(head.replace(/\S+$/, '')).slice(0, HALF);
    const ended = hideSpokenSecrets(withoutTornKey(tail.replace(/^\S*\s?/, ''))).slice(-HALF);
    return joined(began, omitted, ended);
  }
  const whole = hideSpokenSecrets(head + tail);
  if (whole.length <= OUTPUT_KEPT) return whole;
  return joined(whole.slice(0, HALF), whole.length - OUTPUT_KEPT, whole.slice(-HALF));
}

function joined(head: string, omitted: number, tail: string): string {
  return `${head.trimEnd()}\n[about ${omitted} bytes left out]\n${tail}`;
}

/** The end of a private key that began where nobody kept it. */
function withoutTornKey(text: string): string {
  const end = /-----END [A-Z ]*PRIVATE KEY-----/.exec(text);
  if (end === null) return text;
  const begins = text.slice(0, end.index).includes('-----BEGIN ');
  return begins ? text : text.slice(end.index + end[0].length);
}
