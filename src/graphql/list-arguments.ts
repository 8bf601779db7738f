/** From the arguments of a list to what a service takes: every fault of them at once. */
import { type FieldFault, InvalidInput } from '../domain/errors/request-errors.js';
import { listFilterFaults, type Sort, sortOf } from '../domain/listing.js';
import type { SortedRequest } from '../domain/ports/stores.js';
import { type Given, given, idFaults, pageFaults } from './arguments.js';
import type { LabelledFilterInput, ListFilterInput, SortInput } from './inputs/list-filter.input.js';

export interface ListArguments<F, By extends string> {
  readonly first: number;
  /** How many one page may have. */
  readonly listMax?: number;
  readonly after: string | null | undefined;
  readonly filter?: F | null | undefined;
  readonly sort?: SortInput<By> | null | undefined;
  /** Arguments of their own that the filter replaced: they hold where the filter says nothing. */
  readonly older?: object;
}

type FilterOf<F> = Omit<Given<F>, 'labels'> & {
  labels?: readonly { readonly key: string; readonly values?: readonly string[] }[];
};

/** @throws InvalidInput naming all that is wrong */
export function listRequest<F extends ListFilterInput, By extends string>({
  first,
  listMax,
  after,
  filter,
  sort,
  older = {},
}: ListArguments<F, By>): { readonly request: SortedRequest<By>; readonly filter: FilterOf<F> } {
  const asked = withConditions(given({ ...filter }) as Given<F>);
  const faults: readonly FieldFault[] = [
    ...pageFaults(first, after, listMax),
    ...idFaults('', given(older)),
    ...idFaults('filter.', asked),
    ...listFilterFaults('', given(older)).map(({ path, ...rest }) => ({ ...rest, path: path.slice(1) })),
    ...listFilterFaults('filter', asked),
  ];
  if (faults.length > 0) throw new InvalidInput(faults);
  const order: Sort<By> | undefined = sort == null ? undefined : sortOf(sort.by, sort.direction);
  return {
    request: { first, after: after ?? null, ...(order && { sort: order }) },
    filter: withLowerCaseIds({ ...given(older), ...asked }),
  };
}

/** As the database writes them. */
export function withLowerCaseIds<F extends object>(filter: F): F {
  const entries = Object.entries(filter).map(([field, value]) =>
    field.endsWith('Id') ? [field, String(value).toLowerCase()] : [field, value],
  );
  return Object.fromEntries(entries) as F;
}

/** Values that were sent as null were not sent. */
function withConditions<F extends ListFilterInput>(asked: Given<F>): FilterOf<F> {
  const { labels, ...rest } = asked as Given<LabelledFilterInput>;
  const conditions = labels?.map(({ key, values }) => ({ key, ...given({ values }) }));
  return { ...rest, ...(conditions && { labels: conditions }) } as FilterOf<F>;
}
