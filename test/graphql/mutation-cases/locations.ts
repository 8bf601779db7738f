import { ADA } from '../running-api.js';
import { cluster, labels, location, type MutationCase } from './things.js';

const { id } = cluster;

export const LOCATION_CASES: readonly MutationCase[] = [
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
    'createLocationConnection',
    { clusterId: id, locationId: location.id },
    'locationConnection { state }',
    'connections.create',
    [{ clusterId: id, locationId: location.id }, ADA],
  ],
  [
    'validateLocationConnection',
    { id },
    'locationConnection { state stateReason }',
    'connections.validate',
    [id, ADA],
  ],
  ['deleteLocationConnection', { id }, 'id', 'connections.remove', [id, ADA]],
  [
    'syncBackupLocation',
    { id: location.id },
    'backupSync { state counts { listed } }',
    'syncs.request',
    [location.id, ADA],
  ],
  [
    'rescanBackupLocation',
    { id: location.id },
    'backupLocation { id } found { name } skipped damaged { key message } locked { key message }',
    'rescan.run',
    [location.id, ADA],
  ],
];
