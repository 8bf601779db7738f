import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterProbe } from '../../src/domain/cluster.js';
import { systemActor } from '../../src/domain/identity.js';
import { ClusterProber } from '../../src/services/cluster-prober.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { aCluster, anAlert } from '../factories/resources.js';
import { noStork } from '../fakes/no-stork.js';
import { SettableClock } from '../support/settable-clock.js';
import { silentLog } from '../support/silent-log.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

const GOOD: ClusterProbe = { ok: true, kubernetesVersion: 'v1.33.1', clusterUid: 'uid-1', missingRights: [] };
const AWAY: ClusterProbe = { ok: false, reason: 'TIMEOUT', message: 'no answer', missingRights: [] };
const options = { actor: systemActor('cluster prober'), asked: false };

/** A cluster whose probes a test answers, at times that it sets. */
async function aLookedAtCluster() {
  const cluster = aCluster(world.user.id);
  await world.stores.clusters.insert(cluster);
  const clock = new SettableClock('2026-11-20T12:00:00Z');
  const look = (probe: () => Promise<ClusterProbe>) =>
    new ClusterProber({
      stork: noStork,
      work: world.work,
      clusters: { probe, namespaces: async () => [], systemNamespaces: async () => new Set() },
      machines: { look: async () => {} },
      connections: { lookAfterAbsence: async () => {} },
      clock,
      log: silentLog,
    }).look(cluster.id, options);
  const openAlert = async () => {
    const alert = anAlert({ subjectType: 'Cluster', subjectId: cluster.id, kind: 'CLUSTER_BAD' });
    await world.stores.alerts.insert(alert);
    return () => world.stores.alerts.find(alert.id);
  };
  return { cluster, clock, look, openAlert };
}

describe('an alert that a cycle opened while the cluster stayed ACTIVE', () => {
  it('is closed by the next good look, not by one that failed', async () => {
    const { look, openAlert, clock } = await aLookedAtCluster();
    await look(async () => GOOD);
    const alert = await openAlert();
    clock.advance(1);
    expect(await look(async () => AWAY)).toMatchObject({ state: 'ACTIVE' });
    expect(await alert()).toMatchObject({ closedAt: null });
    clock.advance(1);
    await look(async () => GOOD);
    expect(await alert()).toMatchObject({ closedAt: clock.now() });
  });
});

describe('a look', () => {
  it('that another one overtook writes nothing and closes nothing', async () => {
    const { cluster, look, openAlert, clock } = await aLookedAtCluster();
    const alert = await openAlert();
    const seen = await look(async () => {
      clock.advance(1);
      await look(async () => ({ ...AWAY, reason: 'CREDENTIAL_REFUSED' }));
      clock.advance(1);
      return GOOD;
    });
    expect(seen).toMatchObject({ id: cluster.id, state: 'DISCONNECTED' });
    expect(await alert()).toMatchObject({ closedAt: null });
  });

  it('counts though the clock was set back', async () => {
    const { look, clock } = await aLookedAtCluster();
    await look(async () => GOOD);
    clock.advance(-24 * 60);
    const seen = await look(async () => ({ ...AWAY, reason: 'CREDENTIAL_REFUSED' }));
    expect(seen).toMatchObject({ state: 'DISCONNECTED', stateCheckedAt: clock.now() });
    expect(await look(async () => GOOD)).toMatchObject({ state: 'ACTIVE' });
  });
});
