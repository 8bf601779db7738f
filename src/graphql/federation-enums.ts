/** Enums of what only federated clusters have. */
import { SYNC_FAILURES } from '../domain/backup-sync.js';
import { CONNECTION_REASONS } from '../domain/location-connection.js';
import { enumOf } from './enum-of.js';
import { statesOf } from './enums.js';

export const ConnectionStateEnum = enumOf(
  'LocationConnectionState',
  'State of a connection of a cluster to a backup location, by the state matrix.',
  statesOf('LocationConnection'),
);
export const ConnectionReasonEnum = enumOf(
  'LocationConnectionReason',
  'Why a connection of a cluster to a backup location is in its state.',
  CONNECTION_REASONS,
);
export const SyncStateEnum = enumOf(
  'BackupSyncState',
  'State of a sync, by the state matrix.',
  statesOf('BackupSync'),
);
export const SyncFailureEnum = enumOf('BackupSyncFailure', 'Why a sync failed.', SYNC_FAILURES);
