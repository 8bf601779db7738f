/** Each state and reason of each resource is made somewhere over real HTTP: a new one that no acceptance test names is found here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCATION_REASONS } from '../../src/domain/backup-location.js';
import { SYNC_FAILURES } from '../../src/domain/backup-sync.js';
import { CLUSTER_REASONS } from '../../src/domain/cluster.js';
import { DISCOVERY_REASONS } from '../../src/domain/cluster-discovery.js';
import { ISSUE_CATALOG } from '../../src/domain/issue.js';
import { CONNECTION_REASONS } from '../../src/domain/location-connection.js';
import { RESTORE_ISSUES } from '../../src/domain/restore.js';
import { RESOURCES, type Resource, resourceRow } from '../../src/domain/state-matrix.js';

interface Made {
  /** In these files of test/acceptance each is entered, read by GraphQL and a subscription, and left again. */
  readonly files: readonly string[];
  readonly reasons: readonly string[];
}

const endsOf = (catalog: Readonly<Record<string, { readonly effect: string }>>) =>
  Object.entries(catalog).flatMap(([code, { effect }]) => (effect === 'NOTE' ? [] : code));

const MADE: Readonly<Record<Resource, Made>> = {
  Cluster: { files: ['cluster-states'], reasons: Object.keys(CLUSTER_REASONS) },
  BackupLocation: {
    files: ['location-states', 'connection-states'],
    reasons: Object.keys(LOCATION_REASONS),
  },
  // What else the provider says of people: test/services/directory-refresh.test.ts.
  User: { files: ['people', 'group-states', 'state-history'], reasons: ['DELETED'] },
  BackupSchedule: { files: ['run-states'], reasons: ['SUSPEND', 'RESUME'] },
  Backup: { files: ['run-states', 'cluster-faults'], reasons: endsOf(ISSUE_CATALOG) },
  Restore: { files: ['run-states', 'restore-runs'], reasons: endsOf(RESTORE_ISSUES) },
  // Their reasons are the words of KubeVirt, whatever they are.
  VirtualMachine: { files: ['virtual-machines'], reasons: ['NOT_CHECKED'] },
  ClusterDiscovery: { files: ['cluster-discovery-states'], reasons: Object.keys(DISCOVERY_REASONS) },
  LocationConnection: {
    files: ['connection-states', 'location-connections'],
    reasons: Object.keys(CONNECTION_REASONS),
  },
  BackupSync: { files: ['sync-states'], reasons: Object.keys(SYNC_FAILURES) },
};

describe.each(RESOURCES)('%s', (resource) => {
  const { files, reasons } = MADE[resource];
  const text = files
    .map((file) => readFileSync(join(import.meta.dirname, '../acceptance', `${file}.test.ts`), 'utf8'))
    .join('\n');
  const named = (word: string) => new RegExp(`\\b${word}\\b`).test(text);

  it('has an acceptance test that names each of its states', () => {
    expect(Object.keys(resourceRow(resource).states).filter((state) => !named(state))).toEqual([]);
  });

  it('has an acceptance test that names each of its reasons', () => {
    expect(reasons.filter((reason) => !named(reason))).toEqual([]);
  });
});
