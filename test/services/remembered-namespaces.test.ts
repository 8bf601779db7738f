import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterProbe } from '../../src/domain/cluster.js';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { systemActor } from '../../src/domain/identity.js';
import type { ClusterGateway, ObservedNamespace } from '../../src/domain/ports/cluster-gateway.js';
import { ClusterProber } from '../../src/services/cluster-prober.js';
import { rememberingNamespaces } from '../../src/services/remembered-namespaces.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { aNamespace } from '../factories/observed-namespace.js';
import { aCluster } from '../factories/resources.js';
import { noStork } from '../fakes/no-stork.js';
import { recordingLog } from '../support/recording-log.js';
import { SettableClock } from '../support/settable-clock.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const GOOD: ClusterProbe = { ok: true, kubernetesVersion: 'v1.33.1', clusterUid: 'uid-1', missingRights: [] };
const NO_RIGHTS: ClusterProbe = {
  ok: false,
  reason: 'MISSING_RIGHTS',
  message: 'no rights',
  missingRights: [],
};
const failed = new ClusterCallFailed('the list was refused', { kind: 'FORBIDDEN', call: 'GET /' });

/** A cluster that answers as a test says. */
async function aRememberedCluster(answer: () => Promise<readonly ObservedNamespace[]>, probe = GOOD) {
  const cluster = aCluster(world.user.id);
  await world.stores.clusters.insert(cluster);
  const clock = new SettableClock('2026-11-20T12:00:00Z');
  const asked: (string | undefined)[] = [];
  const portworx: string[] = [];
  const log = recordingLog();
  const gateway = {
    probe: async () => probe,
    namespaces: (_id: string, _signal?: AbortSignal, selector?: string) => {
      asked.push(selector);
      return answer();
    },
    systemNamespaces: async () => new Set(portworx),
  } as unknown as ClusterGateway;
  const clusters = rememberingNamespaces({ gateway, work: world.work, clock, log });
  const { clusterNamespaces } = world.stores;
  const remembered = async () => ({
    at: (await clusterNamespaces.observedAt([cluster.id])).get(cluster.id),
    names: (await clusterNamespaces.search(cluster.id, { part: '', without: [], among: 'ALL', first: 10 }))
      .names,
  });
  const look = () =>
    new ClusterProber({
      stork: noStork,
      work: world.work,
      clusters,
      machines: { look: async () => {} },
      connections: { lookAfterAbsence: async () => {} },
      clock,
      log,
    }).look(cluster.id, {
      actor: systemActor('cluster prober'),
      asked: true,
    });
  return { id: cluster.id, clock, clusters, asked, log, portworx, remembered, look };
}
const shop = async () => [aNamespace('shop')];

describe('a look at the namespaces of a cluster', () => {
  it('is written down with the time at which it began, whoever looked', async () => {
    const { id, clock, clusters, remembered } = await aRememberedCluster(async () => {
      clock.advance(5);
      return shop();
    });
    const at = clock.now();
    expect((await clusters.namespaces(id)).map(({ name }) => name)).toEqual(['shop']);
    expect(await remembered()).toEqual({ at, names: ['shop'] });
  });

  it('by a selector is no look at all of them, and one that failed is none', async () => {
    const { id, clusters, remembered } = await aRememberedCluster(shop);
    await clusters.namespaces(id, undefined, 'team=shop');
    expect(await remembered()).toEqual({ at: undefined, names: [] });
    const refusing = await aRememberedCluster(() => Promise.reject(failed));
    await expect(refusing.clusters.namespaces(refusing.id)).rejects.toBe(failed);
    expect(await refusing.remembered()).toEqual({ at: undefined, names: [] });
  });

  it('is an answer also when it cannot be written down', async () => {
    const { id, clusters, remembered, log } = await aRememberedCluster(shop);
    await world.database.query('ALTER TABLE namespace_look RENAME TO namespace_look_elsewhere');
    try {
      expect(await clusters.namespaces(id)).toHaveLength(1);
    } finally {
      await world.database.query('ALTER TABLE namespace_look_elsewhere RENAME TO namespace_look');
    }
    expect(log.lines.map(({ level }) => level)).toContain('warn');
    expect(await remembered()).toEqual({ at: undefined, names: [] });
  });

  it('of a cluster that Holdfast does not know is written down nowhere', async () => {
    const { clusters } = await aRememberedCluster(shop);
    expect(await clusters.namespaces('0b7b9a52-0000-4000-8000-0000000000ff')).toHaveLength(1);
  });
});

describe("what is known to be the system's", () => {
  const others = async () => [aNamespace('disks'), aNamespace('shop'), aNamespace('tools')];

  it('is what holds the Service of Portworx and what Stork was found in, and is written down with the look', async () => {
    const { id, clusters, portworx, remembered } = await aRememberedCluster(others);
    const stork = { version: '26.3.0', adminNamespace: 'kube-system', namespace: 'tools' };
    await world.stores.clusters.edit(id, 1, { stork });
    portworx.push('disks');
    await clusters.namespaces(id);
    expect(await clusters.systemNamespaces(id)).toEqual(new Set(['disks', 'tools']));
    expect(await remembered()).toMatchObject({ names: ['shop'] });
  });

  it('is so no longer once neither runs there', async () => {
    const { clusters, id, portworx, remembered, look } = await aRememberedCluster(others);
    portworx.push('disks');
    await look();
    expect(await remembered()).toMatchObject({ names: ['shop', 'tools'] });
    portworx.length = 0;
    expect(await clusters.systemNamespaces(id)).toEqual(new Set());
    expect(await remembered()).toMatchObject({ names: ['disks', 'shop', 'tools'] });
  });
});

describe('the prober', () => {
  it('lists the namespaces of an ACTIVE cluster once per look', async () => {
    const { look, asked, remembered } = await aRememberedCluster(shop);
    expect(await look()).toMatchObject({ state: 'ACTIVE' });
    expect(asked).toEqual([undefined]);
    expect(await remembered()).toMatchObject({ names: ['shop'] });
  });

  it('lists none of a cluster that is not', async () => {
    const { look, asked } = await aRememberedCluster(shop, NO_RIGHTS);
    expect(await look()).not.toMatchObject({ state: 'ACTIVE' });
    expect(asked).toEqual([]);
  });

  it('judges the cluster by the probe, whatever becomes of the list', async () => {
    const { look } = await aRememberedCluster(() => Promise.reject(failed));
    expect(await look()).toMatchObject({ state: 'ACTIVE', stateReason: 'OK' });
  });
});
