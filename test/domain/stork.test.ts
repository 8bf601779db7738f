import { describe, expect, it } from 'vitest';
import { isAtLeast, prerequisitesOf, versionOfImage } from '../../src/domain/stork.js';

describe('the version of an image', () => {
  it.each([
    ['openstorage/stork:26.3.0', '26.3.0'],
    ['registry.example:5000/px/stork:25.5.0-rc1', '25.5.0'],
    ['docker.io/openstorage/stork:v24.3.2', '24.3.2'],
    ['openstorage/stork:26.3.0@sha256:0a1b', '26.3.0'],
    ['openstorage/stork:26.3.0-1a2b3c4', '26.3.0'],
  ])('%s is %s', (image, version) => {
    expect(versionOfImage(image)).toBe(version);
  });

  it.each([
    'openstorage/stork',
    'openstorage/stork:latest',
    'registry:5000/stork',
    'stork@sha256:25.5',
    'stork:master-2024',
    '',
  ])('%j has none', (image) => {
    expect(versionOfImage(image)).toBeNull();
  });
});

describe('versions are compared by their numbers', () => {
  it.each([
    ['25.5.0', '25.5.0', true],
    ['25.10.0', '25.5.0', true],
    ['25.5', '25.5.0', true],
    ['26.0.0', '25.5.0', true],
    ['25.4.9', '25.5.0', false],
    ['9.9.9', '25.5.0', false],
    ['24.3.2', '25.5.0', false],
  ])('%s against %s', (ours, required, met) => {
    expect(isAtLeast(ours, required)).toBe(met);
  });

  it('what is not known is neither met nor not', () => {
    expect(isAtLeast(null, '25.5.0')).toBeNull();
    expect(isAtLeast('newest', '25.5.0')).toBeNull();
  });
});

it('each prerequisite is told with the version that it needs', () => {
  const met = (version: string | null) =>
    prerequisitesOf({ version }).map((each) => [each.name, each.requiredVersion, each.met]);
  expect(met('25.6.1')).toEqual([
    ['MISSING_NAMESPACES', '25.5.0', true],
    ['WORKLOAD_IDENTITY', '26.3.0', false],
  ]);
  expect(met(null).map(([, , each]) => each)).toEqual([null, null]);
});
