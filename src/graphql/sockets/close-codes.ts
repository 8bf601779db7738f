/** Why the server closes a socket, beside the codes of graphql-transport-ws itself. docs/live.md says the same. */
export interface CloseReason {
  readonly code: number;
  /** At most 123 bytes of UTF-8, by the protocol. */
  readonly text: string;
}

/** What a client may try again at once, after a while (1013), or not at all. */
export const CLOSE = {
  stopping: { code: 1001, text: 'Going away' },
  tooMuchUnsigned: { code: 1009, text: 'Too much was sent before signing in' },
  internal: { code: 4500, text: 'Internal server error' },
  tryAgain: { code: 1013, text: 'Try again later' },
  forbidden: { code: 4403, text: 'Forbidden' },
  tokenExpired: { code: 4403, text: 'Token expired' },
  tooSlow: { code: 4413, text: 'Too slow: subscribe again after the last eventId that was read' },
  tooManySockets: {
    code: 4430,
    text: 'Too many sockets are open for this identity: share one, or close others',
  },
} as const satisfies Record<string, CloseReason>;
