import { isRecord, refusalIn } from './api-refusal.js';
import { graphqlUrl } from './api-url.js';
import type { Connection } from './connection.js';
import { ConnectionFailed, connectionReason } from './connection-failed.js';
import type { TypedDocumentString } from './generated/graphql.js';

/**
 * Asks one question and gives its whole answer: an answer with an error in it is a refusal.
 * @throws ApiRefusal, ConnectionFailed, InvalidUrl; what `signal` was aborted with
 */
export async function execute<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  connection: Connection,
): Promise<Result> {
  const answer = await post(JSON.stringify({ query: document.toString(), variables }), connection);
  const refusal = refusalIn(answer.errors);
  if (refusal !== undefined) throw refusal;
  return answer.data as Result;
}

type Answer = Readonly<Record<string, unknown>>;

async function post(body: string, { url: base, token, signal }: Connection): Promise<Answer> {
  const url = graphqlUrl(base);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body,
      // The token goes to the host that was named and to no other.
      redirect: 'manual',
      signal: signal ?? null,
    });
    return graphqlAnswer(await response.text(), response.status, url);
  } catch (error) {
    if (error instanceof ConnectionFailed || signal?.aborted === true) throw error;
    throw new ConnectionFailed(url.origin, connectionReason(error), { cause: error });
  }
}

function graphqlAnswer(text: string, status: number, url: URL): Answer {
  const answer = parsed(text);
  if (isRecord(answer) && (isRecord(answer.data) || Array.isArray(answer.errors))) return answer;
  throw new ConnectionFailed(url.origin, `what answers there (HTTP ${status}) is not the API of Holdfast`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
