import { StorageFailed } from '../domain/storage-failure.js';

/** @throws StorageFailed STORAGE_ERROR: a key that is none is refused before anything is asked */
export function refuseUnless(valid: boolean, key: string): void {
  if (valid) return;
  const shown = JSON.stringify(key.length > 80 ? `${key.slice(0, 77)}...` : key);
  throw new StorageFailed(`${shown} is no key of an object.`, { reason: 'STORAGE_ERROR', key });
}
