import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textAt } from '../json.js';
import { startKubernetesStandIn } from '../kubernetes-stand-in.js';
import type { StandInStore } from '../stand-in-store.js';
import { benchSize, benchWorld } from './bench.js';
import { demoWorld } from './demo.js';

async function inside<Result>(world: (store: StandInStore) => void, look: (store: StandInStore) => Result) {
  const standIn = await startKubernetesStandIn({ world });
  try {
    return look(standIn.store);
  } finally {
    await standIn.stop();
  }
}

function namesOf(store: StandInStore, resource: string, namespace?: string): readonly unknown[] {
  return store.list(resource, namespace).map(({ metadata }) => (metadata as { name: string }).name);
}

describe('worlds', () => {
  it('the demo world has a dozen namespaces, and the three of the story among them', async () => {
    const names = await inside(demoWorld, (store) => namesOf(store, 'namespaces'));
    expect(names.length).toBeGreaterThanOrEqual(12);
    expect(names).toEqual(expect.arrayContaining(['shop', 'blog', 'billing', 'kube-system']));
  });

  it('the demo world has the kinds that backups stumble over', async () => {
    await inside(demoWorld, (store) => {
      expect(store.getText('coupons', 'spring', 'shop')).toContain('9007199254740993');
      expect(store.getText('networkpolicies', 'cart', 'shop')).toContain('"from":[');
      const [claim] = store.list('persistentvolumeclaims', 'blog');
      const volumeName = textAt(claim?.spec, 'volumeName') ?? '';
      expect(store.get('persistentvolumes', volumeName)).toMatchObject({ status: { phase: 'Bound' } });
      for (const resource of [
        'replicasets',
        'cronjobs',
        'rolebindings',
        'horizontalpodautoscalers',
        'ingresses',
      ]) {
        expect(store.list(resource, 'shop').length, resource).toBeGreaterThan(0);
      }
    });
  });

  it('every owner in the demo world exists', async () => {
    await inside(demoWorld, (store) => {
      const uids = new Set(
        ['deployments', 'replicasets', 'statefulsets'].flatMap((resource) =>
          store.list(resource).map(({ metadata }) => (metadata as { uid: string }).uid),
        ),
      );
      const owned = ['replicasets', 'pods'].flatMap((resource) =>
        store
          .list(resource)
          .flatMap(
            ({ metadata }) => (metadata as { ownerReferences?: { uid: string }[] }).ownerReferences ?? [],
          ),
      );
      expect(owned.length).toBeGreaterThan(20);
      expect(owned.filter(({ uid }) => !uids.has(uid))).toEqual([]);
    });
  });

  it('a bench world has the size that was asked for, half of it owned, and the same bytes every time', async () => {
    const picture = () =>
      inside(benchWorld({ namespaces: 4, objects: 800 }), (store) => {
        const kinds = [
          'pods',
          'replicasets',
          'deployments',
          'secrets',
          'configmaps',
          'services',
          'ingresses',
        ];
        const texts = kinds.flatMap((kind) =>
          ['bench-0000', 'bench-0003'].flatMap((namespace) =>
            store.list(kind, namespace).map((object) =>
              JSON.stringify({
                ...object,
                metadata: {
                  ...(object.metadata as object),
                  resourceVersion: '',
                  uid: '',
                  creationTimestamp: '',
                },
              }),
            ),
          ),
        );
        return {
          perNamespace: kinds.reduce((sum, kind) => sum + store.list(kind, 'bench-0000').length, 0),
          owned: store.list('pods', 'bench-0000').length + store.list('replicasets', 'bench-0000').length,
          digest: createHash('sha256')
            .update(texts.filter((text) => !text.includes('kube-root-ca')).join('\n'))
            .digest('hex'),
        };
      });
    const first = await picture();
    // One more than asked: the CA of the cluster, which every namespace has.
    expect(first.perNamespace).toBe(201);
    expect(first.owned / 200).toBeGreaterThan(0.4);
    expect(first.owned / 200).toBeLessThan(0.6);
    expect((await picture()).digest).toBe(first.digest);
  });

  it('a bench world without a size is refused with an example', () => {
    expect(() => benchSize('many')).toThrow('200x40000');
  });
});
