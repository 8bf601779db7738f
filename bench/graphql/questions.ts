/** What the bench asks, of the API and of its floor. */
export const PAGE = { schedules: 200, backups: 100 } as const;
export const STATES = ['PARTIAL_SUCCESS'] as const;
/** One among the 30 weeks that the backups are of: it has 672 of them, 168 in that state. */
export const WEEK = { from: '2026-06-01T00:00:00.000Z', before: '2026-06-08T00:00:00.000Z' } as const;

export const QUESTIONS = {
  schedules: {
    query: `query Schedules($first: Int!) { backupSchedules(first: $first) {
      edges { node { id name state stateReason stateChangedAt nextDueAt
        allowedOperations { operation label allowed reason advice } } } totalCount } }`,
    variables: { first: PAGE.schedules },
  },
  backups: {
    query: `query Backups($first: Int!, $filter: BackupFilterInput) { backups(first: $first, filter: $filter) {
      edges { node { id name state stateReason stage cluster { id name } location { id name } schedule { id name }
        includedNamespaces missingNamespaces lostNamespaces objects bytes storedBytes createdAt startedAt finishedAt
        version } } totalCount } }`,
    variables: {
      first: PAGE.backups,
      filter: { states: STATES, createdFrom: WEEK.from, createdBefore: WEEK.before },
    },
  },
} as const;
export type Question = keyof typeof QUESTIONS;
