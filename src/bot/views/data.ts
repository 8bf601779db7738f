/** What the views are made from: the answers of the API, under the words that are used here. */
import type {
  AdditionChoicesQuery,
  ClaimDeliveriesMutation,
  ExclusionChoicesQuery,
  SlackAlertFragment,
  SlackBackupFragment,
  SlackScheduleFragment,
} from '../../client/generated/graphql.js';

export type Alert = SlackAlertFragment;
export type Schedule = SlackScheduleFragment;
export type Backup = SlackBackupFragment;
export type Delivery = ClaimDeliveriesMutation['claimDeliveries']['claimed'][number];
export type Change = NonNullable<Delivery['change']>;
export type Notice = NonNullable<Delivery['notice']>;
export type Digest = NonNullable<Delivery['digest']>;
export type ExclusionChoices = ExclusionChoicesQuery['exclusionChoices'];
export type AdditionChoices = AdditionChoicesQuery['additionChoices'];
export type Operation = Schedule['allowedOperations'][number];

/** What a message may show and offer. */
export interface Route {
  /** COUNTS: no name of a namespace. */
  readonly detail: Delivery['detail'];
  readonly buttons: boolean;
}

/** An operation that is refused now, with the reason and the advice; undefined when it is allowed. */
export function refusalOf(
  schedule: Schedule,
  operation: Operation['operation'],
): { readonly reason: string; readonly advice: string | null } | undefined {
  const found = schedule.allowedOperations.find((each) => each.operation === operation);
  if (found?.allowed === true) return undefined;
  return { reason: found?.reason ?? 'It is not offered for this schedule.', advice: found?.advice ?? null };
}
