import type { Violation } from '../block-kit/check-blocks.js';
import type { Json } from '../model/things.js';

/** `{ok: false, error, …}` with HTTP 200: how Slack says no. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';

  constructor(
    readonly code: string,
    readonly fields: Json = {},
  ) {
    super(code);
  }

  body(): Json {
    return { ok: false, error: this.code, ...this.fields };
  }
}

/** An error with what is wrong and where: `[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]`. */
export function withDetails(code: string, violations: readonly Violation[]): PlatformError {
  const lines = violations.map(({ message, pointer }) => `${message} [json-pointer:${pointer}]`);
  return new PlatformError(code, {
    errors: lines,
    response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
  });
}
