import { describe, expect, it } from 'vitest';
import type { BackupNamespace } from '../../src/domain/backup.js';
import { restoreFaults, targetOf } from '../../src/domain/restore-faults.js';
import { type Asked, optionsOf } from '../engines/direct/restore/restore-scene.js';

const namespace = (
  name: string,
  fate: BackupNamespace['fate'] = 'INCLUDED',
  reason: string | null = null,
): BackupNamespace => ({
  name,
  fate,
  uid: null,
  reason,
  objects: 1,
  bytes: 1,
});
const BACKUP = {
  namespaces: [
    namespace('shop'),
    namespace('blog'),
    namespace('gone', 'MISSING', 'not found'),
    namespace('lost', 'LOST'),
  ],
};
const faults = (asked: Asked) =>
  restoreFaults(BACKUP, optionsOf(asked)).map(({ path, message }) => `${path}: ${message}`);

describe('what a restore may be asked', () => {
  it('is all of a backup, a part of it, and other names for what it holds', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ scope: { namespaces: ['shop'] }, namespaceMapping: { shop: 'blog' } })).toEqual([]);
    expect(faults({ namespaceMapping: { shop: 'blog', blog: 'shop' } })).toEqual([]);
    expect(faults({ scope: { objects: [{ resource: 'nodes', namespace: '', name: 'x' }] } })).toEqual([]);
  });

  it('is no namespace that the backup lacks, and a partial backup says why', () => {
    expect(faults({ namespaceMapping: { gone: 'a', lost: 'b', never: 'c' } })).toEqual([
      'namespaceMapping.gone: the backup is partial: it lists the namespace "gone" as MISSING (not found), so there is nothing of it to restore',
      'namespaceMapping.lost: the backup lists the namespace "lost" as LOST, so there is nothing of it to restore',
      'namespaceMapping.never: the backup does not hold the namespace "never"; it holds shop, blog',
    ]);
    expect(faults({ scope: { namespaces: ['shop', 'constructor'] } })).toEqual([
      'scope.namespaces.1: the backup does not hold the namespace "constructor"; it holds shop, blog',
    ]);
  });

  it('is no mapping of what is not restored, or of two namespaces into one', () => {
    expect(faults({ scope: { namespaces: ['blog'] }, namespaceMapping: { shop: 'x' } })).toEqual([
      'namespaceMapping.shop: "shop" is not among what is restored',
    ]);
    expect(faults({ namespaceMapping: { shop: 'blog' } })).toEqual([
      'namespaceMapping.shop: "shop" and "blog" would both become "blog"',
    ]);
    expect(faults({ namespaceMapping: { shop: 'x', blog: 'x' } })).toEqual([
      'namespaceMapping.shop: "shop" and "blog" would both become "x"',
    ]);
    expect(faults({ namespaceMapping: { shop: 'No Name' } })[0]).toContain('is no DNS label');
  });

  it('is nothing empty, and no selector that is none', () => {
    expect(faults({ scope: { namespaces: [], objects: [] } })).toEqual([
      'scope.namespaces: name at least one namespace',
      'scope.objects: name at least one object',
    ]);
    expect(faults({ storageClassMapping: { standard: '' } })).toEqual([
      'storageClassMapping.standard: a storage class has a name',
    ]);
    const filter = { includeResources: null, excludeResources: [], labelSelector: 'a===b' };
    expect(faults({ scope: { filter } })[0]).toContain('is no requirement');
  });

  it('is told in twenty faults at most', () => {
    const namespaceMapping = Object.fromEntries(Array.from({ length: 50 }, (_, each) => [`x${each}`, 'y']));
    expect(faults({ namespaceMapping })).toHaveLength(20);
  });

  it('leaves names alone that nobody maps, those of every object in JavaScript too', () => {
    expect(targetOf({ shop: 'copy' }, 'shop')).toBe('copy');
    expect(targetOf({ shop: 'copy' }, 'constructor')).toBe('constructor');
  });
});
