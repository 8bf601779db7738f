/** Services look before they insert or delete; these are what is left when somebody else was faster. */
import { HasDependents, NotFound } from '../../domain/errors/resource-errors.js';

interface ForeignKey {
  readonly child: string;
  readonly parent: string;
}

const FOREIGN_KEYS: Readonly<Record<string, ForeignKey>> = {
  access_token_user_id_fkey: { child: 'AccessToken', parent: 'User' },
  group_member_group_id_fkey: { child: 'GroupMember', parent: 'UserGroup' },
  group_member_user_id_fkey: { child: 'GroupMember', parent: 'User' },
  slack_link_user_id_fkey: { child: 'SlackLink', parent: 'User' },
  slack_link_attempt_user_id_fkey: { child: 'SlackLink', parent: 'User' },
  interaction_user_id_fkey: { child: 'Interaction', parent: 'User' },
  audit_entry_user_id_fkey: { child: 'AuditEntry', parent: 'User' },
  cluster_owner_id_fkey: { child: 'Cluster', parent: 'User' },
  backup_location_owner_id_fkey: { child: 'BackupLocation', parent: 'User' },
  backup_owner_id_fkey: { child: 'Backup', parent: 'User' },
  backup_cluster_id_fkey: { child: 'Backup', parent: 'Cluster' },
  backup_deletion_cluster_id_fkey: { child: 'Backup', parent: 'Cluster' },
  backup_location_id_fkey: { child: 'Backup', parent: 'BackupLocation' },
  backup_cycle_id_fkey: { child: 'Backup', parent: 'Cycle' },
  backup_schedule_id_fkey: { child: 'Backup', parent: 'BackupSchedule' },
  backup_schedule_owner_id_fkey: { child: 'BackupSchedule', parent: 'User' },
  backup_schedule_cluster_id_fkey: { child: 'BackupSchedule', parent: 'Cluster' },
  backup_schedule_location_id_fkey: { child: 'BackupSchedule', parent: 'BackupLocation' },
  schedule_edit_schedule_id_fkey: { child: 'ScheduleEdit', parent: 'BackupSchedule' },
  cycle_schedule_id_fkey: { child: 'Cycle', parent: 'BackupSchedule' },
  alert_schedule_id_fkey: { child: 'Alert', parent: 'BackupSchedule' },
  alert_backup_id_fkey: { child: 'Alert', parent: 'Backup' },
  alert_route_owner_id_fkey: { child: 'AlertRoute', parent: 'User' },
  alert_route_cluster_id_fkey: { child: 'AlertRoute', parent: 'Cluster' },
  alert_route_schedule_id_fkey: { child: 'AlertRoute', parent: 'BackupSchedule' },
  alert_message_alert_id_fkey: { child: 'AlertMessage', parent: 'Alert' },
  alert_message_route_id_fkey: { child: 'AlertMessage', parent: 'AlertRoute' },
  restore_owner_id_fkey: { child: 'Restore', parent: 'User' },
  restore_backup_id_fkey: { child: 'Restore', parent: 'Backup' },
  restore_cluster_id_fkey: { child: 'Restore', parent: 'Cluster' },
  delivery_route_id_fkey: { child: 'Delivery', parent: 'AlertRoute' },
  delivery_alert_id_fkey: { child: 'Delivery', parent: 'Alert' },
  delivery_backup_id_fkey: { child: 'Delivery', parent: 'Backup' },
  exec_rule_owner_id_fkey: { child: 'ExecRule', parent: 'User' },
  open_rules_cluster_id_fkey: { child: 'OpenRules', parent: 'Cluster' },
  location_connection_location_id_fkey: { child: 'LocationConnection', parent: 'BackupLocation' },
  location_connection_cluster_id_fkey: { child: 'LocationConnection', parent: 'Cluster' },
  backup_sync_location_id_fkey: { child: 'BackupSync', parent: 'BackupLocation' },
  backup_sync_cluster_id_fkey: { child: 'BackupSync', parent: 'Cluster' },
  backup_sync_requested_by_fkey: { child: 'BackupSync', parent: 'User' },
  rule_result_backup_id_fkey: { child: 'RuleResult', parent: 'Backup' },
  backup_schedule_pre_rule_id_fkey: { child: 'BackupSchedule', parent: 'ExecRule' },
  backup_schedule_post_rule_id_fkey: { child: 'BackupSchedule', parent: 'ExecRule' },
  backup_pre_rule_id_fkey: { child: 'Backup', parent: 'ExecRule' },
  cluster_discovery_owner_id_fkey: { child: 'ClusterDiscovery', parent: 'User' },
  discovered_shoot_cluster_id_fkey: { child: 'DiscoveredShoot', parent: 'Cluster' },
  discovery_cluster_discovery_id_fkey: { child: 'DiscoveredShoot', parent: 'ClusterDiscovery' },
  discovery_cluster_cluster_id_fkey: { child: 'DiscoveredShoot', parent: 'Cluster' },
  backup_post_rule_id_fkey: { child: 'Backup', parent: 'ExecRule' },
};

const FOREIGN_KEY_VIOLATION = '23503';
const CHECK_VIOLATION = '23514';
/** A restore that runs would lose its backup or its cluster. */
const RUNNING_RESTORE = 'restore_running_check';

/** NotFound when the parent is gone, HasDependents when a child came meanwhile; other errors come back as they are. */
export function translateForeignKey(error: unknown): unknown {
  const driverError: unknown = error instanceof Error && 'driverError' in error ? error.driverError : error;
  if (!isViolation(driverError)) return error;
  if (driverError.code === CHECK_VIOLATION && driverError.constraint === RUNNING_RESTORE) {
    const translated = neededNow({ resource: 'Backup or Cluster', id: '', child: 'Restore' });
    translated.cause = error;
    return translated;
  }
  if (driverError.code !== FOREIGN_KEY_VIOLATION) return error;
  const key = FOREIGN_KEYS[driverError.constraint];
  if (key === undefined) return error;
  // "Key (cluster_id)=(6f…) is not present in table "cluster"." / "Key (id)=(6f…) is still referenced from table "backup"."
  const id = /^Key \(.*?\)=\((.*?)\)/.exec(driverError.detail ?? '')?.[1] ?? '';
  const translated = driverError.detail?.includes('still referenced')
    ? neededNow({ resource: key.parent, id, child: key.child })
    : new NotFound(key.parent, id);
  translated.cause = error;
  return translated;
}

function neededNow({ resource, id, child }: { resource: string; id: string; child: string }): HasDependents {
  const dependents = [{ resource: child, id: '', name: '(made at this moment)' }];
  return new HasDependents({ resource, id, dependents, total: 1 });
}

interface Violation {
  readonly code: string;
  readonly constraint: string;
  readonly detail?: string;
}

function isViolation(error: unknown): error is Violation {
  return error instanceof Error && 'code' in error && 'constraint' in error;
}
