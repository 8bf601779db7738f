/** What of a Secret nobody sees without asking for it: its values, and the copy of them that kubectl leaves in an annotation. */
import { isObject, type JsonObject } from '../json-object.js';

export const MASK = '******';
const VALUES = ['data', 'stringData'];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function holdsSecrets(resource: string): boolean {
  return resource === 'secrets';
}

/** Keys stay: they tell what a Secret is for. */
export function maskSecret(secret: JsonObject): JsonObject {
  const masked: Record<string, unknown> = { ...secret };
  for (const field of VALUES) if (isObject(secret[field])) masked[field] = maskedValues(secret[field]);
  const { metadata } = secret;
  if (isObject(metadata) && isObject(metadata.annotations) && LAST_APPLIED in metadata.annotations) {
    masked.metadata = { ...metadata, annotations: { ...metadata.annotations, [LAST_APPLIED]: MASK } };
  }
  return masked;
}

export function isMaskedPath(path: readonly string[]): boolean {
  const [first = '', second, third] = path;
  return (
    VALUES.includes(first) || (first === 'metadata' && second === 'annotations' && third === LAST_APPLIED)
  );
}

function maskedValues(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(values).map((key) => [key, MASK]));
}
