/** The API's schema on real HTTP and a real WebSocket, with canned answers: what the clients of Holdfast are tested against. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import { useServer as serveOperations } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';

/** What a field answers: by its arguments and who asks, a value, a promise, or for a subscription a stream of `{field: value}`. */
export type Answers = Record<string, (args: never, asker: Asker) => unknown>;

export interface Asker {
  readonly token: string;
}

export interface AskedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of a change: it is none of the variables here. */
  readonly idempotencyKey?: unknown;
}

export interface StandInApi {
  readonly url: string;
  readonly token: string;
  /** Everything that was asked, over both ways, in order. */
  readonly asked: readonly AskedOperation[];
  readonly sockets: ReadonlySet<WebSocket>;
  /** Cuts every socket without a word. */
  dropSockets(): void;
  close(): Promise<void>;
}

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

export async function startStandInApi(
  answers: Answers,
  {
    port = 0,
    token = randomUUID(),
    accepts = () => false,
  }: {
    port?: number;
    token?: string;
    /** Tokens beside the one that is always good. */
    accepts?: (token: string) => boolean;
  } = {},
): Promise<StandInApi> {
  const asked: AskedOperation[] = [];
  const sockets = new Set<WebSocket>();
  const server = createServer((request, response) => {
    answer(request, response, { answers, asked, isGood: (given) => given === token || accepts(given) }).catch(
      (error: unknown) => response.destroy(error as Error),
    );
  });
  const upgrades = new WebSocketServer({ server, path: '/graphql' });
  upgrades.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const serving = serveOperations(
    {
      schema: SCHEMA,
      roots: { subscription: answers, query: answers },
      onConnect: ({ connectionParams }) => connectionParams?.authorization === `Bearer ${token}`,
      onSubscribe: (_context, _id, { query, variables }) => {
        asked.push({ query, variables: variables ?? {} });
      },
    },
    upgrades,
  );
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    asked,
    sockets,
    dropSockets: () => {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      await serving.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  {
    answers,
    asked,
    isGood,
  }: { answers: Answers; asked: AskedOperation[]; isGood: (token: string) => boolean },
): Promise<void> {
  const { query, variables } = JSON.parse(await bodyOf(request)) as AskedOperation;
  const { idempotencyKey, ...input } = variables;
  asked.push({ query, variables: input, ...(idempotencyKey != null && { idempotencyKey }) });
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  const known = isGood(token);
  const result = known
    ? await graphql({
        schema: SCHEMA,
        source: query,
        variableValues: variables,
        rootValue: answers,
        contextValue: { token } satisfies Asker,
      })
    : { errors: [refusal('UNAUTHENTICATED', 'A valid access token is needed.')] };
  response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(result));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** An error as the API makes them. */
export function refusal(
  code: string,
  message: string,
  { retryable = false, details = {}, errorId = 'e0e0e0e0-0000-4000-8000-000000000000' } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, details, retryable, errorId } });
}
