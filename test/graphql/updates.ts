/** Reads a subscription step by step. */
import type { Running } from './running-api.js';

export type Updates = ReturnType<Running['subscribe']>;
export async function next<T = Record<string, unknown>>(
  updates: Updates,
  field = 'backupUpdated',
): Promise<T> {
  const { value, done } = await updates.next();
  if (done === true) throw new Error('the subscription ended');
  if (value.errors) throw Object.assign(new Error('errors'), { errors: value.errors });
  return (value.data as Record<string, T>)[field] as T;
}

/** The errors that end a subscription: before it begins as a message of its own, else as its first and last answer. */
export async function refusal(updates: Updates): Promise<unknown> {
  const first = await updates.next().catch((errors: unknown) => ({ value: { errors } }));
  return (first.value as { errors?: unknown }).errors;
}

export async function take(
  updates: Updates,
  count: number,
  field?: string,
): Promise<Record<string, unknown>[]> {
  const taken: Record<string, unknown>[] = [];
  while (taken.length < count) taken.push(await next(updates, field));
  return taken;
}
