/** How much one request may ask for. Beyond it the answer is HTTP 400 with what was exceeded, before anything runs. */
import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { costRule } from './operation-cost.js';

export interface ApiLimits {
  readonly depth: number;
  /** As `operationCost` counts it. */
  readonly cost: number;
  readonly aliases: number;
  readonly directives: number;
  /** Of the document; long lists belong in variables. */
  readonly tokens: number;
  /** Of a request body or a WebSocket message. Large enough that a list of 10,000 namespaces is refused with a reason. */
  readonly bodyBytes: number;
  /** `first` of a list. The commands and the bot ask for 200. */
  readonly listMax: number;
  /** How long one query or mutation may take until it is answered. */
  readonly requestMs: number;
  /** Of one person or service in a minute: 1 for each request, 1 more for each 1,000 of its cost. 0: no limit. */
  readonly pointsPerMinute: number;
  /** Requests without a good token from one address in a minute. 0: no limit. */
  readonly refusalsPerMinute: number;
  /** Operations under way on one socket. */
  readonly operationsPerSocket: number;
  /** Operations under way on all sockets of one person or program. */
  readonly operationsPerIdentity: number;
  /** Sockets of one process, at all its doors. Beyond it the upgrade is answered 503. */
  readonly sockets: number;
  /** Of these, those that have not signed in. */
  readonly socketsUnsigned: number;
  /** Sockets of one person or program. */
  readonly socketsPerIdentity: number;
  /** How long a socket may stand without `connection_init`. */
  readonly signInMs: number;
  /** How often each socket is pinged; a peer that is gone is found within twice that. */
  readonly pingEveryMs: number;
  /** Bytes that wait for one socket's peer to read, at most, before something is added to them. */
  readonly socketBufferBytes: number;
  /** How often the token behind an open socket is looked at again. */
  readonly recheckTokenMs: number;
}

export const DEFAULT_LIMITS: ApiLimits = {
  depth: 12,
  cost: 200_000,
  aliases: 30,
  directives: 50,
  tokens: 4_000,
  bodyBytes: 2 * 1024 * 1024,
  listMax: 200,
  requestMs: 60_000,
  pointsPerMinute: 12_000,
  refusalsPerMinute: 60,
  operationsPerSocket: 100,
  operationsPerIdentity: 500,
  sockets: 2_000,
  socketsUnsigned: 500,
  socketsPerIdentity: 100,
  signInMs: 5_000,
  pingEveryMs: 12_000,
  socketBufferBytes: 4 * 1024 * 1024,
  recheckTokenMs: 60_000,
};

/** The same rules for HTTP and WebSocket. The limit of tokens is the parser's: there the library's plug-in answers 500. */
export function validationRules(limits: ApiLimits, introspection: boolean): ValidationRule[] {
  const reporting = { propagateOnRejection: false, onReject: [report] };
  const { validationRules: rules } = new ApolloArmor({
    maxDepth: { n: limits.depth, flattenFragments: true, ...reporting },
    costLimit: { enabled: false },
    maxAliases: { n: limits.aliases, ...reporting },
    maxDirectives: { n: limits.directives, ...reporting },
    maxTokens: { enabled: false },
    blockFieldSuggestion: { enabled: false },
  }).protect();
  const own = [costRule(limits.cost), ...rules];
  return introspection ? own : [...own, NoSchemaIntrospectionCustomRule];
}

function report(context: ValidationContext | null, error: GraphQLError): void {
  const message = `${error.message.replace(/^Syntax Error: /, '')} Split the operation, or ask for less.`;
  context?.reportError(new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }));
}

/**
 * How deep brackets of any kind may nest in a document. Parser and rules call themselves once a level and more, so it is held before both: the
 * limit of depth counts fields, and comes too late for a document that is nothing but brackets.
 */
const NESTING = 256;
const TEXTS_AND_COMMENTS = /"""(?:\\"""|[\s\S])*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;

/** @throws GraphQLError, HTTP status 400 */
export function assertNesting(document: string): void {
  let depth = 0;
  for (const [bracket] of document.replace(TEXTS_AND_COMMENTS, '').matchAll(/[[\](){}]/g)) {
    depth += '[({'.includes(bracket) ? 1 : -1;
    if (depth <= NESTING) continue;
    const message = `The document nests deeper than ${NESTING} brackets. Split the operation, or ask for less.`;
    throw new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  }
}
