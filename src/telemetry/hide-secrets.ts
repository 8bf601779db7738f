/**
 * What a log line may hold. Nobody should hand a secret to the log; this is the net below those who do by mistake
 * (design 5: credentials reach no log, error or answer).
 */
import { HIDDEN, hideSecrets } from '../domain/secret-texts.js';
import { errorFields } from './error-fields.js';

const MAX_DEPTH = 8;
const MAX_ITEMS = 100;
const MAX_TEXT = 8 * 1024;

/** Names of fields, in lower case without `-` and `_`, whose text or object is never shown. */
const SECRET_NAME =
  /(^key|authorization|cookie|password|passwd|passphrase|secret|secretkeys?|token|kubeconfig|privatekey|apikey|clientkey|clientkeydata|tlskey|credentials?|accesskey|accesskeyid|connectionstring|databaseurl|databasedirecturl|dburl|responseurls?|triggerid)$/;

/** The fields of a log line as plain data: secrets hidden, errors spelt out, nothing endless. */
export function loggable(fields: object): Record<string, unknown> {
  const cleaned = clean(fields, { depth: 0, above: [] });
  return isRecord(cleaned) ? cleaned : { value: cleaned };
}

export function withoutSecrets(text: string): string {
  const shortened = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
  return hideSecrets(shortened);
}

interface Position {
  readonly depth: number;
  /** The objects that this one lies in. */
  readonly above: readonly object[];
}

function clean(value: unknown, { depth, above }: Position): unknown {
  if (typeof value === 'string') return withoutSecrets(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (above.includes(value)) return '[circular]';
  if (depth >= MAX_DEPTH) return '[deeper]';
  const below = { depth: depth + 1, above: [...above, value] };
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return clean(errorFields(value), below);
  if (value instanceof URL) return withoutSecrets(value.href);
  if (value instanceof Map) return clean(Object.fromEntries(value), below);
  if (value instanceof Set) return clean([...value], below);
  if (Array.isArray(value)) return cleanItems(value, below);
  if ('toJSON' in value && typeof value.toJSON === 'function') return clean(value.toJSON(), below);
  return cleanFields(value, below);
}

function cleanItems(items: readonly unknown[], below: Position): unknown[] {
  const shown = items.slice(0, MAX_ITEMS).map((item) => clean(item, below));
  return items.length > MAX_ITEMS ? [...shown, `… and ${items.length - MAX_ITEMS} more`] : shown;
}

function cleanFields(value: object, below: Position): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    isSecretName(name) && holdsSomething(field) ? HIDDEN : clean(field, below),
  ]);
  return Object.fromEntries(entries);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replaceAll(/[-_]/g, ''));
}

/** Numbers and yes or no tell nothing: `tokens: 12`, `secret: true`. */
function holdsSomething(field: unknown): boolean {
  return (typeof field === 'string' && field !== '') || (typeof field === 'object' && field !== null);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
