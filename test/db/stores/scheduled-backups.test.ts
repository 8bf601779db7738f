import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NamespaceFate } from '../../../src/domain/backup.js';
import type { NamespaceSelection } from '../../../src/domain/namespace-selection.js';
import type { BackupStore } from '../../../src/domain/ports/backup-store.js';
import { aRequestedNamespace } from '../../factories/resources.js';
import { createStoredWorld, type StoredWorld } from '../stored-world.js';

let world: StoredWorld;
let backups: BackupStore;
beforeAll(async () => {
  world = await createStoredWorld();
  backups = world.stores.backups;
});
afterAll(() => world.drop());

const AT = new Date('2026-11-20T10:00:00.000Z');
const later = (ms: number) => new Date(AT.getTime() + ms);
const fated = (fates: Readonly<Record<string, NamespaceFate>>) =>
  Object.entries(fates).map(([name, fate]) => aRequestedNamespace(name, { fate }));
const PLANS: readonly NamespaceSelection[] = [{ kind: 'LABELS', selector: 'team=shop' }, { kind: 'ALL' }];

describe('the backups of a schedule', () => {
  it('are listed by it, and by their cycles', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const selection = { kind: 'LABELS', selector: 'team=shop' } as const;
    const older = await world.addBackup({ scheduleId, selection, requestedNamespaces: [] });
    const newer = await world.addBackup({ scheduleId, createdAt: later(1) });
    const byHand = await world.addBackup();
    const { items } = await backups.page({ first: 9, after: null }, { scheduleId });
    expect(items.map(({ item }) => item)).toEqual([newer, older]);
    expect(await backups.count({ scheduleId, states: ['IN_PROGRESS'] })).toBe(2);
    expect(await backups.count({ scheduleId: 'nonsense' })).toBe(0);
    const cycleIds = [older.cycleId, byHand.cycleId, randomUUID(), 'nonsense'];
    expect(await backups.ofCycles(cycleIds)).toEqual(
      new Map([
        [older.cycleId, older],
        [byHand.cycleId, byHand],
      ]),
    );
    expect(await backups.ofCycles([])).toEqual(new Map());
  });

  it('that have ended are what retention looks at, with the namespaces that they hold', async () => {
    const { id: scheduleId } = await world.addSchedule();
    const add = (...[change, fates]: [Parameters<typeof world.addBackup>[0], Parameters<typeof fated>[0]]) =>
      world.addBackup({ scheduleId, ...change }, fated(fates));
    const both = { shop: 'INCLUDED', blog: 'INCLUDED' } as const;
    const full = await add({ state: 'SUCCESS', createdAt: later(1) }, both);
    const part = await add(
      { state: 'PARTIAL_SUCCESS', createdAt: later(2) },
      { shop: 'INCLUDED', blog: 'MISSING' },
    );
    const failed = await add({ state: 'FAILURE', createdAt: later(3) }, { shop: 'INCLUDED', blog: 'LOST' });
    const going = await add({ state: 'DELETING', createdAt: later(4) }, both);
    await add({ createdAt: later(5) }, { shop: 'REQUESTED' });
    await world.addBackup({ state: 'SUCCESS' });
    const lasting = { unusable: false, lockedUntil: null } as const;
    expect(await backups.retainedOf(scheduleId)).toEqual([
      { id: going.id, state: 'DELETING', createdAt: later(4), ...lasting, machines: null, included: [] },
      { id: failed.id, state: 'FAILURE', createdAt: later(3), ...lasting, machines: null, included: [] },
      {
        id: part.id,
        state: 'PARTIAL_SUCCESS',
        createdAt: later(2),
        ...lasting,
        machines: null,
        included: ['shop'],
      },
      {
        id: full.id,
        state: 'SUCCESS',
        createdAt: later(1),
        ...lasting,
        machines: null,
        included: ['blog', 'shop'],
      },
    ]);
    expect(await backups.retainedOf(randomUUID())).toEqual([]);
    const counted = await backups.countOfSchedules([scheduleId, randomUUID(), 'nonsense']);
    expect(counted).toEqual(new Map([[scheduleId, 5]]));
    expect(await backups.retainedOf('nonsense')).toEqual([]);
  });
});

describe.each(PLANS)('the plan of a backup of $kind', (selection) => {
  const change = { selection, requestedNamespaces: [] };

  it('says what was requested', async () => {
    const { backup, lease } = await world.addClaimedBackup({ change }, []);
    const included = ['shop', 'blog'].map((name) => ({ name, uid: `uid-${name}` }));
    const missing = [{ name: 'billing', reason: 'Terminating' as const }];
    expect(await backups.recordPlan(lease, { included, missing })).toBe('held');
    expect((await backups.find(backup.id))?.requestedNamespaces).toEqual(['billing', 'blog', 'shop']);
    const planned = (await backups.namespacesOf([backup.id])).get(backup.id)!;
    expect(planned.map(({ name, fate }) => `${name} ${fate}`)).toEqual([
      'billing MISSING',
      'blog INCLUDED',
      'shop INCLUDED',
    ]);
  });

  it('of a later attempt forgets what only an earlier one met', async () => {
    const { backup, lease } = await world.addClaimedBackup({ change }, []);
    const plan = (...names: readonly string[]) =>
      backups.recordPlan(lease, { included: names.map((name) => ({ name, uid: name })), missing: [] });
    await plan('blog', 'gone', 'shop');
    await plan('blog', 'new', 'shop');
    expect((await backups.find(backup.id))?.requestedNamespaces).toEqual(['blog', 'new', 'shop']);
    const names = (await backups.namespacesOf([backup.id])).get(backup.id)!.map(({ name }) => name);
    expect(names).toEqual(['blog', 'new', 'shop']);
    await plan();
    expect((await backups.find(backup.id))?.requestedNamespaces).toEqual([]);
    expect((await backups.namespacesOf([backup.id])).get(backup.id)).toEqual([]);
  });

  it('is not written by a worker that lost its lease', async () => {
    const { backup, lease } = await world.addClaimedBackup({ change }, fated({ shop: 'INCLUDED' }));
    const late = { ...lease, attempt: lease.attempt + 1 };
    expect(await backups.recordPlan(late, { included: [{ name: 'blog', uid: 'u' }], missing: [] })).toBe(
      'lost',
    );
    expect(await backups.find(backup.id)).toEqual(backup);
    const names = (await backups.namespacesOf([backup.id])).get(backup.id)!.map(({ name }) => name);
    expect(names).toEqual(['shop']);
  });

  it('holds 5,000 namespaces, and another 5,000 in the next attempt', async () => {
    const { backup, lease } = await world.addClaimedBackup({ change }, []);
    const names = Array.from({ length: 10_000 }, (_, n) => `ns-${String(n).padStart(5, '0')}`);
    for (const some of [names.slice(0, 5_000), names.slice(5_000)]) {
      const included = some.map((name) => ({ name, uid: randomUUID() }));
      expect(await backups.recordPlan(lease, { included, missing: [] })).toBe('held');
      expect((await backups.find(backup.id))?.requestedNamespaces).toEqual(some);
      expect((await backups.namespacesOf([backup.id])).get(backup.id)).toHaveLength(5_000);
    }
  });
});

it('the plan of a named list leaves the list as it was asked for', async () => {
  const { backup, lease } = await world.addClaimedBackup();
  const included = [{ name: 'shop', uid: 'uid-shop' }];
  expect(await backups.recordPlan(lease, { included, missing: [] })).toBe('held');
  expect((await backups.find(backup.id))?.requestedNamespaces).toEqual(['blog', 'shop']);
  const planned = (await backups.namespacesOf([backup.id])).get(backup.id)!;
  expect(planned.map(({ name, fate }) => `${name} ${fate}`)).toEqual(['blog REQUESTED', 'shop INCLUDED']);
});
