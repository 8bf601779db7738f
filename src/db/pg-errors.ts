import { DependencyFailure } from '../domain/errors/dependency-errors.js';
import { AlreadyExists } from '../domain/errors/resource-errors.js';

/** What a unique constraint means in the words of the domain. */
export interface UniqueMeaning {
  readonly resource: string;
  readonly field: string;
}

/** By the name of the constraint. One that is not listed is read as `<table>_<column>_key`. */
export type UniqueMeanings = Readonly<Record<string, UniqueMeaning>>;

/** The parts of an error of `pg` that we read; TypeORM wraps it and keeps it as `driverError`. */
interface PgError extends Error {
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly detail?: string;
}

const UNIQUE_VIOLATION = '23505';

/** 08: connection; 53: resources; 57P: shut down, starting up; 58: system; 40: serialisation and deadlock; 25006: a read-only standby; 25P03: stood still in a transaction. */
const TRANSIENT_STATES = /^(08...|53...|57P0.|58...|40001|40P01|25006|25P03)$/;
const TRANSIENT_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EAI_AGAIN',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** `pg` gives these no code. */
const TRANSIENT_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Driver not Connected|Query read timeout|Cannot use a pool after calling end)/i;

/**
 * The error in the words of the domain: a taken unique value is `AlreadyExists`, a server that cannot be reached or
 * cannot serve now is a `DependencyFailure` of "PostgreSQL". Any other error comes back as it is: a fault of ours.
 */
export function translatePgError(error: unknown, uniques: UniqueMeanings = {}): unknown {
  const found = pgErrorIn(error);
  if (found?.code === UNIQUE_VIOLATION) return alreadyExists(found, uniques) ?? error;
  if (isTransientPgError(error)) return unavailable(found ?? (error as Error));
  return error;
}

/** Runs `work` and throws its errors translated. */
export async function withPgErrors<T>(work: () => Promise<T>, uniques?: UniqueMeanings): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translatePgError(error, uniques);
  }
}

/** Whether the same statement may succeed later without anybody changing it. */
export function isTransientPgError(error: unknown): boolean {
  const found = pgErrorIn(error);
  if (!found) return false;
  if (found.code !== undefined) return TRANSIENT_STATES.test(found.code) || TRANSIENT_CODES.has(found.code);
  return TRANSIENT_MESSAGES.test(found.message);
}

const DEAD_CODES = new Set(['57P01', '57P02', 'ECONNRESET', 'ECONNABORTED', 'EPIPE']);
const DEAD_MESSAGES =
  /^(Connection terminated(?! due to connection timeout)|Client has encountered a connection error|Client was closed)/;

/** Whether a connection was lost that there was: with a new one the same may be done at once. */
export function connectionDied(error: unknown): boolean {
  const found = error instanceof DependencyFailure ? pgErrorIn(error.cause) : pgErrorIn(error);
  if (!found) return false;
  return found.code === undefined ? DEAD_MESSAGES.test(found.message) : DEAD_CODES.has(found.code);
}

/** The name of the violated constraint (unique, check or foreign key), for stores that decide by it. */
export function violatedConstraint(error: unknown): string | undefined {
  const found = pgErrorIn(error);
  return found?.code?.startsWith('23') ? found.constraint : undefined;
}

function pgErrorIn(error: unknown): PgError | undefined {
  if (error instanceof DependencyFailure) return undefined;
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0];
  if (!(error instanceof Error)) return undefined;
  const { driverError } = error as { driverError?: unknown };
  return driverError instanceof Error ? pgErrorIn(driverError) : error;
}

function alreadyExists(error: PgError, uniques: UniqueMeanings): AlreadyExists | undefined {
  const { constraint = '', table = '' } = error;
  const meaning = uniques[constraint] ?? readByConvention(constraint, table);
  if (!meaning) return undefined;
  // "Key (name)=(shop) already exists."
  const value = /^Key \(.*?\)=\((.*)\) already exists\.$/s.exec(error.detail ?? '')?.[1] ?? '';
  const translated = new AlreadyExists(meaning.resource, meaning.field, value);
  translated.cause = error;
  return translated;
}

function readByConvention(constraint: string, table: string): UniqueMeaning | undefined {
  if (table === '' || !constraint.startsWith(`${table}_`) || !constraint.endsWith('_key')) return undefined;
  const field = constraint.slice(table.length + 1, -'_key'.length);
  return { resource: table.replaceAll('_', ' '), field };
}

function unavailable(error: PgError): DependencyFailure {
  const reason = error.code === undefined ? error.message : `${error.code}: ${error.message}`;
  return new DependencyFailure(
    `PostgreSQL cannot be used at the moment (${reason}).`,
    { dependency: 'PostgreSQL' },
    { cause: error },
  );
}
