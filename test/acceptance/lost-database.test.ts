import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { Installation } from '../support/installation.js';

let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'] });
});
afterEach(() => holdfast.stop());

it('losing the database loses no backup: the folder is adopted, the cluster registered again, the backups found', async () => {
  const partial = await holdfast.backUp('shop', 'gone');
  await holdfast.backUp('gone');
  const { product, actor, drop } = await holdfast.afterLosingTheDatabase();
  try {
    const { locations, clusters, rescan, backups } = product.services;
    const { path } = holdfast.location;
    await expect(locations.create({ name: 'again', path }, actor)).rejects.toThrow(/does not know.*adopt/s);
    const location = await locations.create({ name: 'again', path, adopt: true }, actor);
    expect(location).toMatchObject({ id: holdfast.location.id, state: 'VALID' });

    const unknown = await rescan.run(location.id, actor);
    expect(unknown.found).toEqual([]);
    expect(unknown.damaged.map((each) => each.message).join()).toMatch(/register it, then rescan/);

    await clusters.register({ name: 'prod-again', kubeconfig: holdfast.kubernetes.kubeconfig() }, actor);
    const report = await rescan.run(location.id, actor);
    expect(report.found.map((each) => [each.id, each.name, each.state])).toEqual([
      [partial.backup.id, partial.backup.name, 'PARTIAL_SUCCESS'],
    ]);
    const namespaces = (await backups.namespacesOf([partial.backup.id])).get(partial.backup.id);
    expect(namespaces?.map((each) => [each.name, each.fate])).toEqual([
      ['gone', 'MISSING'],
      ['shop', 'INCLUDED'],
    ]);
    expect(await holdfast.verify(partial.backup.id, { product, actor })).toMatchObject({ state: 'INTACT' });
    expect(await rescan.run(location.id, actor)).toMatchObject({ found: [], damaged: [] });
  } finally {
    await drop();
  }
});

it('a rescan takes in nothing that is no backup: no manifest, a damaged one, another one under a wrong name', async () => {
  const { backup } = await holdfast.backUp('shop');
  const store = await holdfast.product.world.locations.open(holdfast.location);
  const manifest = await store.read(backupKeys.manifest(backup.id));
  const [bare, torn, moved] = ['a', 'b', 'c'].map(
    (digit) => `00000000-0000-4000-8000-00000000000${digit}`,
  ) as [string, string, string];
  await store.put(backupKeys.resources(bare, 1), Buffer.from('half'));
  await store.put(backupKeys.manifest(torn), manifest.subarray(0, 100));
  await store.put(backupKeys.manifest(moved), manifest);
  await writeFile(join(holdfast.location.path, 'backups', 'notes.txt'), 'mine');
  const report = await holdfast.product.services.rescan.run(holdfast.location.id, holdfast.actor);
  expect(report.found).toEqual([]);
  expect(report.damaged.map((each) => each.message)).toEqual([
    expect.stringContaining('is not JSON'),
    expect.stringContaining('belongs to another backup'),
  ]);
});

it('odd manifests are told one by one and stop no rescan; one from before there were schedules is taken in', async () => {
  const { backup } = await holdfast.backUp('shop');
  const store = await holdfast.product.world.locations.open(holdfast.location);
  const good = JSON.parse(String(await store.read(backupKeys.manifest(backup.id))));
  const issue = { code: 'NAMESPACE_LOST', subject: { kind: 'NAMESPACE', name: 'shop' }, message: 'gone' };
  const odd: readonly [change: object | null, told: RegExp][] = [
    [null, /not the manifest/],
    [{ version: 2 }, /newer Holdfast/],
    [{ encryption: { cipher: 'new' } }, /newer Holdfast/],
    [{ engine: 'OTHER' }, /\(engine\)/],
    [{ mode: 7, location: null }, /\(mode, location\)/],
    [{ cluster: undefined }, /\(cluster\)/],
    [{ namespaces: { shop: true } }, /\(namespaces\)/],
    [{ namespaces: [{ ...good.namespaces[0], fate: 'EATEN' }] }, /\(namespaces\.0\.fate\)/],
    [{ issues: [{ ...issue, code: 'FROM_THE_FUTURE' }] }, /\(issues\.0\.code\)/],
    [{ totals: { objects: -1, bytes: 1, storedBytes: 1 } }, /\(totals\.objects\)/],
    [{ files: 'none' }, /\(files\)/],
    [{ backup: { state: 'DELETING' } }, /\(backup\.state\)/],
    [{ backup: { finishedAt: 'yesterday' } }, /\(backup\.finishedAt\)/],
    [{ backup: { labels: [] } }, /\(backup\.labels\)/],
    [{ namespaces: [good.namespaces[0], good.namespaces[0]] }, /./],
  ];
  const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const put = (id: string, value: unknown) =>
    store.put(backupKeys.manifest(id), Buffer.from(JSON.stringify(value)));
  const withId = (id: string, { backup, ...change }: { backup?: object }) => ({
    ...good,
    ...change,
    backup: { ...good.backup, name: `b-${id}`, ...backup, id },
  });
  for (const [index, [change]] of odd.entries())
    await put(idOf(index), change && withId(idOf(index), change));
  const old = idOf(999);
  await put(old, withId(old, { schedule: undefined } as object));
  const report = await holdfast.product.services.rescan.run(holdfast.location.id, holdfast.actor);
  expect(report.found.map((each) => each.id)).toEqual([old]);
  const told = new Map(report.damaged.map(({ key, message }) => [key, message]));
  for (const [index, [, sentence]] of odd.entries())
    expect(told.get(backupKeys.folder(idOf(index)))).toMatch(sentence);
});

it('a deleted backup is gone from the location, manifest first, and from the lists', async () => {
  const { backup } = await holdfast.backUp('shop');
  const { backups } = holdfast.product.services;
  expect(await backups.remove(backup.id, { confirmLastCopy: true }, holdfast.actor)).toMatchObject({
    state: 'DELETING',
  });
  await expect(holdfast.verify(backup.id)).rejects.toMatchObject({
    code: 'OPERATION_NOT_ALLOWED',
  });
  await holdfast.product.handlers['delete-backup']({ backupId: backup.id }, new AbortController().signal);
  await expect(backups.get(backup.id, systemActor('test'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const store = await holdfast.product.world.locations.open(holdfast.location);
  const left: string[] = [];
  for await (const { key } of store.list('')) left.push(key);
  expect(left).toEqual([]);
});

it('a cluster and a location that backups need are not deleted: the refusal names the backups', async () => {
  const { backup } = await holdfast.backUp('shop');
  const { clusters, locations } = holdfast.product.services;
  const refusal = {
    code: 'HAS_DEPENDENTS',
    details: { dependents: [{ id: backup.id, name: backup.name }], total: 1 },
  };
  await expect(clusters.remove(holdfast.cluster.id, holdfast.actor)).rejects.toMatchObject(refusal);
  await expect(locations.remove(holdfast.location.id, holdfast.actor)).rejects.toMatchObject(refusal);
});
