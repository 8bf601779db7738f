/** A statement for each way to match looks through every kind: a branch for each, stopped by its own limit. */
import type { EntityManager } from 'typeorm';
import type { Sight } from '../../domain/access.js';
import type { SearchStore } from '../../domain/ports/search-store.js';
import type { Page, PageRequest } from '../../domain/ports/stores.js';
import {
  SEARCH_KINDS,
  SEARCH_MATCHES,
  type SearchFind,
  type SearchKind,
  type SearchMatch,
} from '../../domain/search.js';
import { decodeAmong, encodeCursor, type KeyType, type ListOrder, type Place } from './cursor.js';
import { literally } from './list-conditions.js';
import { sizeOf } from './page.js';
import { type Visible, visibleIn, visibleLabels } from './visible.js';

type SourceTable =
  | 'cluster'
  | 'backup_location'
  | 'backup_schedule'
  | 'cluster_namespace'
  | 'backup'
  | 'restore'
  | 'exec_rule'
  | 'app_user';

interface Source {
  readonly from: SourceTable;
  readonly id: string;
  /** What finds that match alike are sorted by, the greatest first. */
  readonly key: string;
  readonly type: KeyType;
  readonly labelled: boolean;
}

const resource = (from: SourceTable, labelled: boolean): Source => ({
  from,
  id: 'id',
  key: 'created_at',
  type: 'moment',
  labelled,
});
const SOURCES: Readonly<Record<SearchKind, Source>> = {
  CLUSTER: resource('cluster', true),
  LOCATION: resource('backup_location', true),
  SCHEDULE: resource('backup_schedule', true),
  NAMESPACE: { from: 'cluster_namespace', id: 'cluster_id', key: 'name', type: 'text', labelled: false },
  BACKUP: resource('backup', true),
  RESTORE: resource('restore', false),
  RULE: resource('exec_rule', false),
  USER: resource('app_user', false),
};

/** Its order is of the list `search`, by match and kind. */
interface Branch extends ListOrder {
  readonly match: SearchMatch;
  readonly kind: SearchKind;
}

interface Row {
  readonly branch: number;
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly label: string | null;
}

export class PostgresSearchStore implements SearchStore {
  constructor(private readonly manager: EntityManager) {}

  async find(
    text: string,
    { kinds, seenBy }: { readonly kinds: readonly SearchKind[]; readonly seenBy: Sight },
    { first, after }: PageRequest,
  ): Promise<Page<SearchFind>> {
    const size = sizeOf(first);
    const all = branchesOf(kinds);
    const from = after === null ? undefined : decodeAmong(all, after);
    const branches = from === undefined ? all : all.slice(all.indexOf(from.order));
    if (branches.length === 0) return { items: [], hasNext: false };
    const found: Found[] = [];
    // What matches well is often enough: the rest is not looked for then.
    for (const matches of [['EXACT', 'PREFIX'], ['PART'], ['LABEL']] as const) {
      const wanted = branches.filter(({ match }) => (matches as readonly SearchMatch[]).includes(match));
      if (found.length <= size && wanted.length > 0)
        found.push(...(await this.#look(text, wanted, { limit: size + 1 - found.length, from, seenBy })));
    }
    return {
      items: found.slice(0, size).map(({ branch, row }) => itemOf(branch, row)),
      hasNext: found.length > size,
    };
  }

  async #look(
    text: string,
    branches: readonly Branch[],
    { limit, from, seenBy }: Looked,
  ): Promise<readonly Found[]> {
    const part = literally(text);
    const values: unknown[] = [text, `${part}%`, `%${part}%`, `%${part.replaceAll('=', '": "')}%`, limit];
    const statements = branches.map((branch, index) =>
      statementOf(branch, index, {
        place: branch === from?.order ? values.push(from.place.key, from.place.id) - 1 : undefined,
        seen: numbered(seenIn(branch, seenBy), values),
      }),
    );
    const rows = await this.manager.query<Row[]>(`${statements.join(' UNION ALL ')} ${USED}`, values);
    // Each branch comes in its order; which branch comes first nobody promises.
    return rows
      .toSorted((left, right) => left.branch - right.branch)
      .map((row) => ({ branch: branches[row.branch] as Branch, row }));
  }
}

interface Looked {
  readonly limit: number;
  readonly from: From | undefined;
  readonly seenBy: Sight;
}

interface From {
  readonly order: Branch;
  readonly place: Place;
}

interface Found {
  readonly branch: Branch;
  readonly row: Row;
}

function branchesOf(kinds: readonly SearchKind[]): readonly Branch[] {
  const wanted = (Object.keys(SEARCH_KINDS) as SearchKind[]).filter((kind) => kinds.includes(kind));
  return (Object.keys(SEARCH_MATCHES) as SearchMatch[]).flatMap((match) =>
    wanted
      .filter((kind) => match !== 'LABEL' || SOURCES[kind].labelled)
      .map((kind) => ({
        match,
        kind,
        list: 'search',
        by: `${match}-${kind}`,
        type: SOURCES[kind].type,
        direction: 'DESC' as const,
      })),
  );
}

/** $1 the text, $2 to $4 patterns of it: at the beginning, anywhere, in a label; $5 how many. */
const NAME_BEGINS = 'name ILIKE $2';
const NAME_HAS = 'name ILIKE $3';
/** PostgreSQL wants to know the type of each parameter, also of one that no branch looks at. */
const USED = `UNION ALL SELECT 0, NULL, $1::text || $2::text || $3::text || $4::text, NULL, NULL WHERE $5::integer < 0`;

function conditionOf(match: SearchMatch, kind: SearchKind): string {
  // Names are lower case but for those of people.
  const nameIs = kind === 'USER' ? 'lower(name) = $1' : 'name = $1';
  switch (match) {
    case 'EXACT':
      return nameIs;
    case 'PREFIX':
      return `${NAME_BEGINS} AND NOT ${nameIs}`;
    case 'PART':
      return `${NAME_HAS} AND NOT ${NAME_BEGINS}`;
    case 'LABEL':
      // The text of all labels has an index; which label it is, and whether it is one, the pairs say.
      return `labels::text ILIKE $4 AND NOT ${NAME_HAS}
        AND EXISTS (SELECT FROM jsonb_each_text(labels) AS pair WHERE pair.key || '=' || pair.value ILIKE $3)`;
  }
}
const LABEL = `(SELECT pair.key || '=' || pair.value FROM jsonb_each_text(labels) AS pair
  WHERE pair.key || '=' || pair.value ILIKE $3 ORDER BY pair.key LIMIT 1)`;
const CASTS: Readonly<Record<KeyType, string>> = { moment: 'timestamptz', whole: 'bigint', text: 'text' };

/** Undefined: all of the branch. Locations and rules everybody sees; who may see people is asked before. */
function seenIn({ kind, match }: Branch, seenBy: Sight): Visible | undefined {
  const { from } = SOURCES[kind];
  if (from === 'cluster' && match === 'LABEL') return visibleLabels(seenBy);
  if (from === 'backup_location' || from === 'exec_rule' || from === 'app_user') return undefined;
  return visibleIn(from, seenBy);
}

function numbered(visible: Visible | undefined, values: unknown[]): string {
  if (visible === undefined) return '';
  let next = values.length;
  values.push(...visible.values);
  return `AND ${visible.condition.replaceAll('?', () => `$${++next}`)}`;
}

interface Conditions {
  readonly place: number | undefined;
  readonly seen: string;
}

function statementOf({ match, kind }: Branch, index: number, { place, seen }: Conditions): string {
  const { from, id, key, type } = SOURCES[kind];
  const behind =
    place === undefined ? '' : `AND (${key}, ${id}) < ($${place}::${CASTS[type]}, $${place + 1}::uuid)`;
  const text =
    type === 'moment' ? `to_char(${key} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : key;
  return `(SELECT ${index} AS branch, ${id} AS id, name::text AS name, ${text} AS key, ${match === 'LABEL' ? LABEL : 'NULL'} AS label
    FROM ${from} WHERE ${conditionOf(match, kind)} ${seen} ${behind} ORDER BY ${key} DESC, ${id} DESC LIMIT $5)`;
}

function itemOf(branch: Branch, { id, name, key, label }: Row) {
  const { kind, match } = branch;
  return { item: { kind, id, name, match, label }, cursor: encodeCursor(branch, { id, key }) };
}
