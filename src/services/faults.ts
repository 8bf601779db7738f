/** Gathers every fault of an input before anything is done. */
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';

/** @throws InvalidInput with all faults at once */
export function refuse(...faults: readonly (readonly FieldFault[])[]): void {
  const all = faults.flat();
  if (all.length > 0) throw new InvalidInput(all);
}

/** The faults that `read` throws as InvalidInput, or its value. */
export function gather<T>(read: () => T): { readonly value: T } | { readonly faults: readonly FieldFault[] } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof InvalidInput) return { faults: error.details.fields };
    throw error;
  }
}
