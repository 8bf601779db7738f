/** Reasons without those who gave them, the commonest first, for sentences that people read who may not see all of those: `ACCESS_DENIED 3, NO_ANSWER 1`. Pure. */
export function reasonsOf(reasons: readonly string[]): string {
  return [...Map.groupBy(reasons, (reason) => reason)]
    .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
    .map(([reason, { length }]) => `${reason} ${length}`)
    .join(', ');
}
