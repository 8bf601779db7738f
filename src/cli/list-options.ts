/** What every `list` of resources can be narrowed and sorted by. */
import { type Command, InvalidArgumentError } from 'commander';
import type { LabelConditionInput, RecentTime, SortDirection } from '../client/generated/graphql.js';
import { ownId, userId } from './find-by-name.js';
import type { Session } from './session.js';
import { minutesOption } from './timing-options.js';
import { numberOption, textOption, wordOption, wordsOf } from './words.js';

export const LONGEST_TEXT = 128;
const TEN_YEARS = 10 * 366 * 24 * 60;
const RECENT = wordsOf<RecentTime>({ LAST_DAY: true, LAST_WEEK: true, LAST_MONTH: true });
const DIRECTIONS = wordsOf<SortDirection>({ ASC: true, DESC: true });
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/;

export interface CliListOptions<By extends string> {
  readonly nameContains?: string;
  readonly label?: readonly LabelConditionInput[];
  readonly owner?: string;
  readonly mine?: boolean;
  readonly since?: Since;
  readonly until?: string;
  readonly sort?: CliSort<By>;
  readonly limit: number;
}

export interface CliSort<By extends string> {
  readonly by: By;
  readonly direction: SortDirection | null;
}

export type Since = { readonly createdWithin: RecentTime } | { readonly createdFrom: string };

/** Of a list that has no other filter of names. */
export function withNamePart(command: Command): Command {
  return command.option(
    '--name-contains <text>',
    'only those whose name contains this',
    textOption(LONGEST_TEXT),
  );
}

export function withListOptions<By extends string>(command: Command, sorts: readonly By[]): Command {
  return command
    .option('--name-contains <text>', 'only those whose name contains this', textOption(LONGEST_TEXT))
    .option('--owner <user>', 'only those of this person, by name or id')
    .option('--mine', 'only your own')
    .option(
      '--since <time>',
      'created then or later: last-week, last-month, 36h, 7d, 2026-11-01',
      sinceOption,
    )
    .option('--until <time>', 'created before: a date, or a moment like 2026-11-01T08:00Z', momentOption)
    .option(
      '--sort <field>',
      `by ${sorts.join(', ')}; the other way round with :asc or :desc`,
      sortOption(sorts),
    )
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50);
}

/** ... and of what has labels. */
export function withLabelledListOptions<By extends string>(command: Command, sorts: readonly By[]): Command {
  return withListOptions(command, sorts).option(
    '--label <label>',
    'only those with this label: key, key=value or key=one,other; may be repeated',
    labelCondition,
  );
}

/** The part of the filter that all lists share. */
export async function listFilter(session: Session, options: CliListOptions<string>) {
  const { nameContains, owner, mine, since, until } = options;
  const ownerId = owner === undefined ? undefined : await userId(session, owner);
  return {
    nameContains: nameContains ?? null,
    ownerId: ownerId ?? (mine === true ? await ownId(session) : null),
    ...since,
    createdBefore: until ?? null,
  };
}

/** ... and of what has labels. */
export async function labelledListFilter(session: Session, options: CliListOptions<string>) {
  return { ...(await listFilter(session, options)), labels: options.label ?? null };
}

/** `team`, `team=shop` or `tier=web,db`: no value of a label has a comma. */
export function labelCondition(
  text: string,
  before: readonly LabelConditionInput[] = [],
): readonly LabelConditionInput[] {
  const [key = '', ...rest] = text.split('=');
  if (key.trim() === '' || rest.length > 1)
    throw new InvalidArgumentError('Write it as key, key=value or key=one,other.');
  const values = rest[0]?.split(',').map((value) => value.trim());
  return [...before, { key: key.trim(), values: values ?? null }];
}

export function sinceOption(text: string): Since {
  const within = RECENT.find((word) => word === text.toUpperCase().replaceAll('-', '_'));
  if (within !== undefined) return { createdWithin: within };
  return { createdFrom: momentOrAge(text) };
}

/** A moment, or so long ago: `36h`, `7d`. */
export function momentOrAge(text: string): string {
  if (MOMENT.test(text)) return momentOption(text);
  const minutes = minutesOption({ least: 1, most: TEN_YEARS })(text);
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** A date is its first moment in UTC. */
export function momentOption(text: string): string {
  const moment = new Date(MOMENT.test(text) ? text : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new InvalidArgumentError('Write it as 2026-11-01 or 2026-11-01T08:00Z.');
}

export function sortOption<By extends string>(sorts: readonly By[]): (text: string) => CliSort<By> {
  return (text) => {
    const [by = '', direction] = text.split(':', 2);
    return {
      by: wordOption(sorts)(by),
      direction: direction === undefined ? null : wordOption(DIRECTIONS)(direction),
    };
  };
}
