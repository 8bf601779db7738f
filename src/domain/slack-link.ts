/** Which person a Slack user is: proven by a one-time code that Slack shows and the person confirms where they signed in. */

export interface SlackIdentity {
  readonly teamId: string;
  readonly teamName: string;
  readonly slackUserId: string;
  /** The name that Slack showed when it was asked last. */
  readonly slackUserName: string;
}

export interface SlackLink extends SlackIdentity {
  readonly id: string;
  readonly userId: string;
  readonly linkedAt: Date;
}

/** A code that was given out. Only its hash is kept; a new one for the same Slack user replaces it. */
export interface SlackLinkCode extends SlackIdentity {
  readonly id: string;
  readonly hash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export const LINK_CODE_LIVES_MS = 10 * 60_000;
/** How often one person may try codes in the time that one lives, looking and confirming: ten of 2^50. */
export const MAX_CODE_TRIES = 10;

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;

/** `7XQ2K-9FM4T` of ten random bytes: 50 bits. */
export function linkCode(random: Uint8Array): string {
  const letters = [...random.subarray(0, CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
}

/** The code as it is hashed: however a person typed it. Undefined for what can be none. */
export function normalCode(typed: string): string | undefined {
  const letters = typed.slice(0, 100).toUpperCase().replaceAll(/[\s-]/g, '');
  const read = letters.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return read.length === CODE_LENGTH && [...read].every((each) => ALPHABET.includes(each)) ? read : undefined;
}
