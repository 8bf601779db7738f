/** Structured lines, as the process that runs the bot writes them. Never hand it a payload, a token or a `response_url`. */
export interface BotLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  /** A person must act now. */
  error(fields: object, message: string): void;
}
