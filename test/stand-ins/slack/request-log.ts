import type { Json } from './model/things.js';

export interface LoggedCall {
  /** `chat.postMessage`, `hook`, `upload`. */
  readonly method: string;
  /** As decoded: the token is not in it. */
  readonly arguments: Json;
  readonly userAgent: string;
  /** HTTP status; 0 while it is unanswered, and for ever when the connection was cut before an answer. */
  readonly status: number;
  /** The `error` of the answer, when it has one. */
  readonly error?: string;
  readonly at: Date;
}

type Entry = { -readonly [Key in keyof LoggedCall]: LoggedCall[Key] };

const entriesKept = 50_000;

/** Every call that reached the Web API or a response URL, in order. */
export class RequestLog {
  #entries: Entry[] = [];

  all(): readonly LoggedCall[] {
    return this.#entries;
  }

  /** The calls of these methods, in order. */
  of(method: string | RegExp): readonly LoggedCall[] {
    return this.#entries.filter((call) =>
      typeof method === 'string' ? call.method === method : method.test(call.method),
    );
  }

  count(method: string | RegExp = /./): number {
    return this.of(method).length;
  }

  clear(): void {
    this.#entries = [];
  }

  /** Notes a call; the returned function notes how it was answered. */
  note(
    call: Pick<LoggedCall, 'method' | 'arguments' | 'userAgent'>,
  ): (status: number, error?: string) => void {
    const entry: Entry = { ...call, status: 0, at: new Date() };
    this.#entries.push(entry);
    if (this.#entries.length > 2 * entriesKept) this.#entries = this.#entries.slice(-entriesKept);
    return (status, error) => {
      entry.status = status;
      if (error !== undefined) entry.error = error;
    };
  }
}
