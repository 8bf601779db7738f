/** All in milliseconds. */
export interface ClusterTimeouts {
  readonly connect: number;
  /** From the request to the headers of the answer. An API server itself gives up after 60 s. */
  readonly headers: number;
  /** Between two pieces of a body. */
  readonly bodyIdle: number;
  /** One attempt from its start to the last byte, waiting for its turn not counted. */
  readonly call: number;
  /** One probe, all its calls together. */
  readonly probe: number;
  /** Before the second attempt; doubled with each further one, with jitter. */
  readonly retryBase: number;
  /** A Retry-After of more than this is not waited for: the call fails and tells it. */
  readonly retryAfterCap: number;
  /** How long a cluster that answered 429 gets one call at a time. */
  readonly throttled: number;
}

export const CLUSTER_TIMEOUTS: ClusterTimeouts = {
  connect: 10_000,
  headers: 65_000,
  bodyIdle: 30_000,
  call: 120_000,
  probe: 15_000,
  retryBase: 250,
  retryAfterCap: 30_000,
  throttled: 30_000,
};
