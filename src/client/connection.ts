/** Where Holdfast is and who asks. */
export interface Connection {
  /** Address as a person gives it: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Access token; without one only what needs none is answered. */
  readonly token?: string | undefined;
  /** Makes the idempotency key of the next change. A random one when absent. */
  readonly newKey?: (() => string) | undefined;
  /** What the client calls itself, for the audit trail. */
  readonly client?: string | undefined;
  /** Ends the call. */
  readonly signal?: AbortSignal | undefined;
}
