import { describe, expect, it } from 'vitest';
import { CLOSURE_RULES } from '../../../src/engines/direct/closure-rules.js';
import { capture } from './engine-run.js';
import { FakeCluster, failure, KINDS } from './fake-cluster.js';

const clusterScoped = (names: readonly string[]) => names.filter((name) => name.includes(' /'));
const subject = (name: string, namespace: string) => ({ kind: 'ServiceAccount', name, namespace });
const role = (name: string) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name });

function world(): FakeCluster {
  return new FakeCluster().namespace('shop', 'other');
}

describe('the cluster-scoped closure', () => {
  it('takes the volumes and classes that claims, workloads and ingresses name, and no others', async () => {
    const cluster = world()
      .object(KINDS.persistentvolumes, '', 'pv-1')
      .object(KINDS.persistentvolumes, '', 'pv-other')
      .object(KINDS.storageclasses, '', 'fast')
      .object(KINDS.storageclasses, '', 'slow')
      .object(KINDS.priorityclasses, '', 'urgent')
      .object(KINDS.priorityclasses, '', 'system-cluster-critical')
      .object(KINDS.ingressclasses, '', 'nginx')
      .object(KINDS.ingressclasses, '', 'old')
      .object(KINDS.snapshotclasses, '', 'snap')
      .object(KINDS.claims, 'shop', 'data', { spec: { volumeName: 'pv-1', storageClassName: 'fast' } })
      .object(KINDS.claims, 'other', 'data', { spec: { volumeName: 'pv-other', storageClassName: 'slow' } })
      .object(KINDS.deployments, 'shop', 'web', {
        spec: { template: { spec: { priorityClassName: 'urgent' } } },
      })
      .object(KINDS.pods, 'shop', 'agent', { spec: { priorityClassName: 'system-cluster-critical' } })
      .object(KINDS.ingresses, 'shop', 'web', { spec: { ingressClassName: 'nginx' } })
      .object(KINDS.ingresses, 'shop', 'older', {
        metadata: { annotations: { 'kubernetes.io/ingress.class': 'old' } },
      })
      .object(KINDS.widgets, 'shop', 'gear', { spec: { volumeSnapshotClassName: 'snap' } });
    const { names, captured } = await capture(cluster, ['shop']);
    expect(clusterScoped(names)).toEqual([
      'ingressclasses.networking.k8s.io /nginx',
      'ingressclasses.networking.k8s.io /old',
      'namespaces /shop',
      'persistentvolumes /pv-1',
      'priorityclasses.scheduling.k8s.io /urgent',
      'storageclasses.storage.k8s.io /fast',
      'volumesnapshotclasses.snapshot.storage.k8s.io /snap',
    ]);
    expect(captured.issues).toEqual([]);
    expect(captured.resources.find(({ resource }) => resource === 'persistentvolumes')).toMatchObject({
      scope: 'CLUSTER',
      objects: 1,
    });
  });

  it('takes the definitions of the custom resources that are in the backup', async () => {
    const cluster = world()
      .object(KINDS.crds, '', 'widgets.shop.example.com')
      .object(KINDS.crds, '', 'unused.shop.example.com')
      .object(KINDS.widgets, 'shop', 'gear');
    const { names } = await capture(cluster, ['shop']);
    expect(clusterScoped(names)).toContain(
      'customresourcedefinitions.apiextensions.k8s.io /widgets.shop.example.com',
    );
    expect(names.join()).not.toContain('unused');
    const without = await capture(cluster, ['other']);
    expect(clusterScoped(without.names)).toEqual(['namespaces /other']);
  });

  it('takes the rights of the namespaces: roles named by bindings, and cluster-wide bindings of their accounts', async () => {
    const cluster = world();
    for (const name of ['reader', 'operator', 'edit', 'system:basic', 'stranger']) {
      const labels = name === 'edit' ? { 'kubernetes.io/bootstrapping': 'rbac-defaults' } : {};
      cluster.object(KINDS.clusterroles, '', name, { metadata: { labels } });
    }
    cluster
      .object(KINDS.rolebindings, 'shop', 'read', { roleRef: role('reader') })
      .object(KINDS.rolebindings, 'shop', 'edit', { roleRef: role('edit') })
      .object(KINDS.rolebindings, 'shop', 'local', { roleRef: { kind: 'Role', name: 'stranger' } })
      .object(KINDS.clusterrolebindings, '', 'ours', {
        subjects: [subject('bot', 'other'), subject('robot', 'shop')],
        roleRef: role('operator'),
      })
      .object(KINDS.clusterrolebindings, '', 'group', {
        subjects: [{ kind: 'Group', name: 'system:serviceaccounts:shop' }],
        roleRef: role('system:basic'),
      })
      .object(KINDS.clusterrolebindings, '', 'theirs', {
        subjects: [subject('bot', 'other'), { kind: 'User', name: 'shop' }],
        roleRef: role('stranger'),
      })
      .object(KINDS.clusterrolebindings, '', 'system:ours', {
        subjects: [subject('robot', 'shop')],
        roleRef: role('stranger'),
      });
    const { names, objects } = await capture(cluster, ['shop']);
    expect(clusterScoped(names)).toEqual([
      'clusterrolebindings.rbac.authorization.k8s.io /group',
      'clusterrolebindings.rbac.authorization.k8s.io /ours',
      'clusterroles.rbac.authorization.k8s.io /operator',
      'clusterroles.rbac.authorization.k8s.io /reader',
      'namespaces /shop',
    ]);
    // The original bytes stay, strangers included; the rule tells the restore to narrow them.
    expect(objects.find(({ name }) => name === 'ours')?.line).toContain('"namespace":"other"');
    const rule = CLOSURE_RULES.find(({ resource }) => resource.startsWith('clusterrolebindings'));
    expect(rule?.onRestore).toMatch(/subjects/);
  });

  it('takes the admission webhooks that a Service of the namespaces answers', async () => {
    const hook = (namespace: string) => ({
      webhooks: [{ clientConfig: { service: { namespace, name: 's' } } }],
    });
    const cluster = world()
      .object(KINDS.webhooks, '', 'ours', hook('shop'))
      .object(KINDS.webhooks, '', 'theirs', hook('other'))
      .object(KINDS.webhooks, '', 'remote', { webhooks: [{ clientConfig: { url: 'https://shop/' } }] });
    const { names } = await capture(cluster, ['shop']);
    expect(clusterScoped(names)).toEqual([
      'namespaces /shop',
      'validatingwebhookconfigurations.admissionregistration.k8s.io /ours',
    ]);
  });

  it('honours an opt-out, except of a namespace that was asked for by name', async () => {
    const labels = { 'holdfast.io/exclude': 'true' };
    const cluster = new FakeCluster()
      .object(KINDS.namespaces, '', 'shop', { metadata: { labels } })
      .object(KINDS.storageclasses, '', 'fast', { metadata: { labels } })
      .object(KINDS.claims, 'shop', 'data', { spec: { storageClassName: 'fast' } });
    const { names } = await capture(cluster, ['shop']);
    expect(clusterScoped(names)).toEqual(['namespaces /shop']);
  });

  it('notes what it may not read, and is complete otherwise', async () => {
    const cluster = world()
      .object(KINDS.storageclasses, '', 'fast')
      .object(KINDS.claims, 'shop', 'data', { spec: { volumeName: 'pv-1', storageClassName: 'fast' } });
    cluster.onGet = ({ path }) => {
      if (/persistentvolumes|clusterrolebindings/.test(path))
        throw failure('FORBIDDEN', path, { status: 403 });
      return undefined;
    };
    const { names, captured, codes } = await capture(cluster, ['shop']);
    expect(codes()).toEqual([
      'CLOSURE_UNREADABLE persistentvolumes',
      'CLOSURE_UNREADABLE clusterrolebindings.rbac.authorization.k8s.io',
    ]);
    expect(captured.issues[0]?.message).toBe(
      'Cluster-scoped persistentvolumes could not be read: the credential has no right to list it (HTTP 403). Missing from the backup: The volumes that claims are bound to: where the data is.',
    );
    expect(names).toContain('storageclasses.storage.k8s.io /fast');
  });

  it('passes over a name that leads nowhere', async () => {
    const cluster = world().object(KINDS.claims, 'shop', 'data', {
      spec: { volumeName: 'gone', storageClassName: 'a/../b', priorityClassName: '' },
    });
    const { captured } = await capture(cluster, ['shop']);
    expect(captured.issues).toEqual([]);
    expect(cluster.paths()).toContain('/apis/storage.k8s.io/v1/storageclasses/a%2F..%2Fb');
  });

  it('reads many volumes with one list instead of one call each', async () => {
    const cluster = world();
    for (let each = 0; each < 60; each++) {
      cluster.object(KINDS.persistentvolumes, '', `pv-${each}`);
      if (each < 50)
        cluster.object(KINDS.claims, 'shop', `c-${each}`, { spec: { volumeName: `pv-${each}` } });
    }
    const { captured } = await capture(cluster, ['shop']);
    expect(cluster.calls.filter(({ path }) => path.includes('persistentvolumes'))).toHaveLength(1);
    expect(captured.resources.find(({ resource }) => resource === 'persistentvolumes')?.objects).toBe(50);
  });

  it('ends the run when the cluster is lost on the way', async () => {
    const cluster = world();
    cluster.onGet = ({ path }) => {
      if (path.endsWith('/namespaces/shop')) throw failure('CONNECTION', path);
      return undefined;
    };
    await expect(capture(cluster, ['shop'])).rejects.toMatchObject({ kind: 'CONNECTION' });
  });
});
