/** Reasons without those who gave them: for sentences that people read who may not see all of those. Pure. */

export interface CountedReason {
  readonly reason: string;
  readonly count: number;
}

/** The commonest first. */
export function countedReasons(reasons: readonly string[]): readonly CountedReason[] {
  return [...Map.groupBy(reasons, (reason) => reason)]
    .map(([reason, { length: count }]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** `ACCESS_DENIED 3, NO_ANSWER 1`. */
export function reasonsOf(reasons: readonly string[]): string {
  return countedReasons(reasons)
    .map(({ reason, count }) => `${reason} ${count}`)
    .join(', ');
}
