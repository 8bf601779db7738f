/** What stands before the API on HTTP: security headers, who is asking, health, and errors of the transport as JSON. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { GraphQLError } from 'graphql';
import helmet from 'helmet';
import { DomainError, Unauthenticated } from '../domain/errors.js';
import type { Actor } from '../domain/identity.js';
import { type Authenticate, bearerToken } from './bearer.js';
import type { ErrorFormatter } from './format-error.js';

/** Whether Holdfast can work, part by part. Seen by anyone who reaches the port: no names, no addresses. */
export interface HealthReport {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, { readonly ok: boolean; readonly message?: string }>>;
}

/** GraphiQL writes inline styles and carries its fonts in its style sheet; no script is inline. */
export function securityHeaders(): RequestHandler {
  return helmet({
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

/** Puts the caller on the response, or answers 401: before a body is read. */
export function signedIn(authenticate: Authenticate, format: ErrorFormatter): RequestHandler {
  return async (request, response, next) => {
    const token = bearerToken(request.headers.authorization);
    const actor = token === undefined ? undefined : await authenticate(token);
    if (actor !== undefined) {
      response.locals.actor = actor;
      next();
      return;
    }
    response.set('WWW-Authenticate', 'Bearer');
    sendErrors(response, 401, format(new Unauthenticated()));
  };
}

export function callerOf(response: Response): Actor | undefined {
  return response.locals.actor as Actor | undefined;
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
    sendErrors(response, error instanceof DomainError && error.retryable ? 503 : 500, format(error));
  };
}

function sendErrors(response: Response, status: number, error: ReturnType<ErrorFormatter>): void {
  response.status(status).json({ errors: [error] });
}
