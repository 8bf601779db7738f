import { enumOf } from './enum-of.js';

export const SharedResourceEnum = enumOf('SharedResource', 'What can be shared.', {
  Cluster: 'A cluster, with the namespaces that the share names.',
  BackupSchedule: 'A schedule and all its backups, those to come too.',
  Backup: 'One backup.',
});
export const ShareAccessEnum = enumOf('ShareAccess', 'How far a share reaches. Each holds those before it.', {
  VIEW: 'See it.',
  RESTORE: 'Restore from the backup, or to the named namespaces of the cluster.',
  FULL: 'Change and delete it as its owner; of a cluster: back the named namespaces up. Not share it on.',
});
