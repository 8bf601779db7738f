/** Every filter in every order of the lists, first and deep pages: by an index, and with a bounded number of rows looked at. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/db/stores/cursor.js';
import {
  ALERT_KEYS,
  BACKUP_KEYS,
  RESTORE_KEYS,
  SCHEDULE_KEYS,
  type SortKey,
} from '../../src/db/stores/list-sorts.js';
import type { Sight } from '../../src/domain/access.js';
import type { Stores } from '../../src/domain/ports/stores.js';
import type { StoredWorld } from '../db/stored-world.js';
import { ALERTS, appUser, BACKUPS, createFilledLists, RESTORES, SCHEDULES } from './filled-lists.js';
import { readRows } from './read-rows.js';

let world: StoredWorld;
/** Who looks: their rights are a condition among the others. */
let sights: Readonly<Record<string, Sight>>;
let some: { readonly [what in 'owner' | 'cluster' | 'location' | 'schedule']: string };
beforeAll(async () => {
  world = await createFilledLists();
  const [row] = await world.database.query(
    `SELECT owner_id AS owner, cluster_id AS cluster, location_id AS location, schedule_id AS schedule
     FROM backup WHERE name LIKE 'backup-777-%' ORDER BY name LIMIT 1`,
  );
  some = row as typeof some;
  sights = {
    'an administrator': 'ALL',
    'an app user with shares': await appUser(world.database.query),
    'an app user who owns half of everything': { userId: world.user.id, groups: [] },
  };
});
afterAll(() => world.drop());

const DIRECTIONS = ['DESC', 'ASC'] as const;
const LISTS = {
  backups: { table: 'backup', rows: BACKUPS, keys: BACKUP_KEYS },
  schedules: { table: 'backup_schedule', rows: SCHEDULES, keys: SCHEDULE_KEYS },
  restores: { table: 'restore', rows: RESTORES, keys: RESTORE_KEYS },
  alerts: { table: 'alert', rows: ALERTS, keys: ALERT_KEYS },
} as const;
type List = keyof typeof LISTS;
type Filters = Readonly<Record<string, () => object>>;

const COMMON: Filters = {
  everything: () => ({}),
  'a rare state': () => ({ states: ['FAILURE'] }),
  'the last week': () => ({ createdWithin: 'LAST_WEEK' }),
  'a week long ago': () => ({
    createdFrom: new Date(Date.now() - 100 * 86_400_000),
    createdBefore: new Date(Date.now() - 93 * 86_400_000),
  }),
  'an owner of few': () => ({ ownerId: some.owner }),
  'an owner of half of everything': () => ({ ownerId: world.user.id }),
  'a cluster': () => ({ clusterId: some.cluster }),
  'a part of no name': () => ({ nameContains: 'xyzzy' }),
};
const FILTERS: Readonly<Record<List, Filters>> = {
  backups: {
    ...COMMON,
    'a common state': () => ({ states: ['SUCCESS'] }),
    'a part of many names': () => ({ nameContains: 'ck' }),
    'a part of few names': () => ({ nameContains: 'p-7771' }),
    'a label of many': () => ({ labels: [{ key: 'tier', values: ['web'] }] }),
    'a label of some': () => ({ labels: [{ key: 'team', values: ['team-7'] }] }),
    'a label of few': () => ({ labels: [{ key: 'ticket' }] }),
    'a label of none': () => ({ labels: [{ key: 'team', values: ['none'] }] }),
    'a location': () => ({ locationId: some.location }),
    'a schedule': () => ({ scheduleId: some.schedule }),
    'a namespace that all hold': () => ({ includesNamespace: 'shared' }),
    'a namespace that few hold': () => ({ includesNamespace: 'app-77' }),
    'a namespace that few lack': () => ({ missesNamespace: 'gone-12' }),
    'a namespace that is nowhere': () => ({ missesNamespace: 'nowhere' }),
    'partial ones of the last week by label': () => ({
      states: ['PARTIAL_SUCCESS'],
      createdWithin: 'LAST_WEEK',
      labels: [{ key: 'team', values: ['team-24'] }],
    }),
  },
  schedules: {
    ...COMMON,
    'a rare state': () => ({ states: ['SUSPENDED'] }),
    'a part of many names': () => ({ nameContains: 'ch' }),
    'a label of some': () => ({ labels: [{ key: 'team', values: ['team-7'] }] }),
    'a location': () => ({ locationId: some.location }),
    'a namespace on few lists': () => ({ includesNamespace: 'app-77' }),
    'those that miss some': () => ({ hasMissing: true }),
  },
  restores: { ...COMMON, 'a part of many names': () => ({ nameContains: 're' }) },
  alerts: {
    everything: () => ({}),
    'those that are open': () => ({ open: true }),
    'those that are closed': () => ({ open: false }),
    'a rare kind': () => ({ kinds: ['BACKUP_FAILED'] }),
    'the last week': () => ({ openedWithin: 'LAST_WEEK' }),
    'a schedule': () => ({ scheduleId: some.schedule }),
    'a cluster': () => ({ clusterId: some.cluster }),
  },
};

/** The place four fifths down the list. */
async function deepPlace(list: List, by: string, direction: 'ASC' | 'DESC'): Promise<string> {
  const { table, rows, keys } = LISTS[list];
  const key = (keys as Readonly<Record<string, SortKey<never>>>)[by]!;
  const text =
    key.type === 'moment'
      ? `to_char(${key.sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : key.sql;
  const [row] = await world.database.query(
    `SELECT id, ${text} AS key FROM ${table} ORDER BY ${key.sql} ${direction}, id ${direction}
     OFFSET ${Math.floor(rows * 0.8)} LIMIT 1`,
  );
  const order = { list: table, by, type: key.type, direction };
  return encodeCursor(order, { id: String(row?.id), key: String(row?.key) });
}

const PAGE = 50;
const SIGHTS = ['an administrator', 'an app user with shares', 'an app user who owns half of everything'];

describe.each(Object.keys(LISTS) as List[])('the list of %s', (list) => {
  const { table, rows, keys } = LISTS[list];
  const orders = Object.keys(keys).flatMap((by) => DIRECTIONS.map((direction) => ({ by, direction })));
  const page = (stores: Stores, request: object, filter: object) =>
    (stores[list].page as (request: object, filter: object) => Promise<unknown>)(
      { first: PAGE, after: null, ...request },
      filter,
    );
  /**
   * Known and not mended: few of the alerts that there are answer these, and PostgreSQL walks the order, or sorts all, instead of looking for
   * those few. There are tens of thousands at most, and milliseconds are what it takes.
   */
  const isLookedAtWhole = (name: string, { by }: (typeof orders)[number]) =>
    list === 'alerts' &&
    ((name === 'a rare kind' && by === 'COUNT') ||
      (name === 'the last week' && (by === 'CHANGED_AT' || by === 'LAST_SEEN_AT')));
  /** By its end what was made long ago is found behind all that ended since: no moment says when something ends at the latest. */
  const mostLooked = (name: string, { by }: (typeof orders)[number], looker?: string) => {
    if (name === 'a week long ago' && by === 'FINISHED_AT') return rows;
    // Known and not mended: what is another's is looked for among all that one owns oneself, in the order that was asked for.
    return name === 'an owner of few' && looker === SIGHTS[2] ? rows * 0.6 : rows / 3;
  };
  const places = ({ by, direction }: (typeof orders)[number]) =>
    Promise.all([null, deepPlace(list, by, direction)]);

  it.each(orders)(
    'by $by $direction reads a page and no more, at the beginning and deep down',
    async (sort) => {
      for (const after of await places(sort)) {
        const read = await readRows(world.dataSource, (stores) => page(stores, { sort, after }, {}));
        expect(read).toMatchObject({ scanned: [], answered: PAGE + 1 });
        expect(read.looked).toBeLessThanOrEqual(PAGE + 2);
      }
    },
  );

  // Known and not mended: alerts of an app user are found among all that they see, so that who owns half of everything has that half looked at.
  describe.each(list === 'alerts' ? SIGHTS.slice(0, 2) : SIGHTS)('for %s', (looker) => {
    describe.each(Object.keys(FILTERS[list]))('of %s', (name) => {
      it.each(orders.filter((sort) => !isLookedAtWhole(name, sort)))(
        'by $by $direction does not scan the table, and looks at a part of it',
        async (sort) => {
          const filter = { ...FILTERS[list][name]?.(), seenBy: sights[looker] };
          for (const after of await places(sort)) {
            const read = await readRows(world.dataSource, (stores) => page(stores, { sort, after }, filter));
            expect(read.scanned).not.toContain(table);
            expect(read.looked).toBeLessThanOrEqual(mostLooked(name, sort, looker));
          }
        },
      );
    });
  });
});
