/**
 * Statements that are written down once and run again and again, as those of a running backup: PostgreSQL parses and plans them once
 * for each connection instead of every time, which was half of what a burst of small backups cost it. Each gets a name; a connection
 * that goes straight to the server prepares by name what it finds here, one through a pooler does not (ADR 0007).
 *
 * For fixed texts only, a few dozen in all: every text stays prepared as long as its connection lives, and its plan may be made
 * without looking at the values. A list that people filter does not belong here.
 */
import { CancellableClient } from './cancellable-client.js';

const names = new Map<string, string>();

/** @returns the same text, which from now on has a name */
export function fixed(text: string): string {
  if (!names.has(text)) names.set(text, `holdfast_${names.size + 1}`);
  return text;
}

/** How many there are: a test holds that running on makes no more of them. */
export function fixedStatements(): number {
  return names.size;
}

type Query = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/** A connection that prepares fixed statements; what runs in it can be cancelled as in any other. */
export class PreparingClient extends CancellableClient {
  // biome-ignore lint/suspicious/noExplicitAny: `pg` declares a dozen overloads; this one passes on what it got
  override query(config: any, values?: any, callback?: any): any {
    const name = typeof config === 'string' && Array.isArray(values) ? names.get(config) : undefined;
    const query = super.query.bind(this) as Query;
    return name === undefined
      ? query(config, values, callback)
      : query({ name, text: config, values }, callback);
  }
}
