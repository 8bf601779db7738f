/** What every row of a run begins with, a backup's and a restore's: nobody has taken it up. */
export function newRun(at: Date) {
  return {
    state: 'IN_PROGRESS',
    stateReason: null,
    stateChangedAt: at,
    stage: null,
    attempt: 0,
    handedBack: 0,
    leaseOwner: null,
    leaseUntil: null,
    cancelRequestedAt: null,
    version: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
  } as const;
}
