import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NotFound } from '../../../src/domain/errors/resource-errors.js';
import type { BackupScheduleStore } from '../../../src/domain/ports/backup-schedule-store.js';
import { aScheduleEdit } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let schedules: BackupScheduleStore;
beforeAll(async () => {
  world = await createStoredWorld();
  schedules = world.stores.schedules;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);

/** Each edit a millisecond after the one before it. */
async function history(...changes: readonly Parameters<typeof aScheduleEdit>[1][]) {
  const { id } = await world.addSchedule();
  const edits = changes.map((change, n) => aScheduleEdit(id, { at: later(n), ...change }));
  for (const edit of edits) await schedules.appendEdit(edit);
  return { id, edits };
}

describe('the history of a schedule', () => {
  it('is read back as it was written, newest first and page by page', async () => {
    const { id, edits } = await history(
      { kind: 'CREATE', namespaces: [], before: {}, selectionVersion: 1 },
      { kind: 'SUSPEND', actor: { kind: 'SYSTEM', id: null, name: 'scheduler' }, selectionVersion: 1 },
      { kind: 'EXCLUDE', revertedAt: AT },
      { kind: 'EDIT', before: { retention: { keep: 7, maxAgeDays: null } }, after: { note: 'a\\b "c"' } },
    );
    const first = await schedules.edits(id, { first: 3, after: null });
    const rest = await schedules.edits(id, { first: 3, after: first.items.at(-1)!.cursor });
    expect([...first.items, ...rest.items].map(({ item }) => item)).toEqual(edits.toReversed());
    expect([first.hasNext, rest.hasNext]).toEqual([true, false]);
  });

  it('of nothing is empty, and an edit of nothing is refused', async () => {
    const nothing = { items: [], hasNext: false };
    const { id } = await world.addSchedule();
    for (const each of [id, randomUUID(), 'nonsense']) {
      expect(await schedules.edits(each, { first: 5, after: null })).toEqual(nothing);
      expect(await schedules.lastSelectionEdit(each)).toBeUndefined();
      expect(await schedules.lastEditOf(each, 'ADD', 'blog')).toBeUndefined();
    }
    await expect(schedules.appendEdit(aScheduleEdit(randomUUID()))).rejects.toBeInstanceOf(NotFound);
  });

  it('keeps what PostgreSQL cannot as it can', async () => {
    const { id } = await history({ after: { reason: 'a\0b\uD800' } });
    expect((await schedules.lastSelectionEdit(id))?.after).toEqual({ reason: 'a\uFFFDb\uFFFD' });
  });

  it('goes with its schedule', async () => {
    const { id, edits } = await history({}, {});
    await schedules.remove(id);
    const left = await world.database.query(`SELECT FROM schedule_edit WHERE id = '${edits[0]?.id}'`);
    expect(left).toEqual([]);
  });
});

describe('the last edit of the selection', () => {
  it('is the one that raised its version, whatever came after', async () => {
    const { id, edits } = await history(
      { kind: 'CREATE', selectionVersion: 1 },
      { kind: 'EXCLUDE', selectionVersion: 2 },
      { kind: 'EDIT', selectionVersion: 2 },
      { kind: 'RESUME', selectionVersion: 2 },
    );
    expect(await schedules.lastSelectionEdit(id)).toEqual(edits[1]);
  });

  it('may be an edit of the selector, or the creation', async () => {
    const selector = await history(
      { kind: 'CREATE', selectionVersion: 1 },
      { kind: 'EDIT', selectionVersion: 2 },
    );
    expect(await schedules.lastSelectionEdit(selector.id)).toEqual(selector.edits[1]);
    const fresh = await history(
      { kind: 'CREATE', selectionVersion: 1 },
      { kind: 'EDIT', selectionVersion: 1 },
    );
    expect(await schedules.lastSelectionEdit(fresh.id)).toEqual(fresh.edits[0]);
  });

  it('is told from others of the same millisecond', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { id, edits } = await history(
        { kind: 'ADD', selectionVersion: 2, at: AT },
        { kind: 'EXCLUDE', selectionVersion: 3, at: AT },
        { kind: 'EDIT', selectionVersion: 3, at: AT },
      );
      expect(await schedules.lastSelectionEdit(id)).toEqual(edits[1]);
    }
  });
});

describe('who moved a namespace', () => {
  it('is said by the newest edit of the kind that still stands', async () => {
    const { id, edits } = await history(
      { kind: 'EXCLUDE', namespaces: ['billing', 'blog'], selectionVersion: 2 },
      { kind: 'ADD', namespaces: ['billing'], selectionVersion: 3 },
      { kind: 'EXCLUDE', namespaces: ['billing'], selectionVersion: 4 },
    );
    expect(await schedules.lastEditOf(id, 'EXCLUDE', 'billing')).toEqual(edits[2]);
    expect(await schedules.lastEditOf(id, 'EXCLUDE', 'blog')).toEqual(edits[0]);
    expect(await schedules.lastEditOf(id, 'ADD', 'billing')).toEqual(edits[1]);
    expect(await schedules.lastEditOf(id, 'ADD', 'blog')).toBeUndefined();
    await schedules.markReverted(edits[2]!.id, AT);
    expect(await schedules.lastEditOf(id, 'EXCLUDE', 'billing')).toEqual(edits[0]);
  });

  it('is taken back once', async () => {
    const { id, edits } = await history({});
    await schedules.markReverted(edits[0]!.id, AT);
    await schedules.markReverted(edits[0]!.id, later(60_000));
    await expect(schedules.markReverted('nonsense', AT)).resolves.toBeUndefined();
    expect((await schedules.lastSelectionEdit(id))?.revertedAt).toEqual(AT);
  });
});
