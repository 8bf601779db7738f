import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KubernetesClusterGateway } from '../../../src/clusters/cluster-gateway.js';
import type { Backup } from '../../../src/domain/backup.js';
import type { InstructedRun, InstructedStanding } from '../../../src/domain/ports/instructed-engine.js';
import { StorkEngine, type StorkTimes } from '../../../src/engines/stork/stork-engine.js';
import { HOLDFAST, MANAGED_BY, STORK_MARKS, storkNames } from '../../../src/engines/stork/stork-kinds.js';
import { QUICK } from '../../clusters/api-client-builder.js';
import { MemoryVault } from '../../clusters/memory-vault.js';
import { aFederatedBucket } from '../../factories/federation.js';
import { aBackup, aLocation } from '../../factories/resources.js';
import {
  type KubernetesStandIn,
  startKubernetesStandIn,
} from '../../stand-ins/kubernetes/kubernetes-stand-in.js';
import { build } from '../../stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim, aStorageClass } from '../../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS, LOCATIONS, RULES } from '../../stand-ins/stork/stork-kinds.js';
import { installStork, type StorkOptions, type StorkStandIn } from '../../stand-ins/stork/stork-stand-in.js';
import { fillNamespace } from '../../support/installation.js';
import { silentLog } from '../../support/silent-log.js';

const BUCKET = 'team-backups';
const clusterId = randomUUID();
let cluster: KubernetesStandIn;
let stork: StorkStandIn;
let gateway: KubernetesClusterGateway;
let engine: StorkEngine;
let vault: MemoryVault;
let backup: Backup;

async function start(options: StorkOptions = {}, times: Partial<StorkTimes> = {}): Promise<void> {
  const ids = { ownerId: randomUUID(), locationId: randomUUID(), cycleId: randomUUID() };
  backup = aBackup({ ...ids, clusterId }, { engine: 'STORK', mode: 'FEDERATED' });
  cluster = await startKubernetesStandIn({
    world: (store) => {
      fillNamespace(store, 'shop');
      build(store, aStorageClass(), ...aBoundClaim('shop', 'data'));
      if (options.adminNamespace !== undefined) store.createNamespace(options.adminNamespace);
      stork = installStork(store, options);
      stork.buckets.make(BUCKET);
      store.create(LOCATIONS, {
        metadata: {
          name: storkNames.location(ids.locationId),
          namespace: stork.adminNamespace,
          labels: { [MANAGED_BY]: HOLDFAST, [STORK_MARKS.location]: ids.locationId },
        },
        location: { type: 's3', path: BUCKET },
      });
    },
  });
  vault = new MemoryVault();
  await vault.put({ type: 'Cluster', id: clusterId }, cluster.kubeconfig());
  const clock = { now: () => new Date() };
  gateway = new KubernetesClusterGateway({ vault, clock, log: silentLog, timeouts: QUICK });
  engine = new StorkEngine({
    clusters: gateway,
    times: { pollMs: 10, goneMs: 2_000, stallMs: 20_000, ...times },
  });
}
async function stop(): Promise<void> {
  await gateway.close();
  await cluster.stop();
}
beforeEach(() => start());
afterEach(stop);

function aRun(change: Partial<InstructedRun> = {}): InstructedRun {
  const { signal } = new AbortController();
  return {
    backup,
    clusterUid: null,
    namespaces: [{ name: 'shop', uid: 'u' }],
    missing: [],
    schedule: null,
    preRule: null,
    postRule: null,
    signal,
    ...change,
  };
}

async function all(run = aRun()): Promise<readonly InstructedStanding[]> {
  const standings: InstructedStanding[] = [];
  for await (const standing of engine.backUp(run)) standings.push(standing);
  return standings;
}

const never = new AbortController().signal;
const artefact = () => ({
  backup,
  through: { id: clusterId, name: 'harbour' },
  location: aLocation(backup.ownerId, { id: backup.locationId, s3: aFederatedBucket({ bucket: BUCKET }) }),
});

describe('a backup', () => {
  it('is told of whenever something has moved, and once that it is over', async () => {
    const holds = (['Volumes', 'Applications'] as const).map((stage) => stork.faults.holdBefore(stage));
    const standings: InstructedStanding[] = [];
    for await (const standing of engine.backUp(aRun())) {
      standings.push(standing);
      // What was seen there may go on.
      if (standing.stage === 'VOLUMES') holds[0]?.release();
      if (standing.stage === 'RESOURCES') holds[1]?.release();
    }
    expect(standings.filter(({ end }) => end !== null)).toHaveLength(1);
    expect(standings.at(-1)).toMatchObject({ missing: [], end: { issues: [] } });
    expect(standings.flatMap(({ stage }) => stage ?? [])).toEqual(
      expect.arrayContaining(['VOLUMES', 'RESOURCES']),
    );
  });

  it('lies where the flag of the Deployment says', async () => {
    await stop();
    await start({ adminNamespace: 'backups' });
    expect((await all()).at(-1)?.end?.manifestKey).toMatch(/^backups\//);
    expect(cluster.store.list(BACKUPS, 'backups')).toHaveLength(1);
  });

  it('is asked about politely: one watch, and few reads', async () => {
    const hold = stork.faults.holdBefore('Applications');
    const done = all();
    await hold.reached;
    const reads = () => cluster.requests.matching(/^GET .*applicationbackups/).length;
    const before = reads();
    await vi.waitFor(() => expect(cluster.requests.matching(/watch=true/)).toHaveLength(1));
    hold.release();
    await done;
    expect(reads() - before).toBeLessThan(5);
  });

  it('is followed without the right to watch, by reading it again and again', async () => {
    cluster.faults.add({
      match: /watch=true/,
      do: {
        status: 403,
        body: { kind: 'Status', status: 'Failure', reason: 'Forbidden', message: 'no', code: 403 },
      },
    });
    expect((await all()).at(-1)?.end).toMatchObject({ issues: [] });
  });

  it('is read anew when the watch is too old, is cut off or is no JSON', async () => {
    const hold = stork.faults.holdBefore('Applications');
    cluster.faults.add({ match: /watch=true/, times: 1, do: 'gone-410' });
    cluster.faults.add({ match: /watch=true/, times: 1, after: 1, do: 'reset-mid-body' });
    const done = all();
    await hold.reached;
    cluster.store.compact();
    hold.release();
    expect((await done).at(-1)?.end).toMatchObject({ issues: [] });
  });

  it('ends with the reason of the signal, and is left as it is: another worker goes on', async () => {
    const hold = stork.faults.holdBefore('Applications');
    const stopping = new AbortController();
    const done = all(aRun({ signal: stopping.signal }));
    await hold.reached;
    const why = new Error('the worker is stopping');
    stopping.abort(why);
    await expect(done).rejects.toBe(why);
    expect(await engine.instruction({ backup, signal: never })).toBe('RUNS');
    hold.release();
    await vi.waitFor(async () => expect(await engine.instruction({ backup, signal: never })).toBe('OVER'));
    expect((await all()).map(({ end }) => end?.issues)).toEqual([[]]);
  });

  it('runs its rules, which go with it', async () => {
    cluster.store.create('pods', {
      metadata: { name: 'db-0', namespace: 'shop', labels: { app: 'db' } },
      spec: { containers: [{ name: 'db', image: 'x' }] },
      status: { phase: 'Running' },
    });
    const action = {
      podSelector: 'app=db',
      podName: null,
      namespaces: null,
      container: null,
      command: ['sync'],
      timeoutSeconds: 30,
      onePodOnly: false,
      onFailure: 'FAIL',
    } as const;
    const rule = { id: 'r', name: 'freeze', actions: [action] };
    await all(aRun({ preRule: rule, postRule: rule }));
    expect(stork.commands).toEqual(['pre shop/db-0: sync', 'post shop/db-0: sync']);
    await engine.tellRemoval(artefact(), never);
    expect(cluster.store.list(RULES)).toEqual([]);
  });

  it('with a rule that Stork cannot run fails before anything is written', async () => {
    const action = {
      podSelector: null,
      podName: 'db-0',
      namespaces: ['shop'],
      container: null,
      command: ['sync'],
      timeoutSeconds: 30,
      onePodOnly: false,
      onFailure: 'CONTINUE',
    } as const;
    const [only] = await all(aRun({ preRule: { id: 'r', name: 'freeze', actions: [action] } }));
    expect(only?.end?.issues.map(({ code }) => code)).toEqual([
      'PRE_RULE_FAILED',
      'PRE_RULE_FAILED',
      'PRE_RULE_FAILED',
    ]);
    expect(cluster.store.list(BACKUPS)).toEqual([]);
  });
});

/** As the deletion of a backup asks for it. */
async function remove(of: Backup, { told = false } = {}): Promise<void> {
  if (!told) await engine.assertRemovable({ ...artefact(), backup: of }, never);
  await engine.tellRemoval({ ...artefact(), backup: of }, never);
  await engine.awaitRemoval({ ...artefact(), backup: of }, never);
}

/** With what its run wrote down of it. */
async function made(): Promise<Backup> {
  const end = (await all()).at(-1)?.end;
  return { ...backup, manifestKey: end?.manifestKey ?? null };
}

describe('a deletion', () => {
  it('takes the data with it, and is safe to ask for again when the cluster was told', async () => {
    const done = await made();
    expect(stork.buckets.keys(BUCKET)).not.toEqual([]);
    await remove(done);
    expect(stork.buckets.keys(BUCKET)).toEqual([]);
    expect(cluster.store.list(BACKUPS)).toEqual([]);
    await remove(done, { told: true });
  });

  it('of a partial backup takes all of it too', async () => {
    build(cluster.store, ...aBoundClaim('shop', 'logs'));
    stork.faults.failVolume('shop/logs', 'the storage is full');
    await remove(await made());
    expect(stork.buckets.keys(BUCKET)).toEqual([]);
  });

  it('that Stork does not come to an end with says so: it is to be asked for again', async () => {
    await stop();
    await start({}, { goneMs: 50 });
    const done = await made();
    stork.faults.keepsFinalizers = true;
    await expect(remove(done)).rejects.toMatchObject({ kind: 'TIMEOUT' });
  });

  it('of what left nothing leaves what somebody else made under our name', async () => {
    const metadata = { name: storkNames.backup(backup.id), namespace: 'kube-system' };
    cluster.store.create(BACKUPS, { metadata, spec: { namespaces: ['shop'], backupLocation: 'theirs' } });
    await cluster.store.settled();
    await remove({ ...backup, manifestKey: null });
    expect(await engine.withdraw(backup, { waitMs: 0, signal: never })).toBe(true);
    expect(cluster.store.list(BACKUPS)).toHaveLength(1);
  });

  it('of what somebody else made is refused with advice: their ApplicationBackup and its data stay', async () => {
    const spec = {
      namespaces: ['shop'],
      backupLocation: storkNames.location(backup.locationId),
      reclaimPolicy: 'Delete',
      csiSnapshotClassMap: { 'csi.example.com': 'default' },
    };
    cluster.store.create(BACKUPS, { metadata: { name: 'theirs', namespace: 'kube-system' }, spec });
    await cluster.store.settled();
    const [before, kept] = [cluster.store.list(BACKUPS), stork.buckets.keys(BUCKET)];
    const [commit] = kept.filter((key) => key.endsWith('/metadata.json'));
    const listed = { ...backup, listedBySync: true, manifestKey: commit! };
    await expect(remove(listed)).rejects.toMatchObject({
      code: 'MADE_ELSEWHERE',
      message: expect.stringMatching(/kube-system\/theirs.*sync the location/),
    });
    expect(cluster.store.list(BACKUPS)).toEqual(before);
    expect(stork.buckets.keys(BUCKET)).toEqual(kept);
  });

  it('through a cluster that knows nothing of it is refused: the data would stay', async () => {
    const done = await made();
    const kept = stork.buckets.keys(BUCKET);
    cluster.store.delete(BACKUPS, storkNames.backup(backup.id), 'kube-system');
    await cluster.store.settled();
    await expect(remove(done)).rejects.toMatchObject({
      code: 'DEPENDENCY_FAILURE',
      message: expect.stringContaining('sync the location'),
    });
    expect(stork.buckets.keys(BUCKET)).toEqual(kept);
  });

  it('takes a copy that a sync made of it, and what it vanished with asks for none', async () => {
    const done = await made();
    cluster.store.delete(BACKUPS, storkNames.backup(backup.id), 'kube-system');
    await cluster.store.settled();
    await remove({ ...done, vanishedAt: new Date() });
    const name = storkNames.location(backup.locationId);
    cluster.store.patch(LOCATIONS, name, { namespace: 'kube-system', patch: { location: { sync: true } } });
    await cluster.store.settled();
    cluster.store.patch(LOCATIONS, name, { namespace: 'kube-system', patch: { location: { sync: false } } });
    await remove(done);
    expect(stork.buckets.keys(BUCKET)).toEqual([]);
  });

  it('by hand of the instruction leaves the data', async () => {
    await all();
    const kept = stork.buckets.keys(BUCKET);
    cluster.store.delete(BACKUPS, storkNames.backup(backup.id), 'kube-system');
    await cluster.store.settled();
    expect(stork.buckets.keys(BUCKET)).toEqual(kept);
  });
});

describe('which Stork a cluster has', () => {
  it('is told with its version and its admin namespace', async () => {
    expect(await engine.look(clusterId)).toEqual({
      found: true,
      idle: null,
      installation: { version: '26.3.0', adminNamespace: 'kube-system', namespace: 'portworx' },
    });
  });

  it('is of a version that nobody knows where the image is pinned by digest', async () => {
    await stop();
    await start({ image: `registry.example/px/stork@sha256:${'0'.repeat(64)}` });
    expect(await engine.look(clusterId)).toMatchObject({ found: true, installation: { version: null } });
  });

  it('has the admin namespace of its ConfigMap', async () => {
    cluster.store.create('configmaps', {
      metadata: { name: 'stork-controller-config', namespace: 'kube-system' },
      data: { 'admin-ns': 'backups' },
    });
    expect(await engine.look(clusterId)).toMatchObject({ installation: { adminNamespace: 'backups' } });
  });

  it.each([
    ['no Deployment', () => stork.stop(), /no Deployment called stork/],
    ['no kinds', () => stork.uninstall(), /does not serve/],
  ])('is none with %s', async (_what, lose, message) => {
    lose();
    await cluster.store.settled();
    expect(await engine.look(clusterId)).toEqual({ found: false, message: expect.stringMatching(message) });
  });

  it('is there and acts on nothing while none of its replicas is ready', async () => {
    // The cluster's own controller has counted them once.
    await cluster.store.settled();
    stork.ready(0);
    expect(await engine.look(clusterId)).toMatchObject({
      found: true,
      idle: expect.stringContaining('None of the 3 replicas'),
    });
    stork.ready(1);
    expect(await engine.look(clusterId)).toMatchObject({ found: true, idle: null });
  });

  it('is not known where the cluster does not answer: that is no missing Stork', async () => {
    cluster.faults.add({
      match: /deployments/,
      do: {
        status: 403,
        body: { kind: 'Status', status: 'Failure', reason: 'Forbidden', message: 'no', code: 403 },
      },
    });
    await expect(engine.look(clusterId)).rejects.toMatchObject({ kind: 'FORBIDDEN' });
  });
});

it('rights that instructions need are named where they are lacking', async () => {
  const { found, ...sight } = await engine.look(clusterId);
  if (!found || !('installation' in sight)) throw new Error('no Stork');
  expect(await engine.missingRights(clusterId, sight.installation)).toEqual([]);
  const writes = {
    verbs: ['create', 'patch', 'delete'],
    apiGroups: ['stork.libopenstorage.org'],
    resources: ['*'],
  };
  const asks = { verbs: ['create'], apiGroups: ['authorization.k8s.io'], resources: ['*'] };
  cluster.addToken('writer', { user: 'writer', rules: [writes, asks] });
  const writerId = randomUUID();
  await vault.put({ type: 'Cluster', id: writerId }, cluster.kubeconfig({ token: 'writer' }));
  const lacking = await engine.missingRights(writerId, sight.installation);
  expect(lacking.map(({ verb, resource }) => `${verb} ${resource.split('.')[0]}`).sort()).toEqual([
    'get applicationbackups',
    'get applicationrestores',
    'get backuplocations',
    'get rules',
    'list applicationbackups',
    'list applicationrestores',
  ]);
});

describe('the snapshot class of a volume', () => {
  it('is the default of the cluster where nobody named one, for drivers that only announce themselves, too', async () => {
    cluster.store.create('csidrivers.storage.k8s.io', { metadata: { name: 'disk.example.com' }, spec: {} });
    expect((await all()).at(-1)).toMatchObject({ volumes: [{ state: 'READY' }], end: { issues: [] } });
    expect(cluster.store.get(BACKUPS, storkNames.backup(backup.id), 'kube-system')).toMatchObject({
      spec: { csiSnapshotClassMap: { 'csi.example.com': 'default', 'disk.example.com': 'default' } },
    });
  });

  it('is the one that was named where the drivers of the cluster may not be read', async () => {
    cluster.faults.add({ match: /storage.k8s.io\/v1\/(csidrivers|storageclasses)/, do: { status: 403 } });
    const { volumeSettings } = backup;
    const named = { ...volumeSettings, snapshotClasses: { 'csi.example.com': 'fast' } };
    const [seen] = (await all(aRun({ backup: { ...backup, volumeSettings: named } }))).slice(-1);
    expect(seen?.end).toMatchObject({ issues: [] });
    expect(cluster.store.get(BACKUPS, storkNames.backup(backup.id), 'kube-system')).toMatchObject({
      spec: { csiSnapshotClassMap: { 'csi.example.com': 'fast' } },
    });
  });
});
