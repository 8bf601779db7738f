import { refusalIn } from './api-refusal.js';
import { auditExportUrl } from './api-url.js';
import type { Connection } from './connection.js';
import { ConnectionFailed, connectionReason } from './connection-failed.js';

/**
 * The audit trail as JSON lines, piece by piece as it comes. A cut in the middle is thrown: what came before it is not the whole.
 * @throws ApiRefusal, ConnectionFailed, InvalidUrl
 */
export async function* exportAuditTrail(
  filter: Readonly<Record<string, string>>,
  { url: base, token, client, signal }: Connection,
): AsyncGenerator<string, void, undefined> {
  const url = auditExportUrl(base);
  for (const [name, value] of Object.entries(filter)) url.searchParams.set(name, value);
  try {
    const response = await fetch(url, {
      headers: {
        ...(client !== undefined && { 'apollographql-client-name': client }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      redirect: 'manual',
      signal: signal ?? null,
    });
    if (response.status !== 200) throw await refusalOf(response, url);
    for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) yield piece;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConnectionFailed(url.origin, connectionReason(error), { cause: error });
  }
}

async function refusalOf(response: Response, url: URL): Promise<Error> {
  const answer = (await response.json().catch(() => ({}))) as { readonly errors?: unknown };
  const reason = `what answers there (HTTP ${response.status}) does not export an audit trail`;
  return refusalIn(answer.errors) ?? new ConnectionFailed(url.origin, reason);
}
