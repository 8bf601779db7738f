/** What goes wrong, told through the handle of the stand-in and never through its API. */

/**
 * - `latencyMs`: the answer comes later. `error`: this S3 error instead (`SlowDown`, `InternalError`, ...).
 * - `reset-before`: TCP reset before anything is done. `reset-body`: after the first bytes of the request body.
 *   `reset-after`: all is done, the answer is lost. `truncate`: a GET promises all its bytes, gives half and resets.
 * - `corrupt-body`: one bit of the request body flips on the way.
 * - `wrong-etag`: the answer's ETag is another. `corrupt`: one bit of what is stored flips, and nobody is told.
 * - a function: run first, then the normal answer.
 */
export type FaultAction =
  | { readonly latencyMs: number }
  | { readonly error: string }
  | 'reset-before'
  | 'reset-body'
  | 'reset-after'
  | 'truncate'
  | 'wrong-etag'
  | 'corrupt'
  | 'corrupt-body'
  | (() => void);

export interface Fault {
  /** Looks at `METHOD /bucket/key?query`. */
  readonly match: RegExp;
  /** How often at most; for ever when absent. */
  readonly times?: number;
  /** How many matching requests go by unharmed first. */
  readonly after?: number;
  readonly do: FaultAction;
}

export interface FaultHandle {
  readonly fired: number;
  remove(): void;
}

interface Armed extends FaultHandle {
  readonly fault: Fault;
  fired: number;
  seen: number;
}

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
  strike(line: string): readonly FaultAction[] {
    return this.#armed.flatMap((armed) => {
      if (!armed.fault.match.test(line)) return [];
      armed.seen += 1;
      const { after = 0, times = Number.POSITIVE_INFINITY } = armed.fault;
      if (armed.seen <= after || armed.fired >= times) return [];
      armed.fired += 1;
      return [armed.fault.do];
    });
  }
}

/** What this store is not able to do, as older and other stores are. */
export interface Abilities {
  /** `ignored`: checksum headers mean nothing to it. `refused`: 501. `framing-kept`: it stores aws-chunked framing as content. */
  checksums: 'supported' | 'ignored' | 'refused' | 'framing-kept';
  /** `ignored`: If-None-Match and If-Match on writes mean nothing to it. `refused`: 501. */
  conditionalWrites: 'supported' | 'ignored' | 'refused';
  /** Versioning and object lock are asked for with 501. */
  bucketSettings: 'supported' | 'refused';
  /** New objects are missing from lists for so long. */
  listLagMs: number;
}

export function allAbilities(): Abilities {
  return {
    checksums: 'supported',
    conditionalWrites: 'supported',
    bucketSettings: 'supported',
    listLagMs: 0,
  };
}
