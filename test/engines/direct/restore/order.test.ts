import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RESTORE_ORDER, rowOf } from '../../../../src/engines/direct/restore/restore-order.js';
import { aClusterRole } from '../../../stand-ins/kubernetes/worlds/builders.js';
import { build } from '../../../stand-ins/kubernetes/worlds/object-builder.js';
import { arrangeEveryKind } from './every-kind.js';
import { issueNames, RestoreScene } from './restore-scene.js';

let scene: RestoreScene;
beforeEach(async () => {
  scene = await RestoreScene.start({ world: (store) => arrangeEveryKind(store) });
});
afterEach(() => scene.stop());

describe('the order of a restore', () => {
  it('is NetworkPolicies before whatever runs, and webhooks after everything', async () => {
    const { store } = scene.cluster;
    build(store, aClusterRole('node-reader'));
    for (let each = 0; each < 30; each++) {
      store.create('networkpolicies.networking.k8s.io', {
        metadata: { namespace: 'shop', name: `policy-${each}` },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      });
    }
    // Its Service does not answer: were it made before another object, that one would be refused.
    store.create('validatingwebhookconfigurations', {
      metadata: { name: 'shop-guard' },
      webhooks: [
        {
          name: 'guard.shop.example.com',
          clientConfig: { service: { namespace: 'shop', name: 'web' } },
          rules: [{ apiGroups: ['*'], resources: ['*'], operations: ['CREATE'] }],
        },
      ],
    });
    const manifest = await scene.backUp('shop');
    const other = await RestoreScene.start();
    try {
      expect(issueNames(await other.engine().restore(scene.run(manifest), () => {}))).toEqual([]);
      const kinds = other.writes().map((line) => line.replace(/^.*[/]/, ''));
      const last = (kind: string) => kinds.lastIndexOf(kind);
      const first = (...each: string[]) => Math.min(...each.map((kind) => kinds.indexOf(kind)));
      const running = first(
        'pods',
        'deployments',
        'statefulsets',
        'daemonsets',
        'jobs',
        'cronjobs',
        'widgets',
      );
      expect(last('networkpolicies')).toBeGreaterThan(29);
      expect(last('networkpolicies')).toBeLessThan(running);
      expect(last('limitranges')).toBeLessThan(first('networkpolicies'));
      expect(kinds.at(-1)).toBe('validatingwebhookconfigurations');
      expect(first('customresourcedefinitions')).toBe(0);
      expect(last('serviceaccounts')).toBeLessThan(first('rolebindings'));
      expect(last('persistentvolumeclaims')).toBeLessThan(running);
      expect(first('resourcequotas')).toBeGreaterThan(last('configmaps'));
      expect(first('horizontalpodautoscalers', 'poddisruptionbudgets')).toBeGreaterThan(last('deployments'));
      expect(first('widgets')).toBeGreaterThan(last('deployments'));
    } finally {
      await other.stop();
    }
  });

  it('gives every kind one row', () => {
    const named = RESTORE_ORDER.flatMap(({ resources }) => resources);
    expect(new Set(named).size).toBe(named.length);
    const rowNamed = (resource: string) => RESTORE_ORDER[rowOf(resource)]?.id;
    expect(rowNamed('deployments.apps')).toBe('EVERYTHING_ELSE');
    expect(rowNamed('ingresses.networking.k8s.io')).toBe('EVERYTHING_ELSE');
    expect(rowNamed('replicationcontrollers')).toBe('EVERYTHING_ELSE');
    expect(rowNamed('prometheuses.monitoring.coreos.com')).toBe('CUSTOM_RESOURCES');
    expect(rowNamed('ciliumnetworkpolicies.cilium.io')).toBe('NETWORK_POLICIES');
  });
});
