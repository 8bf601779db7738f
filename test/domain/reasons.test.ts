/** Each state and reason of each resource is made somewhere over real HTTP: a new one that no acceptance test names is found here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCATION_REASONS } from '../../src/domain/backup-location.js';
import { SYNC_FAILURES } from '../../src/domain/backup-sync.js';
import { CLUSTER_REASONS } from '../../src/domain/cluster.js';
import { DISCOVERY_REASONS } from '../../src/domain/cluster-discovery.js';
import { USER_REASONS } from '../../src/domain/identity.js';
import { ISSUE_CATALOG } from '../../src/domain/issue.js';
import { CONNECTION_REASONS } from '../../src/domain/location-connection.js';
import { RESTORE_ISSUES } from '../../src/domain/restore.js';
import { RESOURCES, type Resource, resourceRow } from '../../src/domain/state-matrix.js';
import { USER_GROUP_REASONS } from '../../src/domain/user-group.js';
import { NO_STATUS, NOT_CHECKED } from '../../src/domain/virtual-machine.js';

interface Made {
  /** In these files of `test` each is entered, read by GraphQL and a subscription, and left again. */
  readonly files: readonly string[];
  readonly reasons: readonly string[];
}

const endsOf = (catalog: Readonly<Record<string, { readonly effect: string }>>) =>
  Object.entries(catalog).flatMap(([code, { effect }]) => (effect === 'NOTE' ? [] : code));

/** The walk that all of them take, and those of clusters that do the work by themselves. */
const RUNS = ['support/run-reasons.ts', 'acceptance/run-states-federated.test.ts'];

const MADE: Readonly<Record<Resource, Made>> = {
  Cluster: { files: ['acceptance/cluster-states.test.ts'], reasons: Object.keys(CLUSTER_REASONS) },
  BackupLocation: {
    files: ['acceptance/location-states.test.ts', 'acceptance/connection-states.test.ts'],
    reasons: Object.keys(LOCATION_REASONS),
  },
  User: {
    files: ['acceptance/people-states.test.ts', 'acceptance/state-history.test.ts'],
    reasons: [...Object.keys(USER_REASONS), ...Object.keys(USER_GROUP_REASONS)],
  },
  BackupSchedule: { files: ['acceptance/run-states.test.ts'], reasons: ['SUSPEND', 'RESUME'] },
  Backup: {
    files: [...RUNS, 'acceptance/run-states.test.ts', 'acceptance/cluster-faults.test.ts'],
    reasons: endsOf(ISSUE_CATALOG),
  },
  Restore: {
    files: [...RUNS, 'acceptance/run-states-restores.test.ts', 'acceptance/restore-runs.test.ts'],
    reasons: endsOf(RESTORE_ISSUES),
  },
  // Their other reasons are the words of KubeVirt, whatever they are.
  VirtualMachine: { files: ['acceptance/virtual-machines.test.ts'], reasons: [NOT_CHECKED, NO_STATUS] },
  ClusterDiscovery: {
    files: ['acceptance/cluster-discovery-states.test.ts'],
    reasons: Object.keys(DISCOVERY_REASONS),
  },
  LocationConnection: {
    files: ['acceptance/connection-states.test.ts'],
    reasons: Object.keys(CONNECTION_REASONS),
  },
  BackupSync: { files: ['acceptance/sync-states.test.ts'], reasons: Object.keys(SYNC_FAILURES) },
};

describe.each(RESOURCES)('%s', (resource) => {
  const { files, reasons } = MADE[resource];
  const text = files.map((file) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')).join('\n');
  const named = (word: string) => new RegExp(`\\b${word}\\b`).test(text);

  it('has an acceptance test that names each of its states', () => {
    expect(Object.keys(resourceRow(resource).states).filter((state) => !named(state))).toEqual([]);
  });

  it('has an acceptance test that names each of its reasons', () => {
    expect(reasons.filter((reason) => !named(reason))).toEqual([]);
  });
});
