/** Looking for anything by a part of its name or of a label. */
import type { FieldFault } from './errors/request-errors.js';
import { searchedTextFaults } from './listing.js';

/** What is looked through, in the order in which finds that match alike are listed. */
export const SEARCH_KINDS = {
  CLUSTER: 'A cluster, by its name and labels.',
  LOCATION: 'A backup location, by its name and labels.',
  SCHEDULE: 'A backup schedule, by its name and labels.',
  NAMESPACE: 'A namespace of a cluster as it was last observed, by its name.',
  BACKUP: 'A backup, by its name and labels.',
  RESTORE: 'A restore, by its name.',
  RULE: 'A rule, by its name.',
  USER: 'A person, by name: for those who may see users.',
} as const;
export type SearchKind = keyof typeof SEARCH_KINDS;

/** How well a find matches, the best first. */
export const SEARCH_MATCHES = {
  EXACT: 'Its name is the text.',
  PREFIX: 'Its name begins with the text.',
  PART: 'Its name contains the text.',
  LABEL: 'A label of it contains the text, written `key=value`.',
} as const;
export type SearchMatch = keyof typeof SEARCH_MATCHES;

export interface SearchFind {
  readonly kind: SearchKind;
  /** Of a namespace: of its cluster. */
  readonly id: string;
  readonly name: string;
  readonly match: SearchMatch;
  /** `key=value` of the label that matches; null when the name does. */
  readonly label: string | null;
}

const LEAST_LETTERS = 2;

/** What is looked for: without spaces around it and in lower case, as names are. */
export function searchedText(text: string): string {
  return text.trim().toLowerCase();
}

export function searchFaults(path: string, text: string): readonly FieldFault[] {
  const faults = searchedTextFaults(path, text);
  if (faults.length > 0 || searchedText(text).length >= LEAST_LETTERS) return faults;
  return [{ path, message: `needs at least ${LEAST_LETTERS} characters` }];
}
