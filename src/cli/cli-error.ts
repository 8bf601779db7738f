import { EXIT, type ExitCode } from './exit-codes.js';

/** The command itself says no: what, and what to do about it. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  /** Code of the API that says the same; null when there is none. */
  readonly code: string | null;

  constructor(
    /** What is wrong, without a full stop. */
    message: string,
    /** What to do about it. */
    readonly advice: string,
    options: ErrorOptions & { readonly exitCode?: ExitCode; readonly code?: string } = {},
  ) {
    super(message, options);
    this.name = 'CliError';
    this.exitCode = options.exitCode ?? EXIT.usage;
    this.code = options.code ?? null;
  }
}
