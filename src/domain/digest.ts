/** What a channel hears once a day: what is open, who edited what, what no schedule covers any more. */
import type { Alert } from './alert.js';
import type { EditKind } from './backup-schedule.js';

export interface DigestEdit {
  readonly scheduleName: string;
  readonly kind: EditKind;
  readonly by: string;
  readonly at: Date;
  /** The first of them. */
  readonly namespaces: readonly string[];
  readonly namespaceCount: number;
}

export interface UncoveredNamespace {
  readonly clusterName: string;
  readonly name: string;
  readonly scheduleName: string;
  readonly leftAt: Date;
  /** Who excluded it; null: it left by itself. */
  readonly by: string | null;
}

export interface Digest {
  readonly since: Date;
  readonly until: Date;
  readonly openAlerts: readonly Alert[];
  readonly openCount: number;
  readonly edits: readonly DigestEdit[];
  readonly uncovered: readonly UncoveredNamespace[];
  readonly uncoveredCount: number;
}

export const DIGEST_LINES = 10;
/** Names that one line of it carries. */
export const DIGEST_NAMES = 10;

/** Nothing to tell is not told. */
export function isEmpty({ openCount, edits, uncoveredCount }: Digest): boolean {
  return openCount === 0 && edits.length === 0 && uncoveredCount === 0;
}
