/** PostgreSQL takes neither NUL nor a lone surrogate: what a foreign server says may hold both, and must not stop the record of it. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** JSON for a `jsonb` parameter. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'string' ? storableText(each) : each,
  );
}

/** The value as it can be stored, for a `jsonb` column that is written as an object. */
export function storableCopy<T>(value: T): T {
  return JSON.parse(storableJson(value)) as T;
}
