/** The story of a restore over the API, with the real engine on the stand-in cluster: what was lost is there again. */

import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import type { Backup } from '../../src/domain/backup.js';
import type { Actor } from '../../src/domain/identity.js';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import type { Restore, RestoreOptions } from '../../src/domain/restore.js';
import { restoreOptions } from '../factories/restores.js';
import { type Running, startApi } from '../graphql/running-api.js';
import { Installation } from '../support/installation.js';
import { aPerson, asking, type Person } from '../support/people.js';

let holdfast: Installation;
let api: Running;
let backup: Backup;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop', 'blog'] });
  const { services } = holdfast.product;
  api = await startApi({ services, authenticate: (token) => services.identity.authenticate(token) });
  backup = (await holdfast.backUp('shop', 'blog', 'billing')).backup;
});
afterEach(async () => {
  await api.stop();
  await holdfast.stop();
});

const never = new AbortController().signal;
const services = () => holdfast.product.services.restores;
const store = () => holdfast.kubernetes.store;

function create(change: Partial<RestoreOptions> = {}, more: object = {}, actor: Actor = holdfast.actor) {
  return services().create({ backupId: backup.id, options: restoreOptions(change), ...more }, actor);
}

async function run(restore: Restore): Promise<Restore> {
  await runRestore(restore.id, holdfast.product.world, never);
  return services().get(restore.id, systemActor('test'));
}

describe('a namespace that was deleted', () => {
  it('is restored under another name, and the preview said so', async () => {
    const ask = asking(api, (await aPerson(holdfast.product, holdfast.actor, { role: 'APP_ADMIN' })).token);
    store().deleteNamespace('shop');
    await store().settled();
    const input = {
      backupId: backup.id,
      scope: { namespaces: ['shop'] },
      namespaceMapping: [{ from: 'shop', to: 'shop-copy' }],
    };
    const preview = await ask(
      'query ($input: PreviewRestoreInput!) { previewRestore(input: $input) { newNamespaces conflictsTotal counts { created failed } } }',
      { input },
    );
    expect(preview.data.previewRestore).toMatchObject({
      newNamespaces: ['shop-copy'],
      conflictsTotal: 0,
      counts: { failed: 0 },
    });
    expect(store().hasNamespace('shop-copy')).toBe(false);

    const begun = await ask(
      'mutation ($input: CreateRestoreInput!) { createRestore(input: $input) { restore { id state targetNamespaces } } }',
      { input },
    );
    expect(begun.data.createRestore).toMatchObject({
      restore: { state: 'IN_PROGRESS', targetNamespaces: ['shop-copy'] },
    });
    const { id } = (begun.data.createRestore as unknown as { restore: { id: string } }).restore;
    await runRestore(id, holdfast.product.world, never);
    const after = await ask(
      'query ($id: ID!) { restore(id: $id) { state stateReason issues { totalCount edges { node { code message } } } progress { done total counts { created failed } } } }',
      { id },
    );
    expect(after.data.restore).toMatchObject({ state: 'SUCCESS', stateReason: null });
    expect(store().get('configmaps', 'settings', 'shop-copy')).toMatchObject({
      data: { greeting: 'hello from shop' },
    });
    expect(store().get('deployments.apps', 'web', 'shop-copy')).toBeDefined();
    expect(store().hasNamespace('shop')).toBe(false);
  });
});

describe('what is refused before anything begins', () => {
  const refusal = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(await services().count({}, systemActor('test'))).toBeLessThanOrEqual(1);
    return error;
  };

  it('a namespace that the backup does not hold, with the names that it does', async () => {
    expect(await refusal(create({ namespaceMapping: { shpo: 'x' } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(/"shpo".*it holds blog, shop/),
    });
  });

  it('a namespace that the backup lists as MISSING, and says so', async () => {
    expect(await refusal(create({ namespaceMapping: { billing: 'x' } }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('"billing" as MISSING (not found)'),
    });
  });

  it('all faults at once', async () => {
    const error = await refusal(
      create(
        { existing: 'REPLACE', restoreStatus: ['No Kind'], namespaceMapping: { shop: 'kube-system' } },
        { name: 'NO NAME' },
      ),
    );
    const { fields } = (error as { details: { fields: { path: string }[] } }).details;
    expect(fields.map(({ path }) => path)).toEqual([
      'name',
      'confirm',
      'restoreStatus.0',
      'namespaceMapping.shop',
    ]);
  });

  it('REPLACE without a yes; with it, it begins', async () => {
    expect(await refusal(create({ existing: 'REPLACE' }))).toMatchObject({
      message: expect.stringContaining('deletes each object that is there and differs'),
    });
    expect(await create({ existing: 'REPLACE' }, { confirm: true })).toMatchObject({ state: 'IN_PROGRESS' });
  });

  it('a backup that was found damaged, unless what can be read of it is enough; a preview shows what that is', async () => {
    const path = join(holdfast.location.path, backupKeys.resources(backup.id, 1));
    await truncate(path, 10);
    await holdfast.verify(backup.id);
    const error = await refusal(create());
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('is damaged') });
    expect((error as { details: { fields: { path: string }[] } }).details.fields).toMatchObject([
      { path: 'acceptDamaged' },
    ]);
    expect(await create({}, { acceptDamaged: true })).toMatchObject({ state: 'IN_PROGRESS' });
  });

  it('a second restore into the same namespace, also of two that begin at once', async () => {
    const both = await Promise.allSettled([create(), create({ namespaceMapping: { blog: 'news' } })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'OPERATION_IN_PROGRESS' });
    const apart = await create({ namespaceMapping: { blog: 'b2', shop: 's2' } });
    expect(apart.targetNamespaces).toEqual(['b2', 's2']);
  });

  it('a federated cluster', async () => {
    await holdfast.database.query(`UPDATE cluster SET mode = 'FEDERATED'`);
    expect(await refusal(create())).toMatchObject({ code: 'MODE_NOT_SUPPORTED' });
  });

  it('a cluster or a location that is known not to work', async () => {
    await holdfast.database.query(`UPDATE cluster SET state = 'DISCONNECTED'`);
    expect(await refusal(create())).toMatchObject({ code: 'OPERATION_NOT_ALLOWED' });
    await holdfast.database.query(`UPDATE cluster SET state = 'ACTIVE'`);
    await holdfast.database.query(`UPDATE backup_location SET state = 'INVALID'`);
    expect(await refusal(create())).toMatchObject({ code: 'OPERATION_NOT_ALLOWED' });
  });

  it('a name that another restore has', async () => {
    const first = await run(await create({}, { name: 'again' }));
    expect(first.state).not.toBe('IN_PROGRESS');
    expect(await refusal(create({}, { name: 'again' }))).toMatchObject({ code: 'ALREADY_EXISTS' });
  });
});

describe('a backup and its restores', () => {
  const remove = () =>
    holdfast.product.services.backups.remove(backup.id, { confirmLastCopy: true }, holdfast.actor);

  it('is not deleted while it is read; after that it is, and the record of the restore stays', async () => {
    const restore = await create();
    await expect(remove()).rejects.toMatchObject({
      code: 'OPERATION_IN_PROGRESS',
      details: { holderId: restore.id },
    });
    const { backups } = holdfast.product.world.work.stores;
    expect(await backups.move(backup.id, backup.state, 'DELETING', new Date())).toBe(false);
    await run(restore);
    await remove();
    await holdfast.product.handlers['delete-backup']({ backupId: backup.id }, never);
    expect(await services().get(restore.id, systemActor('test'))).toMatchObject({
      backupId: null,
      backupName: backup.name,
    });
  });

  it('that is being deleted is not restored', async () => {
    await remove();
    await expect(create()).rejects.toMatchObject({ code: 'OPERATION_NOT_ALLOWED' });
  });

  it('the cluster that a restore writes to is not removed under it', async () => {
    const other = await holdfast.product.services.clusters.register(
      { name: 'other', kubeconfig: holdfast.kubernetes.kubeconfig() },
      holdfast.actor,
    );
    const restore = await create({ namespaceMapping: { shop: 's2', blog: 'b2' } }, { clusterId: other.id });
    const { clusters } = holdfast.product.services;
    await expect(clusters.remove(other.id, holdfast.actor)).rejects.toMatchObject({
      code: 'HAS_DEPENDENTS',
      details: { dependents: [{ resource: 'Restore', id: restore.id }] },
    });
    await run(restore);
    await clusters.remove(other.id, holdfast.actor);
    expect(await services().get(restore.id, systemActor('test'))).toMatchObject({
      clusterId: null,
      clusterName: 'other',
    });
  });
});

describe('the record of a restore', () => {
  it('is deleted when it has ended and not before; what it brought back stays', async () => {
    const restore = await create({ namespaceMapping: { shop: 's2', blog: 'b2' } });
    await expect(services().remove(restore.id, holdfast.actor)).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
    });
    await run(restore);
    await services().remove(restore.id, holdfast.actor);
    await expect(services().get(restore.id, systemActor('test'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(store().get('configmaps', 'settings', 's2')).toBeDefined();
  });

  it('is counted on its backup and in the state matrix, and found by filters', async () => {
    const restore = await run(await create());
    const { stateMatrix } = holdfast.product.services;
    expect((await stateMatrix.counts('Restore', systemActor('test')))?.get(restore.state)).toBe(1);
    expect((await services().countOfBackups([backup.id], systemActor('test'))).get(backup.id)).toBe(1);
    const found = async (filter: object) =>
      (await services().page({ first: 10, after: null }, filter, systemActor('test'))).items.map(
        ({ item }) => item.id,
      );
    expect(await found({ backupId: backup.id, clusterId: holdfast.cluster.id })).toEqual([restore.id]);
    expect(await found({ states: ['IN_PROGRESS'] })).toEqual([]);
    expect(await found({ nameContains: 'RESTORE' })).toEqual([restore.id]);
  });
});

describe('who may restore', () => {
  let owner: Person;
  beforeEach(async () => {
    owner = await aPerson(holdfast.product, holdfast.actor, { role: 'APP_USER' });
  });
  const actorOf = async ({ token }: Person): Promise<Actor> =>
    (await holdfast.product.services.identity.authenticate(token))!;

  it('an app user their own backups and no others', async () => {
    await expect(create({}, {}, await actorOf(owner))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const preview = { backupId: backup.id, options: restoreOptions() };
    await expect(services().preview(preview, await actorOf(owner))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await holdfast.database.query(`UPDATE backup SET owner_id = '${owner.user.id}'`);
    // Its cluster is not theirs to write to, before its namespaces are shared with them.
    await expect(create({}, {}, await actorOf(owner))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { shares } = holdfast.product.services;
    const of = { resource: 'Cluster', resourceId: backup.clusterId, access: 'RESTORE' } as const;
    await shares.create({ ...of, userId: owner.user.id, namespaces: ['*'] }, holdfast.actor);
    expect((await create({}, {}, await actorOf(owner))).ownerId).toBe(owner.user.id);
  });
});
