import type { Json } from '../model/things.js';
import type { StandInCore } from '../stand-in-core.js';
import { PlatformError } from './platform-error.js';

/** One call of a method, authenticated, its arguments decoded. */
export interface ApiCall {
  readonly core: StandInCore;
  readonly args: Json;
}

export type Method = (call: ApiCall) => Json;

/** A string argument; undefined when absent or empty. */
export function text(args: Json, name: string): string | undefined {
  const value = args[name];
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : String(value);
}

/** A string argument that must be there. */
export function needed(args: Json, name: string, code = 'invalid_arguments'): string {
  const value = text(args, name);
  if (value === undefined) {
    const messages = [`[ERROR] missing required field: ${name}`];
    throw new PlatformError(code, { response_metadata: { messages } });
  }
  return value;
}

/** A flag as forms (`true`, `1`) and JSON have it. */
export function flag(args: Json, name: string): boolean {
  return ['true', '1'].includes(String(args[name]));
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string;
}

/** One page of a list; cursors are opaque to the caller. */
export function pageOf<Item>(items: readonly Item[], args: Json, standard = 100): Page<Item> {
  const limit = Math.max(1, Math.min(1_000, Number(text(args, 'limit') ?? standard) || standard));
  const cursor = text(args, 'cursor');
  const from =
    cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().replace('next:', ''));
  if (!Number.isInteger(from)) throw new PlatformError('invalid_cursor');
  const nextCursor =
    from + limit < items.length ? Buffer.from(`next:${from + limit}`).toString('base64') : '';
  return { items: items.slice(from, from + limit), nextCursor };
}
