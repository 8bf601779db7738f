import { describe, expect, it } from 'vitest';
import { SNAPSHOT_VOLUMES } from '../../../src/domain/backup-volume.js';
import type { ClusterCallFailureKind } from '../../../src/domain/cluster-call.js';
import { StorageFailed } from '../../../src/domain/storage-failure.js';
import { MemoryObjectStore } from '../../fakes/memory-object-store.js';
import { capture, engineOver, engineRun, RESOURCES_KEY } from './engine-run.js';
import { type FakeCall, FakeCluster, failure, KINDS } from './fake-cluster.js';

const CONFIGMAPS = '/api/v1/configmaps';

function world(configmaps = 3): FakeCluster {
  const cluster = new FakeCluster().namespace('shop').object(KINDS.secrets, 'shop', 'key');
  for (let each = 0; each < configmaps; each++) {
    cluster.object(KINDS.configmaps, 'shop', `c-${String(each).padStart(4, '0')}`);
  }
  return cluster;
}

function failing(cluster: FakeCluster, fails: (call: FakeCall) => Error | Buffer | undefined): FakeCluster {
  cluster.onGet = (call) => {
    const failed = fails(call);
    if (failed instanceof Error) throw failed;
    return failed;
  };
  return cluster;
}

const countOf = (names: readonly string[], resource: string) =>
  names.filter((name) => name.startsWith(`${resource} `)).length;

describe('a kind that cannot be read', () => {
  it.each<ClusterCallFailureKind>([
    'FORBIDDEN',
    'NOT_FOUND',
    'SERVER_ERROR',
    'THROTTLED',
    'MALFORMED',
    'REFUSED',
  ])('is an issue with its name, and the run goes on: %s', async (kind) => {
    const cluster = failing(world(), ({ path }) =>
      path.endsWith('/configmaps') ? failure(kind, path, { status: 418 }) : undefined,
    );
    const { codes, names, captured } = await capture(cluster, ['shop']);
    expect(codes()).toEqual(['KIND_UNREADABLE configmaps']);
    expect(captured.issues[0]?.message).toMatch(/^configmaps could not be read: .+ [(]HTTP 418[)][.]$/);
    expect(captured.issues[0]?.message).not.toContain('fake cluster');
    expect(names).toEqual(['namespaces /shop', 'secrets shop/key']);
  });

  it.each<ClusterCallFailureKind>([
    'UNAUTHORIZED',
    'TLS',
    'BAD_KUBECONFIG',
    'CONNECTION',
    'TIMEOUT',
    'NAME_NOT_RESOLVED',
  ])('ends the run when it says that the cluster is lost: %s', async (kind) => {
    const cluster = failing(world(), ({ path }) =>
      path.endsWith('/configmaps') ? failure(kind, path) : undefined,
    );
    const store = new MemoryObjectStore();
    const run = engineOver(cluster).captureResources(engineRun(['shop'], store), () => {});
    await expect(run).rejects.toMatchObject({ kind });
    expect(store.keys()).toEqual([]);
  });

  it('names the namespaces that refused it, five at most', async () => {
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps, KINDS.secrets]);
    const names = Array.from({ length: 9 }, (_, each) => `team-${each}`);
    cluster.namespace(...names);
    for (const name of names) cluster.object(KINDS.configmaps, name, 'a');
    failing(cluster, ({ path }) =>
      path === CONFIGMAPS || /team-[1-7][/]configmaps/.test(path)
        ? failure('FORBIDDEN', path, { status: 403 })
        : undefined,
    );
    const read = await capture(cluster, names);
    expect(read.captured.issues.map(({ message }) => message)).toEqual([
      'configmaps could not be read in 7 of 9 namespaces (team-1, team-2, team-3, team-4, team-5 and 2 more): the credential has no right to list it (HTTP 403).',
    ]);
    expect(countOf(read.names, 'configmaps')).toBe(2);
  });

  it('is read by namespace when the list over the cluster is forbidden', async () => {
    const cluster = failing(world(), ({ path }) =>
      path === CONFIGMAPS ? failure('FORBIDDEN', path, { status: 403 }) : undefined,
    );
    const { names, codes } = await capture(cluster, ['shop']);
    expect(codes()).toEqual([]);
    expect(countOf(names, 'configmaps')).toBe(3);
  });

  it('is given up after three namespaces with faults of the server, not after three hundred', async () => {
    const names = Array.from({ length: 30 }, (_, each) => `team-${each}`);
    const cluster = new FakeCluster([KINDS.namespaces, KINDS.configmaps, KINDS.secrets]).namespace(...names);
    for (let other = 0; other < 200; other++) cluster.namespace(`other-${other}`);
    failing(cluster, ({ path }) =>
      path.endsWith('/configmaps') ? failure('SERVER_ERROR', path) : undefined,
    );
    const { codes } = await capture(cluster, names);
    expect(codes()).toEqual(['KIND_UNREADABLE configmaps']);
    expect(cluster.calls.filter(({ path }) => path.endsWith('/configmaps'))).toHaveLength(3);
  });

  it('keeps what came before the fault, and says so', async () => {
    const cluster = failing(world(1200), ({ path, token }) =>
      path === CONFIGMAPS && token.startsWith('1000')
        ? failure('SERVER_ERROR', path, { status: 500 })
        : undefined,
    );
    const { names, captured } = await capture(cluster, ['shop']);
    expect(countOf(names, 'configmaps')).toBe(1000);
    expect(captured.issues[0]?.message).toBe(
      'configmaps could only be read in part (1000 objects are in the backup): the cluster kept answering with an error (HTTP 500).',
    );
  });

  it('is no partial success when it is every kind: the first failure is thrown', async () => {
    const cluster = failing(world(), ({ path }) =>
      /[/](?:api|apis)[/]/.test(path) && !path.endsWith('/namespaces') && !/[/]v1$/.test(path)
        ? failure('FORBIDDEN', path, { status: 403 })
        : undefined,
    );
    await expect(capture(cluster, ['shop'])).rejects.toMatchObject({ kind: 'FORBIDDEN' });
  });
});

describe('a list that expires', () => {
  const expiring = (times: number, continueToken?: string) => {
    let left = times;
    return failing(world(1200), ({ path, token }) => {
      if (path !== CONFIGMAPS || !token.startsWith('500') || left === 0) return undefined;
      left--;
      return failure('EXPIRED', path, { status: 410, ...(continueToken ? { continueToken } : {}) });
    });
  };

  it('begins again once, and is consistent', async () => {
    const cluster = expiring(1);
    const { names, codes, captured, index } = await capture(cluster, ['shop']);
    expect(countOf(names, 'configmaps')).toBe(1200);
    expect(codes()).toEqual([]);
    expect(captured.resources[0]).toMatchObject({ objects: 1200, consistent: true });
    expect(captured.byNamespace.get('shop')?.objects).toBe(1201);
    expect(index.voids).toEqual([]);
  });

  it('leaves frames of the first try out of the index and out of the totals', async () => {
    const cluster = expiring(1);
    for (let each = 0; each < 500; each++) {
      cluster.object(KINDS.deployments, 'shop', `d-${each}`, { spec: { text: 'x'.repeat(4000) } });
    }
    for (let each = 0; each < 10; each++) cluster.object(KINDS.deployments, 'shop', `e-${each}`);
    const { path } = { path: '/apis/apps/v1/deployments' };
    let expired = false;
    failing(cluster, (call) => {
      if (call.path !== path || call.token === '' || expired) return undefined;
      expired = true;
      return failure('EXPIRED', path, { status: 410 });
    });
    const { names, index, captured, store, manifest } = await capture(cluster, ['shop']);
    expect(index.voids.length).toBeGreaterThan(0);
    expect(countOf(names, 'deployments.apps')).toBe(510);
    expect(captured.byNamespace.get('shop')?.objects).toBe(1200 + 510 + 1);
    const found = await engineOver(cluster).verify(store, { manifest, key: null });
    expect(found).toMatchObject({ intact: true, objects: captured.totals.objects });
  });

  it('goes on inconsistently the second time, with the token of the server', async () => {
    const cluster = expiring(2, '500@newer');
    const { names, codes, captured } = await capture(cluster, ['shop']);
    expect(countOf(names, 'configmaps')).toBe(1200);
    expect(codes()).toEqual(['LIST_INCONSISTENT configmaps']);
    expect(captured.resources[0]?.consistent).toBe(false);
    expect(cluster.calls.map(({ token }) => token)).toContain('500@newer');
  });

  it('is given up when no token leads on, and when every token expires', async () => {
    for (const continueToken of [undefined, '500@newer']) {
      const { codes, names } = await capture(expiring(1000, continueToken), ['shop']);
      expect(codes()).toContain('KIND_UNREADABLE configmaps');
      expect(countOf(names, 'configmaps')).toBe(500);
    }
  });
});

describe('an answer that is not whole', () => {
  const cutOff = Buffer.from(
    '{"kind":"ConfigMapList","items":[{"metadata":{"name":"a","namespace":"shop"}},{"meta',
  );

  it('is asked for again with fewer objects', async () => {
    const cluster = failing(world(1200), ({ path, limit, token }) =>
      path === CONFIGMAPS && token.startsWith('500') && limit > 50 ? cutOff : undefined,
    );
    const { names, codes } = await capture(cluster, ['shop']);
    expect(countOf(names, 'configmaps')).toBe(1200);
    expect(codes()).toEqual([]);
  });

  it.each([
    ['cut off', cutOff],
    ['no JSON', Buffer.from('<html>')],
    ['no list', Buffer.from('{"kind":"Status"}')],
    ['an item without a name', Buffer.from('{"items":[{"metadata":{}}]}')],
    ['items that are no objects', Buffer.from('{"items":[1]}')],
    ['no UTF-8', Buffer.from('{"items":[{"metadata":{"name":"\xe9"}}]}', 'latin1')],
    ['empty', Buffer.alloc(0)],
  ])('makes the kind unreadable when it stays so: %s', async (_what, body) => {
    const cluster = failing(world(), ({ path }) => (path.endsWith('/configmaps') ? body : undefined));
    const { codes, names } = await capture(cluster, ['shop']);
    expect(codes()).toEqual(['KIND_UNREADABLE configmaps']);
    expect(names).toEqual(['namespaces /shop', 'secrets shop/key']);
  });

  it('does not follow a token that leads back to itself', async () => {
    const page = '{"metadata":{"continue":"same"},"items":[]}';
    const cluster = failing(world(), ({ path }) => (path === CONFIGMAPS ? Buffer.from(page) : undefined));
    const { codes } = await capture(cluster, ['shop']);
    expect(codes()).toEqual(['KIND_UNREADABLE configmaps']);
  });

  it('reads an empty list whose items are null', async () => {
    const cluster = failing(world(), ({ path }) =>
      path === CONFIGMAPS ? Buffer.from('{"metadata":{},"items":null}') : undefined,
    );
    expect((await capture(cluster, ['shop'])).codes()).toEqual([]);
  });
});

describe('a run that ends early', () => {
  it('stops at once when it is aborted, throws the reason and leaves nothing', async () => {
    const abort = new AbortController();
    const cluster = failing(world(), ({ path }) => {
      if (path === CONFIGMAPS) abort.abort(new Error('cancelled by a person'));
      return undefined;
    });
    const store = new MemoryObjectStore();
    const run = engineRun(['shop'], store, abort.signal);
    await expect(engineOver(cluster).captureResources(run, () => {})).rejects.toThrow(
      'cancelled by a person',
    );
    expect(store.keys()).toEqual([]);
    const after = cluster.calls.length;
    await new Promise((resolve) => setImmediate(resolve));
    expect(cluster.calls.length).toBe(after);
  });

  it('does not begin when it is aborted already', async () => {
    const cluster = world();
    const run = engineRun(['shop'], new MemoryObjectStore(), AbortSignal.abort(new Error('too late')));
    await expect(engineOver(cluster).captureResources(run, () => {})).rejects.toThrow('too late');
    await expect(
      engineOver(cluster).cutVolumes({ ...run, volumes: SNAPSHOT_VOLUMES }, () => {}),
    ).rejects.toThrow('too late');
    expect(cluster.calls).toEqual([]);
  });

  it('ends the reading when the store fails', async () => {
    const cluster = world(50_000);
    const store = new MemoryObjectStore();
    store.onCall = ({ operation, key }) => {
      if (operation === 'write') throw new StorageFailed('the disk is full', { reason: 'NO_SPACE', key });
    };
    const run = engineOver(cluster).captureResources(engineRun(['shop'], store), () => {});
    await expect(run).rejects.toMatchObject({ reason: 'NO_SPACE' });
    expect(store.keys()).toEqual([]);
  });

  it('fails when the place is taken: a name is written once', async () => {
    const store = new MemoryObjectStore();
    await store.put(RESOURCES_KEY, Buffer.from('from before'));
    const run = engineOver(world()).captureResources(engineRun(['shop'], store), () => {});
    await expect(run).rejects.toMatchObject({ reason: 'EXISTS' });
  });
});
