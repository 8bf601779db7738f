import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { aBackup, aCluster, aLocation } from './builders.js';
import { ADA, onlyError, type Running, startApi } from './running-api.js';

const api: Running = await startApi();
const cluster = aCluster();
const location = aLocation();
const backup = aBackup();
afterAll(() => api.stop());
beforeEach(() => {
  api.services.calls.length = 0;
  api.services.clusterRows = [cluster];
  api.services.locationRows = [location];
  api.services.backupRows = [backup];
});

const { id } = cluster;
const labels = [{ key: 'team', value: 'blue' }];

/** mutation → input → what is asked for → the one service call it becomes. */
const MUTATIONS: readonly (readonly [string, object, string, string, readonly unknown[]])[] = [
  [
    'registerCluster',
    { name: 'harbour', kubeconfig: 'apiVersion: v1', context: null, mode: 'FEDERATED', labels },
    'cluster { name state }',
    'clusters.register',
    [{ name: 'harbour', kubeconfig: 'apiVersion: v1', mode: 'FEDERATED', labels: { team: 'blue' } }, ADA],
  ],
  [
    'editCluster',
    { id, expectedVersion: 3, name: 'pier', labels: [], kubeconfig: null },
    'cluster { id version }',
    'clusters.edit',
    [id, { expectedVersion: 3, name: 'pier', labels: {} }, ADA],
  ],
  ['deleteCluster', { id }, 'id', 'clusters.remove', [id, ADA]],
  ['validateCluster', { id }, 'cluster { state stateReason }', 'clusters.validate', [id, ADA]],
  [
    'createBackupLocation',
    { name: 'vault', path: '/srv/backups/vault' },
    'backupLocation { name path }',
    'locations.create',
    [{ name: 'vault', path: '/srv/backups/vault' }, ADA],
  ],
  [
    'editBackupLocation',
    { id: location.id, expectedVersion: 1, labels },
    'backupLocation { id }',
    'locations.edit',
    [location.id, { expectedVersion: 1, labels: { team: 'blue' } }, ADA],
  ],
  ['deleteBackupLocation', { id: location.id }, 'id', 'locations.remove', [location.id, ADA]],
  [
    'validateBackupLocation',
    { id: location.id },
    'backupLocation { state }',
    'locations.validate',
    [location.id, ADA],
  ],
  [
    'rescanBackupLocation',
    { id: location.id },
    'backupLocation { id } found { name } skipped damaged { key message }',
    'rescan.run',
    [location.id, ADA],
  ],
  [
    'createBackup',
    { name: null, clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] },
    'backup { id state }',
    'backups.create',
    [{ clusterId: id, locationId: location.id, namespaces: ['shop', 'billing'] }, ADA],
  ],
  ['cancelBackup', { id: backup.id }, 'backup { state }', 'backups.cancel', [backup.id, ADA]],
  [
    'editBackup',
    { id: backup.id, expectedVersion: 1, name: 'kept' },
    'backup { id }',
    'backups.edit',
    [backup.id, { expectedVersion: 1, name: 'kept' }, ADA],
  ],
  ['deleteBackup', { id: backup.id }, 'backup { state }', 'backups.remove', [backup.id, ADA]],
  [
    'verifyBackup',
    { id: backup.id },
    'backup { id } verification { intact frames objects damages }',
    'backups.verify',
    [backup.id, ADA],
  ],
];

function mutate(name: string, input: object, fields = '__typename') {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
  return api.query(`mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`, { input });
}

describe('a mutation', () => {
  it.each(MUTATIONS)(
    '%s is one call of a service, by the caller',
    async (name, input, fields, call, args) => {
      const { body } = await mutate(name, input, fields);
      expect(body.errors).toBeUndefined();
      expect((body.data as Record<string, unknown>)[name]).toBeTruthy();
      expect(api.services.calls[0]).toEqual({ name: call, args });
    },
  );

  it('there is a test of each', async () => {
    const { body } = await api.query('{ __schema { mutationType { fields { name } } } }');
    const { fields } = (body.data as { __schema: { mutationType: { fields: { name: string }[] } } }).__schema
      .mutationType;
    expect(fields.map((field) => field.name).sort()).toEqual(MUTATIONS.map(([name]) => name).sort());
  });

  it('of an id that can be the id of nothing is NOT_FOUND before a service is asked', async () => {
    for (const [name, input] of MUTATIONS.filter(([, input]) => 'id' in input)) {
      const { extensions } = onlyError(await mutate(name, { ...input, id: 'no-such-id' }));
      expect([name, extensions.code]).toEqual([name, 'NOT_FOUND']);
    }
    expect(api.services.calls).toEqual([]);
  });

  it('a label key that is given twice is refused', async () => {
    const twice = [...labels, { key: 'team', value: 'red' }];
    const error = onlyError(await mutate('editBackup', { id: backup.id, expectedVersion: 1, labels: twice }));
    expect(error.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { fields: [{ path: 'labels' }] },
    });
    expect(api.services.calls).toEqual([]);
  });

  it('a label called __proto__ is a label like any other', async () => {
    await mutate('editBackup', {
      id: backup.id,
      expectedVersion: 1,
      labels: [{ key: '__proto__', value: 'x' }],
    });
    const change = api.services.calls[0]?.args[1] as { labels: object };
    expect(Object.keys(change.labels)).toEqual(['__proto__']);
  });

  it('a backup that is deleted is shown DELETING, a rescan shows what it found', async () => {
    expect((await mutate('deleteBackup', { id: backup.id }, 'backup { state }')).body.data).toEqual({
      deleteBackup: { backup: { state: 'DELETING' } },
    });
    const { body } = await mutate(
      'rescanBackupLocation',
      { id: location.id },
      'found { name } skipped damaged { key message }',
    );
    expect(body.data).toEqual({
      rescanBackupLocation: {
        found: [{ name: 'lost-and-found' }],
        skipped: 2,
        damaged: [{ key: 'backups/x/', message: 'no manifest' }],
      },
    });
  });
});
