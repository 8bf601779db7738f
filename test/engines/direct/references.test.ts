import { describe, expect, it } from 'vitest';
import { References } from '../../../src/engines/direct/references.js';

const kind = (group: string, resource: string, name: string) => ({
  group,
  resource,
  groupVersion: group === '' ? 'v1' : `${group}/v1`,
  kind: name,
  namespaced: true,
  verbs: ['list'],
});
const CLAIM = kind('', 'persistentvolumeclaims', 'PersistentVolumeClaim');
const INGRESS = kind('networking.k8s.io', 'ingresses', 'Ingress');
const SERVICE = kind('', 'services', 'Service');
const CUSTOM = kind('example.com', 'databases', 'Database');

const lines = (...objects: readonly object[]) =>
  Buffer.from(objects.map((each) => `${JSON.stringify(each)}\n`).join(''));

function namesIn(of: typeof CLAIM, ...objects: readonly object[]): Record<string, string[]> {
  const references = new References(new Set());
  references.observe(of, 'shop', lines(...objects));
  return Object.fromEntries([...references.names].map(([target, names]) => [target, [...names]]));
}

describe('References', () => {
  it('finds the classes that objects of any kind name', () => {
    const spec = {
      storage: { storageClassName: 'fast' },
      priorityClassName: 'high',
      snapshots: { volumeSnapshotClassName: 'daily' },
      ingress: { ingressClassName: 'nginx' },
    };
    expect(namesIn(CUSTOM, { spec }, { spec: { storageClassName: 'slow' } })).toEqual({
      'storageclasses.storage.k8s.io': ['fast', 'slow'],
      'priorityclasses.scheduling.k8s.io': ['high'],
      'volumesnapshotclasses.snapshot.storage.k8s.io': ['daily'],
      'ingressclasses.networking.k8s.io': ['nginx'],
    });
  });

  it('finds nothing in fields that only end like one, in empty names and in other types', () => {
    expect(
      namesIn(CUSTOM, {
        myStorageClassName: 'a',
        ClassName: 'b',
        gatewayClassName: 'c',
        storageClassName: '',
      }),
    ).toEqual({});
    expect(
      namesIn(CUSTOM, { storageClassName: null, priorityClassName: 5, note: '"storageClassName":"x"' }),
    ).toEqual({});
  });

  it('looks for some fields in one kind alone', () => {
    const object = {
      metadata: { annotations: { 'kubernetes.io/ingress.class': 'old' } },
      spec: { volumeName: 'pv-1' },
    };
    expect(namesIn(CLAIM, object)).toEqual({ persistentvolumes: ['pv-1'] });
    expect(namesIn(INGRESS, object)).toEqual({ 'ingressclasses.networking.k8s.io': ['old'] });
    expect(namesIn(CUSTOM, object)).toEqual({});
  });

  it('knows the Services that select Pods', () => {
    const selecting = new Set<string>();
    const service = (name: string, spec?: object | null) => ({ kind: 'Service', metadata: { name }, spec });
    new References(selecting).observe(
      SERVICE,
      'shop',
      lines(
        service('web', { ports: [{ port: 80 }], selector: { app: 'web' } }),
        service('manual', { ports: [] }),
        service('empty', { selector: {} }),
        service('nothing', { selector: null }),
        service('bare', null),
        service('without'),
        { spec: { selector: { app: 'late' } }, metadata: { labels: { name: 'x' }, name: 'late' } },
      ),
    );
    expect([...selecting]).toEqual(['shop/web', 'shop/late']);
  });
});
