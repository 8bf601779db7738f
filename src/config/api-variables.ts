/** The variables about what the API answers, to whom, and how much of it. A part of the one table in variables.ts. */
import { origins, seconds, wholeNumber, yesOrNo } from './values.js';

const API = 'Limits of the API';

export const API_VARIABLES = {
  explorer: {
    name: 'HOLDFAST_EXPLORER',
    group: API,
    meaning: 'Whether the page for trying queries is served.',
    schema: yesOrNo(),
    default: 'true',
    example: 'false',
  },
  introspection: {
    name: 'HOLDFAST_INTROSPECTION',
    group: API,
    meaning: 'Whether the API tells its schema.',
    schema: yesOrNo(),
    default: 'true',
    example: 'false',
  },
  queryDepth: {
    name: 'HOLDFAST_QUERY_DEPTH',
    group: API,
    meaning: 'Deepest nesting of one operation.',
    schema: wholeNumber(3, 100),
    default: '12',
    example: '12',
  },
  queryCost: {
    name: 'HOLDFAST_QUERY_COST',
    group: API,
    meaning:
      'Highest cost of one operation: objects 2, values 1, half as much again per level, times a literal `first`.',
    schema: wholeNumber(100, 1_000_000_000),
    default: '200000',
    example: '200000',
  },
  queryAliases: {
    name: 'HOLDFAST_QUERY_ALIASES',
    group: API,
    meaning: 'Most aliases in one operation.',
    schema: wholeNumber(0, 10_000),
    default: '30',
    example: '30',
  },
  queryTokens: {
    name: 'HOLDFAST_QUERY_TOKENS',
    group: API,
    meaning: 'Most tokens in one document; long lists belong in variables.',
    schema: wholeNumber(100, 1_000_000),
    default: '4000',
    example: '4000',
  },
  queryDirectives: {
    name: 'HOLDFAST_QUERY_DIRECTIVES',
    group: API,
    meaning: 'Most directives in one operation.',
    schema: wholeNumber(0, 10_000),
    default: '50',
    example: '50',
  },
  listMax: {
    name: 'HOLDFAST_LIST_MAX',
    group: API,
    meaning: 'Most that one page of a list may have (`first`). The commands and the bot ask for 200.',
    schema: wholeNumber(200, 1_000),
    default: '200',
    example: '500',
  },
  bodyKib: {
    name: 'HOLDFAST_BODY_KIB',
    group: API,
    meaning:
      'Largest request body and largest message of a WebSocket, in KiB. Less than 512 leaves no room for a long list of namespaces.',
    schema: wholeNumber(16, 65_536),
    default: '2048',
    example: '2048',
  },
  requestTime: {
    name: 'HOLDFAST_REQUEST_SECONDS',
    group: API,
    meaning:
      'How long one query or mutation may take before it is answered TIMED_OUT. What a query does in the database is cancelled; a mutation goes on.',
    schema: seconds(0.2, 3_600),
    default: '60',
    example: '60',
  },
  ratePoints: {
    name: 'HOLDFAST_RATE_POINTS',
    group: API,
    meaning:
      'What one person or service may ask of one process in a minute: each request takes 1, and 1 more for each 1,000 of its cost; 0: no limit.',
    schema: wholeNumber(0, 100_000_000),
    default: '12000',
    example: '12000',
  },
  rateRefusals: {
    name: 'HOLDFAST_RATE_REFUSALS',
    group: API,
    meaning:
      'How many requests without a good token one address may send in a minute before it is answered RATE_LIMITED; tokens that were good before still are. 0: no limit.',
    schema: wholeNumber(0, 100_000_000),
    default: '60',
    example: '60',
  },
  corsOrigins: {
    name: 'HOLDFAST_CORS_ORIGINS',
    group: API,
    meaning:
      'Origins of pages that may ask the API from a browser, separated by commas. Cookies are never used.',
    schema: origins(),
    default: null,
    unset: 'no page but the explorer',
    example: 'https://console.example.com,https://tools.example.com',
  },
} as const;
