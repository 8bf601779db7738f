import { describe, expect, it } from 'vitest';
import {
  dataPath,
  folderOf,
  isOfHoldfast,
  liesInBucket,
  notToDelete,
  notToForce,
  storkBackupName,
} from '../../src/domain/stork-artefact.js';

const ID = '0f3a2f57-55e1-4a53-9b0e-000000000001';
const OURS = `kube-system/${storkBackupName(ID)}/uid-1/metadata.json`;
const THEIRS = 'kube-system/nightly/uid-1/metadata.json';
const AT = new Date('2026-11-22T03:00:00Z');
const backup = (manifestKey: string | null, change = {}) => ({
  ...{ id: ID, manifestKey, listedBySync: true, vanishedAt: null as Date | null },
  ...change,
});

it('the folder of a backup is that of its commit file', () => {
  expect(folderOf(OURS)).toBe(OURS.replace('/metadata.json', ''));
  expect(folderOf('kube-system/nightly/uid-1')).toBe('kube-system/nightly/uid-1');
});

describe('a listed backup', () => {
  it('is of Holdfast where its folder bears the name of its instruction', () => {
    expect(isOfHoldfast(backup(OURS))).toBe(true);
    expect(isOfHoldfast(backup(THEIRS))).toBe(false);
  });

  it('is not of Holdfast for bearing the name of another backup', () => {
    expect(isOfHoldfast(backup(OURS, { id: '0f3a2f57-55e1-4a53-9b0e-000000000002' }))).toBe(false);
    expect(isOfHoldfast(backup(`${storkBackupName(ID)}/nightly/uid-1/metadata.json`))).toBe(false);
  });

  it('that somebody else made is not deleted while it lies there', () => {
    expect(notToDelete(backup(THEIRS))).toContain('Holdfast did not make it');
    expect(notToDelete(backup(THEIRS, { vanishedAt: AT }))).toBeUndefined();
    expect(notToDelete(backup(OURS))).toBeUndefined();
    expect(notToDelete(backup(THEIRS, { listedBySync: false }))).toBeUndefined();
  });
});

describe('a record goes alone', () => {
  it('only where data lies and no cluster is eligible', () => {
    expect(notToForce(backup(OURS), false)).toBeUndefined();
    expect(notToForce(backup(OURS), true)).toContain('delete the backup with its data');
    for (const nothing of [backup(null), backup(OURS, { vanishedAt: AT })]) {
      expect(liesInBucket(nothing)).toBe(false);
      expect(notToForce(nothing, false)).toContain('Nothing of it lies in its location');
    }
  });

  it('and its data is told of with the address of its bucket', () => {
    expect(dataPath(backup(THEIRS), { path: 'https://store.example/team' })).toBe(
      'https://store.example/team/kube-system/nightly/uid-1',
    );
  });
});
