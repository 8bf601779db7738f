/** The audit trail as JSON lines over HTTP: read from the database as fast as it is taken, never as a whole in memory. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { AUDIT_DOORS, AUDIT_OUTCOMES, type AuditEntry } from '../domain/audit.js';
import { AUDIT_WORDS, type AuditFilter, auditWordFaults } from '../domain/audit-filter.js';
import { Forbidden, Unauthenticated } from '../domain/errors/access-errors.js';
import { DomainError } from '../domain/errors/domain-error.js';
import { ERROR_CATALOG } from '../domain/errors/error-catalog.js';
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import type { ErrorFormatter } from './format-error.js';
import { callerOf } from './http.js';
import type { ApiServices } from './services.js';

const FIELD = 'auditTrail';
const IDS = ['subjectId', 'userId', 'tokenId'] as const;
const TIMES = ['from', 'to'] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** RFC 3339, or a day. */
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

export function exportsAuditTrail(
  { audit }: Pick<ApiServices, 'audit'>,
  format: ErrorFormatter,
): RequestHandler {
  return async (request, response) => {
    let pages: AsyncIterable<readonly AuditEntry[]>;
    try {
      pages = audit.export(filterIn(request), allowed(response));
    } catch (error) {
      refuse(response, error, format);
      return;
    }
    response.set({ 'content-type': 'application/jsonl; charset=utf-8', 'cache-control': 'no-store' });
    try {
      await pipeline(Readable.from(lines(pages)), response);
    } catch (error) {
      // The status is sent: a cut connection is what says that the file is not whole.
      if (!response.writableEnded) format(error);
      response.destroy();
    }
  };
}

/** A token that is good for some root fields alone is good for this where it is good for the query. */
function allowed(response: Response) {
  const actor = callerOf(response);
  if (actor === undefined) throw new Unauthenticated();
  if (actor.kind !== 'SYSTEM' && actor.scope !== undefined && !actor.scope.has(FIELD)) {
    throw new Forbidden(`This token is not good for ${FIELD}: it was given for something else.`, FIELD);
  }
  return actor;
}

function refuse(response: Response, error: unknown, format: ErrorFormatter): void {
  const status = error instanceof DomainError ? ERROR_CATALOG[error.code].httpStatus : 500;
  response.status(status).json({ errors: [format(error)] });
}

async function* lines(pages: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  for await (const entries of pages) yield `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`;
}

/** @throws InvalidInput with every fault, also of what is no parameter at all */
function filterIn({ query }: Request): AuditFilter {
  const faults: FieldFault[] = [];
  const filter: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(query)) {
    const fault = faultOf(path, value);
    if (fault !== undefined) faults.push({ path: path.slice(0, 80), message: fault });
    else
      filter[path] = TIMES.includes(path as never)
        ? new Date(value as string)
        : wordOf(path, value as string);
  }
  // Who gave more wrong than words is told of these, too.
  if (faults.length > 0) throw new InvalidInput([...faults, ...auditWordFaults(filter)]);
  return filter;
}

/** Words are told in either case, as on the command line. */
function wordOf(path: string, value: string): string {
  return path === 'door' || path === 'outcome' ? value.toUpperCase() : value;
}

function faultOf(path: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be given once';
  if (path === 'door') return oneOf(AUDIT_DOORS, value);
  if (path === 'outcome') return oneOf(AUDIT_OUTCOMES, value);
  if (IDS.includes(path as never)) return UUID.test(value) ? undefined : 'is no UUID';
  if (TIMES.includes(path as never)) {
    return TIME.test(value) && !Number.isNaN(Date.parse(value))
      ? undefined
      : 'must be a time: 2026-11-21 or 2026-11-21T08:00:00Z';
  }
  if (AUDIT_WORDS.includes(path as never)) return undefined;
  return `is no parameter: ${['door', 'outcome', ...AUDIT_WORDS, ...IDS, ...TIMES].join(', ')}`;
}

function oneOf(words: readonly string[], value: string): string | undefined {
  return words.includes(value.toUpperCase()) ? undefined : `must be one of ${words.join(', ')}`;
}
