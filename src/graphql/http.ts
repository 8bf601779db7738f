/** What stands before the API on HTTP: security headers, who is asking, health, and errors of the transport as JSON. */
import type { IncomingMessage } from 'node:http';
import cors from 'cors';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { GraphQLError } from 'graphql';
import helmet from 'helmet';
import { Forbidden, Unauthenticated } from '../domain/errors/access-errors.js';
import { DomainError } from '../domain/errors/domain-error.js';
import { TooManyAttempts } from '../domain/errors/request-errors.js';
import type { Actor } from '../domain/identity.js';
import { type Authenticate, bearerToken } from './bearer.js';
import type { ErrorFormatter } from './format-error.js';
import { assertNesting } from './limits.js';
import type { RateLimits } from './rate-limits.js';

const PREFLIGHT_SECONDS = 600;
const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Whether Holdfast can work, part by part. Seen by anyone who reaches the port: no names, no addresses. */
export interface HealthReport {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, { readonly ok: boolean; readonly message?: string }>>;
}

/** GraphiQL writes inline styles and carries its fonts in its style sheet; no script is inline. */
export function securityHeaders({ encrypted }: { readonly encrypted: boolean }): RequestHandler {
  return helmet({
    // A browser would remember it for a host that answers http alone.
    strictTransportSecurity: encrypted ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  });
}

export interface DoorParts {
  readonly authenticate: Authenticate;
  readonly rates: RateLimits;
  readonly behindProxy: boolean;
  readonly format: ErrorFormatter;
}

/** Puts the caller on the response, or answers 401, or 429 to who asks too often: before a body is read. */
export function signedIn({ authenticate, rates, behindProxy, format }: DoorParts): RequestHandler {
  return async (request, response, next) => {
    const address = addressOf(request, behindProxy);
    const token = bearerToken(request.headers.authorization);
    await rates.admit(address, token);
    const found = await whoKnocks(token, authenticate);
    const isKnown = !(found instanceof Unauthenticated);
    await rates.signedIn(address, token, isKnown);
    if (found instanceof Unauthenticated) {
      response.set('WWW-Authenticate', challenge(token, found));
      sendErrors(response, 401, format(found));
      return;
    }
    if (found instanceof Forbidden) {
      sendErrors(response, 403, format(found));
      return;
    }
    await rates.ask(found);
    response.locals.actor = found;
    next();
  };
}

/** Who it is, or why nobody is let in. @throws what cannot be told now */
async function whoKnocks(
  token: string | undefined,
  authenticate: Authenticate,
): Promise<Actor | Unauthenticated | Forbidden> {
  try {
    return (token === undefined ? undefined : await authenticate(token)) ?? new Unauthenticated();
  } catch (error) {
    if (error instanceof Unauthenticated || error instanceof Forbidden) return error;
    throw error;
  }
}

/** RFC 6750, 3: who sent no token is told no error. The reasons are sentences of ours, without quotes. */
function challenge(token: string | undefined, { message }: Unauthenticated): string {
  if (token === undefined) return 'Bearer';
  return `Bearer error="invalid_token", error_description="${message.replaceAll(/["\\]/g, "'")}"`;
}

/**
 * Lets pages of these origins ask from a browser, and answers their preflights: they carry no token. No cookies are used, so
 * credentials are never allowed; other origins get no header and their browsers keep the answer from them.
 */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Apollo-Require-Preflight'],
    exposedHeaders: ['Retry-After'],
    maxAge: PREFLIGHT_SECONDS,
  });
}

/** Answers hold what their caller may see, and now and then a new token: nobody in between keeps them. */
export function notKept(): RequestHandler {
  return (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };
}

/** Who is at the other end: behind a proxy whom the proxy names, which is the last in its header. */
export function addressOf({ headers, socket }: IncomingMessage, behindProxy: boolean): string {
  const named = behindProxy
    ? [headers['x-forwarded-for']].flat().at(-1)?.split(',').at(-1)?.trim()
    : undefined;
  return named || socket.remoteAddress || 'unknown';
}

/** After the body was read and before it is parsed: in a body, or in the address of a GET. */
export function nestedSensibly(format: ErrorFormatter): RequestHandler {
  return ({ body, query }, response, next) => {
    const documents = [(body as { readonly query?: unknown } | undefined)?.query, query.query];
    try {
      for (const each of documents) if (typeof each === 'string') assertNesting(each);
      next();
    } catch (error) {
      sendErrors(response, 400, format(error));
    }
  };
}

export function callerOf(response: Response): Actor | undefined {
  return response.locals.actor as Actor | undefined;
}

const HEALTH_MS = 1_000;

/** Whoever asks shares one look a second: anybody may ask, and a look asks the database. */
export function sharedHealth(health: () => Promise<HealthReport>): () => Promise<HealthReport> {
  let last: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at >= HEALTH_MS) last = { at: now, report: health() };
    return last.report;
  };
}

export function healthRoutes(health: () => Promise<HealthReport>): Record<'live' | 'ready', RequestHandler> {
  return {
    live: (_request, response) => void response.json({ status: 'live' }),
    ready: async (_request, response) => {
      const report = await health();
      response.status(report.ready ? 200 : 503).json(report);
    },
  };
}

export function notFound(): RequestHandler {
  return (_request, response) =>
    void response.status(404).json({
      errors: [{ message: 'Nothing is here: the API is /graphql.', extensions: { code: 'NOT_FOUND' } }],
    });
}

/** Body-parser and Express throw errors with `type` and `status`; their messages may quote the body, so ours are used. */
const TRANSPORT_ERRORS: Readonly<Record<string, string>> = {
  'entity.parse.failed': 'The body is not JSON.',
  'entity.too.large': 'The body is too large.',
  'encoding.unsupported': 'The encoding of the body is not supported.',
  'charset.unsupported': 'The character set of the body is not supported.',
  'request.size.invalid': 'The body is not as long as its header says.',
  'request.aborted': 'The request was cut off.',
};

export function transportErrors(format: ErrorFormatter): ErrorRequestHandler {
  return (error: unknown, _request: Request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { type, status } = error as { readonly type?: unknown; readonly status?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const message = TRANSPORT_ERRORS[String(type)] ?? 'The request cannot be read.';
      sendErrors(
        response,
        status,
        format(new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })),
      );
      return;
    }
    if (error instanceof TooManyAttempts) {
      response.set('Retry-After', String(error.details.retryAfterSeconds));
      sendErrors(response, 429, format(error));
      return;
    }
    sendErrors(response, error instanceof DomainError && error.retryable ? 503 : 500, format(error));
  };
}

function sendErrors(response: Response, status: number, error: ReturnType<ErrorFormatter>): void {
  response.status(status).json({ errors: [error] });
}
