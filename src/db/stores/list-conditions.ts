/** The conditions that every list of resources knows, as SQL that indexes serve. */
import {
  type LabelCondition,
  type LabelledFilter,
  type ListFilter,
  RECENT_TIMES,
  type Sort,
} from '../../domain/listing.js';
import { FINISHED_AT } from './list-sorts.js';
import { Conditions } from './row-reader.js';
import { knownId } from './sql.js';

export function conditionsOfList(filter: LabelledFilter<string>): Conditions {
  const { states, ownerId, nameContains, labels = [], createdFrom, createdBefore, createdWithin } = filter;
  const conditions = new Conditions();
  if (states) conditions.add('state = ANY(?)', states);
  if (ownerId !== undefined) conditions.add('owner_id = ?', knownId(ownerId));
  if (createdFrom) conditions.add('created_at >= ?', createdFrom);
  if (createdBefore) conditions.add('created_at < ?', createdBefore);
  if (createdWithin)
    conditions.add(`created_at >= now() - ? * interval '1 day'`, RECENT_TIMES[createdWithin].days);
  // Names are lower case, so what is looked for may be written either way.
  if (nameContains) conditions.add('name LIKE ?', `%${literally(nameContains.toLowerCase())}%`);
  for (const label of labels) addLabel(conditions, label);
  return conditions;
}

/**
 * What was made after a moment ended after it, too. Said in the words of the order by the end, its index begins there: the planner
 * takes the two moments for unrelated, and would read all that ended before.
 */
export function endingLater(
  conditions: Conditions,
  { createdFrom, createdWithin }: ListFilter<string>,
  { sort }: { readonly sort?: Sort<string> },
): Conditions {
  if (sort?.by !== 'FINISHED_AT') return conditions;
  const { sql } = FINISHED_AT;
  if (createdFrom) conditions.add(`${sql} >= ?`, createdFrom);
  if (createdWithin)
    conditions.add(`${sql} >= now() - ? * interval '1 day'`, RECENT_TIMES[createdWithin].days);
  return conditions;
}

/** Text in which LIKE reads no wildcard. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}

/** One containment for each value: the GIN index of labels serves their OR. */
function addLabel(conditions: Conditions, { key, values }: LabelCondition): void {
  if (values === undefined) {
    conditions.add('labels ?? ?', key);
    return;
  }
  const pairs = [...new Set(values)].map((value) => JSON.stringify({ [key]: value }));
  conditions.add(`(${pairs.map(() => 'labels @> ?::jsonb').join(' OR ') || 'false'})`, ...pairs);
}
