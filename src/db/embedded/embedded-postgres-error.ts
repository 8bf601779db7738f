export type EmbeddedPostgresFault =
  | 'UNSUPPORTED_PLATFORM'
  | 'PROGRAMS_MISSING'
  | 'PROGRAMS_UNUSABLE'
  | 'FOLDER_IN_USE'
  | 'FOLDER_UNREACHABLE'
  | 'OTHER_VERSION'
  | 'NOT_RUNNING'
  | 'START_FAILED';

/** Why the built-in PostgreSQL cannot be had. The message is for a person at a terminal: what, where, and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly fault: EmbeddedPostgresFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
