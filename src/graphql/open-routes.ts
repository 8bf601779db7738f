/** What answers without a token of Holdfast, and what guards it instead. A path that is not here is not served without one. */
export interface OpenRoute {
  /** A `*` at the end stands for any file of a fixed list. */
  readonly path: string;
  readonly says: string;
  readonly guard: string;
}

export const OPEN_ROUTES: readonly OpenRoute[] = [
  {
    path: '/healthz',
    says: 'whether the process lives',
    guard: 'It says nothing else and asks nothing of anything.',
  },
  {
    path: '/readyz',
    says: 'whether it can work, part by part',
    guard: 'No names and no addresses; the parts are looked at once a second, however many ask.',
  },
  { path: '/', says: 'the way to the explorer', guard: 'Only while the explorer is on.' },
  { path: '/favicon.ico', says: 'nothing', guard: 'Only while the explorer is on.' },
  { path: '/explorer', says: 'the way to the explorer', guard: 'Only while the explorer is on.' },
  {
    path: '/explorer/*',
    says: 'the page of the explorer and its scripts',
    guard:
      'Only while the explorer is on; files of a fixed list, none with data: what the page shows it asks with a token.',
  },
  {
    path: '/metrics',
    says: 'metrics for Prometheus',
    guard:
      'Only with HOLDFAST_METRICS_TOKEN, compared in constant time; names of schedules, clusters and locations, nothing secret. Read once in an interval, however many ask.',
  },
  {
    path: '/slack/events',
    says: 'what Slack is answered',
    guard:
      "Only with Slack over HTTP. The signature of Slack's signing secret, its age, the size, and no request twice.",
  },
];

/** @throws Error for a path that nobody said the guard of */
export function assertGuardTold(path: string): void {
  if (OPEN_ROUTES.some((each) => each.path === path)) return;
  throw new Error(`${path} would answer without a token: say its guard in OPEN_ROUTES.`);
}
