import { describe, expect, it } from 'vitest';
import { resourceName } from '../../../src/engines/direct/api-kind.js';
import { discoverKinds } from '../../../src/engines/direct/discovery.js';
import { capture } from './engine-run.js';
import { FakeCluster, type FakeKind, failure, KINDS } from './fake-cluster.js';

const v = (resource: string, groupVersion: string, kind = 'Thing'): FakeKind => ({
  resource,
  groupVersion,
  kind,
});
const signal = new AbortController().signal;
const FORMS = ['aggregated', 'legacy'] as const;

describe.each(FORMS)('%s discovery', (discovery) => {
  const serving = (...kinds: readonly FakeKind[]) => {
    const cluster = new FakeCluster(kinds);
    cluster.discovery = discovery;
    return cluster;
  };

  it('finds each resource in the first version of its group that serves it', async () => {
    const cluster = serving(
      v('configmaps', 'v1'),
      v('monitors', 'mon.example.com/v1'),
      v('monitors', 'mon.example.com/v1alpha1'),
      v('receivers', 'mon.example.com/v1alpha1'),
    );
    const { kinds } = await discoverKinds(cluster, signal);
    expect(kinds.map(({ resource, groupVersion }) => `${groupVersion} ${resource}`)).toEqual([
      'v1 configmaps',
      'mon.example.com/v1 monitors',
      'mon.example.com/v1alpha1 receivers',
    ]);
  });

  it('finds objects that two groups serve in one of them', async () => {
    const cluster = serving(
      v('events', 'v1'),
      v('events', 'events.k8s.io/v1'),
      v('ingresses', 'extensions/v1beta1'),
      v('oddities', 'extensions/v1beta1'),
      v('ingresses', 'networking.k8s.io/v1'),
      v('roles', 'authorization.openshift.io/v1'),
      v('roles', 'rbac.authorization.k8s.io/v1'),
    );
    const { kinds } = await discoverKinds(cluster, signal);
    expect(kinds.map(resourceName).sort()).toEqual([
      'events',
      'ingresses.networking.k8s.io',
      'oddities.extensions',
      'roles.rbac.authorization.k8s.io',
    ]);
  });

  it('notes a group that does not answer and goes on', async () => {
    const cluster = serving(KINDS.namespaces, KINDS.configmaps).namespace('shop');
    cluster.broken = ['metrics.k8s.io/v1beta1'];
    cluster.object(KINDS.configmaps, 'shop', 'a');
    const { names, codes } = await capture(cluster, ['shop']);
    expect(codes()).toEqual(['API_GROUP_BROKEN metrics.k8s.io/v1beta1']);
    expect(names).toEqual(['configmaps shop/a', 'namespaces /shop']);
  });

  it('gives the same backup', async () => {
    const cluster = serving(...Object.values(KINDS)).namespace('shop');
    cluster.object(KINDS.widgets, 'shop', 'gear').object(KINDS.deployments, 'shop', 'web');
    expect((await capture(cluster, ['shop'])).names).toEqual([
      'deployments.apps shop/web',
      'namespaces /shop',
      'widgets.shop.example.com shop/gear',
    ]);
  });

  it('fails when discovery as a whole does', async () => {
    const cluster = serving(KINDS.configmaps);
    cluster.onGet = ({ path }) => {
      if (path === '/apis') throw failure('SERVER_ERROR', path, { status: 500 });
      return undefined;
    };
    await expect(discoverKinds(cluster, signal)).rejects.toMatchObject({ kind: 'SERVER_ERROR' });
  });

  it('fails on an answer that is no JSON, without quoting it', async () => {
    const cluster = serving(KINDS.configmaps);
    cluster.onGet = () => Buffer.from('<html>secret</html>');
    const failed = discoverKinds(cluster, signal);
    await expect(failed).rejects.toMatchObject({ kind: 'MALFORMED' });
    await expect(failed).rejects.not.toThrow(/secret/);
  });
});

describe('discovery', () => {
  it('falls back to the older form when the server refuses the header', async () => {
    const cluster = new FakeCluster([KINDS.configmaps]);
    cluster.onGet = (_call, { accept }) => {
      if (accept !== undefined) throw failure('REFUSED', '/api', { status: 406 });
      return undefined;
    };
    cluster.discovery = 'legacy';
    expect((await discoverKinds(cluster, signal)).kinds.map(resourceName)).toEqual(['configmaps']);
  });
});
