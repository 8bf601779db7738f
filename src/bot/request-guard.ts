/**
 * What stands before Bolt on HTTP. Bolt lets requests from the future, of other signature versions and replays pass (facts 1.6);
 * this guard reads the raw bytes, lets nothing through that Slack did not sign for this moment, and says nothing to the others.
 */
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { BotLog } from './bot-log.js';
import { RefusalCounts } from './refusal-counts.js';
import { ReplayMemory } from './replay-memory.js';
import { rawBody } from './request-body.js';
import { isSignedBy, signedHead } from './request-signature.js';

export interface GuardSettings {
  readonly signingSecret: string;
  readonly log: BotLog;
  readonly now?: () => Date;
}

/** The media types that Slack sends, and the only ones. */
const MEDIA_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/x-www-form-urlencoded']);

/** A request whose bytes were read: Bolt takes them from here. */
export type GuardedRequest = IncomingMessage & { rawBody?: Buffer };

/** @throws Error when the secret is empty: everybody could sign with it */
export function requestGuard({ signingSecret, log, now = () => new Date() }: GuardSettings): RequestHandler {
  if (signingSecret.trim() === '') throw new Error('The signing secret of the Slack app is empty.');
  const counts = new RefusalCounts(log, now);
  const memory = new ReplayMemory(now);
  return async (request: Request, response: Response, next: NextFunction) => {
    const refuse = (status: number, reason: string) => {
      counts.count(reason);
      // What was not read of a refused request is not worth reading.
      if (!request.complete) response.set('connection', 'close');
      response.status(status).end();
    };
    if (request.method !== 'POST') return refuse(404, 'NOT_POST');
    const head = signedHead(request.headers, now());
    if (typeof head === 'string') return refuse(401, head);
    const body = await rawBody(request);
    if (body === 'TOO_LARGE') return refuse(413, body);
    if (body === 'CUT_OFF') return refuse(400, body);
    if (!isSignedBy(signingSecret, head, body)) return refuse(401, 'FORGED');
    const mediaType = mediaTypeOf(request);
    if (mediaType === undefined) return refuse(415, 'MEDIA_TYPE');
    const earlier = memory.statusOf(head.signature);
    if (earlier !== undefined) return refuse(await earlier, 'REPLAYED');
    memory.remember(head.signature, statusOf(response));
    // Bolt refuses a media type with a character set, which changes nothing here.
    request.headers['content-type'] = mediaType;
    (request as GuardedRequest).rawBody = body;
    next();
  };
}

function mediaTypeOf({ headers }: IncomingMessage): string | undefined {
  if (headers['content-encoding'] !== undefined) return undefined;
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPES.has(mediaType) ? mediaType : undefined;
}

/** The status that goes out; 503 when the connection ended before one did. */
function statusOf(response: Response): Promise<number> {
  return new Promise((resolve) => {
    response.once('finish', () => resolve(response.statusCode));
    response.once('close', () => resolve(503));
  });
}
