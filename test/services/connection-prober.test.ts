import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { RemotePlace } from '../../src/domain/ports/federated-locations.js';
import { ConnectionProber } from '../../src/services/connection-prober.js';
import { createStoredWorld, type StoredWorld } from '../db/stored-world.js';
import { aConnection, aFederatedBucket } from '../factories/federation.js';
import { aCluster, aLocation } from '../factories/resources.js';
import { silentLog } from '../support/silent-log.js';

let world: StoredWorld;
beforeAll(async () => {
  world = await createStoredWorld();
});
afterAll(() => world.drop());

async function aFederatedCluster(name: string): Promise<string> {
  const change = { name, mode: 'FEDERATED', state: 'ACTIVE', stateReason: 'OK' } as const;
  const cluster = aCluster(world.user.id, change);
  await world.stores.clusters.insert(cluster);
  return cluster.id;
}

async function connect(clusterId: string, name: string, createdAt: Date): Promise<string> {
  const change = {
    name,
    path: `https://store.example/${name}`,
    kind: 'S3',
    access: 'WORKLOAD_IDENTITY',
  } as const;
  const location = aLocation(world.user.id, { ...change, s3: aFederatedBucket({ bucket: name }) });
  await world.stores.locations.insert(location);
  const connection = aConnection({ clusterId, locationId: location.id, createdAt });
  await world.stores.connections.insert(connection);
  return connection.id;
}

it('a cluster that says nothing of its many locations keeps no other cluster waiting', async () => {
  const silent = await aFederatedCluster('silent');
  const swift = await aFederatedCluster('swift');
  const at = new Date('2026-11-20T09:00:00Z');
  for (let n = 0; n < 40; n += 1) await connect(silent, `silent-${n}`, at);
  const last = await connect(swift, 'swift', new Date('2026-11-20T10:00:00Z'));
  const { promise: answer, resolve } = Promise.withResolvers<void>();
  const under = { now: 0, most: 0 };
  const check = async ({ cluster }: RemotePlace) => {
    if (cluster.id === swift) return { ok: true, validatedAt: null } as const;
    under.now += 1;
    under.most = Math.max(under.most, under.now);
    await answer;
    under.now -= 1;
    return { ok: false, reason: 'NO_ANSWER', message: 'nothing', validatedAt: null } as const;
  };
  const clock = { now: () => new Date() };
  const prober = new ConnectionProber({ work: world.work, federated: { check }, clock, log: silentLog });
  const round = prober.lookAtAll(new AbortController().signal);
  try {
    await vi.waitFor(
      async () => expect(await world.stores.connections.find(last)).toMatchObject({ state: 'VALID' }),
      {
        timeout: 20_000,
      },
    );
    expect(under.most).toBeGreaterThan(0);
    expect(under.most).toBeLessThanOrEqual(4);
  } finally {
    resolve();
  }
  expect(await round).toBe(41);
  const states = await world.stores.connections.countByState();
  expect([states.get('INVALID'), states.get('VALID')]).toEqual([40, 1]);
}, 60_000);
