/** How the audit trail is narrowed: one rule for the API, the export and the command line. */
import type { AuditDoor, AuditOutcome } from './audit.js';
import type { FieldFault } from './errors/request-errors.js';
import { searchedTextFaults } from './listing.js';

/** All conditions together. */
export interface AuditFilter {
  readonly door?: AuditDoor;
  readonly outcome?: AuditOutcome;
  readonly operation?: string;
  readonly code?: string;
  readonly subjectType?: string;
  readonly subjectId?: string;
  readonly userId?: string;
  /** The name that they had then. */
  readonly actorName?: string;
  readonly tokenId?: string;
  /** At this moment or later. */
  readonly from?: Date;
  /** Before this moment. */
  readonly to?: Date;
}

/** Compared as they are. */
export const AUDIT_WORDS = ['operation', 'code', 'subjectType', 'actorName'] as const;

/** Every fault of the words: what nothing can be called is a mistake, and nothing that the database should be asked. */
export function auditWordFaults(filter: AuditFilter): readonly FieldFault[] {
  return AUDIT_WORDS.flatMap((path) => {
    const word = filter[path];
    if (word === undefined) return [];
    return word === '' ? [{ path, message: 'is empty' }] : searchedTextFaults(path, word);
  });
}
