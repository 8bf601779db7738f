/** What the key of a stored object may be: the same for folders, buckets and the memory of a test. */

/** Hidden names are ours: half-written files and the marker of a location. */
const KEY_PART = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}$/;
/** S3's limit, in bytes; keys are ASCII. */
const MAX_KEY_LENGTH = 1_024;

export function isKeyPart(part: string): boolean {
  return KEY_PART.test(part);
}

/** Relative, `/`-separated parts of `[A-Za-z0-9._-]` that do not begin with a dot, so `..` is none. */
export function isObjectKey(key: string): boolean {
  return key.length <= MAX_KEY_LENGTH && key.split('/').every(isKeyPart);
}

/** Empty (everything), or a key followed by `/`. */
export function isKeyPrefix(prefix: string): boolean {
  return prefix === '' || (prefix.endsWith('/') && isObjectKey(prefix.slice(0, -1)));
}
