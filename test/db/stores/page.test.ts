import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/domain/errors/request-errors.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

const SAME_MOMENT = new Date('2026-11-20T08:00:00.000Z');

describe('a page of backups', () => {
  let world: StoredWorld;
  let newestFirst: readonly string[];
  beforeAll(async () => {
    world = await createStoredWorld();
    const ids: string[] = [];
    // Three moments with three backups each: what shares a moment is ordered by id.
    for (let index = 0; index < 9; index += 1) {
      const createdAt = new Date(SAME_MOMENT.getTime() + Math.floor(index / 3));
      const name = index % 2 === 0 ? `nightly-${index}` : `manual_${index}`;
      ids.push((await world.addBackup({ createdAt, name })).id);
    }
    const moments = [ids.slice(6), ids.slice(3, 6), ids.slice(0, 3)];
    newestFirst = moments.flatMap((group) => group.toSorted().toReversed());
  });
  afterAll(() => world.drop());

  async function walk(first: number): Promise<readonly string[]> {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await world.stores.backups.page({ first, after });
      seen.push(...page.items.map(({ item }) => item.id));
      after = page.items.at(-1)?.cursor ?? null;
      if (!page.hasNext) return seen;
    }
  }

  it.each([1, 2, 3, 4, 9, 100])('of %i follows the other without a gap or a double', async (first) => {
    expect(await walk(first)).toEqual(newestFirst);
  });

  it('does not shift when a newer one is made meanwhile', async () => {
    const before = await world.stores.backups.page({ first: 4, after: null });
    const newer = await world.addBackup({ createdAt: new Date('2030-01-01') });
    const after = before.items.at(-1)!.cursor;
    const next = await world.stores.backups.page({ first: 4, after });
    expect(next.items.map(({ item }) => item.id)).toEqual(newestFirst.slice(4, 8));
    await world.stores.backups.remove(newer.id);
  });

  it('of none says whether there are any', async () => {
    expect(await world.stores.backups.page({ first: 0, after: null })).toEqual({ items: [], hasNext: true });
    const none = await world.stores.backups.page({ first: 0, after: null }, { clusterId: randomUUID() });
    expect(none).toEqual({ items: [], hasNext: false });
  });

  it('holds what the filter says, and the count counts the same', async () => {
    const { page, count } = world.stores.backups;
    const filters = [
      [{ nameContains: 'NIGHTLY' }, 5],
      [{ createdFrom: SAME_MOMENT, createdBefore: new Date(SAME_MOMENT.getTime() + 1) }, 3],
      [{ createdFrom: new Date(SAME_MOMENT.getTime() + 1) }, 6],
      [{ createdBefore: SAME_MOMENT }, 0],
      [{ nameContains: '_' }, 4],
      [{ nameContains: '%' }, 0],
      [{ states: ['IN_PROGRESS'] }, 9],
      [{ states: ['SUCCESS', 'FAILURE'] }, 0],
      [{ states: [] }, 0],
      [{ clusterId: world.cluster.id, locationId: world.location.id }, 9],
      [{ locationId: randomUUID() }, 0],
      [{ clusterId: 'nonsense' }, 0],
    ] as const;
    for (const [filter, expected] of filters) {
      expect((await page({ first: 100, after: null }, filter)).items, JSON.stringify(filter)).toHaveLength(
        expected,
      );
      expect(await count(filter), JSON.stringify(filter)).toBe(expected);
    }
    const clusters = await world.stores.clusters.page({ first: 10, after: null }, { states: ['UNCHECKED'] });
    expect(clusters.items.map(({ item }) => item)).toEqual([world.cluster]);
    const locations = await world.stores.locations.page({ first: 10, after: null }, { states: ['VALID'] });
    expect(locations).toEqual({ items: [], hasNext: false });
  });

  it.each([-1, 1.5, 1_001, Number.NaN])('of %d is refused', async (first) => {
    await expect(world.stores.backups.page({ first, after: null })).rejects.toBeInstanceOf(InvalidInput);
  });

  it('after nonsense is refused at "after"', async () => {
    await expect(world.stores.backups.page({ first: 1, after: 'nonsense' })).rejects.toMatchObject({
      details: { fields: [{ path: 'after' }] },
    });
  });
});
