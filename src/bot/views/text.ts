/**
 * The one place where words from outside become text for Slack. Names of schedules, clusters and people may hold anything:
 * nothing of them is ever read as a mention, a link or a mark.
 */

/** Controls, and the marks that turn the direction of writing. */
const UNSHOWABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Longest name that Kubernetes gives a namespace. */
const NAME_MOST = 63;

/** The only three that Slack wants escaped, in mrkdwn and in the fallback text. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? mark);
}

/** One line without anything that turns or hides it. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, ' ').replace(UNSHOWABLE, '\u{FFFD}').trim();
}

/** At most `most` UTF-16 units, cut between two code points. */
export function truncate(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${head(text, most - 1).trimEnd()}…`;
}

/** Keeps both ends: what names differ in stands there. */
export function truncateMiddle(text: string, most: number): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  // Cut in the middle of a pair, its second half falls away.
  const end = text.slice(-half).replace(/^[\udc00-\udfff]/, '');
  return `${head(text, most - 1 - half)}…${end}`;
}

function head(text: string, most: number): string {
  let kept = '';
  for (const point of text) {
    if (kept.length + point.length > most) break;
    kept += point;
  }
  return kept;
}

/** For a plain_text element: nothing is parsed there, so nothing is escaped. Never empty: Slack refuses that. */
export function plainWords(text: string, most: number): string {
  return truncateMiddle(oneLine(text), most) || '(no name)';
}

/** A name in code marks, for mrkdwn. */
export function code(name: string, most = NAME_MOST): string {
  return `\`${escapedWithin(plainWords(name, most), most)}\``;
}

/** What people and systems wrote, for mrkdwn: a name of a person, a message, a reason. */
export function prose(text: string, most = 300): string {
  return escapedWithin(truncate(oneLine(text), most), most).replace(WAKING, '$&\u2060');
}

/** Five characters for one would let a name full of `&` break the limit of what stands around it: twice the room, no more. */
function escapedWithin(text: string, most: number): string {
  const whole = escaped(text.replaceAll('`', "'"));
  if (whole.length <= 2 * most) return whole;
  let kept = '';
  for (const point of text.replaceAll('`', "'")) {
    const next = escaped(point);
    if (kept.length + next.length >= 2 * most) break;
    kept += next;
  }
  return `${kept}…`;
}

/** What an older parser would still take for a mention. */
const WAKING = /@(?=\w)/g;

/** The end of a sentence that has begun: a full stop last. */
export function ending(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

/** A sentence of our own or of the API: a capital first, a full stop last. */
export function sentence(text: string): string {
  const ended = ending(text);
  return ended.charAt(0).toUpperCase() + ended.slice(1);
}
