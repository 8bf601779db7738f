/** A request as a fault sees it. */
export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly userAgent: string;
}

/**
 * What goes wrong.
 * - `latencyMs`: the answer comes later. `status`: this answer instead (429 and 503 as the real server words them).
 * - `reset-before-headers`, `reset-mid-body`: TCP reset. `truncate`: half the body, then a clean end.
 * - `dripMs`: the body in 16 pieces, one per so many milliseconds.
 * - `expired-token`: 401. `gone-410`: 410 Expired, with a token to go on when the request had one.
 * - a function: run first, then the normal answer (delete a namespace at page n).
 */
export type FaultAction =
  | { readonly latencyMs: number }
  | { readonly status: number; readonly body?: string | object; readonly retryAfter?: number }
  | 'reset-before-headers'
  | 'reset-mid-body'
  | 'truncate'
  | { readonly dripMs: number }
  | 'expired-token'
  | 'gone-410'
  | (() => void | Promise<void>);

export interface Fault {
  /** A RegExp looks at the path and decoded query: `/api/v1/pods?limit=500`. */
  readonly match: RegExp | ((request: FaultRequest) => boolean);
  readonly method?: string;
  /** How often at most; for ever when absent. */
  readonly times?: number;
  /** 0 to 1; always when absent. */
  readonly probability?: number;
  /** How many matching requests go by unharmed first. */
  readonly after?: number;
  readonly do: FaultAction;
}

export interface FaultHandle {
  /** How often it has happened. */
  readonly fired: number;
  remove(): void;
}

interface Armed extends FaultHandle {
  readonly fault: Fault;
  fired: number;
  seen: number;
}

/** The faults of one stand-in. Several may hit one request: hooks and latencies add up, one other fault answers. */
export class FaultControl {
  #armed: Armed[] = [];

  add(fault: Fault): FaultHandle {
    const armed: Armed = {
      fault,
      fired: 0,
      seen: 0,
      remove: () => {
        this.#armed = this.#armed.filter((entry) => entry !== armed);
      },
    };
    this.#armed.push(armed);
    return armed;
  }

  clear(): void {
    this.#armed = [];
  }

  /** What happens to this request, counted as having happened. */
  strike(request: FaultRequest): readonly FaultAction[] {
    return this.#armed.flatMap((armed) => {
      if (!matches(armed.fault, request)) return [];
      armed.seen += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = armed.fault;
      if (armed.seen <= after || armed.fired >= times || Math.random() >= probability) return [];
      armed.fired += 1;
      return [armed.fault.do];
    });
  }
}

function matches({ match, method }: Fault, request: FaultRequest): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (typeof match === 'function') return match(request);
  const search = decodeURIComponent(request.query.toString());
  match.lastIndex = 0;
  return match.test(search === '' ? request.path : `${request.path}?${search}`);
}
