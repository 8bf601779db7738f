import {
  NO_OBJECTS,
  type ObjectName,
  type ObjectOutcome,
  RESTORE_ISSUES,
  type RestoreConflict,
  type RestoreCounts,
  type RestoreIssue,
  type RestoreIssueCode,
} from '../../../domain/restore.js';

/** Issues and conflicts from this one on are counted, not named. */
export const MAX_NAMED = 1_000;

/** What became of one object. */
export interface ObjectFate {
  readonly object: ObjectName;
  readonly target: { readonly namespace: string; readonly name: string };
  readonly outcome: ObjectOutcome;
  /** Why it is not what it was; null for those that came back. */
  readonly code: RestoreIssueCode | null;
  readonly message: string;
  /** What else is to be told about it. */
  readonly notes: readonly { readonly code: RestoreIssueCode; readonly message: string }[];
}

/** Counts what became of the objects. They end in any order; what is told about them stands in the order in which they began. */
export class Tally {
  readonly #counts: { -readonly [Outcome in ObjectOutcome]: number } = { ...NO_OBJECTS };
  readonly #issues = new FirstOnes<RestoreIssue>();
  readonly #conflicts = new FirstOnes<RestoreConflict>();
  readonly newNamespaces = new Set<string>();
  unchecked = 0;

  add(place: number, fate: ObjectFate): void {
    this.count(fate.outcome, 1);
    const { object, target, outcome, code, message } = fate;
    if (code !== null) this.#issues.add(place, { code, object, message });
    for (const note of fate.notes) this.#issues.add(place, { ...note, object });
    if (outcome !== 'CREATED' && outcome !== 'UNCHANGED')
      this.#conflicts.add(place, { object, target, outcome, code, message });
  }

  count(outcome: ObjectOutcome, objects: number): void {
    this.#counts[outcome] += objects;
  }

  issue(place: number, issue: RestoreIssue): void {
    this.#issues.add(place, issue);
  }

  counts(): RestoreCounts {
    return { ...this.#counts };
  }

  /** Not one object is there that should be. */
  get nothingCameBack(): boolean {
    const { SKIPPED: _skipped, FAILED: _failed, ...back } = this.#counts;
    return Object.values(back).every((count) => count === 0);
  }

  conflicts(): { readonly named: readonly RestoreConflict[]; readonly total: number } {
    return { named: this.#conflicts.inOrder(), total: this.#conflicts.total };
  }

  issues(): readonly RestoreIssue[] {
    const named = this.#issues.inOrder();
    const { worst } = this.#issues;
    if (worst === undefined) return named;
    const rest = this.#issues.total - named.length;
    return [
      ...named,
      { code: worst, object: null, message: `${rest} more objects did not come back as they were.` },
    ];
  }
}

/** The first thousand by place; of the others their number, and the code that weighs most. */
class FirstOnes<T extends { readonly code: RestoreIssueCode | null }> {
  total = 0;
  worst: RestoreIssueCode | undefined;
  #kept: { readonly place: number; readonly each: T }[] = [];

  add(place: number, each: T): void {
    this.total++;
    if (this.#kept.length < MAX_NAMED) this.#kept.push({ place, each });
    else if (each.code !== null && weight(each.code) > weight(this.worst)) this.worst = each.code;
  }

  inOrder(): T[] {
    return this.#kept.toSorted((left, right) => left.place - right.place).map(({ each }) => each);
  }
}

function weight(code: RestoreIssueCode | undefined): number {
  if (code === undefined) return 0;
  return { NOTE: 1, PARTIAL_SUCCESS: 2, FAILURE: 3 }[RESTORE_ISSUES[code].effect];
}
