import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/engines/stork/json.js';
import { saidOfBackup } from '../../../src/engines/stork/said-of-backup.js';

const said = (status: JsonObject) => saidOfBackup({ status });
const aVolume = (change: JsonObject = {}): JsonObject => ({
  persistentVolumeClaim: 'data',
  namespace: 'shop',
  volume: 'pvc-1',
  driverName: 'csi',
  provisioner: 'csi.example.com',
  storageClass: 'fast',
  backupID: 'backup-1',
  status: 'Successful',
  ...change,
});
const volumeSaid = (change: JsonObject, status: JsonObject = { stage: 'Volumes' }) =>
  said({ ...status, volumes: [aVolume(change)] }).volumes[0];

describe('the stage', () => {
  it.each([
    ['', null],
    ['ImportResource', null],
    ['PreExecRule', 'PRE_EXEC'],
    ['Volumes', 'VOLUMES'],
    ['PostExecRule', 'POST_EXEC'],
    ['Applications', 'RESOURCES'],
    ['Final', null],
    ['ANewOne', null],
  ])('%s is %s', (stage, ours) => {
    expect(said({ stage, status: 'InProgress' }).stage).toBe(ours);
  });

  it('a CR without any status has not begun', () => {
    expect(saidOfBackup({})).toMatchObject({
      stage: null,
      ended: null,
      reason: null,
      volumes: [],
      missing: [],
    });
  });
});

describe('the end', () => {
  it.each([
    ['Successful', 'WHOLE'],
    ['PartialSuccess', 'PARTIAL'],
    ['Failed', 'FAILED'],
    ['InProgress', 'FAILED'],
    ['', 'FAILED'],
    ['SomethingNew', 'FAILED'],
  ])('Final with %j is %s', (status, ended) => {
    expect(said({ stage: 'Final', status }).ended).toBe(ended);
  });

  it.each(['Successful', 'Failed'])('%s before Final is no end', (status) => {
    expect(said({ stage: 'Applications', status }).ended).toBeNull();
  });

  it('tells what it was made of', () => {
    const end = said({
      stage: 'Final',
      status: 'Successful',
      backupPath: 'kube-system/one/uid',
      resourceCount: 3,
      totalSize: 2048,
      volumes: [aVolume({ totalSize: 2048, actualSize: 512 })],
      resources: [{ namespace: 'shop' }, { namespace: 'shop' }, { namespace: 'blog' }],
    });
    expect(end).toMatchObject({ objects: 3, bytes: 2048, storedBytes: 512, path: 'kube-system/one/uid' });
    expect([...end.byNamespace]).toEqual([
      ['shop', { objects: 2, bytes: 0 }],
      ['blog', { objects: 1, bytes: 0 }],
    ]);
  });
});

describe('a volume', () => {
  it.each([
    ['', 'PENDING'],
    ['Pending', 'PENDING'],
    ['InProgress', 'PENDING'],
    ['Successful', 'READY'],
    ['Failed', 'FAILED'],
    ['SomethingNew', 'PENDING'],
  ])('%j is %s', (status, state) => {
    expect(volumeSaid({ status })?.state).toBe(state);
  });

  it('that is not done when all is over has failed', () => {
    expect(volumeSaid({ status: 'InProgress' }, { stage: 'Final', status: 'Failed' })?.state).toBe('FAILED');
  });

  it.each([
    ['csi', 'IN_CLUSTER'],
    ['linstor', 'IN_CLUSTER'],
    ['kdmp', 'OFF_SITE'],
    ['pxd', 'OFF_SITE'],
    ['anewone', 'IN_CLUSTER'],
  ])('of %s lies %s', (driverName, copy) => {
    expect(volumeSaid({ driverName })?.copy).toBe(copy);
  });

  it.each([
    ['snapshot timeout out after 30m0s', 'TIMEOUT'],
    ['no snapshotclass for driver csi.example.com', 'NO_SNAPSHOT_CLASS'],
    ['volumesnapshots is forbidden', 'NOT_ALLOWED'],
    ['volume not healthy', 'STORK_ERROR'],
    ['', 'STORK_ERROR'],
  ])('that failed with %j has the reason %s', (reason, ours) => {
    expect(volumeSaid({ status: 'Failed', reason })).toMatchObject({ reason: ours, copy: null });
  });

  it('has no snapshot that a sweep of ours would delete', () => {
    expect(volumeSaid({})).toMatchObject({ snapshot: null, content: null, handle: 'backup-1' });
  });
});

describe('what Stork says of itself', () => {
  it('is one bounded line without secrets', () => {
    const { reason } = said({ reason: `a\nb\u202e password=hunter22 ${'x'.repeat(1_000)}` });
    expect(reason).not.toMatch(/[\n\u202e]|hunter22/);
    expect(reason?.length).toBeLessThanOrEqual(300);
  });

  it('of a wrong shape is passed over', () => {
    const status = {
      stage: 7,
      status: {},
      volumes: ['x', null, 3],
      resources: 'none',
      totalSize: -1,
      backupPath: [],
    };
    expect(said(status)).toMatchObject({
      stage: null,
      ended: null,
      volumes: [],
      objects: 0,
      bytes: 0,
      path: null,
    });
  });

  it('lists the namespaces that it missed, under either name that the field may have', () => {
    expect(said({ missingNamespaces: ['blog'] }).missing).toEqual(['blog']);
    expect(said({ missing_namespaces: ['blog', 'docs'], missingNamespaces: ['blog'] }).missing).toEqual([
      'blog',
      'docs',
    ]);
  });
});

it('two that differ in anything that Stork writes do not stand alike', () => {
  const standing = (status: JsonObject) => said(status).standing;
  expect(standing({ stage: 'Volumes' })).toBe(standing({ stage: 'Volumes' }));
  expect(standing({ stage: 'Volumes' })).not.toBe(
    standing({ stage: 'Volumes', lastUpdateTimestamp: 'later' }),
  );
});
