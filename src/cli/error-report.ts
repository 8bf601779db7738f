import { ApiRefusal } from '../client/api-refusal.js';
import { InvalidUrl } from '../client/api-url.js';
import { ConnectionFailed } from '../client/connection-failed.js';
import { CliError } from './cli-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';

export interface ErrorReport {
  readonly exitCode: ExitCode;
  /** `what; what to do (code, errorId)` */
  readonly line: string;
  readonly error: {
    readonly code: string | null;
    readonly message: string;
    readonly advice: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly retryable: boolean;
    readonly errorId: string | null;
  };
}

/** What a person and a program are told about anything that was thrown. */
export function reportOf(thrown: unknown, asked: { readonly withToken: boolean }): ErrorReport {
  const { exitCode, ...error } = describe(thrown, asked);
  const marks = [error.code, error.errorId].filter((mark) => mark !== null);
  const line = `${sentence(error.message)}; ${error.advice}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
  return { exitCode, line, error };
}

type Description = ErrorReport['error'] & { readonly exitCode: ExitCode };

const NOTHING_MORE = { details: {}, retryable: false, errorId: null } as const;

function describe(thrown: unknown, { withToken }: { readonly withToken: boolean }): Description {
  if (thrown instanceof ApiRefusal) {
    const { code, message, details, retryable, errorId } = thrown;
    const advice = code === 'UNAUTHENTICATED' && !withToken ? NO_TOKEN : thrown.advice;
    return { code, message, advice, details, retryable, errorId, exitCode: EXIT.refused };
  }
  if (thrown instanceof ConnectionFailed) {
    const advice = 'check that it runs ("holdfast start") and that --url or HOLDFAST_URL names it';
    return {
      ...NOTHING_MORE,
      code: null,
      message: thrown.message,
      advice,
      retryable: true,
      exitCode: EXIT.unreachable,
    };
  }
  if (thrown instanceof CliError) {
    const { code, message, advice, exitCode } = thrown;
    return { ...NOTHING_MORE, code, message, advice, exitCode };
  }
  if (thrown instanceof InvalidUrl) {
    const { message } = thrown;
    return { ...NOTHING_MORE, code: null, message, advice: 'correct it', exitCode: EXIT.usage };
  }
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return {
    ...NOTHING_MORE,
    code: null,
    // Not its message: nobody has looked at what stands in there.
    message: `A fault of this command itself (${name})`,
    advice: 'run it again with HOLDFAST_DEBUG=1 to see where, and report it',
    exitCode: EXIT.fault,
  };
}

const NO_TOKEN =
  'no token was sent: set HOLDFAST_TOKEN_FILE to the file that holds it (the server says at its start where that is), or HOLDFAST_TOKEN';

function sentence(message: string): string {
  return message.trim().replace(/\.$/, '');
}
