import { setTimeout as delay } from 'node:timers/promises';
import { ApiRefusal, isRecord, refusalIn } from './api-refusal.js';
import { ConnectionFailed, connectionReason } from './connection-failed.js';

export interface Patience {
  /** How long to try again after a connection was lost, in milliseconds. */
  readonly giveUpAfterMs: number;
  /** Wait before the first try; doubled for each further one, up to `longestWaitMs`. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const DEFAULT_PATIENCE: Patience = {
  giveUpAfterMs: 5 * 60_000,
  firstWaitMs: 250,
  longestWaitMs: 5_000,
};

/** A connection that stood this long was a good one: what broke it is a new failure, not the old one going on. */
const STABLE_MS = 10_000;

/** Close codes of graphql-transport-ws by which the server says no to who asks. */
const SIGN_IN_CODES: ReadonlySet<number> = new Set([4401, 4403]);
/** ... and to how this client speaks: trying again changes nothing. */
const PROTOCOL_CODES: ReadonlySet<number> = new Set([1002, 4004, 4005, 4400, 4406, 4409, 4429]);

/** Decides, for one stream, whether a lost connection is tried again and when. */
export function createReconnection(origin: string, patience: Patience) {
  let everConnected = false;
  let connectedAt = Number.NaN;
  let failures = 0;
  let failingSince = 0;

  return {
    connected: () => {
      everConnected = true;
      connectedAt = performance.now();
    },
    progressed: () => {
      failures = 0;
    },
    /** Why the connection was lost. @throws when trying again is of no use: ApiRefusal, ConnectionFailed */
    reasonToRetry(error: unknown): string {
      const now = performance.now();
      const refusal = refusalOf(error);
      if (refusal !== undefined && !refusal.retryable) throw refusal;
      const reason = refusal?.message ?? lossReason(error);
      if (!everConnected || isProtocolFault(error))
        throw new ConnectionFailed(origin, reason, { cause: error });
      if (now - connectedAt > STABLE_MS) failures = 0;
      connectedAt = Number.NaN;
      failures += 1;
      if (failures === 1) failingSince = now;
      if (now - failingSince < patience.giveUpAfterMs) return reason;
      throw refusal ?? new ConnectionFailed(origin, reason, { cause: error });
    },
    async wait(signal: AbortSignal | undefined): Promise<void> {
      const longest = Math.min(patience.firstWaitMs * 2 ** (failures - 1), patience.longestWaitMs);
      await delay(longest * (0.5 + Math.random() / 2), undefined, signal && { signal });
    },
  };
}

function refusalOf(error: unknown): ApiRefusal | undefined {
  if (error instanceof ApiRefusal) return error;
  if (SIGN_IN_CODES.has(closeCode(error))) {
    return new ApiRefusal({
      message: 'A valid access token is needed.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  }
  return refusalIn(error);
}

function isProtocolFault(error: unknown): boolean {
  return PROTOCOL_CODES.has(closeCode(error));
}

/** Code of a close frame; NaN for what is none. */
function closeCode(error: unknown): number {
  return isRecord(error) && typeof error.code === 'number' ? error.code : Number.NaN;
}

function lossReason(error: unknown): string {
  const code = closeCode(error);
  if (!Number.isNaN(code)) return closeMeaning(code);
  const inner = isRecord(error) && error.error instanceof Error ? error.error : error;
  if (inner instanceof Error && /^Unexpected server response/.test(inner.message)) {
    return / 503$/.test(inner.message)
      ? 'the server is busy'
      : 'what answers there is not the API of Holdfast';
  }
  return connectionReason(inner);
}

function closeMeaning(code: number): string {
  if (code === 1001 || code === 1012) return 'the server is shutting down';
  if (code === 1013) return 'the server is busy';
  if (code === 4413) return 'what was sent was not read in time';
  if (code === 4430) return 'too many connections are open in your name';
  if (PROTOCOL_CODES.has(code)) return `the server does not speak as this client does (close code ${code})`;
  return 'the connection was cut';
}
