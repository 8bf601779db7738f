/** What an edit of a schedule did, after the name of who did it. */
import type { ScheduleEditKind } from '../../client/generated/graphql.js';

const WORDS: Readonly<Record<ScheduleEditKind, (names: string) => string>> = {
  ADD: (names) => `added ${names}`,
  EXCLUDE: (names) => `excluded ${names}`,
  REVERT: (names) => `took back a change of ${names}`,
  CREATE: () => 'created it',
  EDIT: () => 'edited it',
  SUSPEND: () => 'suspended it',
  RESUME: () => 'resumed it',
};

/** `names`: which namespaces, or how many. */
export function editWords(kind: ScheduleEditKind, names: string): string {
  return WORDS[kind](names);
}
