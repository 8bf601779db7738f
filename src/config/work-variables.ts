/** The variables about the work itself: leases, looks, patience, what is kept for how long. A part of the one table in variables.ts. */
import { seconds, wholeNumber, yesOrNo } from './values.js';

const WORK = 'Work';

export const WORK_VARIABLES = {
  lease: {
    name: 'HOLDFAST_LEASE_SECONDS',
    group: WORK,
    meaning: 'After how long without a sign of life the work of a worker is taken over.',
    schema: seconds(0.2, 3_600),
    default: '60',
    example: '60',
  },
  probe: {
    name: 'HOLDFAST_PROBE_SECONDS',
    group: WORK,
    meaning: 'How often clusters and backup locations are looked at.',
    schema: seconds(0.2, 86_400),
    default: '60',
    example: '60',
  },
  maxAttempts: {
    name: 'HOLDFAST_MAX_ATTEMPTS',
    group: WORK,
    meaning: 'How many workers may die over one backup before it fails.',
    schema: wholeNumber(1, 100),
    default: '5',
    example: '5',
  },
  verifyEvery: {
    name: 'HOLDFAST_VERIFY_EVERY_DAYS',
    group: WORK,
    meaning:
      'Good backups are read back whole every so many days, one at a time per location, where their schedule says nothing else; 0: never.',
    schema: wholeNumber(0, 36_500),
    default: '0',
    example: '30',
  },
  auditKeep: {
    name: 'HOLDFAST_AUDIT_KEEP_DAYS',
    group: WORK,
    meaning:
      'Entries of the audit trail are forgotten after so many days, 30 at least; 0: they are kept for ever.',
    schema: wholeNumber(0, 36_500).refine((days) => days === 0 || days >= 30, 'must be 0, or 30 at least'),
    default: '3650',
    example: '400',
  },
  stateHistory: {
    name: 'HOLDFAST_STATE_HISTORY_DAYS',
    group: WORK,
    meaning:
      'Changes of states are forgotten after so many days, but the last one of what is still there; 0: they are kept for ever.',
    schema: wholeNumber(0, 36_500),
    default: '90',
    example: '365',
  },
  syncKeep: {
    name: 'HOLDFAST_SYNC_KEEP_DAYS',
    group: WORK,
    meaning:
      'Syncs are forgotten so many days after their end, but the newest of each location that completed and that failed; 0: they are kept for ever.',
    schema: wholeNumber(0, 36_500),
    default: '90',
    example: '365',
  },
  verifyRestores: {
    name: 'HOLDFAST_VERIFY_RESTORES',
    group: WORK,
    meaning:
      'Whether backups that are read back by schedule are also restored by dry runs of their cluster; nothing is written there, and the credential needs the rights of a restore.',
    schema: yesOrNo(),
    default: 'false',
    example: 'true',
  },
  concurrentBackups: {
    name: 'HOLDFAST_CONCURRENT_BACKUPS',
    group: WORK,
    meaning:
      'Backups that one worker runs at the same time, without those of which only the manifest and the record are left to write.',
    schema: wholeNumber(1, 64),
    default: '2',
    example: '4',
  },
  drain: {
    name: 'HOLDFAST_DRAIN_SECONDS',
    group: WORK,
    meaning: 'How long a process that is told to end lets its work finish.',
    schema: seconds(0, 3_600),
    default: '30',
    example: '30',
  },
  snapshotCut: {
    name: 'HOLDFAST_SNAPSHOT_CUT_SECONDS',
    group: WORK,
    meaning: 'How long the snapshot of one volume may take until the storage has cut it.',
    schema: seconds(0.2, 86_400),
    default: '600',
    example: '600',
  },
  snapshotReady: {
    name: 'HOLDFAST_SNAPSHOT_READY_SECONDS',
    group: WORK,
    meaning: 'How long snapshots that are cut may take until they are usable.',
    schema: seconds(0.2, 604_800),
    default: '3600',
    example: '14400',
  },
  guestWait: {
    name: 'HOLDFAST_GUEST_WAIT_SECONDS',
    group: WORK,
    meaning:
      'How long a backup waits for the guest of a virtual machine that another backup holds frozen; after that it goes on without a freeze of it, and says so.',
    schema: seconds(0, 86_400),
    default: '300',
    example: '300',
  },
  storkStall: {
    name: 'HOLDFAST_STORK_STALL_SECONDS',
    group: WORK,
    meaning:
      'How long nothing may change in what Stork makes on a federated cluster, and how long that cluster may be away, until the backup or restore is a failure.',
    schema: seconds(0.2, 604_800),
    default: '1800',
    example: '3600',
  },
  connectionGoodFor: {
    name: 'HOLDFAST_CONNECTION_GOOD_FOR_SECONDS',
    group: WORK,
    meaning:
      'How long the word of a federated cluster on a backup location is good: then the cluster is asked to look at the location anew.',
    schema: seconds(10, 86_400),
    default: '600',
    example: '3600',
  },
} as const;
