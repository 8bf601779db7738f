import { request } from 'node:http';
import type { Json } from '../model/things.js';
import { type AppAnswer, type AppLink, type Envelope, nothing, parsedBody } from './app-link.js';
import { signature } from './signing.js';

/** Where an app listens: one address for all, or one each as its manifest has them. */
export type RequestUrls =
  | string
  | {
      readonly commands: string;
      readonly interactivity: string;
      readonly options: string;
      readonly events: string;
    };

export interface HttpLinkOptions {
  readonly urls: RequestUrls;
  readonly signingSecret: string;
  readonly ackLimitMs: number;
}

const FORM = 'application/x-www-form-urlencoded';

/** Slack's signed requests, to the byte. */
export class HttpLink implements AppLink {
  constructor(readonly options: HttpLinkOptions) {}

  deliver(envelope: Envelope): Promise<AppAnswer> {
    const { type, payload, retry } = envelope;
    const retried: Record<string, string> =
      retry === undefined
        ? {}
        : { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason };
    if (type === 'events_api') {
      return this.#signed('events', JSON.stringify(payload), {
        'content-type': 'application/json',
        ...retried,
      });
    }
    const form = type === 'slash_commands' ? formOf(payload) : formOf({ payload: JSON.stringify(payload) });
    const where =
      type === 'slash_commands'
        ? 'commands'
        : payload.type === 'block_suggestion'
          ? 'options'
          : 'interactivity';
    return this.#signed(where, form, { 'content-type': FORM });
  }

  /** These bytes with these headers, as they are: forged, old, replayed, whatever a test wants. */
  send(
    body: string | Buffer,
    headers: Readonly<Record<string, string>>,
    where: keyof Exclude<RequestUrls, string> = 'interactivity',
  ): Promise<AppAnswer> {
    const { urls, ackLimitMs } = this.options;
    const url = typeof urls === 'string' ? urls : urls[where];
    return post(url, body, headers, ackLimitMs);
  }

  #signed(
    where: keyof Exclude<RequestUrls, string>,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<AppAnswer> {
    const signed = signature(body, { secret: this.options.signingSecret });
    return this.send(body, { ...headers, ...signed }, where);
  }
}

function formOf(fields: Json): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
  return form.toString();
}

function post(
  url: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>>,
  limitMs: number,
): Promise<AppAnswer> {
  const since = performance.now();
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(limitMs);
    const failed = () => resolve(nothing(signal.aborted ? 'late' : 'unreachable', since));
    const sent = request(
      url,
      {
        method: 'POST',
        signal,
        headers: {
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          accept: 'application/json,*/*',
          'content-length': String(Buffer.byteLength(body)),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', failed);
        response.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({
            outcome: 'answered',
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            text,
            body: parsedBody(text),
            latencyMs: performance.now() - since,
          });
        });
      },
    );
    sent.once('error', failed);
    sent.end(body);
  });
}
