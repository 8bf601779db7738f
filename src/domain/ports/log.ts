/** Structured lines; pino's shape. Fields are redacted by the logger, but never hand it a secret all the same. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  /** A person must act now. */
  error(fields: object, message: string): void;
}
