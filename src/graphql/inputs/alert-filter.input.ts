/** What the list of alerts can be narrowed and sorted by. */
import { Field, ID, InputType } from 'type-graphql';
import type { AlertKind } from '../../domain/alert.js';
import { type FieldFault, InvalidInput } from '../../domain/errors/request-errors.js';
import { ALERT_SORTS, type AlertSort, type RecentTime, sortOf } from '../../domain/listing.js';
import type { AlertFilter } from '../../domain/ports/alert-store.js';
import type { SortedRequest } from '../../domain/ports/stores.js';
import { given, idFaults, pageFaults } from '../arguments.js';
import { AlertKindEnum } from '../enums.js';
import { withLowerCaseIds } from '../list-arguments.js';
import { DateTime } from '../scalars.js';
import { RecentTimeEnum, type SortInput, sortInputOf } from './list-filter.input.js';

export const AlertSortInput = sortInputOf<AlertSort>('Alert', 'alerts', ALERT_SORTS);

@InputType('AlertFilterInput', { description: 'Which alerts to list: all conditions together.' })
export class AlertFilterInput {
  @Field(() => [AlertKindEnum], { nullable: true, description: 'Only those of these kinds.' })
  readonly kinds?: AlertKind[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are open (true), or closed (false).',
  })
  readonly open?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that somebody sees to (true), or nobody (false).',
  })
  readonly acknowledged?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that are snoozed now (true), or are not (false).',
  })
  readonly snoozed?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those about this schedule, its cluster or its location.',
  })
  readonly scheduleId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those about this cluster or a schedule of it.' })
  readonly clusterId?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those opened at this moment or later.' })
  readonly openedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only those opened before this moment.' })
  readonly openedBefore?: Date | null;

  @Field(() => RecentTimeEnum, {
    nullable: true,
    description: 'Only those opened in this stretch of time; not together with openedFrom.',
  })
  readonly openedWithin?: RecentTime | null;
}

interface AlertArguments {
  readonly first: number;
  readonly after: string | null | undefined;
  readonly listMax?: number;
  readonly filter: AlertFilterInput | null;
  readonly sort: SortInput<AlertSort> | null;
  /** Arguments of their own that the filter replaced: they hold where the filter says nothing. */
  readonly older: object;
}

/** @throws InvalidInput naming all that is wrong */
export function alertRequest({ first, after, listMax, filter, sort, older }: AlertArguments): {
  readonly request: SortedRequest<AlertSort>;
  readonly filter: AlertFilter;
} {
  const asked = given({ ...filter });
  const faults: readonly FieldFault[] = [
    ...pageFaults(first, after, listMax),
    ...idFaults('', given(older)),
    ...idFaults('filter.', asked),
    ...(asked.openedWithin !== undefined && asked.openedFrom !== undefined
      ? [{ path: 'filter.openedWithin', message: 'says the same as openedFrom: give one' }]
      : []),
  ];
  if (faults.length > 0) throw new InvalidInput(faults);
  return {
    request: { first, after: after ?? null, ...(sort && { sort: sortOf(sort.by, sort.direction) }) },
    filter: withLowerCaseIds({ ...given(older), ...asked }),
  };
}
