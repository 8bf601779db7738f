/**
 * What goes wrong with a call of the Web API or of a response URL.
 * - `status`: this HTTP answer instead (429 with Retry-After in seconds, and 500, as Slack words them).
 * - `reset-before`: TCP reset, and nothing happened. `reset-after`: TCP reset, but it did happen.
 * - `delayMs`: the answer comes later. `malformed-json`: it did happen, the answer cannot be read.
 * - `error`: `{ok: false, error}` instead.
 * - a function: run first, then the normal answer (delete the message between two calls).
 */
export type FaultAction =
  | { readonly delayMs: number }
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly error: string; readonly fields?: Readonly<Record<string, unknown>> }
  | 'reset-before'
  | 'reset-after'
  | 'malformed-json'
  | (() => void | Promise<void>);

export interface Fault {
  /** A method, `chat.postMessage`; `hook` for response URLs; `upload` for file bytes. */
  readonly method: string | RegExp;
  /** How often at most; for ever when absent. */
  readonly times?: number;
  /** 0 to 1; always when absent. */
  readonly probability?: number;
  /** How many calls go by unharmed first. */
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

/** The faults of one stand-in. Several may hit one call: hooks and delays add up, one other fault answers. */
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

  /** What happens to this call, counted as having happened. */
  strike(method: string): readonly FaultAction[] {
    return this.#armed.flatMap((armed) => {
      const { fault } = armed;
      if (!hits(fault.method, method)) return [];
      armed.seen += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = fault;
      if (armed.seen <= after || armed.fired >= times || Math.random() >= probability) return [];
      armed.fired += 1;
      return [fault.do];
    });
  }
}

function hits(match: string | RegExp, method: string): boolean {
  if (typeof match === 'string') return match === method;
  match.lastIndex = 0;
  return match.test(method);
}
