import type { StorageFailureReason } from '../domain/storage-failure.js';
import type { LocationFault } from './storage-fault.js';

/** A reason that says something about the location, and not about one object in it. */
export function isLocationFault(reason: StorageFailureReason): reason is LocationFault {
  return reason !== 'EXISTS' && reason !== 'NOT_FOUND' && reason !== 'OBJECT_LOCKED';
}
