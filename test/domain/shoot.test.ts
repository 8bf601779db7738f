import { describe, expect, it } from 'vitest';
import { discoveryFaults } from '../../src/domain/cluster-discovery.js';
import {
  chooseContext,
  clusterLabelsOf,
  clusterNameOf,
  type DiscoveredShoot,
  isAsKnown,
  mergedLabels,
  nextTry,
  type ObservedShoot,
  otherClusterNameOf,
  projectOf,
  renewalOf,
} from '../../src/domain/shoot.js';

const BLUE = { namespace: 'garden-dev', name: 'blue', uid: '6F1B9A52-77' };
const contexts = (...addresses: string[]) => addresses.map((each) => `garden-dev--blue-${each}`);

describe('the context of a kubeconfig', () => {
  it.each([
    [contexts('internal', 'wildcard-tls-seed-bound', 'external'), 'garden-dev--blue-external'],
    [contexts('internal', 'wildcard-tls-seed-bound'), 'garden-dev--blue-wildcard-tls-seed-bound'],
    [contexts('internal', 'unmanaged'), 'garden-dev--blue-unmanaged'],
    [contexts('internal'), 'garden-dev--blue-internal'],
  ])('of %j is %s', (names, best) => {
    expect(chooseContext(BLUE, names, names[0] ?? null)).toBe(best);
  });

  it('of another make is the current one, or the only one, or none', () => {
    expect(chooseContext(BLUE, ['one', 'two'], 'two')).toBe('two');
    expect(chooseContext(BLUE, ['one'], null)).toBe('one');
    expect(chooseContext(BLUE, ['one', 'two'], null)).toBeUndefined();
    expect(chooseContext(BLUE, ['one', 'two'], 'three')).toBeUndefined();
  });
});

it('a kubeconfig is renewed at two thirds of its life, and at once when it has none left', () => {
  const at = new Date('2026-11-20T12:00:00Z');
  expect(renewalOf(at, new Date('2026-11-20T18:00:00Z'))).toEqual(new Date('2026-11-20T16:00:00Z'));
  expect(renewalOf(at, new Date('2026-11-20T12:30:00Z'))).toEqual(new Date('2026-11-20T12:20:00Z'));
  expect(renewalOf(at, new Date('2026-11-20T11:00:00Z'))).toEqual(at);
});

it('a renewal that failed is tried again after 1, 2, 4, 8 and then every 15 minutes', () => {
  const at = new Date(0);
  const minutes = [1, 2, 3, 4, 5, 6, 100].map((failures) => nextTry(at, failures).getTime() / 60_000);
  expect(minutes).toEqual([1, 2, 4, 8, 15, 15, 15]);
});

describe('the name of a cluster', () => {
  it('is that of the project and of the shoot', () => {
    expect(clusterNameOf(BLUE)).toBe('dev--blue');
    expect(clusterNameOf({ ...BLUE, namespace: 'custom' })).toBe('custom--blue');
  });

  it('is another one when that is taken, by its UID', () => {
    expect(otherClusterNameOf(BLUE)).toBe('dev--blue-6f1b9a52');
  });

  it('is never one that a cluster cannot have', () => {
    expect(clusterNameOf({ ...BLUE, name: 'x'.repeat(200) })).toBe('shoot-6f1b9a52');
  });

  it('takes the project from its namespace', () => {
    expect(projectOf('garden-dev')).toBe('dev');
    expect(projectOf('garden')).toBe('garden');
  });
});

describe('labels', () => {
  it('are taken over but for those of Gardener, and those that a cluster cannot have', () => {
    const labels = {
      'shoot.gardener.cloud/status': 'healthy',
      'gardener.cloud/purpose': 'x',
      team: 'shop',
      'not a key': 'x',
      bad: 'not a value!',
    };
    expect(clusterLabelsOf(labels)).toEqual({ team: 'shop' });
  });

  it('of people stay, and those of the shoot follow it', () => {
    expect(
      mergedLabels({
        present: { team: 'shop', owner: 'ada', tier: 'changed' },
        givenBefore: { team: 'shop', tier: 'gold', gone: 'x' },
        given: { team: 'pay', tier: 'silver' },
      }),
    ).toEqual({ team: 'pay', tier: 'changed', owner: 'ada' });
  });
});

describe('a shoot as it is known', () => {
  const shown: ObservedShoot = {
    ...BLUE,
    ...{ labels: { team: 'shop' }, region: 'eu', provider: 'aws', seed: 'one', kubernetesVersion: '1.36.0' },
    ...{ endpoint: 'https://blue', hibernated: false, unready: null },
  };
  const known: DiscoveredShoot = {
    ...BLUE,
    ...{ id: 'cluster', region: 'eu', provider: 'aws', seed: 'one', kubernetesVersion: '1.36.0' },
    ...{ endpoint: 'https://blue', hibernated: false, hibernationCheckedAt: new Date(0) },
    ...{ managed: true, unmanagedAt: null, unmanagedReason: null },
    ...{ givenName: 'dev--blue', givenLabels: { team: 'shop' }, seenAt: new Date(0) },
    ...{ kubeconfigObtainedAt: null, kubeconfigExpiresAt: null },
    ...{ renewAt: null, renewFailures: 0, renewError: null },
  };
  const labels = { team: 'shop', owner: 'ada' };

  it('is one of which nothing is new', () => {
    expect(isAsKnown(shown, known, labels)).toBe(true);
    expect(isAsKnown({ ...shown, labels: { ...shown.labels, 'gardener.cloud/x': 'y' } }, known, labels)).toBe(
      true,
    );
    expect(isAsKnown({ ...shown, endpoint: null }, known, labels)).toBe(true);
  });

  it.each<Partial<ObservedShoot>>([
    ...[
      { name: 'azure' },
      { namespace: 'garden-ops' },
      { region: 'us' },
      { provider: null },
      { seed: 'two' },
    ],
    ...[{ kubernetesVersion: '1.37.0' }, { endpoint: 'https://elsewhere' }, { hibernated: true }],
    ...[{ labels: {} }, { labels: { team: 'pay' } }],
  ])('is none with %j', (change) => {
    expect(isAsKnown({ ...shown, ...change }, known, labels)).toBe(false);
  });

  it('is none whose cluster nobody keeps up, or lacks a label that the shoot gives it', () => {
    expect(isAsKnown(shown, { ...known, managed: false }, labels)).toBe(false);
    expect(isAsKnown(shown, known, { owner: 'ada' })).toBe(false);
  });

  it('is asleep at the address that it had', () => {
    const asleep = { ...known, hibernated: true };
    expect(isAsKnown({ ...shown, hibernated: true }, asleep, labels)).toBe(true);
    expect(isAsKnown({ ...shown, hibernated: true, endpoint: null }, asleep, labels)).toBe(false);
  });
});

describe('what is asked of a discovery', () => {
  it.each([14, 0, -15, 15.5, 44_641, Number.NaN])('refuses an interval of %s minutes', (intervalMinutes) => {
    expect(discoveryFaults({ intervalMinutes })).toMatchObject([{ path: 'intervalMinutes' }]);
  });

  it.each([15, 60, 44_640, null])('takes an interval of %s minutes', (intervalMinutes) => {
    expect(discoveryFaults({ intervalMinutes })).toEqual([]);
  });

  it('refuses what is no project and no selector', () => {
    expect(discoveryFaults({ project: '../x', labelSelector: '' })).toMatchObject([
      { path: 'project' },
      { path: 'labelSelector', message: expect.stringContaining('shoot') },
    ]);
  });
});
