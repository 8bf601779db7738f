import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../src/cycle/read-manifest.js';
import type { DomainEvent } from '../../src/domain/event.js';
import { systemActor } from '../../src/domain/identity.js';
import { Installation } from '../support/installation.js';

let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog', 'billing'] });
});
afterEach(() => holdfast.stop());

/** Runs `happen` when the cluster is asked for something, before it answers. */
function when(match: RegExp, happen: () => void | Promise<void>): void {
  holdfast.kubernetes.faults.add({ match, method: 'GET', times: 1, do: happen });
}
/** The first thing that VOLUMES and RESOURCES ask for. */
const VOLUMES = /persistentvolumeclaims/;
const RESOURCES = /\/deployments/;

const MISFORTUNES = [
  ['deleted', () => holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true }), 'not found'],
  ['Terminating', () => holdfast.kubernetes.store.terminateNamespace('blog'), 'Terminating'],
  [
    're-created',
    () => void holdfast.kubernetes.store.recreateNamespace('blog'),
    're-created with another UID',
  ],
] as const;

async function storedFiles(): Promise<string[]> {
  const store = await holdfast.product.world.locations.open(holdfast.location);
  const keys: string[] = [];
  for await (const { key } of store.list('')) keys.push(key);
  return keys;
}

describe('before the backup', () => {
  it('S1: it goes on without a namespace that is gone, ends in Partial Success and lists it as missing', async () => {
    holdfast.kubernetes.store.deleteNamespace('billing', { instantly: true });
    const report = await holdfast.backUp('shop', 'blog', 'billing');
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'NAMESPACE_MISSING',
      included: ['blog', 'shop'],
      missing: ['billing'],
      lost: [],
      issues: ['NAMESPACE_MISSING billing'],
    });
    expect(await holdfast.isRestorable(report.backup.id)).toBe(true);
  });

  it('S22: a Terminating namespace is treated as missing', async () => {
    holdfast.kubernetes.store.terminateNamespace('billing');
    const report = await holdfast.backUp('shop', 'billing');
    expect(report).toMatchObject({ state: 'PARTIAL_SUCCESS', included: ['shop'], missing: ['billing'] });
    expect(report.messages[0]).toContain('Terminating');
  });

  it('S16: with every namespace gone it is a FAILURE that lists them all, and nothing is uploaded', async () => {
    const report = await holdfast.backUp('gone-a', 'gone-b');
    expect(report).toMatchObject({
      state: 'FAILURE',
      reason: 'NOTHING_PRESENT',
      included: [],
      missing: ['gone-a', 'gone-b'],
    });
    expect(await storedFiles()).toEqual([]);
  });

  it('with every namespace present it is a Success without issues', async () => {
    const report = await holdfast.backUp('shop', 'blog', 'billing');
    expect(report).toMatchObject({ state: 'SUCCESS', reason: null, missing: [], issues: [] });
    expect(report.backup.objects).toBeGreaterThan(3 * 4);
  });

  it('S11: a namespace that was not asked for is not in it', async () => {
    const report = await holdfast.backUp('shop');
    const contents = await holdfast.product.services.backups.contents(report.backup.id, systemActor('test'));
    expect(new Set(contents.map((each) => each.namespace))).toEqual(new Set(['', 'shop']));
  });
});

describe('during the backup', () => {
  it.each(MISFORTUNES)(
    'S8: a namespace that is %s while volumes are looked at fails it and is named',
    async (_what, misfortune, reason) => {
      when(VOLUMES, misfortune);
      const report = await holdfast.backUp('shop', 'blog');
      expect(report).toMatchObject({ state: 'FAILURE', reason: 'NAMESPACE_LOST', lost: ['blog'] });
      expect(report.messages.join()).toContain(reason);
    },
  );

  it.each(MISFORTUNES)(
    'S9: a namespace that is %s while resources are read fails it and is named',
    async (_what, misfortune, reason) => {
      when(RESOURCES, misfortune);
      const report = await holdfast.backUp('shop', 'blog');
      expect(report).toMatchObject({ state: 'FAILURE', reason: 'NAMESPACE_LOST', lost: ['blog'] });
      expect(report.messages.join()).toContain(reason);
    },
  );

  it('a failed backup leaves nothing in the location that could be taken for one', async () => {
    when(RESOURCES, () => holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true }));
    await holdfast.backUp('shop', 'blog');
    expect(await storedFiles()).toEqual([]);
  });

  it('S8: the backup after the one that lost a namespace is a Partial Success without it', async () => {
    when(VOLUMES, () => holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true }));
    await holdfast.backUp('shop', 'blog');
    expect(await holdfast.backUp('shop', 'blog')).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      missing: ['blog'],
    });
  });
});

describe('after the backup', () => {
  it('S10: a namespace that is deleted leaves the finished backup unchanged and restorable', async () => {
    const report = await holdfast.backUp('shop', 'blog');
    holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true });
    expect(await holdfast.report(report.backup.id)).toEqual(report);
    expect(await holdfast.isRestorable(report.backup.id)).toBe(true);
    expect(await holdfast.backUp('shop', 'blog')).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      missing: ['blog'],
    });
  });

  it('S7: a namespace that was missing and is back is included again', async () => {
    holdfast.kubernetes.store.deleteNamespace('blog', { instantly: true });
    expect(await holdfast.backUp('shop', 'blog')).toMatchObject({ missing: ['blog'] });
    holdfast.kubernetes.store.createNamespace('blog');
    expect(await holdfast.backUp('shop', 'blog')).toMatchObject({
      state: 'SUCCESS',
      included: ['blog', 'shop'],
      missing: [],
    });
  });

  it('S26: a partial backup says in its own manifest what is missing, and holds nothing of it', async () => {
    holdfast.kubernetes.store.deleteNamespace('billing', { instantly: true });
    const { backup } = await holdfast.backUp('shop', 'billing');
    const { cipher, locations } = holdfast.product.world;
    const store = await locations.open(holdfast.location);
    const { manifest } = await readManifest(store, backup.id, { cipher, encrypted: false });
    expect(manifest.backup.state).toBe('PARTIAL_SUCCESS');
    expect(manifest.namespaces.map((each) => [each.name, each.fate])).toEqual([
      ['billing', 'MISSING'],
      ['shop', 'INCLUDED'],
    ]);
    const contents = await holdfast.product.services.backups.contents(backup.id, systemActor('test'));
    expect(contents.filter((each) => each.namespace === 'billing')).toEqual([]);
  });
});

it('every stage is an event, in the order of the run, and the end comes last', async () => {
  const { backup } = await holdfast.backUp('shop', 'gone');
  const rows = (await holdfast.database.query(
    `SELECT type, data FROM event WHERE subject_id = '${backup.id}' AND type <> 'BACKUP_PROGRESSED' ORDER BY id`,
  )) as unknown as Pick<DomainEvent, 'type' | 'data'>[];
  expect(rows.map(({ type, data }) => [type, data.stage ?? data.to ?? data.state])).toEqual([
    ['BACKUP_REQUESTED', 'IN_PROGRESS'],
    ['BACKUP_CLAIMED', 'IN_PROGRESS'],
    ['BACKUP_STAGE_ENTERED', 'PLAN'],
    ['BACKUP_STAGE_ENTERED', 'VOLUMES'],
    ['BACKUP_STAGE_ENTERED', 'RESOURCES'],
    ['BACKUP_STAGE_ENTERED', 'COMMIT'],
    ['BACKUP_FINISHED', 'PARTIAL_SUCCESS'],
  ]);
});
