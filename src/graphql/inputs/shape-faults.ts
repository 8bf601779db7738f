import type { FieldFault } from '../../domain/errors/request-errors.js';

/** What an input means, or everything that is wrong with it. */
export type Shaped<T> = { readonly value: T } | { readonly faults: readonly FieldFault[] };

export interface Shape {
  readonly kind: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The fields that the kind needs; the others do not belong to it. */
  readonly needed: readonly string[];
}

/** GraphQL has no input of one kind or another: which fields belong together is found out here, all faults at once. */
export function shapeFaults(path: string, { kind, fields, needed }: Shape): readonly FieldFault[] {
  return Object.entries(fields).flatMap(([field, value]): FieldFault[] => {
    const wanted = needed.includes(field);
    if (wanted === (value != null)) return [];
    const message = wanted ? `is required for ${kind}` : `does not belong to ${kind}`;
    return [{ path: `${path}.${field}`, message }];
  });
}

export function faultsOf(...shaped: readonly (Shaped<unknown> | undefined)[]): readonly FieldFault[] {
  return shaped.flatMap((each) => (each !== undefined && 'faults' in each ? each.faults : []));
}
