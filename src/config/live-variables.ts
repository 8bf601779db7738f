/** The variables about sockets and what streams over them. A part of the one table in variables.ts. */
import { seconds, wholeNumber } from './values.js';

const SOCKETS = 'Limits of sockets';

export const LIVE_VARIABLES = {
  sockets: {
    name: 'HOLDFAST_SOCKETS',
    group: SOCKETS,
    meaning: 'WebSockets that one process takes; beyond it the upgrade is answered with 503.',
    schema: wholeNumber(1, 100_000),
    default: '2000',
    example: '2000',
  },
  socketsPerIdentity: {
    name: 'HOLDFAST_SOCKETS_PER_IDENTITY',
    group: SOCKETS,
    meaning:
      'WebSockets of one person, with all their tokens, or of one program; beyond it they are closed with 4430.',
    schema: wholeNumber(1, 100_000),
    default: '100',
    example: '100',
  },
  operationsPerIdentity: {
    name: 'HOLDFAST_OPERATIONS_PER_IDENTITY',
    group: SOCKETS,
    meaning: 'Subscriptions (and queries) that one person or program has under way on all their sockets.',
    schema: wholeNumber(1, 1_000_000),
    default: '500',
    example: '500',
  },
  ping: {
    name: 'HOLDFAST_PING_SECONDS',
    group: SOCKETS,
    meaning: 'How often each socket is pinged; a peer that is gone is found within twice that.',
    schema: seconds(0.2, 3_600),
    default: '12',
    example: '12',
  },
} as const;
