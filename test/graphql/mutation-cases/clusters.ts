import { ADA } from '../running-api.js';
import { cluster, discovery, labels, type MutationCase } from './things.js';

const { id } = cluster;

export const CLUSTER_CASES: readonly MutationCase[] = [
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
    'createClusterDiscovery',
    { name: 'dev', kubeconfig: 'k', project: 'dev', intervalMinutes: 15, labelSelector: null },
    'clusterDiscovery { name clusters { managed } allowedOperations { operation } }',
    'discoveries.create',
    [{ name: 'dev', kubeconfig: 'k', project: 'dev', intervalMinutes: 15 }, ADA],
  ],
  [
    'editClusterDiscovery',
    { id: discovery.id, expectedVersion: 1, name: null, project: null, intervalMinutes: null },
    'clusterDiscovery { id owner { id } }',
    'discoveries.edit',
    [discovery.id, { expectedVersion: 1, project: null, intervalMinutes: null }, ADA],
  ],
  [
    'runClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.discover',
    [discovery.id, ADA],
  ],
  [
    'refreshClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.refresh',
    [discovery.id, ADA],
  ],
  [
    'deleteClusterDiscovery',
    { id: discovery.id },
    'clusterDiscovery { state }',
    'discoveries.remove',
    [discovery.id, 'REFUSE', ADA],
  ],
];
