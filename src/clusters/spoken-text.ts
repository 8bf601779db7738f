const MAX_LENGTH = 300;

/** A foreign text for a message of ours: one line, bounded, and never with a secret that a server sent back. */
export function spokenText(text: string, secret?: string): string {
  const clean = secret === undefined ? text : text.replaceAll(secret, '[removed]');
  const line = clean
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 3)}...` : line;
}
