import { execute } from '../client/execute.js';
import type { TypedDocumentString } from '../client/generated/graphql.js';

/**
 * Asks the API one question and gives its whole answer.
 * @throws ApiRefusal, ConnectionFailed
 */
export type Ask = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) => Promise<Result>;

/** Where the API is, and with what the bot signs in: its service token, good for what no person need be asked for. */
export interface ApiAccess {
  readonly url: string;
  readonly token: string;
}

/** An answer that takes longer is none: whoever clicked has gone. */
const ANSWER_MS = 15_000;

export function askWith({ url, token }: ApiAccess): Ask {
  return (document, variables) =>
    execute(document, variables, {
      url,
      token,
      client: 'holdfast-bot',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
}
