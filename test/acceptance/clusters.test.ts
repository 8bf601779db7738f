import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '../../src/domain/identity.js';
import { Installation } from '../support/installation.js';

let holdfast: Installation;
beforeEach(async () => {
  holdfast = await Installation.start({ namespaces: ['shop'] });
});
afterEach(() => holdfast.stop());

const clusters = () => holdfast.product.services.clusters;
const probe = () => holdfast.product.handlers['probe-clusters']({}, new AbortController().signal);
const current = () => clusters().get(holdfast.cluster.id, systemActor('test'));

async function stateEvents(): Promise<unknown[]> {
  const rows = await holdfast.database.query(
    `SELECT data->>'from' AS "from", data->>'to' AS "to", data->>'reason' AS reason FROM event
     WHERE type = 'CLUSTER_STATE_CHANGED' AND subject_id = '${holdfast.cluster.id}' ORDER BY id`,
  );
  return rows.map((row) => [row.from, row.to, row.reason]);
}

describe('a cluster with a bad kubeconfig', () => {
  it('is kept with its reason, and mending the kubeconfig makes it ACTIVE', async () => {
    const { kubernetes, actor } = holdfast;
    const bad = await clusters().register(
      { name: 'bad', kubeconfig: kubernetes.kubeconfig({ token: 'wrong' }) },
      actor,
    );
    expect(bad).toMatchObject({
      state: 'DISCONNECTED',
      stateReason: 'CREDENTIAL_REFUSED',
      lastReachedAt: null,
    });
    const mended = await clusters().edit(
      bad.id,
      { expectedVersion: bad.version, kubeconfig: kubernetes.kubeconfig() },
      actor,
    );
    expect(mended).toMatchObject({ state: 'ACTIVE', stateReason: 'OK', credentialVersion: 2 });
  });

  it('that the allow-list refuses is not registered at all, and every fault of the input is told at once', async () => {
    const kubeconfig = holdfast.kubernetes.kubeconfig().replace(/token:.*/, 'exec: { command: evil }');
    const refusal = await clusters()
      .register({ name: 'Not A Name', kubeconfig }, holdfast.actor)
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT' });
    const paths = (refusal as { details: { fields: { path: string }[] } }).details.fields.map(
      (each) => each.path,
    );
    expect(paths).toEqual(expect.arrayContaining(['name', expect.stringContaining('exec')]));
    expect((await clusters().page({ first: 10, after: null }, {}, systemActor('test'))).items).toHaveLength(
      1,
    );
  });

  it('replaced by another person meanwhile is a conflict, and the credential stays', async () => {
    const edit = { expectedVersion: 99, kubeconfig: holdfast.kubernetes.kubeconfig({ token: 'wrong' }) };
    await expect(clusters().edit(holdfast.cluster.id, edit, holdfast.actor)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { expected: 99, actual: holdfast.cluster.version },
    });
    expect(await clusters().validate(holdfast.cluster.id, holdfast.actor)).toMatchObject({ state: 'ACTIVE' });
  });
});

describe('the prober', () => {
  it('keeps ACTIVE through a look that fails for what may pass, says so beside it, and gives up after three', async () => {
    holdfast.kubernetes.faults.add({ match: /./, do: { status: 503 } });
    for (const look of [1, 2]) {
      await probe();
      expect(await current()).toMatchObject({ state: 'ACTIVE', looks: { failures: look } });
    }
    expect((await current()).stateMessage).not.toContain('reachable');
    await probe();
    expect(await current()).toMatchObject({ state: 'NOT_AVAILABLE', stateReason: 'SERVER_ERROR' });
    holdfast.kubernetes.faults.clear();
    await probe();
    expect(await current()).toMatchObject({ state: 'ACTIVE', stateReason: 'OK', looks: { failures: 0 } });
    expect(await stateEvents()).toEqual([
      ['UNCHECKED', 'ACTIVE', 'OK'],
      ['ACTIVE', 'NOT_AVAILABLE', 'SERVER_ERROR'],
      ['NOT_AVAILABLE', 'ACTIVE', 'OK'],
    ]);
  });

  it('writes nothing of a look that began with a credential which was replaced meanwhile', async () => {
    const { kubernetes, actor, cluster } = holdfast;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: asked, resolve: began } = Promise.withResolvers<void>();
    kubernetes.addToken('old', { user: 'old' });
    const first = await current();
    const old = await clusters().edit(
      cluster.id,
      { expectedVersion: first.version, kubeconfig: kubernetes.kubeconfig({ token: 'old' }) },
      actor,
    );
    expect(old).toMatchObject({ state: 'DISCONNECTED', stateReason: 'MISSING_RIGHTS' });
    kubernetes.faults.add({
      match: /\/version/,
      times: 1,
      do: async () => {
        began();
        await held;
      },
    });
    const slow = probe();
    await asked;
    const mended = await clusters().edit(
      cluster.id,
      { expectedVersion: old.version, kubeconfig: kubernetes.kubeconfig() },
      actor,
    );
    expect(mended.state).toBe('ACTIVE');
    letGo();
    await slow;
    expect(await current()).toMatchObject({ state: 'ACTIVE', credentialVersion: 3 });
  });

  it('tells a certificate that has changed, and which rights are lacking', async () => {
    await holdfast.kubernetes.swapCertificate('foreign-ca');
    expect(await clusters().validate(holdfast.cluster.id, holdfast.actor)).toMatchObject({
      state: 'DISCONNECTED',
      stateReason: 'TLS_MISMATCH',
    });
    await holdfast.kubernetes.swapCertificate('original');
    holdfast.kubernetes.addToken('reader', {
      user: 'reader',
      rules: [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['namespaces', 'configmaps'] }],
    });
    const { version } = await current();
    const narrow = await clusters().edit(
      holdfast.cluster.id,
      { expectedVersion: version, kubeconfig: holdfast.kubernetes.kubeconfig({ token: 'reader' }) },
      holdfast.actor,
    );
    expect(narrow).toMatchObject({ state: 'ACTIVE', stateReason: 'OK' });
    expect(narrow.missingRights).toEqual([
      { verb: 'get', resource: '*.*' },
      { verb: 'list', resource: '*.*' },
      { verb: 'create', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
      { verb: 'delete', resource: 'volumesnapshots.snapshot.storage.k8s.io' },
      { verb: 'patch', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
      { verb: 'delete', resource: 'volumesnapshotcontents.snapshot.storage.k8s.io' },
    ]);
  });
});

describe('a request for a backup', () => {
  it('is refused by name for what does not exist, and nothing is stored', async () => {
    const { backups } = holdfast.product.services;
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const { cluster, location, actor } = holdfast;
    const ask = (change: object) =>
      backups.create(
        { clusterId: cluster.id, locationId: location.id, namespaces: ['shop'], ...change },
        actor,
      );
    await expect(ask({ clusterId: nowhere })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { resource: 'Cluster' },
    });
    await expect(ask({ locationId: nowhere })).rejects.toMatchObject({
      details: { resource: 'BackupLocation' },
    });
    await expect(ask({ clusterId: 'no uuid' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask({ namespaces: [] })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(ask({ namespaces: ['Shop', '../x'], name: 'NO' })).rejects.toMatchObject({
      details: { fields: [{ path: 'name' }, { path: 'namespaces.0' }, { path: 'namespaces.1' }] },
    });
    const many = Array.from({ length: 10_000 }, (_, index) => `ns-${index}`);
    await expect(ask({ namespaces: many })).rejects.toThrow(/10000 namespaces are too many: 5000 at most/);
    expect(await backups.count({}, systemActor('test'))).toBe(0);
  });

  it('with a name given twice asks once, and a backup name that is taken is refused', async () => {
    const { backups } = holdfast.product.services;
    const { cluster, location, actor } = holdfast;
    const request = {
      name: 'nightly',
      clusterId: cluster.id,
      locationId: location.id,
      namespaces: ['shop', 'shop'],
    };
    expect((await backups.create(request, actor)).requestedNamespaces).toEqual(['shop']);
    await expect(backups.create(request, actor)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
  });

  it('to a cluster that is not ACTIVE or a location that is not VALID is refused with the state', async () => {
    const { kubernetes, actor, cluster, location } = holdfast;
    kubernetes.revokeToken(kubernetes.adminToken);
    await clusters().validate(cluster.id, actor);
    const request = { clusterId: cluster.id, locationId: location.id, namespaces: ['shop'] };
    await expect(holdfast.product.services.backups.create(request, actor)).rejects.toMatchObject({
      code: 'OPERATION_NOT_ALLOWED',
      details: { resource: 'Cluster', operation: 'backUp' },
    });
  });

  it('is previewed as it would be made now, with what is not asked for', async () => {
    const plan = await holdfast.product.services.backups.plan(
      {
        clusterId: holdfast.cluster.id,
        namespaces: ['shop', 'gone'],
      },
      systemActor('test'),
    );
    expect(plan.included.map((each) => each.name)).toEqual(['shop']);
    expect(plan.missing).toEqual([{ name: 'gone', reason: 'not found' }]);
    expect(plan.unlisted).toContain('kube-system');
  });
});
