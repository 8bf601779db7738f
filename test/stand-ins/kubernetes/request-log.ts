export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly userAgent: string;
  /** 0 while it is unanswered, and for ever when the connection was cut before an answer. */
  readonly status: number;
  readonly at: Date;
}

const entriesKept = 50_000;

/** Every request that reached the API port, in order. */
export class RequestLog {
  #entries: { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] }[] = [];

  all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** The requests that match, in order; a RegExp looks at `METHOD /path?query`, decoded. */
  matching(match: RegExp | ((request: LoggedRequest) => boolean)): readonly LoggedRequest[] {
    return this.#entries.filter(
      typeof match === 'function' ? match : (request) => match.test(lineOf(request)),
    );
  }

  /** How many requests match. */
  count(match: RegExp | ((request: LoggedRequest) => boolean) = /./): number {
    return this.matching(match).length;
  }

  clear(): void {
    this.#entries = [];
  }

  /** Notes a request; the returned function notes how it was answered. */
  note(request: Omit<LoggedRequest, 'status' | 'at'>): (status: number) => void {
    const entry = { ...request, status: 0, at: new Date() };
    this.#entries.push(entry);
    if (this.#entries.length > 2 * entriesKept) this.#entries = this.#entries.slice(-entriesKept);
    return (status) => {
      entry.status = status;
    };
  }
}

function lineOf({ method, path, query }: LoggedRequest): string {
  const search = query.toString();
  return `${method} ${path}${search === '' ? '' : `?${decodeURIComponent(search)}`}`;
}
