import { jsonWithDefault } from './columns.js';

/** What rows from before volumes had snapshots get: as `SNAPSHOT_VOLUMES` of the domain. */
export const volumeSettingsColumn = jsonWithDefault(
  'volume_settings',
  '{"mode": "SNAPSHOT", "snapshotClasses": {}, "acceptSkipped": false}',
);
