/** GET /metrics: with the token of its own, compared without telling by its time how much of it was right. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Metrics } from './metrics.js';

export const METRICS_PATH = '/metrics';

export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** @param token undefined: none is asked for, which is for a listener of this machine alone */
export function metricsHandler(metrics: Metrics, token: string | undefined): MetricsHandler {
  const right = token === undefined ? undefined : digest(token);
  return (request, response) => {
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-content-type-options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
    } else if (right !== undefined && !timingSafeEqual(right, digest(bearerOf(request)))) {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="metrics"' }).end();
    } else {
      void answer(metrics, request, response);
    }
  };
}

async function answer(
  metrics: Metrics,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType });
    response.end(method === 'HEAD' ? undefined : text);
  } catch {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** Of one length whatever was sent. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function bearerOf({ headers }: IncomingMessage): string {
  return /^Bearer ([^\s]+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}
