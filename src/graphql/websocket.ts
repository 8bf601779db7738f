/** graphql-transport-ws on the path of the API: the same schema, limits, variables check and errors as over HTTP. */
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { handleProtocols, makeServer, type SubscribePayload } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { Unauthenticated } from '../domain/errors/access-errors.js';
import { TimedOut, TooManyAttempts } from '../domain/errors/request-errors.js';
import type { Actor } from '../domain/identity.js';
import type { EventFeed } from '../domain/ports/event-feed.js';
import type { Log } from '../domain/ports/log.js';
import { type Authenticate, bearerToken } from './bearer.js';
import type { ApiContext } from './context.js';
import type { ErrorFormatter } from './format-error.js';
import { addressOf } from './http.js';
import { type ApiLimits, assertNesting } from './limits.js';
import { assertAffordable } from './operation-cost.js';
import type { RateLimits } from './rate-limits.js';
import { assertVariables } from './refused-variables.js';
import { servingRequest } from './request-origin.js';
import { assertScope } from './scope.js';
import { CLOSE } from './sockets/close-codes.js';
import { startHeartbeat } from './sockets/heartbeat.js';
import { closeFor, guardUnsigned, transportOf } from './sockets/socket-line.js';
import type { SocketRegister } from './sockets/socket-register.js';
import { actorBehind, closeAtEnd, watchTokens } from './sockets/token-watch.js';
import type { WithinTime } from './time-limit.js';

export interface SocketOptions {
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly limits: ApiLimits;
  readonly authenticate: Authenticate;
  readonly rates: RateLimits;
  readonly behindProxy: boolean;
  readonly within: WithinTime;
  /** `onOverrun` is told when a subscription of the socket has fallen too far behind. */
  readonly contextFor: (actor: Actor, onOverrun: () => void) => ApiContext;
  readonly format: ErrorFormatter;
  readonly log: Log;
  /** Of all servers of the process: its limits count sockets, not doors. */
  readonly register: SocketRegister;
  /** What happens to people and their tokens: sockets are closed by it at once; absent: within a minute. */
  readonly people?: EventFeed;
}

interface Extra {
  readonly socket: WebSocket;
  /** Of whom it came from. */
  readonly address: string;
  /** Lifts what guards a socket before it has signed in. */
  readonly signedIn: () => void;
}

const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
/** Before anything of the socket is kept. The wait is about that of a sign-in that never comes. */
const FULL =
  'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n';

/** Serves operations on the server's sockets until `close`, which ends them with 1001. */
export function serveSockets(server: Server, options: SocketOptions): { close(): Promise<void> } {
  const { limits, log, register } = options;
  // Not bound to the server: ws would take every error of it, a taken port too, for one of its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes, handleProtocols });
  const operations = operationsOver(options);
  server.on('upgrade', (request, stream, head) => {
    const refusal = request.url?.split('?')[0] !== options.path ? NOT_FOUND : register.hasRoom ? null : FULL;
    if (refusal !== null) {
      stream.on('error', () => undefined);
      stream.end(refusal);
      return;
    }
    const address = addressOf(request, options.behindProxy);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', (err) => log.debug({ err }, 'a socket broke'));
      register.opened(socket);
      const { signedIn } = guardUnsigned(socket, stream);
      const closed = servingRequest(request, options.behindProxy, () =>
        operations.opened(transportOf(socket, log), { socket, address, signedIn }),
      );
      socket.once('close', (code, reason) => {
        register.closed(socket);
        void closed(code, String(reason));
      });
    });
  });
  const heartbeat = startHeartbeat(sockets.clients, limits.pingEveryMs);
  const watch = watchTokens(options);
  return {
    async close() {
      await watch.stop();
      heartbeat.stop();
      for (const socket of sockets.clients) closeFor(socket, CLOSE.stopping);
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

function operationsOver(options: SocketOptions) {
  const { limits, format } = options;
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: limits.signInMs,
    onConnect: async (context) => {
      const { socket, address, signedIn } = context.extra;
      const underWay = () => Object.keys(context.subscriptions);
      const done = await signIn(socket, { address, parameters: context.connectionParams, underWay }, options);
      if (done) signedIn();
      return done;
    },
    onSubscribe: ({ extra: { socket } }, id, payload) => prepare(payload, { id, socket, options }),
    execute: (args) => executeWithin(args, options.within),
    onNext: ({ extra: { socket } }, _id, _payload, _args, result) => {
      if (socket.bufferedAmount > limits.socketBufferBytes) dropSlow(socket, options);
      return (
        result.errors && {
          ...(result.data !== undefined && { data: result.data }),
          errors: result.errors.map(format),
        }
      );
    },
    onError: (_context, _id, _payload, errors) => errors.map(format),
  });
}

/** A reader that does not take what is sent to it: what waits for it would fill the memory of all others. */
function dropSlow(socket: WebSocket, { register, log }: SocketOptions): void {
  const { actor } = register.signedInOn(socket) ?? {};
  log.info(
    { actor: actor?.name, unsentBytes: socket.bufferedAmount },
    'a socket that reads too slowly is closed',
  );
  closeFor(socket, CLOSE.tooSlow);
}

interface SignIn {
  readonly address: string;
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  readonly underWay: () => readonly string[];
}

/** False: the socket is closed with 4403. A check that cannot be made now closes it with 1013, so that a client tries again. */
async function signIn(
  socket: WebSocket,
  { address, parameters, underWay }: SignIn,
  { authenticate, rates, log, register }: SocketOptions,
): Promise<boolean> {
  const token = bearerToken(parameters?.authorization ?? parameters?.Authorization);
  try {
    await rates.admit(address, token);
    const actor = token === undefined ? undefined : await actorBehind(token, authenticate);
    await rates.signedIn(address, token, actor !== undefined);
    if (token === undefined || actor === undefined) return false;
    const fits = register.signIn(socket, { token, actor, underWay });
    if (fits) closeAtEnd(socket, actor);
    else closeFor(socket, CLOSE.tooManySockets);
    return fits;
  } catch (err) {
    if (!(err instanceof TooManyAttempts)) log.warn({ err }, 'a token could not be checked');
    closeFor(socket, CLOSE.tryAgain);
    return false;
  }
}

/** What will run, or why it will not. */
async function prepare(
  { query, variables, operationName }: SubscribePayload,
  {
    id,
    socket,
    options,
  }: { readonly id: string; readonly socket: WebSocket; readonly options: SocketOptions },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, rules, limits, rates, contextFor, authenticate, register } = options;
  const signedIn = register.signedInOn(socket);
  if (signedIn === undefined) return [refused('BAD_REQUEST', 'The socket is not signed in.')];
  const tooMany = register.operationRefusal(socket, id);
  if (tooMany !== undefined) return [refused('BAD_REQUEST', tooMany)];
  try {
    await rates.ask(signedIn.actor);
    assertNesting(query);
    const document = parse(query, { maxTokens: limits.tokens });
    const faults = validate(schema, document, [...specifiedRules, ...rules]);
    if (faults.length > 0) return faults.map((fault) => withCode('GRAPHQL_VALIDATION_FAILED', fault));
    const operation = getOperationAST(document, operationName);
    if (operation == null)
      return [refused('OPERATION_RESOLUTION_FAILURE', 'Name one operation of the document.')];
    const actor = await authenticate(signedIn.token);
    if (actor === undefined) throw new Unauthenticated();
    const contextValue = contextFor(actor, () => {
      if (socket.bufferedAmount > 0) dropSlow(socket, options);
    });
    await assertScope(contextValue, operation, document);
    await assertVariables(schema, { operation, document }, variables ?? {}, contextValue);
    const asked = { document, operation, variables: variables ?? {} };
    await rates.spend(actor, assertAffordable(asked, limits.cost));
    return {
      schema,
      document,
      contextValue,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
    };
  } catch (error) {
    if (error instanceof GraphQLError)
      return [withCode(String(error.extensions.code ?? 'GRAPHQL_PARSE_FAILED'), error)];
    return [
      new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) }),
    ];
  }
}

/** Queries and mutations; what a subscription executes for each event has its own ways. */
async function executeWithin(args: ExecutionArgs, within: WithinTime): Promise<ExecutionResult> {
  const kind = getOperationAST(args.document, args.operationName)?.operation;
  try {
    return await within(kind === 'mutation' ? 'mutation' : 'query', async () => execute(args));
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error;
    return { errors: [new GraphQLError('', { originalError: error })] };
  }
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function withCode(code: string, error: GraphQLError): GraphQLError {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
