/** Ends of a call: its own time-out, the caller's wish, and the shutdown of the client, as one signal. */

export class CallTimedOut extends Error {
  readonly code = 'ETIMEDOUT';
}

/**
 * Runs `work` under one signal that follows all of `signals` and, if given, ends after `timeoutMs`. Nothing stays attached to the
 * signals afterwards: they may outlive thousands of calls.
 * @throws the reason of the signal that ended the work, or what the work throws
 */
export async function underSignals<T>(
  { signals, timeoutMs }: { signals: readonly (AbortSignal | undefined)[]; timeoutMs?: number },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const unlink = signals.map((signal) => follow(controller, signal));
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(
          () => controller.abort(new CallTimedOut('the time-out of the call has passed')),
          timeoutMs,
        );
  try {
    controller.signal.throwIfAborted();
    return await unlessAborted(controller.signal, work(controller.signal));
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    for (const each of unlink) each();
  }
}

function follow(controller: AbortController, signal: AbortSignal | undefined): () => void {
  if (signal === undefined) return () => {};
  const abort = () => controller.abort(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

/** Rejects the moment the signal does, also while the work still waits for its turn. */
async function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
