/** Gardens over HTTPS: all of a list or none of it, and what a garden that is not well says. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubernetesClusterGateway } from '../../src/clusters/cluster-gateway.js';
import { GardenerGateway } from '../../src/clusters/gardener/gardener-gateway.js';
import { ClusterCallFailed } from '../../src/domain/cluster-call.js';
import { GardenRefused } from '../../src/domain/ports/garden-gateway.js';
import { failureOf } from '../../src/services/discovery-failures.js';
import { SHOOTS } from '../stand-ins/gardener/garden-kinds.js';
import { type GardenStandIn, startGarden } from '../stand-ins/gardener/garden-stand-in.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../stand-ins/kubernetes/kubernetes-stand-in.js';
import { LogLines, QUICK } from './api-client-builder.js';
import { MemoryVault } from './memory-vault.js';

const { signal } = new AbortController();
const ALL = { project: null, labelSelector: null };
let cluster: KubernetesStandIn;
let garden: GardenStandIn;
let gardens: KubernetesClusterGateway;
let gateway: GardenerGateway;
let vault: MemoryVault;

beforeEach(async () => {
  cluster = await startKubernetesStandIn();
  garden = await startGarden({ cluster });
  vault = new MemoryVault();
  await vault.put({ type: 'ClusterDiscovery', id: 'd1' }, garden.kubeconfig());
  gardens = new KubernetesClusterGateway({
    vault,
    clock: { now: () => new Date() },
    log: new LogLines(),
    timeouts: { ...QUICK, call: 500 },
    credentialOf: 'ClusterDiscovery',
  });
  gateway = new GardenerGateway(gardens);
});
afterEach(async () => {
  await gardens.close();
  await garden.stop();
  await cluster.stop();
});

const shoots = (wanted: Partial<typeof ALL> | { project: string } = {}) =>
  gateway.shoots('d1', { ...ALL, ...wanted }, signal);
async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return failureOf(error, { credentialExpiresAt: null }, new Date())?.reason;
}

describe('the shoots of a garden', () => {
  it('are told with what a discovery needs, and with nothing else', async () => {
    const uid = garden.addShoot('blue', { labels: { team: 'shop' } });
    expect((await shoots()).shoots).toEqual([
      {
        uid,
        namespace: 'garden-dev',
        name: 'blue',
        labels: { team: 'shop', 'shoot.gardener.cloud/status': 'healthy' },
        region: 'eu-central-1',
        provider: 'aws',
        seed: 'aws-ha-eu1',
        kubernetesVersion: '1.33.4',
        endpoint: cluster.url,
        hibernated: false,
        unready: null,
      },
    ]);
  });

  it('count as asleep while they are being put to sleep, and until they are awake', async () => {
    garden.addShoot('blue', { hibernated: true });
    const spec = { hibernation: { enabled: false } };
    garden.kubernetes.store.patch(SHOOTS, 'blue', { namespace: 'garden-dev', patch: { spec } });
    expect((await shoots()).shoots).toMatchObject([{ hibernated: true }]);
    const status = { hibernated: false };
    garden.kubernetes.store.patch(SHOOTS, 'blue', { namespace: 'garden-dev', patch: { status } });
    expect((await shoots()).shoots).toMatchObject([{ hibernated: false }]);
  });

  it.each([
    ['Create', 'Processing', 'CREATING'],
    ['Create', 'Succeeded', null],
    ['Delete', 'Failed', 'DELETING'],
    ['Migrate', 'Processing', 'MIGRATING'],
    ['Restore', 'Error', 'MIGRATING'],
    ['Restore', 'Succeeded', null],
    ['Reconcile', 'Failed', null],
  ])('after %s %s are %s', async (type, state, unready) => {
    garden.addShoot('blue', { operation: { type, state } });
    expect((await shoots()).shoots).toMatchObject([{ unready }]);
  });

  it('of a project whose namespace is called otherwise are found there', async () => {
    garden.addProject('ops', 'garden-of-ops');
    expect((await shoots({ project: 'ops' })).shoots).toEqual([]);
    expect(garden.kubernetes.requests.count(/namespaces\/garden-of-ops\/shoots/)).toBe(1);
  });

  it('one by one: there, gone, and not known', async () => {
    const uid = garden.addShoot('blue');
    const blue = { namespace: 'garden-dev', name: 'blue' };
    expect(await gateway.shoot('d1', blue, signal)).toMatchObject({ uid });
    garden.deleteShoot('blue');
    expect(await gateway.shoot('d1', blue, signal)).toBeUndefined();
    garden.kubernetes.faults.add({ match: /./, do: { status: 404, body: 'a proxy' } });
    await expect(gateway.shoot('d1', blue, signal)).rejects.toBeInstanceOf(ClusterCallFailed);
  });
});

describe('a list', () => {
  it.each([
    ['breaks off', 'truncate'],
    ['is reset', 'reset-mid-body'],
    ['is refused', { status: 500 }],
  ] as const)('whose second page %s is thrown, not cut short', async (_what, fault) => {
    for (let number = 0; number < 260; number += 1) garden.addShoot(`s-${number}`);
    garden.kubernetes.faults.add({ match: /continue=/, do: fault });
    await expect(shoots()).rejects.toBeInstanceOf(ClusterCallFailed);
  });

  it('that expired is begun again once, and has each shoot once', async () => {
    for (let number = 0; number < 260; number += 1) garden.addShoot(`s-${number}`);
    garden.kubernetes.faults.add({ match: /continue=/, times: 1, do: 'gone-410' });
    expect((await shoots()).shoots).toHaveLength(260);
  });
});

describe('a kubeconfig', () => {
  const blue = { namespace: 'garden-dev', name: 'blue' };
  const ask = (minutes: number) => gateway.adminKubeconfig('d1', blue, { lifeMs: minutes * 60_000, signal });

  it('comes with the end that the garden gives it', async () => {
    garden.addShoot('blue');
    garden.maximumSeconds = 3_600;
    const before = Date.now();
    const { kubeconfig, expiresAt } = await ask(360);
    expect(kubeconfig).toContain('garden-dev--blue-external');
    expect(expiresAt.getTime() - before).toBeLessThanOrEqual(3_600_000);
  });

  it('for less than ten minutes, or of a shoot without an address, is refused', async () => {
    garden.addShoot('blue');
    await expect(ask(5)).rejects.toMatchObject({ details: { kind: 'REFUSED', status: 422 } });
    garden.deleteShoot('blue');
    garden.addShoot('blue', { addresses: [] });
    await expect(ask(60)).rejects.toMatchObject({ details: { kind: 'REFUSED' } });
  });
});

describe('what a garden that is not well is called', () => {
  it('TIMEOUT: it does not answer in time', async () => {
    garden.kubernetes.faults.add({ match: /./, do: { latencyMs: 60_000 } });
    expect(await reasonOf(shoots())).toBe('TIMEOUT');
  });

  it('NAME_NOT_RESOLVED: nobody knows its name', async () => {
    const elsewhere = garden.kubeconfig().replace(/https:\/\/127\.0\.0\.1:\d+/, 'https://garden.invalid');
    await vault.put({ type: 'ClusterDiscovery', id: 'd1' }, elsewhere);
    expect(await reasonOf(shoots())).toBe('NAME_NOT_RESOLVED');
  });

  it('CONNECTION_REFUSED: nothing listens there', async () => {
    await garden.stop();
    expect(await reasonOf(shoots())).toBe('CONNECTION_REFUSED');
  });

  it('NO_GARDEN and PROJECT_NOT_FOUND: it answers, and has none', async () => {
    await expect(shoots({ project: 'nope' })).rejects.toMatchObject({ reason: 'PROJECT_NOT_FOUND' });
    await vault.put({ type: 'ClusterDiscovery', id: 'd1' }, cluster.kubeconfig());
    await expect(shoots()).rejects.toBeInstanceOf(GardenRefused);
    await expect(shoots({ project: 'dev' })).rejects.toMatchObject({ reason: 'NO_GARDEN' });
  });

  it('CREDENTIAL_EXPIRED: 401 after the end that the credential itself told', async () => {
    const error = new ClusterCallFailed('401', { kind: 'UNAUTHORIZED', call: 'GET' });
    const ended = { credentialExpiresAt: new Date('2026-11-20T12:00:00Z') };
    expect(failureOf(error, ended, new Date('2026-11-20T12:00:01Z'))?.reason).toBe('CREDENTIAL_EXPIRED');
    expect(failureOf(error, ended, new Date('2026-11-20T11:00:00Z'))?.reason).toBe('CREDENTIAL_REFUSED');
  });
});
