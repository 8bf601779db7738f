/** The published table, typed a second time by hand: the one of the code must say the same. */
import { describe, expect, it } from 'vitest';
import {
  OPERATION_MODES,
  OPERATIONS,
  type Operation,
  type OperationMode,
  RESOURCES,
  type Resource,
  resourceRow,
} from '../../src/domain/state-matrix.js';

interface Published {
  readonly label: string;
  readonly modes: readonly OperationMode[];
  /** State as published → words that its meaning must keep. */
  readonly states: Readonly<Record<string, RegExp>>;
  /** What the page says of one mode only. */
  readonly notes?: Partial<Record<OperationMode, RegExp>>;
}

const BOTH = ['CLASSIC', 'FEDERATED'] as const;

const PUBLISHED: Readonly<Record<Resource, Published>> = {
  BackupLocation: {
    label: 'Backup location',
    modes: BOTH,
    states: {
      Valid: /suitable for creating manual or scheduled backups/,
      Invalid: /validation of the backup location failed/,
    },
    notes: { FEDERATED: /Stork on each application cluster using Workload Identity.*valid for one cluster/ },
  },
  User: {
    label: 'Users and user groups',
    modes: BOTH,
    states: { Unknown: /deleted from .* not cached/ },
  },
  Cluster: {
    label: 'Clusters',
    modes: BOTH,
    states: {
      Active: /fully operational and accessible.*backups, restores and schedules/,
      Disconnected: /incorrect kubeconfig, missing Stork installation.*expired.*token/,
      'Not Available': /inaccessible \(possibly down\).*kubeconfig has expired/,
    },
    notes: {
      FEDERATED:
        /Gardener shoot clusters or other application clusters managed by Stork.*never touches its backup locations/,
    },
  },
  VirtualMachine: {
    label: 'Virtual Machines',
    modes: ['CLASSIC'],
    states: {
      Paused: /pre-exec and post-exec rules fail/,
      Running: /virtual machine is operational/,
      Stopped: /pre-exec and post-exec rules fail/,
    },
    notes: { FEDERATED: /KubeVirt virtual machine backup is not supported in Federated mode/ },
  },
  BackupSchedule: {
    label: 'Backup schedules',
    modes: BOTH,
    states: { Active: /backups are created at the specified/, Suspended: /paused: no backups are created/ },
  },
  Backup: {
    label: 'Backups',
    modes: BOTH,
    states: {
      Success: /all associated resources are successfully backed up/,
      'Partial Success': /only some volumes/,
      Failure: /none of the volumes or resources are backed up successfully/,
      'In-Progress': /ongoing/,
    },
    notes: {
      FEDERATED: /handled by Stork on each application cluster.*no valid cluster.*rejected.*force delete/,
    },
  },
  Restore: {
    label: 'Restores',
    modes: BOTH,
    states: {
      Success: /completed successfully/,
      'Partial Success': /only some resources were restored/,
      Failure: /failed/,
      'In-Progress': /ongoing/,
    },
  },
  ClusterDiscovery: {
    label: 'Cluster Discovery Configuration',
    modes: ['FEDERATED'],
    states: {
      'In Progress':
        /scanning the Gardener API for shoot clusters.*label selector.*no manual discovery and no editing/,
      Success: /all matching shoot clusters are registered or updated/,
      Failed: /Gardener API connectivity failure or an expired token.*ClusterDiscoveryConfigFailed/,
      Deleting: /being removed.*no editing and no further deletion/,
    },
  },
  LocationConnection: {
    label: 'Backup location – cluster connection',
    modes: ['FEDERATED'],
    states: {
      Valid: /Workload Identity.*eligible for backup, restore and sync/,
      Invalid: /missing or misconfigured Workload Identity permissions/,
    },
    notes: { FEDERATED: /Each cluster associated with a backup location is validated independently/ },
  },
  BackupSync: {
    label: 'Backup sync',
    modes: ['FEDERATED'],
    states: {
      Pending: /triggered and not yet started/,
      'In Progress': /running.*no other sync can start for the same bucket/,
    },
    notes: { FEDERATED: /Only one sync operation can run at a time for a given storage bucket/ },
  },
};

describe('the state matrix', () => {
  it('has the ten published resources and no other', () => {
    expect([...RESOURCES].sort()).toEqual(Object.keys(PUBLISHED).sort());
    expect(RESOURCES).toHaveLength(10);
    expect(OPERATION_MODES).toEqual(BOTH);
  });

  it('publishes 27 states', () => {
    const published = RESOURCES.flatMap((resource) => Object.values(resourceRow(resource).states));
    expect(published.filter((state) => state.documented)).toHaveLength(27);
  });

  it.each(RESOURCES)('%s has the published label, modes and notes', (resource) => {
    const { label, modes, modeNotes } = resourceRow(resource);
    const published = PUBLISHED[resource];
    expect([label, modes]).toEqual([published.label, published.modes]);
    expect(Object.keys(modeNotes)).toEqual(Object.keys(published.notes ?? {}));
    for (const [mode, words] of Object.entries(published.notes ?? {})) {
      expect(modeNotes[mode as OperationMode]).toMatch(words);
    }
  });

  it.each(RESOURCES)(
    '%s has the published states with their meanings; any other is marked as ours',
    (resource) => {
      const states = Object.entries(resourceRow(resource).states);
      const documented = states.filter(([, row]) => row.documented);
      expect(documented.map(([, row]) => row.label).sort()).toEqual(
        Object.keys(PUBLISHED[resource].states).sort(),
      );
      for (const [state, row] of documented) {
        expect(state).toBe(row.label.toUpperCase().replaceAll(/[ -]/g, '_'));
        expect(row.meaning).toMatch(PUBLISHED[resource].states[row.label] ?? /never/);
      }
    },
  );

  it('forbids what the page forbids', () => {
    const allowed = (resource: Resource, state: string): readonly Operation[] =>
      resourceRow(resource).states[state]?.allows ?? [];
    expect(allowed('ClusterDiscovery', 'IN_PROGRESS')).toEqual([]);
    expect(allowed('ClusterDiscovery', 'DELETING')).toEqual([]);
    expect(allowed('BackupSync', 'PENDING')).toEqual([]);
    expect(allowed('BackupSync', 'IN_PROGRESS')).toEqual([]);
    for (const state of ['INVALID', 'UNCHECKED']) {
      expect(allowed('BackupLocation', state)).not.toContain('backUp');
      expect(allowed('BackupLocation', state)).not.toContain('restore');
      expect(allowed('LocationConnection', state)).not.toContain('backUp');
    }
    for (const state of ['UNCHECKED', 'DISCONNECTED', 'NOT_AVAILABLE']) {
      expect(allowed('Cluster', state)).not.toContain('backUp');
    }
  });

  it('names no operation that is not described', () => {
    const named = RESOURCES.flatMap((resource) =>
      Object.values(resourceRow(resource).states).flatMap((state) => state.allows),
    );
    expect(named.filter((operation) => !(operation in OPERATIONS))).toEqual([]);
  });
});
