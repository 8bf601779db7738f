import { adviceFor } from './advice.js';

/** One error of a GraphQL answer, as it comes over the wire: nothing in it is certain. */
export interface WireError {
  readonly message?: unknown;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Holdfast answered no: its code, its words, and what to do about it. Codes: `ErrorCode` of the schema, or GraphQL's own. */
export class ApiRefusal extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Whether the same request may succeed later without anybody changing it. */
  readonly retryable: boolean;
  /** Under which the server's log holds the cause. */
  readonly errorId: string | null;
  readonly advice: string;

  /** `advice`: what to do, by somebody who knows more of the case than its code. */
  constructor({ message, extensions = {} }: WireError, advice?: string) {
    super(typeof message === 'string' && message !== '' ? message : 'Holdfast refused without a reason.');
    this.name = 'ApiRefusal';
    const { code, details, retryable, errorId } = extensions;
    this.code = typeof code === 'string' ? code : 'UNKNOWN';
    this.details = isRecord(details) ? details : {};
    this.retryable = retryable === true;
    this.errorId = typeof errorId === 'string' ? errorId : null;
    this.advice = advice ?? adviceFor(this.code);
  }
}

/** The first error of an answer as a refusal; undefined when there is none. */
export function refusalIn(errors: unknown): ApiRefusal | undefined {
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  const [first]: unknown[] = errors;
  return new ApiRefusal(isRecord(first) ? first : {});
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
