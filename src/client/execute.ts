import { setTimeout } from 'node:timers/promises';
import { isRecord, refusalIn } from './api-refusal.js';
import { graphqlUrl } from './api-url.js';
import type { Connection } from './connection.js';
import { ConnectionFailed, connectionReason } from './connection-failed.js';
import type { TypedDocumentString } from './generated/graphql.js';
import { keyed, sentAgain } from './idempotency.js';

/** How long one call waits in all for a server that is asked too much. */
const PATIENCE_SECONDS = 60;

/**
 * Asks one question and gives its whole answer: an answer with an error in it is a refusal. Where the server says that it is asked too much
 * (HTTP 429: nothing was done), it waits as long as the server says and asks again, a minute in all. A change carries an idempotency key
 * and is sent again when the connection is cut before its answer.
 * @throws ApiRefusal, ConnectionFailed, InvalidUrl; what `signal` was aborted with
 */
export async function execute<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  connection: Connection,
): Promise<Result> {
  const query = document.toString();
  const change = keyed(query, variables, connection.newKey ?? (() => globalThis.crypto.randomUUID()));
  if (change === undefined) return ask(JSON.stringify({ query, variables }), connection);
  const body = JSON.stringify({ query, variables: change });
  return sentAgain(() => ask<Result>(body, connection), connection.signal);
}

async function ask<Result>(body: string, connection: Connection): Promise<Result> {
  let [{ answer, waitSeconds }, waited] = [await post(body, connection), 0];
  while (waitSeconds !== undefined && waited + waitSeconds <= PATIENCE_SECONDS) {
    waited += waitSeconds;
    if (!(await hasWaited(waitSeconds, connection.signal))) break;
    ({ answer, waitSeconds } = await post(body, connection));
  }
  const refusal = refusalIn(answer.errors);
  if (refusal !== undefined) throw refusal;
  return answer.data as Result;
}

/** False: the caller has no more time, and the refusal is what there is to say. @throws what else `signal` was aborted with */
async function hasWaited(seconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await setTimeout(seconds * 1_000, undefined, signal && { signal });
    return true;
  } catch (error) {
    const reason: unknown = signal?.reason ?? error;
    if (reason instanceof DOMException && reason.name === 'TimeoutError') return false;
    throw reason;
  }
}

/** Of a proxy that passed the request on and got no answer, or none in time. */
const GATEWAY_GAVE_UP: ReadonlySet<number> = new Set([502, 504]);

type Answer = Readonly<Record<string, unknown>>;

interface Posted {
  readonly answer: Answer;
  /** Undefined: it is an answer to stay with. */
  readonly waitSeconds: number | undefined;
}

async function post(body: string, { url: base, token, client, signal }: Connection): Promise<Posted> {
  const url = graphqlUrl(base);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(client !== undefined && { 'apollographql-client-name': client }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body,
      // The token goes to the host that was named and to no other.
      redirect: 'manual',
      signal: signal ?? null,
    });
    const answer = graphqlAnswer(await response.text(), response.status, url);
    return { answer, waitSeconds: response.status === 429 ? secondsIn(response.headers) : undefined };
  } catch (error) {
    if (error instanceof ConnectionFailed || signal?.aborted === true) throw error;
    throw new ConnectionFailed(url.origin, connectionReason(error), { cause: error });
  }
}

/** A second where the server does not say. */
function secondsIn(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? 1);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 1;
}

function graphqlAnswer(text: string, status: number, url: URL): Answer {
  const answer = parsed(text);
  if (isRecord(answer) && (isRecord(answer.data) || Array.isArray(answer.errors))) return answer;
  const reason = `what answers there (HTTP ${status}) is not the API of Holdfast`;
  throw new ConnectionFailed(url.origin, reason, { mayHaveArrived: GATEWAY_GAVE_UP.has(status) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
