/** What the bench asks, of the API and of its floor. */
export const PAGE = { schedules: 200, backups: 100 } as const;
export const STATES = ['PARTIAL_SUCCESS'] as const;

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
    variables: { first: PAGE.backups, filter: { states: STATES } },
  },
} as const;
export type Question = keyof typeof QUESTIONS;
