/** How lists are narrowed and sorted, and what may be asked of them. */
import type { FieldFault } from './errors/request-errors.js';
import { isLabelKey, isLabelValue, isNamespaceName, MAX_LABELS } from './names.js';

/** A label that must be there: with one of the values, or with any when they are not given. */
export interface LabelCondition {
  readonly key: string;
  readonly values?: readonly string[];
}

/** Stretches of time that end now, by the clock of the database. */
export const RECENT_TIMES = {
  LAST_DAY: { days: 1, meaning: 'The last 24 hours.' },
  LAST_WEEK: { days: 7, meaning: 'The last 7 days.' },
  LAST_MONTH: { days: 30, meaning: 'The last 30 days.' },
} as const;
export type RecentTime = keyof typeof RECENT_TIMES;

/** What every list of resources can be narrowed by: all conditions together. */
export interface ListFilter<State extends string> {
  readonly states?: readonly State[];
  /** In any case; an empty text is no condition. */
  readonly nameContains?: string;
  readonly ownerId?: string;
  /** Created at this moment or later. */
  readonly createdFrom?: Date;
  /** Created before this moment. */
  readonly createdBefore?: Date;
  readonly createdWithin?: RecentTime;
}

/** ... where what is listed has labels. */
export interface LabelledFilter<State extends string> extends ListFilter<State> {
  /** Each of them. */
  readonly labels?: readonly LabelCondition[];
}

export type SortDirection = 'ASC' | 'DESC';

export interface Sort<By extends string> {
  readonly by: By;
  readonly direction: SortDirection;
}

/** Names in the order of the alphabet, all else with the newest, the latest or the greatest first. */
export function sortOf<By extends string>(by: By, direction?: SortDirection | null): Sort<By> {
  return { by, direction: direction ?? (by === 'NAME' ? 'ASC' : 'DESC') };
}

export const CLUSTER_SORTS = {
  CREATED_AT: 'When it was registered.',
  NAME: 'Its name.',
} as const;
export type ClusterSort = keyof typeof CLUSTER_SORTS;

export const LOCATION_SORTS = {
  CREATED_AT: 'When it was created.',
  NAME: 'Its name.',
} as const;
export type LocationSort = keyof typeof LOCATION_SORTS;

export const SCHEDULE_SORTS = {
  CREATED_AT: 'When it was created.',
  NAME: 'Its name.',
  NEXT_DUE_AT: 'When it is due next; one that is not due by itself counts as later than all.',
} as const;
export type ScheduleSort = keyof typeof SCHEDULE_SORTS;

export const BACKUP_SORTS = {
  CREATED_AT: 'When it was asked for.',
  NAME: 'Its name.',
  FINISHED_AT: 'When it ended; one that runs counts as later than all.',
  SIZE: 'How many bytes its objects have.',
} as const;
export type BackupSort = keyof typeof BACKUP_SORTS;

export const RESTORE_SORTS = {
  CREATED_AT: 'When it was asked for.',
  NAME: 'Its name.',
  FINISHED_AT: 'When it ended; one that runs counts as later than all.',
} as const;
export type RestoreSort = keyof typeof RESTORE_SORTS;

export const ALERT_SORTS = {
  OPENED_AT: 'When it was opened.',
  CHANGED_AT: 'When its namespaces or its message changed last.',
  LAST_SEEN_AT: 'When it was counted last.',
  COUNT: 'How many times it was counted.',
} as const;
export type AlertSort = keyof typeof ALERT_SORTS;

export const VIRTUAL_MACHINE_SORTS = {
  CREATED_AT: 'When it was first seen.',
  NAME: 'Its name.',
  STATE_CHANGED_AT: 'When it came into its state.',
} as const;
export type VirtualMachineSort = keyof typeof VIRTUAL_MACHINE_SORTS;

/** As long as a name can be. */
const LONGEST_TEXT = 128;
const MOST_VALUES = 100;

interface Typed {
  readonly nameContains?: string | undefined;
  readonly labels?: readonly LabelCondition[] | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdWithin?: RecentTime | undefined;
  readonly includesNamespace?: string | undefined;
  readonly missesNamespace?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Every fault of what a caller typed; `path` is that of the filter. */
export function listFilterFaults(path: string, filter: Typed): readonly FieldFault[] {
  const { nameContains, labels = [], includesNamespace, missesNamespace, namespace } = filter;
  const faults = [
    ...(nameContains === undefined ? [] : searchedTextFaults(`${path}.nameContains`, nameContains)),
    ...namespaceFaults(`${path}.includesNamespace`, includesNamespace),
    ...namespaceFaults(`${path}.missesNamespace`, missesNamespace),
    ...namespaceFaults(`${path}.namespace`, namespace),
    ...labelConditionFaults(`${path}.labels`, labels),
  ];
  if (filter.createdWithin === undefined || filter.createdFrom === undefined) return faults;
  return [...faults, { path: `${path}.createdWithin`, message: 'says the same as createdFrom: give one' }];
}

/** Text that is looked for: what neither a name nor a label can hold is a mistake, and the database takes no NUL. */
export function searchedTextFaults(path: string, text: string): readonly FieldFault[] {
  if (text.length > LONGEST_TEXT) return [{ path, message: `is longer than ${LONGEST_TEXT} characters` }];
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) return [{ path, message: 'holds a control character' }];
  return [];
}

function namespaceFaults(path: string, name: string | undefined): readonly FieldFault[] {
  if (name === undefined || isNamespaceName(name)) return [];
  return [{ path, message: 'is no DNS label, so no namespace can be called so' }];
}

function labelConditionFaults(path: string, labels: readonly LabelCondition[]): readonly FieldFault[] {
  if (labels.length > MAX_LABELS)
    return [{ path, message: `${labels.length} conditions are too many: ${MAX_LABELS} at most` }];
  return labels.flatMap(({ key, values }, index): readonly FieldFault[] => {
    const at = `${path}.${index}`;
    const faults = isLabelKey(key) ? [] : [{ path: `${at}.key`, message: 'is no label key' }];
    if (values === undefined) return faults;
    if (values.length === 0)
      return [...faults, { path: `${at}.values`, message: 'is empty: leave it out for any value' }];
    if (values.length > MOST_VALUES) {
      const message = `${values.length} values are too many: ${MOST_VALUES} at most`;
      return [...faults, { path: `${at}.values`, message }];
    }
    const wrong = values.findIndex((value) => !isLabelValue(value));
    if (wrong === -1) return faults;
    return [...faults, { path: `${at}.values.${wrong}`, message: 'is no label value' }];
  });
}
