import { restoreOptions } from '../../factories/restores.js';
import { ADA } from '../running-api.js';
import { backup, cluster, type MutationCase, restore } from './things.js';

const { id } = cluster;

export const RESTORE_CASES: readonly MutationCase[] = [
  [
    'createRestore',
    {
      backupId: backup.id,
      clusterId: id,
      name: 'back-again',
      scope: {
        namespaces: ['shop'],
        objects: [{ resource: 'clusterroles.rbac.authorization.k8s.io', name: 'viewer' }],
        filter: { excludeResources: ['secrets'] },
      },
      namespaceMapping: [{ from: 'shop', to: 'shop-copy' }],
      existing: 'REPLACE',
      confirm: true,
    },
    'restore { name state options { namespaceMapping { from to } } progress { done total } }',
    'restores.create',
    [
      {
        backupId: backup.id,
        clusterId: id,
        name: 'back-again',
        confirm: true,
        options: {
          ...restoreOptions(),
          scope: {
            namespaces: ['shop'],
            objects: [{ resource: 'clusterroles.rbac.authorization.k8s.io', namespace: '', name: 'viewer' }],
            filter: { includeResources: null, excludeResources: ['secrets'], labelSelector: null },
            clusterScoped: true,
          },
          namespaceMapping: { shop: 'shop-copy' },
          existing: 'REPLACE',
        },
      },
      ADA,
    ],
  ],
  ['cancelRestore', { id: restore.id }, 'restore { state }', 'restores.cancel', [restore.id, ADA]],
  ['deleteRestore', { id: restore.id }, 'id', 'restores.remove', [restore.id, ADA]],
];
