/** What happens to backups, connections and the location of a federated cluster whose shoot sleeps, or that was away: real HTTP to a cluster with a Stork. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FederatedInstallation } from '../support/federated-installation.js';
import { putToSleep, wakeUp } from '../support/sleeping-cluster.js';

const never = new AbortController().signal;
let harbour: FederatedInstallation;

async function start(stallMs?: number): Promise<void> {
  harbour = await FederatedInstallation.start({
    namespaces: ['shop', 'blog'],
    storkLocationTimes: { pollMs: 10 },
    ...(stallMs !== undefined && { storkTimes: { stallMs } }),
  });
}
beforeEach(() => start());
afterEach(() => harbour.stop());

const stores = () => harbour.holdfast.product.world.work.stores;
const probeClusters = () => harbour.holdfast.product.handlers['probe-clusters']({}, never);
const probeLocations = () => harbour.holdfast.product.handlers['probe-locations']({}, never);

const fallAsleep = () => putToSleep(harbour.holdfast, harbour.cluster);
const wake = () => wakeUp(harbour.holdfast, harbour.cluster);

/** A cycle of a schedule: what comes of it opens alerts. */
async function aCycle(): Promise<string> {
  const { holdfast } = harbour;
  const { schedules } = holdfast.product.services;
  const { id } = await harbour.schedule({ kind: 'NAMED', names: ['shop'] });
  return (await schedules.backUpNow(id, holdfast.actor)).id;
}

async function openAlerts(): Promise<readonly string[]> {
  const { alerts } = harbour.holdfast.product.services;
  const { items } = await alerts.page({ first: 10, after: null }, { open: true }, harbour.holdfast.actor);
  return items.map(({ item }) => item.kind);
}

const connection = () => stores().connections.findPair(harbour.cluster.id, harbour.location.id);
const location = () => stores().locations.find(harbour.location.id);

describe('a backup', () => {
  it('that begins as the cluster falls asleep is a Failure that says so, and no alert', async () => {
    const id = await aCycle();
    await fallAsleep();
    await probeClusters();
    await probeLocations();
    const report = await harbour.holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_HIBERNATED' });
    expect(report.issues).toEqual([`CLUSTER_HIBERNATED ${harbour.cluster.id}`]);
    expect(await openAlerts()).toEqual([]);
  });

  it('under which the cluster falls asleep is one, too', async () => {
    await harbour.stop();
    await start(1_000);
    const id = await aCycle();
    const hold = harbour.stork.faults.holdBefore('Applications');
    const run = harbour.holdfast.run(id);
    await hold.reached;
    await fallAsleep();
    harbour.holdfast.kubernetes.faults.add({ match: /./, do: 'reset-before-headers' });
    expect(await run).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_HIBERNATED' });
    expect(await openAlerts()).toEqual([]);
    harbour.holdfast.kubernetes.faults.clear();
    hold.release();
  });

  it('under which it falls asleep ends when the prober has seen that, and what the cluster was told is taken back when it is awake', async () => {
    const { product, database, kubernetes } = harbour.holdfast;
    const worker = harbour.holdfast.anotherWorker({ leaseMs: 1_000 });
    const id = await aCycle();
    const hold = harbour.stork.faults.holdBefore('Applications');
    const run = harbour.holdfast.run(id, worker);
    await hold.reached;
    const away = kubernetes.faults.add({ match: /./, do: 'reset-before-headers' });
    await fallAsleep();
    await probeClusters();
    const report = await run;
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'CLUSTER_HIBERNATED' });
    expect(report.issues).toEqual([`CLUSTER_HIBERNATED ${harbour.cluster.id}`]);
    expect(await openAlerts()).toEqual([]);
    away.remove();
    hold.release();
    const takeBack = async () => {
      await database.query('UPDATE left_instruction SET next_try_at = now()');
      await product.handlers['take-back']({}, never);
    };
    await takeBack();
    expect(harbour.instructionOf(id)).toBeDefined();
    await wake();
    await probeClusters();
    await takeBack();
    await vi.waitFor(() => expect(harbour.instructionOf(id)).toBeUndefined(), 20_000);
    await worker.close();
  });

  it('whose cluster is away, or was asleep before it began, is not ended for that', async () => {
    const worker = harbour.holdfast.anotherWorker({ leaseMs: 400 });
    const standsThere = (reason: string) =>
      harbour.holdfast.database.query(
        `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = '${reason}' WHERE id = '${harbour.cluster.id}'`,
      );
    const id = await aCycle();
    await standsThere('HIBERNATED');
    const hold = harbour.stork.faults.holdBefore('Applications');
    const run = harbour.holdfast.run(id, worker);
    await hold.reached;
    // It looks as often as it renews its lease.
    const looked = async (times: number) => {
      for (let before = ''; times >= 0; times -= 1)
        before = await vi.waitFor(async () => {
          const [row] = await harbour.holdfast.database.query(
            `SELECT lease_until::text FROM backup WHERE id = '${id}'`,
          );
          expect(String(row?.lease_until)).not.toBe(before);
          return String(row?.lease_until);
        }, 20_000);
    };
    await looked(3);
    await standsThere('TIMEOUT');
    await looked(3);
    hold.release();
    expect(await run).toMatchObject({ state: 'SUCCESS' });
    await worker.close();
  });

  it('goes by what the cluster says now, not by what stood there when it was away', async () => {
    const id = await aCycle();
    await harbour.holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${harbour.cluster.id}'`,
    );
    await probeLocations();
    expect(await connection()).toMatchObject({ state: 'INVALID', stateReason: 'CLUSTER_NOT_ACTIVE' });
    expect(await location()).toMatchObject({ state: 'INVALID', stateReason: 'NO_VALID_CONNECTION' });
    expect(await harbour.holdfast.run(id)).toMatchObject({ state: 'SUCCESS' });
    expect(await connection()).toMatchObject({ state: 'VALID', stateReason: 'OK' });
    expect(await location()).toMatchObject({ state: 'VALID', stateReason: 'CONNECTED' });
    expect(await openAlerts()).toEqual([]);
  });

  it('fails for the location where the cluster, asked anew, does not reach it any more', async () => {
    const id = await aCycle();
    await harbour.holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${harbour.cluster.id}'`,
    );
    await probeLocations();
    harbour.stork.faults.refuseLocation(`holdfast-${harbour.location.id}`, 'AccessDenied: not authorized');
    const report = await harbour.holdfast.run(id);
    expect(report).toMatchObject({ state: 'FAILURE', reason: 'LOCATION_INVALID' });
    expect(report.messages.join()).toContain('ACCESS_DENIED');
  });

  it('of a cluster that is away fails for that alone: its connection says no more', async () => {
    const id = await aCycle();
    await harbour.holdfast.database.query(
      `UPDATE cluster SET state = 'NOT_AVAILABLE', state_reason = 'TIMEOUT' WHERE id = '${harbour.cluster.id}'`,
    );
    await probeLocations();
    harbour.stork.stop();
    const report = await harbour.holdfast.run(id);
    expect(report.issues).toEqual([`CLUSTER_UNAVAILABLE ${harbour.cluster.id}`]);
    expect(await openAlerts()).toEqual(['CLUSTER_BAD']);
  });
});

describe('the connection of a cluster that sleeps', () => {
  it('is INVALID for a reason of its own, and so is a location that no other cluster reaches', async () => {
    await fallAsleep();
    await probeClusters();
    await probeLocations();
    expect(await connection()).toMatchObject({ state: 'INVALID', stateReason: 'CLUSTER_HIBERNATED' });
    expect(await location()).toMatchObject({
      state: 'INVALID',
      stateReason: 'CLUSTERS_HIBERNATED',
      stateMessage: '0 of 1 connected clusters reach it: CLUSTER_HIBERNATED 1',
    });
    expect(await openAlerts()).toEqual([]);
  });

  it('is looked at as soon as the cluster is awake: no round of locations is waited for', async () => {
    await fallAsleep();
    await probeClusters();
    await probeLocations();
    await wake();
    await probeClusters();
    expect(await stores().clusters.find(harbour.cluster.id)).toMatchObject({ state: 'ACTIVE' });
    expect(await connection()).toMatchObject({ state: 'VALID', stateReason: 'OK' });
    expect(await location()).toMatchObject({ state: 'VALID', stateReason: 'CONNECTED' });
    expect(await harbour.backUp('shop')).toMatchObject({ state: 'SUCCESS' });
  });
});
