/** Restores that Stork makes on its cluster: by real HTTP against the stand-in. Source: facts 2.4, 8.3. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Product } from '../../src/compose.js';
import { runRestore } from '../../src/cycle/restore/run-restore.js';
import { ModeNotSupported } from '../../src/domain/errors/resource-errors.js';
import type { Restore, RestoreOptions } from '../../src/domain/restore.js';
import {
  HOLDFAST,
  MANAGED_BY,
  STORK_MARKS,
  STORK_REGISTRATION,
  storkNames,
} from '../../src/engines/stork/stork-kinds.js';
import { restoreOptions } from '../factories/restores.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS, RESTORES } from '../stand-ins/stork/stork-kinds.js';
import { FederatedInstallation, type FederatedOptions } from '../support/federated-installation.js';

const never = new AbortController().signal;
let harbour: FederatedInstallation;
let backupId: string;

async function start(options: FederatedOptions = {}): Promise<void> {
  harbour = await FederatedInstallation.start({ namespaces: ['shop', 'blog'], ...options });
  build(harbour.store, ...aBoundClaim('shop', 'data'));
  backupId = (await harbour.backUp('shop', 'blog')).backup.id;
}
beforeEach(() => start());
afterEach(() => harbour.stop());

function ask(change: Partial<RestoreOptions> = {}): Promise<Restore> {
  const { holdfast } = harbour;
  const options = restoreOptions(change);
  const confirm = options.existing === 'REPLACE';
  return holdfast.product.services.restores.create({ backupId, options, confirm }, holdfast.actor);
}

async function run(id: string, product: Product = harbour.holdfast.product) {
  await runRestore(id, product.world, never);
  const { restores } = harbour.holdfast.product.services;
  const restore = await restores.get(id, harbour.holdfast.actor);
  const issues = (await restores.issuesOf(id, { first: 100, after: null })).items;
  return {
    ...restore,
    issues: issues.map(({ item: { code, object } }) => `${code} ${object?.namespace}/${object?.name}`),
  };
}

async function restore(change: Partial<RestoreOptions> = {}) {
  return run((await ask(change)).id);
}

function greeting(namespace: string): unknown {
  return (harbour.store.get('configmaps', 'settings', namespace)?.data as { greeting?: unknown } | undefined)
    ?.greeting;
}

const blogAs = (name: string) => ({
  scope: { ...restoreOptions().scope, namespaces: ['blog'] },
  namespaceMapping: { blog: name },
});

describe('a restore', () => {
  it('under another name brings back that namespace alone, and leaves no instruction', async () => {
    expect(await restore(blogAs('copy'))).toMatchObject({
      state: 'SUCCESS',
      mode: 'FEDERATED',
      stage: 'FINISH',
      issues: [],
      targetNamespaces: ['copy'],
    });
    expect(greeting('copy')).toBe('hello from blog');
    expect(harbour.store.list(RESTORES)).toEqual([]);
    expect(harbour.store.list(BACKUPS)).toHaveLength(1);
  });

  it('that keeps what is there is partial, and names it as the backup does', async () => {
    await restore(blogAs('copy'));
    const again = await restore(blogAs('copy'));
    expect(again).toMatchObject({ state: 'PARTIAL_SUCCESS', stateReason: 'CONFLICT_KEPT' });
    expect(again.counts.KEPT).toBeGreaterThan(0);
    expect(again.issues).toContain('CONFLICT_KEPT blog/settings');
  });

  it('that replaces what is there does', async () => {
    harbour.store.patch('configmaps', 'settings', {
      namespace: 'blog',
      patch: { data: { greeting: 'changed' } },
    });
    const scope = { ...restoreOptions().scope, namespaces: ['blog'] };
    expect(await restore({ scope, existing: 'REPLACE' })).toMatchObject({ state: 'SUCCESS' });
    expect(greeting('blog')).toBe('hello from blog');
  });

  it('whose volume fails is a failure with both reasons', async () => {
    harbour.stork.faults.failVolume('shop/data', 'no such snapshot');
    const failed = await restore({ namespaceMapping: { shop: 'shop-two', blog: 'blog-two' } });
    expect(failed).toMatchObject({ state: 'FAILURE', stateReason: 'STORK_FAILED' });
    expect(failed.issues).toContain('VOLUME_NOT_RESTORED shop/data');
  });

  it('of an object that the cluster refuses is partial', async () => {
    harbour.stork.faults.failObject('configmaps blog/settings', 'admission webhook denied the request');
    expect(await restore(blogAs('copy'))).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      issues: ['REFUSED blog/settings'],
    });
  });

  it('that Stork ends as partial without saying of what is partial, with its words', async () => {
    const { faults } = harbour.stork;
    faults.endsPartially = 'the hooks of an operator were left out';
    expect(await restore(blogAs('copy'))).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      stateReason: 'STORK_INCOMPLETE',
      issues: ['STORK_INCOMPLETE undefined/undefined'],
    });
    faults.leavesListsOut = true;
    expect(await restore(blogAs('another'))).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      stateReason: 'STORK_INCOMPLETE',
      counts: { KEPT: 0 },
    });
  });

  it('of a namespace that a partial backup misses is refused', async () => {
    harbour.store.deleteNamespace('blog', { instantly: true });
    backupId = (await harbour.backUp('shop', 'blog')).backup.id;
    await expect(ask(blogAs('copy'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('on a cluster that does not know the backup says so', async () => {
    harbour.store.delete(BACKUPS, storkNames.backup(backupId), 'kube-system');
    await harbour.store.settled();
    expect(await restore(blogAs('copy'))).toMatchObject({
      state: 'FAILURE',
      stateReason: 'BACKUP_UNREADABLE',
    });
  });

  it('that stands still is a failure, and is taken back', async () => {
    await harbour.stop();
    await start({ storkTimes: { stallMs: 400 } });
    const hold = harbour.stork.faults.holdBefore('Applications', 'restore');
    expect(await restore(blogAs('copy'))).toMatchObject({ state: 'FAILURE', stateReason: 'STORK_STALLED' });
    hold.release();
    await vi.waitFor(() => expect(harbour.store.list(RESTORES)).toEqual([]));
  });

  it('whose instruction somebody deletes while Stork works on it is a failure', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications', 'restore');
    const { id } = await ask(blogAs('copy'));
    const running = run(id);
    await hold.reached;
    harbour.store.delete(RESTORES, storkNames.restore(id), 'kube-system');
    hold.release();
    expect(await running).toMatchObject({ state: 'FAILURE', stateReason: 'STORK_GONE' });
  });

  it('of somebody else’s name is neither used nor changed', async () => {
    const { id } = await ask(blogAs('copy'));
    const metadata = { name: storkNames.restore(id), namespace: 'kube-system' };
    harbour.store.create(RESTORES, { metadata, spec: { backupName: 'theirs', backupLocation: 'theirs' } });
    await harbour.store.settled();
    expect(await run(id)).toMatchObject({ state: 'FAILURE', stateReason: 'STORK_FOREIGN' });
    expect(harbour.store.get(RESTORES, metadata.name, metadata.namespace)).toMatchObject({
      spec: { backupName: 'theirs' },
    });
  });
});

describe('a restore that runs', () => {
  it('is taken back on the cluster when it is cancelled', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications', 'restore');
    const { id } = await ask(blogAs('copy'));
    const running = run(id);
    await hold.reached;
    await harbour.holdfast.product.services.restores.cancel(id, harbour.holdfast.actor);
    expect(await running).toMatchObject({ state: 'FAILURE', stateReason: 'CANCELLED' });
    hold.release();
    await vi.waitFor(() => expect(harbour.store.list(RESTORES)).toEqual([]));
    expect(greeting('copy')).toBeUndefined();
  });

  it('is taken over from a worker that was killed: the instruction is found, not written again', async () => {
    const { id, hold } = await dyingRestore();
    const taken = run(id, harbour.holdfast.anotherWorker());
    hold.release();
    expect(await taken).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    const posts = harbour.holdfast.kubernetes.requests.matching(/^POST .*applicationrestores/);
    expect(posts).toHaveLength(1);
  });

  it('is taken over although the cluster is away just then: Stork goes on, and its end is seen', async () => {
    const { id, hold } = await dyingRestore();
    // More often than a look at a cluster is tried again, each call of it with its own tries.
    const { faults } = harbour.holdfast.kubernetes;
    const away = faults.add({ match: /./, times: 60, do: { status: 503 } });
    const taken = run(id, harbour.holdfast.anotherWorker());
    hold.release();
    expect(await taken).toMatchObject({ state: 'SUCCESS', attempt: 2 });
    expect(away.fired).toBe(60);
    expect(greeting('copy')).toBe('hello from blog');
  });

  it('goes on when it is taken over although the cluster knows its backup no more', async () => {
    const { id, hold } = await dyingRestore();
    harbour.store.delete(BACKUPS, storkNames.backup(backupId), 'kube-system');
    const taken = run(id, harbour.holdfast.anotherWorker());
    hold.release();
    // Stork itself says what it could do without it.
    expect(await taken).not.toMatchObject({ stateReason: 'BACKUP_UNREADABLE' });
  });
});

/** A worker took it up, told Stork, and was killed; another may have it. */
async function dyingRestore() {
  await harbour.stop();
  await start({ leaseMs: 1_000 });
  const hold = harbour.stork.faults.holdBefore('Applications', 'restore');
  const { id } = await ask(blogAs('copy'));
  const dying = harbour.holdfast.anotherWorker();
  void runRestore(id, dying.world, never);
  await hold.reached;
  dying.world.work.stores.restores.renew = () => new Promise(() => {});
  dying.world.work.transaction = () => new Promise(() => {});
  const { stores } = harbour.holdfast.product.world.work;
  await vi.waitFor(async () => expect(await stores.restores.claimable(10)).toContain(id), 10_000);
  return { id, hold };
}

describe('a restore that ended while its cluster could not be told', () => {
  const housekeeping = () => harbour.holdfast.product.handlers.housekeeping({}, never);
  const told = () =>
    harbour.store.list(RESTORES).map((each) => String((each.metadata as { name?: unknown }).name));

  /** Cancelled while Stork stands still; the cluster did not take that back. */
  async function cancelledInVain() {
    const { holdfast, stork } = harbour;
    const hold = stork.faults.holdBefore('Applications', 'restore');
    const deaf = holdfast.kubernetes.faults.add({
      match: /applicationrestores/,
      method: 'DELETE',
      do: { status: 500 },
    });
    const { id } = await ask(blogAs('copy'));
    const running = run(id);
    await hold.reached;
    await holdfast.product.services.restores.cancel(id, holdfast.actor);
    expect(await running).toMatchObject({ state: 'FAILURE', stateReason: 'CANCELLED' });
    expect(told()).toEqual([storkNames.restore(id)]);
    deaf.remove();
    return { id, hold };
  }

  it('is taken back by the housekeeping, and what is somebody else’s stays', async () => {
    const { hold } = await cancelledInVain();
    const theirs = { name: 'theirs', namespace: 'kube-system' };
    harbour.store.create(RESTORES, { metadata: theirs, spec: { backupName: 'x', backupLocation: 'y' } });
    await housekeeping();
    hold.release();
    await vi.waitFor(() => expect(told()).toEqual(['theirs']));
    expect(greeting('copy')).toBeUndefined();
  });

  it('is taken back as soon as the cluster answers again, though its record is gone by then', async () => {
    const { id, hold } = await cancelledInVain();
    const { product, actor, database } = harbour.holdfast;
    await product.services.restores.remove(id, actor);
    await database.query('UPDATE left_instruction SET next_try_at = now()');
    await product.handlers['take-back']({}, never);
    hold.release();
    await vi.waitFor(() => expect(told()).toEqual([]));
    expect(await database.query('SELECT FROM left_instruction')).toEqual([]);
    expect(greeting('copy')).toBeUndefined();
  });

  it('is taken back though its record is gone; one that another installation may have told stays', async () => {
    const { id, hold } = await cancelledInVain();
    const anothers = randomUUID();
    harbour.store.create(RESTORES, {
      metadata: {
        name: storkNames.restore(anothers),
        namespace: 'kube-system',
        labels: { [MANAGED_BY]: HOLDFAST, [STORK_MARKS.restore]: anothers },
        annotations: { [STORK_REGISTRATION]: randomUUID() },
      },
      spec: { backupName: 'x', backupLocation: 'y' },
    });
    await harbour.holdfast.product.services.restores.remove(id, harbour.holdfast.actor);
    await housekeeping();
    hold.release();
    await vi.waitFor(() => expect(told()).toEqual([storkNames.restore(anothers)]));
  });

  it('one that runs is left alone', async () => {
    const hold = harbour.stork.faults.holdBefore('Applications', 'restore');
    const { id } = await ask(blogAs('copy'));
    const running = run(id);
    await hold.reached;
    await housekeeping();
    hold.release();
    expect(await running).toMatchObject({ state: 'SUCCESS' });
    expect(greeting('copy')).toBe('hello from blog');
  });
});

describe('what Stork cannot be told is refused, all at once', () => {
  it('for a restore', async () => {
    const options = {
      scope: {
        ...restoreOptions().scope,
        objects: [{ resource: 'configmaps', namespace: 'blog', name: 'settings' }],
      },
      existing: 'UPDATE' as const,
      preserveNodePorts: true,
    };
    await expect(ask(options)).rejects.toThrow(ModeNotSupported);
    await expect(ask(options)).rejects.toThrow(/single objects.*not updated.*NodePorts/);
  });

  it('for a dry run', async () => {
    const { product, actor } = harbour.holdfast;
    const preview = product.services.restores.preview({ backupId, options: restoreOptions() }, actor);
    await expect(preview).rejects.toMatchObject({ code: 'MODE_NOT_SUPPORTED' });
  });

  it('for a classic cluster', async () => {
    const { product, actor, cluster } = harbour.holdfast;
    const request = { backupId, clusterId: cluster.id, options: restoreOptions() };
    await expect(product.services.restores.create(request, actor)).rejects.toMatchObject({
      code: 'MODE_NOT_SUPPORTED',
      details: { mode: 'CLASSIC', supportedModes: ['FEDERATED'] },
    });
  });
});
