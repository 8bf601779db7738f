import { SNAPSHOT_VOLUMES } from '../../domain/backup-volume.js';
import { jsonWithDefault } from './columns.js';

/** Rows from before volumes had snapshots get the default. */
export const volumeSettingsColumn = jsonWithDefault('volume_settings', SNAPSHOT_VOLUMES);
