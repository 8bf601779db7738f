/** graphql-transport-ws on the path of the API: the same schema, limits, variables check and errors as over HTTP. */
import type { Server } from 'node:http';
import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { useServer as serveOperations } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { InvalidInput, Unauthenticated } from '../domain/errors.js';
import type { Actor } from '../domain/identity.js';
import type { Log } from '../domain/ports/log.js';
import { type Authenticate, bearerToken } from './bearer.js';
import type { ApiContext } from './context.js';
import type { ErrorFormatter } from './format-error.js';
import type { ApiLimits } from './limits.js';
import { assertScope } from './scope.js';
import { variableFaults } from './variable-faults.js';

export interface SocketOptions {
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly rules: readonly ValidationRule[];
  readonly limits: ApiLimits;
  readonly authenticate: Authenticate;
  readonly contextFor: (actor: Actor) => ApiContext;
  readonly format: ErrorFormatter;
  readonly log: Log;
}

/** The rights of a person may change while a socket stands: they are looked up for each operation, as over HTTP. */
interface SignedIn {
  readonly token: string;
  readonly actor: Actor;
}

/** Serves operations on the server's sockets until `close`, which ends them with 1001. */
export function serveSockets(server: Server, options: SocketOptions): { close(): Promise<void> } {
  const { limits, format } = options;
  const signedIn = new Map<WebSocket, SignedIn>();
  // Not bound to the server: ws would take every error of it, a taken port too, for one of its own.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.bodyBytes });
  server.on('upgrade', (request, stream, head) => {
    if (request.url?.split('?')[0] === options.path) {
      sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request));
      return;
    }
    stream.on('error', () => undefined);
    stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  const serving = serveOperations(
    {
      onConnect: ({ connectionParams, extra: { socket } }) =>
        signIn(socket, connectionParams, signedIn, options),
      onClose: ({ extra: { socket } }) => void signedIn.delete(socket),
      onSubscribe: ({ extra: { socket }, subscriptions }, id, payload) =>
        prepare(payload, Object.keys(subscriptions).filter((each) => each !== id).length, {
          token: signedIn.get(socket)?.token,
          options,
        }),
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors && {
          ...(result.data !== undefined && { data: result.data }),
          errors: result.errors.map(format),
        },
      onError: (_context, _id, _payload, errors) => errors.map(format),
      // Never a message of an error in a close frame, whatever NODE_ENV says.
      isProd: true,
    },
    sockets,
  );
  const recheck = setInterval(() => {
    recheckTokens(signedIn, options).catch((err: unknown) =>
      options.log.warn({ err }, 'tokens not rechecked'),
    );
  }, limits.recheckTokenMs);
  return {
    async close() {
      clearInterval(recheck);
      await serving.dispose();
    },
  };
}

/** False: the socket is closed with 4403. A check that cannot be made now closes it with 1013, so that a client tries again. */
async function signIn(
  socket: WebSocket,
  parameters: Readonly<Record<string, unknown>> | undefined,
  signedIn: Map<WebSocket, SignedIn>,
  { authenticate, log }: SocketOptions,
): Promise<boolean> {
  const token = bearerToken(parameters?.authorization ?? parameters?.Authorization);
  if (token === undefined) return false;
  try {
    const actor = await authenticate(token);
    if (actor !== undefined) signedIn.set(socket, { token, actor });
    return actor !== undefined;
  } catch (err) {
    log.warn({ err }, 'a token could not be checked');
    socket.close(1013, 'Try again later');
    return false;
  }
}

/** What will run, or why it will not. */
async function prepare(
  { query, variables, operationName }: SubscribePayload,
  underWay: number,
  { token, options }: { readonly token: string | undefined; readonly options: SocketOptions },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, rules, limits, contextFor, authenticate } = options;
  if (token === undefined) return [refused('BAD_REQUEST', 'The socket is not signed in.')];
  if (underWay >= limits.operationsPerSocket) {
    return [refused('BAD_REQUEST', `${limits.operationsPerSocket} operations are under way on this socket.`)];
  }
  try {
    const document = parse(query, { maxTokens: limits.tokens });
    const faults = validate(schema, document, [...specifiedRules, ...rules]);
    if (faults.length > 0) return faults.map((fault) => withCode('GRAPHQL_VALIDATION_FAILED', fault));
    const operation = getOperationAST(document, operationName);
    if (operation == null)
      return [refused('OPERATION_RESOLUTION_FAILURE', 'Name one operation of the document.')];
    const actor = await authenticate(token);
    if (actor === undefined) throw new Unauthenticated();
    const contextValue = contextFor(actor);
    await assertScope(contextValue, operation, document);
    const wrong = variableFaults(schema, operation, variables ?? {});
    if (wrong.length > 0) return [new GraphQLError('', { originalError: new InvalidInput(wrong) })];
    return {
      schema,
      document,
      contextValue,
      operationName: operationName ?? null,
      variableValues: variables ?? {},
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode('GRAPHQL_PARSE_FAILED', error)];
    return [
      new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) }),
    ];
  }
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function withCode(code: string, error: GraphQLError): GraphQLError {
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

/**
 * A token that was revoked ends the sockets that it opened, and so do other rights: what streams was allowed by the ones before, and a
 * client that connects again is seen with those it has now. A token that cannot be checked now ends nothing.
 */
async function recheckTokens(
  signedIn: ReadonlyMap<WebSocket, SignedIn>,
  { authenticate }: SocketOptions,
): Promise<void> {
  const tokens = new Set([...signedIn.values()].map((each) => each.token));
  for (const token of tokens) {
    const actor = await authenticate(token);
    for (const [socket, each] of signedIn) {
      if (each.token !== token) continue;
      if (actor === undefined) socket.close(CloseCode.Forbidden, 'Forbidden');
      else if (rightsOf(actor) !== rightsOf(each.actor)) socket.close(1013, 'Try again later');
    }
  }
}

function rightsOf(actor: Actor): string {
  return actor.kind === 'USER' ? actor.role : actor.kind;
}
