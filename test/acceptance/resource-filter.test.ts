/** What backups are limited to, and what a plan says of it before. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest } from '../../src/cycle/read-manifest.js';
import { NO_TIERS } from '../../src/domain/backup-schedule.js';
import { systemActor } from '../../src/domain/identity.js';
import type { ObjectStore } from '../../src/domain/ports/object-store.js';
import type { ResourceFilter } from '../../src/domain/resource-filter.js';
import { previewResources } from '../../src/engines/direct/preview.js';
import type { StandInStore } from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { fillNamespace, Installation } from '../support/installation.js';

let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({
    namespaces: ['shop', 'blog', 'wiki', 'docs'],
    world: (store) => {
      labelled(store, 'configmaps', 'labelled', { data: { a: '1' } });
      labelled(store, 'secrets', 'labelled', { type: 'Opaque' });
      store.create('configmaps', {
        metadata: { name: 'out', namespace: 'shop', labels: { 'holdfast.io/exclude': 'true' } },
      });
    },
  });
});
afterEach(() => holdfast.stop());

const never = new AbortController().signal;

function labelled(store: StandInStore, resource: string, name: string, rest: object = {}): void {
  store.create(resource, { metadata: { name, namespace: 'shop', labels: { app: 'web' } }, ...rest });
}

const aFilter = (change: Partial<ResourceFilter>): ResourceFilter => ({
  includeResources: null,
  excludeResources: [],
  labelSelector: null,
  ...change,
});

async function backUp(filter?: ResourceFilter, namespaces = ['shop']) {
  const { cluster, location, product, actor } = holdfast;
  const place = { clusterId: cluster.id, locationId: location.id, namespaces };
  const { id } = await product.services.backups.create({ ...place, ...(filter && { filter }) }, actor);
  const report = await holdfast.run(id);
  const contents = await product.services.backups.contents(id, systemActor('test'));
  const kept = new Map<string, number>();
  for (const { resource, objects } of contents) kept.set(resource, (kept.get(resource) ?? 0) + objects);
  return { report, kept: Object.fromEntries([...kept].sort()) };
}

function preview(filter?: ResourceFilter, namespaces = ['shop']) {
  const { cluster, product } = holdfast;
  return product.services.backups.preview(
    { clusterId: cluster.id, namespaces, ...(filter && { filter }) },
    systemActor('test'),
  );
}

describe('a backup that is limited', () => {
  it('to kinds keeps these and the namespace, and asks for no others', async () => {
    holdfast.kubernetes.requests.clear();
    const filter = aFilter({ includeResources: ['configmaps', 'deployments.apps'] });
    const { report, kept } = await backUp(filter);
    expect(report).toMatchObject({ state: 'SUCCESS', issues: [] });
    expect(kept).toEqual({ configmaps: 2, 'deployments.apps': 1, namespaces: 1 });
    expect(holdfast.kubernetes.requests.count(/\/(secrets|services|persistentvolumeclaims)/)).toBe(0);
  });

  it('by kinds that it leaves out keeps all others; a kind that is in both is left out', async () => {
    const everything = (await backUp()).kept;
    const { kept } = await backUp(aFilter({ excludeResources: ['secrets', '*.apps'] }));
    const { secrets: _secrets, 'deployments.apps': _deployments, ...rest } = everything;
    expect(kept).toEqual(rest);
    const both = aFilter({ includeResources: ['configmaps', 'secrets'], excludeResources: ['secrets'] });
    expect((await backUp(both)).kept).toEqual({ configmaps: 2, namespaces: 1 });
  });

  it('to labels lets the cluster match them, and keeps each object as it is', async () => {
    holdfast.kubernetes.requests.clear();
    const { report, kept } = await backUp(aFilter({ labelSelector: 'app in (web,db)' }));
    expect(report.state).toBe('SUCCESS');
    expect(kept).toEqual({ configmaps: 1, namespaces: 1, secrets: 1 });
    expect(holdfast.kubernetes.requests.count(/configmaps\?.*labelSelector=app\+?.*in/)).toBeGreaterThan(0);
    expect(await holdfast.isRestorable(report.backup.id)).toBe(true);
  });

  it('still holds what the kept objects use of the cluster, unless that is named to be left out', async () => {
    const { store } = holdfast.kubernetes;
    store.create('persistentvolumes', {
      metadata: { name: 'disk' },
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } },
    });
    labelled(store, 'persistentvolumeclaims', 'data', {
      spec: {
        volumeName: 'disk',
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    });
    const claims = aFilter({ includeResources: ['persistentvolumeclaims'] });
    expect((await backUp(claims)).kept).toMatchObject({ persistentvolumeclaims: 1, persistentvolumes: 1 });
    const without = aFilter({ ...claims, excludeResources: ['persistentvolumes'] });
    expect((await backUp(without)).kept).toEqual({ namespaces: 1, persistentvolumeclaims: 1 });
  });

  it('to labels keeps a dependent itself where its owner lacks them, and nothing twice', async () => {
    const { store } = holdfast.kubernetes;
    const deployment = store.get('deployments.apps', 'web', 'shop') as { metadata: { uid: string } };
    const owner = (kind: string, name: string, uid: string, apiVersion = 'apps/v1') => ({
      ownerReferences: [{ apiVersion, kind, name, uid, controller: true }],
    });
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'registry.example/web:1' }] },
    };
    const replicaSet = store.create('replicasets.apps', {
      metadata: {
        name: 'web-1',
        namespace: 'shop',
        labels: { app: 'web' },
        ...owner('Deployment', 'web', deployment.metadata.uid),
      },
      spec: { selector: { matchLabels: { app: 'web' } }, template },
    }) as { metadata: { uid: string } };
    store.create('pods', {
      metadata: {
        name: 'web-1-x',
        namespace: 'shop',
        labels: { app: 'web' },
        ...owner('ReplicaSet', 'web-1', replicaSet.metadata.uid),
      },
      spec: template.spec,
    });
    const filter = aFilter({ labelSelector: 'app=web' });
    const { kept } = await backUp(filter);
    expect(kept).toMatchObject({ 'replicasets.apps': 1 });
    expect(kept).not.toHaveProperty('pods');
    const planned = await preview(filter);
    expect(planned.kinds.find(({ resource }) => resource === 'replicasets.apps')).toMatchObject({
      kept: 1,
      leftOut: [],
    });
    // With the Deployment in the backup neither is needed.
    store.patch('deployments.apps', 'web', {
      namespace: 'shop',
      patch: { metadata: { labels: { app: 'web' } } },
    });
    expect((await backUp(filter)).kept).not.toHaveProperty('replicasets.apps');
  });

  it('to a kind that the cluster does not serve, or to nothing, is a Partial Success that says so', async () => {
    const { report } = await backUp(aFilter({ includeResources: ['configmaps', 'widgets.example.com'] }));
    expect(report).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      issues: ['FILTER_UNMATCHED widgets.example.com'],
    });
    const nothing = await backUp(aFilter({ labelSelector: 'app=nobody' }));
    expect(nothing.report).toMatchObject({ state: 'PARTIAL_SUCCESS', reason: 'FILTER_UNMATCHED' });
  });

  it('says so on its row and in its manifest, sorted and once each; without a filter both say nothing', async () => {
    const given = aFilter({
      includeResources: ['secrets', 'configmaps', 'secrets'],
      labelSelector: ' app=web ',
    });
    const meant = {
      includeResources: ['configmaps', 'secrets'],
      excludeResources: [],
      labelSelector: 'app=web',
    };
    const { report } = await backUp(given);
    const store = await holdfast.product.world.locations.open(holdfast.location);
    expect(report.backup.filter).toEqual(meant);
    expect((await manifestIn(store, report.backup.id)).filter).toEqual(meant);
    const plain = await backUp(aFilter({}));
    expect(plain.report.backup.filter).toBeNull();
    expect((await manifestIn(store, plain.report.backup.id)).filter).toBeNull();
  });

  it('is refused by name where a word can name no kind, or a selector is none', async () => {
    const filter = aFilter({
      includeResources: [],
      excludeResources: ['Deployments', '*'],
      labelSelector: 'a==b==c',
    });
    await expect(backUp(filter)).rejects.toMatchObject({
      details: {
        fields: [
          { path: 'filter.includeResources' },
          { path: 'filter.excludeResources.0' },
          { path: 'filter.excludeResources.1' },
          { path: 'filter.labelSelector' },
        ],
      },
    });
  });
});

describe('a plan with its resources', () => {
  it.each([
    ['everything', undefined],
    ['some kinds', aFilter({ includeResources: ['configmaps', 'serviceaccounts', 'secrets'] })],
    ['all but some', aFilter({ excludeResources: ['services'] })],
    ['labels', aFilter({ labelSelector: 'app=web' })],
  ])('of %s counts what the backup then keeps', async (_what, filter) => {
    for (const namespaces of [['shop'], ['shop', 'blog', 'wiki', 'docs']]) {
      const planned = await preview(filter, namespaces);
      const { kept } = await backUp(filter, namespaces);
      const { namespaces: _itself, ...ofNamespaces } = kept;
      const counts = planned.kinds.filter((each) => each.kept > 0).map((each) => [each.resource, each.kept]);
      expect(Object.fromEntries(counts)).toEqual(ofNamespaces);
      expect(planned).toMatchObject({ complete: true, unreadable: [] });
    }
  });

  it('names the rule that leaves an object or a kind out', async () => {
    const planned = await preview(aFilter({ excludeResources: ['secrets'] }));
    const configmaps = planned.kinds.find(({ resource }) => resource === 'configmaps');
    expect(configmaps?.leftOut).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'EXCLUDED_BY_LABEL', objects: 1 }),
        expect.objectContaining({ rule: 'CLUSTER_CA', objects: 1 }),
      ]),
    );
    expect(planned.leftOutKinds).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ resource: 'events', rule: 'EVENTS' }),
        expect.objectContaining({ resource: 'secrets', rule: 'FILTER' }),
      ]),
    );
  });

  it('names words of the filter that no kind bears, and kinds that could not be read', async () => {
    holdfast.kubernetes.faults.add({ match: /\/services/, do: { status: 403 } });
    const planned = await preview(aFilter({ excludeResources: ['widgets.example.com'] }));
    expect(planned.unknownKinds).toEqual(['widgets.example.com']);
    expect(planned.unreadable).toMatchObject([{ resource: 'services' }]);
  });

  it('stops counting at its limit and says that there is more', async () => {
    const api = await holdfast.product.world.clusters.api(holdfast.cluster.id);
    const request = { clusterId: holdfast.cluster.id, namespaces: ['shop'], filter: null, signal: never };
    expect(await previewResources(api, request, { objects: 3, ms: 60_000 })).toMatchObject({
      complete: false,
    });
    expect(await previewResources(api, request, { objects: 10_000, ms: 60_000 })).toMatchObject({
      complete: true,
    });
  });

  it('changes nothing', async () => {
    holdfast.kubernetes.requests.clear();
    await preview();
    expect(holdfast.kubernetes.requests.count(/^(POST|PUT|PATCH|DELETE)/)).toBe(0);
  });
});

describe('a schedule', () => {
  const aSchedule = (selection: 'ALL' | 'shop', filter?: ResourceFilter) =>
    holdfast.product.services.schedules.create(
      {
        name: `nightly-${selection.toLowerCase()}`,
        clusterId: holdfast.cluster.id,
        locationId: holdfast.location.id,
        selection: selection === 'ALL' ? { kind: 'ALL' } : { kind: 'NAMED', names: ['shop', 'blog'] },
        timing: { kind: 'INTERVAL', minutes: 60 },
        timeZone: 'UTC',
        retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
        ...(filter && { filter }),
      },
      holdfast.actor,
    );

  it('gives its filter to the backups that begin after, and an edit is for those after it', async () => {
    const { schedules } = holdfast.product.services;
    const filter = aFilter({ includeResources: ['configmaps'] });
    const { id, version } = await aSchedule('shop', filter);
    const first = await schedules.backUpNow(id, holdfast.actor);
    const edited = await schedules.edit(id, { expectedVersion: version, filter: null }, holdfast.actor);
    expect(edited.filter).toBeNull();
    expect((await holdfast.run(first.id)).backup.filter).toEqual(filter);
    expect((await schedules.backUpNow(id, holdfast.actor)).filter).toBeNull();
    const { items } = await schedules.edits(id, { first: 1, after: null });
    expect(items[0]?.item).toMatchObject({ before: { filter }, after: { filter: null } });
  });

  it.each(['holdfast.io/exclude', 'velero.io/exclude-from-backup'])(
    'of all namespaces leaves out one that carries the label %s; one that is named stays',
    async (label) => {
      const { store } = holdfast.kubernetes;
      store.patch('namespaces', 'blog', { patch: { metadata: { labels: { [label]: 'true' } } } });
      fillNamespace(store, 'news');
      const { id } = await aSchedule('ALL');
      const { included } = await holdfast.product.services.schedules.preview(id, systemActor('test'));
      const names = included.map(({ name }) => name);
      expect(names).toContain('news');
      expect(names).not.toContain('blog');
      expect((await holdfast.backUp('shop', 'blog')).included).toEqual(['blog', 'shop']);
    },
  );
});

async function manifestIn(store: ObjectStore, id: string) {
  const { cipher } = holdfast.product.world;
  return (await readManifest(store, id, { cipher, encrypted: false })).manifest;
}
