/** Answers to a `response_url`: five within half an hour, also in channels that the bot is not in. */
import type { Message } from '../views/blocks.js';

const ANSWER_MS = 5_000;

/**
 * Where Slack hands out response URLs; `apiUrl`: a stand-in or a proxy of one's own does so itself. Payloads are verified, but an address
 * of another host would be asked with nobody's leave.
 */
export function isResponseUrl(url: string, apiUrl: string | null): boolean {
  const { protocol, host } = URL.parse(url) ?? {};
  if (apiUrl !== null && host === URL.parse(apiUrl)?.host) return true;
  return protocol === 'https:' && (host === 'hooks.slack.com' || host === 'hooks.slack-gov.com');
}

/** Shown to the one who clicked, and to nobody else. @throws Error without the URL */
export async function respondPrivately(url: string, { text, blocks }: Message): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      response_type: 'ephemeral',
      replace_original: false,
      text,
      ...(blocks.length > 0 && { blocks }),
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  await response.body?.cancel();
  if (!response.ok)
    throw Object.assign(new Error('Slack did not take the answer.'), { code: `http_${response.status}` });
}
