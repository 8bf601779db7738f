import { describe, expect, it } from 'vitest';
import { entryOf } from '../../../src/engines/stork/listed-backup.js';

const AT = '2026-11-20T09:00:00Z';
const RECORD = {
  version: 1,
  name: 'nightly-1',
  schedule: { id: 's', name: 'nightly' },
  missing: [{ name: 'blog', reason: 'Terminating' }],
  missingMore: 2,
};
const OURS = {
  'app.kubernetes.io/managed-by': 'holdfast',
  'holdfast.io/backup': '0b9e5e1c-7d3b-4b52-9a39-0d3f3f0a9c01',
  'holdfast.io/cluster-uid': 'cluster-a',
};

function aCopy({
  labels = OURS,
  status = {},
  namespaces = ['shop'],
  record = RECORD,
}: {
  readonly labels?: object;
  readonly status?: object;
  readonly namespaces?: readonly string[];
  readonly record?: object;
} = {}) {
  return {
    metadata: {
      name: 'holdfast-1-20261120090000',
      namespace: 'kube-system',
      uid: 'u-2',
      creationTimestamp: AT,
      labels,
      annotations: { 'holdfast.io/record': JSON.stringify(record) },
    },
    spec: { namespaces },
    status: {
      stage: 'Final',
      status: 'Successful',
      backupPath: 'kube-system/holdfast-1/u-1',
      triggerTimestamp: AT,
      finishTimestamp: AT,
      ...status,
    },
  };
}

describe('a copy of an instruction of ours', () => {
  it('says what was missing, which cluster made it, and for which schedule, though Stork calls it successful', () => {
    expect(entryOf(aCopy())).toMatchObject({
      name: 'nightly-1',
      clusterUid: 'cluster-a',
      scheduleName: 'nightly',
      namespaces: ['shop'],
      missing: [{ name: 'blog', reason: 'Terminating' }],
      missingMore: 2,
    });
  });

  it('says what Stork itself did not find when it began', () => {
    const status = { status: 'PartialSuccess', missingNamespaces: ['docs', 'blog'] };
    expect(entryOf(aCopy({ status, namespaces: ['shop', 'docs'] }))).toMatchObject({
      namespaces: ['shop'],
      missing: [
        { name: 'blog', reason: 'Terminating' },
        { name: 'docs', reason: 'not found' },
      ],
    });
  });

  it('names a missing namespace once, however often its record does', () => {
    const blog = { name: 'blog', reason: 'Terminating' };
    expect(entryOf(aCopy({ record: { ...RECORD, missing: [blog, blog] } }))).toMatchObject({
      missing: [blog],
    });
  });

  it.each([['\ud800'], ['Not A Namespace'], ['a\0b']])(
    'whose record says that %j is missing, which no namespace can be called, has none that is believed',
    (name) => {
      const record = { ...RECORD, missing: [{ name, reason: 'not found' }] };
      expect(entryOf(aCopy({ record }))).toMatchObject({ name: 'holdfast-1', missing: [], missingMore: 0 });
    },
  );

  it.each([['shop\0'], ['shop\ud800']])(
    'of the namespace %j, which no database keeps, is unreadable',
    (name) => {
      expect(entryOf(aCopy({ namespaces: [name] }))).toBe('unreadable');
    },
  );

  it('says which volumes failed and why, each once', () => {
    const volume = {
      namespace: 'shop',
      persistentVolumeClaim: 'data',
      status: 'Failed',
      reason: 'snapshot timeout out after 30m0s',
    };
    const status = { status: 'PartialSuccess', reason: 'some volumes failed', volumes: [volume, volume] };
    expect(entryOf(aCopy({ status }))).toMatchObject({
      state: 'PARTIAL_SUCCESS',
      reason: 'some volumes failed',
      volumes: [{ namespace: 'shop', claim: 'data', state: 'FAILED', reason: 'TIMEOUT' }],
    });
  });

  it('with what no database keeps in a volume is unreadable', () => {
    const volumes = [{ namespace: 'shop', persistentVolumeClaim: 'da\0ta' }];
    expect(entryOf(aCopy({ status: { volumes } }))).toBe('unreadable');
  });
});

it("what somebody else made is not believed to say it in Holdfast's name", () => {
  expect(entryOf(aCopy({ labels: { 'holdfast.io/cluster-uid': 'cluster-a' } }))).toMatchObject({
    name: 'holdfast-1',
    clusterUid: null,
    scheduleName: null,
    missing: [],
    missingMore: 0,
  });
});
