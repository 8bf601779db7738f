/** Where alerts go in Slack: a channel, a filter, and how much is told there. Pure. */
import type { FieldFault } from './errors/request-errors.js';
import { labelSelectorFaults, matchesSelector } from './label-selector.js';
import { type Labels, nameFaults } from './names.js';

export const ROUTE_DETAILS = ['FULL', 'COUNTS'] as const;
export type RouteDetail = (typeof ROUTE_DETAILS)[number];

/** Observed: only what Slack answered moves it. */
export const ROUTE_STATES = ['UNCHECKED', 'WORKING', 'BROKEN'] as const;
export type RouteState = (typeof ROUTE_STATES)[number];

/** The reason of every route while Slack refuses the token itself. */
export const INSTALLATION_REASON = 'installation';
/** Of the route that the configuration makes. */
export const DEFAULT_ROUTE_NAME = 'default';

export interface AlertRoute {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly channelId: string;
  /** Gets what no other route matches. At most one. */
  readonly isDefault: boolean;
  readonly clusterId: string | null;
  readonly scheduleId: string | null;
  /** Over the labels of the schedule. */
  readonly labelSelector: string | null;
  readonly detail: RouteDetail;
  /** Whether its messages carry buttons. */
  readonly buttons: boolean;
  /** HH:MM of the daily digest in `timeZone`; null: none. */
  readonly digestAt: string | null;
  readonly timeZone: string;
  /** Up to when the moments of the digest have been dealt with. */
  readonly digestedUpTo: Date;
  readonly state: RouteState;
  /** What Slack said: `is_archived`; `installation` while it refuses the token. Null unless BROKEN. */
  readonly stateReason: string | null;
  readonly stateChangedAt: Date;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One schedule that something is about, or a cluster without any. */
export interface Concerned {
  readonly scheduleId: string | null;
  readonly clusterId: string | null;
  readonly labels: Labels;
}

type Filter = Pick<AlertRoute, 'isDefault' | 'clusterId' | 'scheduleId' | 'labelSelector'>;

/**
 * Every route that matches one of the concerned schedules; the default one when none does. An incident of a cluster or a
 * location concerns each of its schedules, whichever was counted last.
 */
export function routesOf<R extends Filter>(
  routes: readonly R[],
  concerned: readonly Concerned[],
): readonly R[] {
  const matching = routes.filter(
    (route) => !route.isDefault && concerned.some((each) => matches(route, each)),
  );
  return matching.length > 0 ? matching : routes.filter((route) => route.isDefault);
}

/** Whether what is concerned must be known to choose among the routes. */
export function anyFilters(routes: readonly Filter[]): boolean {
  return routes.some(
    ({ clusterId, scheduleId, labelSelector }) =>
      clusterId !== null || scheduleId !== null || labelSelector !== null,
  );
}

function matches({ clusterId, scheduleId, labelSelector }: Filter, concerned: Concerned): boolean {
  if (clusterId !== null && clusterId !== concerned.clusterId) return false;
  if (scheduleId !== null && scheduleId !== concerned.scheduleId) return false;
  return labelSelector === null || matchesSelector(labelSelector, concerned.labels);
}

/** `C0123ABCD`: a public, private or shared channel. */
const CHANNEL = /^[CG][A-Z0-9]{5,30}$/;

/** Of what a person gives; undefined: not given. */
export function routeFaults(
  route: Partial<Pick<AlertRoute, 'name' | 'channelId' | 'isDefault' | 'labelSelector'>> & Partial<Filter>,
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (route.name !== undefined) faults.push(...nameFaults('name', route.name));
  if (route.channelId !== undefined && !isChannelId(route.channelId)) {
    faults.push({
      path: 'channelId',
      message: `${JSON.stringify(route.channelId.slice(0, 80))} is no id of a channel: open its details in Slack and copy the id at the bottom (C0123ABCD)`,
    });
  }
  if (route.labelSelector != null) faults.push(...labelSelectorFaults('labelSelector', route.labelSelector));
  if (route.isDefault === true && anyFilters([{ ...NO_FILTER, ...route }])) {
    faults.push({
      path: 'isDefault',
      message: 'the default route takes what no other matches: it has no filter',
    });
  }
  return faults;
}

const NO_FILTER: Filter = { isDefault: false, clusterId: null, scheduleId: null, labelSelector: null };

export function isChannelId(text: string): boolean {
  return CHANNEL.test(text);
}
