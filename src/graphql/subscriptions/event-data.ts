import type { DomainEvent } from '../../domain/event.js';

/** A value of an event's data, where it is one. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** Where an event made or changed it. */
export function nameIn({ name, after }: DomainEvent['data']): string | null {
  if (typeof after === 'object' && after !== null && 'name' in after) return textIn(after.name);
  return textIn(name);
}
