/** Requests that may be sent again: a change carries a key, so that it is made once however often it arrives. */
import { setTimeout as pause } from 'node:timers/promises';
import { ApiRefusal } from './api-refusal.js';
import { ConnectionFailed } from './connection-failed.js';

const ARGUMENT = 'idempotencyKey';
const PAUSES_MS = [250, 1_000];

/** The variables with a key, for a change that takes one and was given none; undefined for everything else. */
export function keyed<Variables>(
  query: string,
  variables: Variables,
  newKey: () => string,
): (Variables & { readonly [ARGUMENT]: string }) | undefined {
  if (!query.includes(`$${ARGUMENT}: String`)) return undefined;
  const { [ARGUMENT]: key } = variables as { readonly [ARGUMENT]?: string | null };
  return { ...variables, [ARGUMENT]: key ?? newKey() };
}

/**
 * Asks again, twice at most, when nobody knows whether the request arrived, and while an earlier one of ours is under way.
 * @throws what the last try threw
 */
export async function sentAgain<T>(send: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  let repeated = false;
  for (const ms of PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!mayBeSentAgain(error, repeated)) throw error;
      repeated = true;
      await pause(ms * (1 + Math.random()), undefined, { ...(signal && { signal }) });
    }
  }
  return send();
}

function mayBeSentAgain(error: unknown, repeated: boolean): boolean {
  if (error instanceof ConnectionFailed) return error.mayHaveArrived;
  return repeated && error instanceof ApiRefusal && error.code === 'OPERATION_IN_PROGRESS';
}
