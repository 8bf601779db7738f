/** Secrets that give themselves away wherever they stand: in a log line, in what a program wrote. Pure. */

export const HIDDEN = '[hidden]';

type Pattern = readonly [RegExp, string];

const SECRET_TEXTS: readonly Pattern[] = [
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(-----END \1-----|$)/g, HIDDEN],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi, `$1 ${HIDDEN}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)?/g, HIDDEN],
  // Tokens of Slack (bot, user, refresh, app level, workflow), and what anybody may post or open a window with who holds it.
  [/\bxox[a-z](\.xox[a-z])?-[A-Za-z0-9-]{8,}/g, HIDDEN],
  [/\b(xapp|xwfp)-[A-Za-z0-9-]{8,}/g, HIDDEN],
  [/(https:\/\/hooks\.slack(-gov)?\.com)\/[^\s"'<>]+/g, `$1/${HIDDEN}`],
  [/\b\d{9,}\.\d{9,}\.[0-9a-f]{16,}\b/g, HIDDEN],
  // Access tokens of our own.
  [/\bhf[a-z]?_[A-Za-z0-9_-]{30,}/g, HIDDEN],
  [/([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/]+@/gi, `$1:${HIDDEN}@`],
  [
    /\b((?:client-key-data|client-certificate-data|token|password|secret_?access_?key|signing_?secret|response_urls?|trigger_id)["']?\s*[:=]\s*["']?)[^\s"',;}]{6,}/gi,
    `$1${HIDDEN}`,
  ],
];

/** What programs print of their own secrets: `PGPASSWORD=x`, `"api_key": "x"`, `--password x`, keys of AWS. */
const SPOKEN_SECRETS: readonly Pattern[] = [
  [
    /([A-Z0-9_.-]*(?:password|passwd|passphrase|secret|token|credential|api_?-?key|access_?-?key|private_?-?key)[A-Z0-9_.-]*["']?\s*[:=]\s*)("[^"\n]*"|'[^'\n]*'|[^\s"',;}]+)/gi,
    `$1${HIDDEN}`,
  ],
  [
    /(--?[a-z-]*(?:password|passwd|passphrase|secret|token|api-?key|access-?key)\s+)[^\s"',;-][^\s"',;]*/gi,
    `$1${HIDDEN}`,
  ],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, HIDDEN],
  [/\bgh[a-z]_[A-Za-z0-9]{20,}/g, HIDDEN],
];

export function hideSecrets(text: string): string {
  return hide(text, SECRET_TEXTS);
}

/** Of a text that a foreign program wrote: rather one word too many than one too few. */
export function hideSpokenSecrets(text: string): string {
  return hide(hide(text, SECRET_TEXTS), SPOKEN_SECRETS);
}

function hide(text: string, patterns: readonly Pattern[]): string {
  return patterns.reduce((hidden, [pattern, instead]) => hidden.replace(pattern, instead), text);
}
