import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ApiRefusal, refusalIn } from './api-refusal.js';
import { webSocketUrl } from './api-url.js';
import type { Connection } from './connection.js';
import type { TypedDocumentString } from './generated/graphql.js';
import { createReconnection, DEFAULT_PATIENCE, type Patience } from './reconnection.js';

const CONNECT_MS = 10_000;
const PING_EVERY_MS = 15_000;
const PONG_WITHIN_MS = 10_000;

export interface Resumption<Result> {
  /** Position of a value in the stream; null where it has none. The last one is handed back as `after`. */
  readonly cursorOf: (result: Result) => string | null;
  /** Told whenever a connection stands: what happened before it may have been missed by a stream without a cursor. */
  readonly onConnected?: (() => void) | undefined;
  /** Told once per lost connection, before it is tried again. */
  readonly onLost?: ((reason: string) => void) | undefined;
  /** Told when what came after the last event is kept no longer: the stream begins anew, with the present. */
  readonly onRestarted?: (() => void) | undefined;
  readonly patience?: Patience | undefined;
}

/**
 * A stream that outlives its socket: when the connection is lost it connects again and goes on after the last event it gave,
 * so nothing is missed and nothing comes twice. When that is too long ago it begins anew. It ends when the server ends it, or when the reader leaves the loop.
 * @throws ApiRefusal; ConnectionFailed when the first connection fails, or later when `patience` has run out; InvalidUrl;
 * what `signal` was aborted with
 */
export async function* subscribe<Result, Variables extends { readonly after?: string | null | undefined }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  connection: Connection,
  { cursorOf, onConnected, onLost, onRestarted, patience = DEFAULT_PATIENCE }: Resumption<Result>,
): AsyncGenerator<Result, void, undefined> {
  const reconnection = createReconnection(webSocketUrl(connection.url).origin, patience);
  const connected = () => {
    reconnection.connected();
    onConnected?.();
  };
  let after = variables.after;
  for (;;) {
    try {
      const payload = { query: document.toString(), variables: { ...variables, after } };
      for await (const data of onceOver(payload, connection, connected)) {
        const result = data as Result;
        reconnection.progressed();
        after = cursorOf(result) ?? after;
        yield result;
      }
      connection.signal?.throwIfAborted();
      return;
    } catch (error) {
      connection.signal?.throwIfAborted();
      if (after != null && isPositionGone(error)) {
        after = null;
        onRestarted?.();
        continue;
      }
      const reason = reconnection.reasonToRetry(error);
      onLost?.(reason);
      await reconnection.wait(connection.signal);
    }
  }
}

function isPositionGone(error: unknown): boolean {
  const refusal = error instanceof ApiRefusal ? error : refusalIn(error);
  return refusal?.code === 'STREAM_POSITION_GONE';
}

/** The values of one subscription over one socket. Throws what ended either. */
async function* onceOver(
  payload: { readonly query: string; readonly variables: Record<string, unknown> },
  { url, token, signal }: Connection,
  onConnected: () => void,
): AsyncGenerator<unknown, void, undefined> {
  signal?.throwIfAborted();
  const client = socketClient(url, token, onConnected);
  const end = () => void client.dispose();
  signal?.addEventListener('abort', end, { once: true });
  try {
    for await (const { data, errors } of client.iterate(payload)) {
      const refusal = refusalIn(errors);
      if (refusal !== undefined) throw refusal;
      yield data;
    }
  } finally {
    signal?.removeEventListener('abort', end);
    await client.dispose();
  }
}

function socketClient(url: string, token: string | undefined, onConnected: () => void): Client {
  let unanswered: NodeJS.Timeout | undefined;
  const client: Client = createClient({
    url: webSocketUrl(url).href,
    webSocketImpl: ImpatientSocket,
    ...(token !== undefined && { connectionParams: { authorization: `Bearer ${token}` } }),
    retryAttempts: 0,
    connectionAckWaitTimeout: CONNECT_MS,
    keepAlive: PING_EVERY_MS,
    on: {
      connected: onConnected,
      // A peer that went away without a word answers no ping: without this the stream would hang for ever.
      ping: (received) => {
        if (!received) unanswered = setTimeout(() => client.terminate(), PONG_WITHIN_MS).unref();
      },
      pong: (received) => {
        if (received) clearTimeout(unanswered);
      },
      closed: () => clearTimeout(unanswered),
    },
  });
  return client;
}

/** Gives up a handshake that nobody answers. */
class ImpatientSocket extends WebSocket {
  constructor(address: string | URL, protocols?: string | string[]) {
    super(address, protocols, { handshakeTimeout: CONNECT_MS });
  }
}
