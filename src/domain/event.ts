/** The append-only record of what happened: written in the transaction of the change, read by subscriptions and audit. */
import type { Actor, RecordedActor } from './identity.js';

export const EVENT_TYPES = [
  'CLUSTER_REGISTERED',
  'CLUSTER_EDITED',
  'CLUSTER_STATE_CHANGED',
  'CLUSTER_DELETED',
  'LOCATION_CREATED',
  'LOCATION_EDITED',
  'LOCATION_STATE_CHANGED',
  'LOCATION_DELETED',
  'SCHEDULE_CREATED',
  'SCHEDULE_EDITED',
  'SCHEDULE_STATE_CHANGED',
  'SCHEDULE_DELETED',
  'CYCLE_STARTED',
  'CYCLE_SKIPPED',
  'CYCLE_ENDED',
  'ALERT_OPENED',
  'ALERT_COUNTED',
  'ALERT_CHANGED',
  'ALERT_ACKNOWLEDGED',
  'ALERT_CLOSED',
  'BACKUP_REQUESTED',
  'BACKUP_CLAIMED',
  'BACKUP_STAGE_ENTERED',
  'BACKUP_PROGRESSED',
  'BACKUP_CANCEL_REQUESTED',
  'BACKUP_FINISHED',
  'BACKUP_EDITED',
  'BACKUP_VERIFIED',
  'BACKUP_FOUND',
  'BACKUP_DELETING',
  'BACKUP_DELETED',
  'ALERT_SNOOZED',
  'ALERT_UNSNOOZED',
  'ALERT_REMINDED',
  'USER_CREATED',
  'USER_EDITED',
  'TOKEN_CREATED',
  'TOKEN_REVOKED',
  'SLACK_LINKED',
  'SLACK_UNLINKED',
  'ROUTE_CREATED',
  'ROUTE_EDITED',
  'ROUTE_STATE_CHANGED',
  'ROUTE_DELETED',
  'DELIVERY_DUE',
  'DELIVERY_GIVEN_UP',
  'RESTORE_REQUESTED',
  'RESTORE_CLAIMED',
  'RESTORE_STAGE_ENTERED',
  'RESTORE_PROGRESSED',
  'RESTORE_CANCEL_REQUESTED',
  'RESTORE_FINISHED',
  'RESTORE_DELETED',
  'RULE_CREATED',
  'RULE_EDITED',
  'RULE_DELETED',
  'BACKUP_VERIFICATION_REQUESTED',
  'BACKUP_VERIFICATION_PROGRESSED',
  'BACKUP_VERIFICATION_STOPPED',
  'BACKUP_DELETION_STEP_ENTERED',
  'BACKUP_DELETION_DELAYED',
  'USER_STATE_CHANGED',
  'OWNERSHIP_REASSIGNED',
  'GROUP_CREATED',
  'GROUP_EDITED',
  'GROUP_DELETED',
  'GROUP_STATE_CHANGED',
  'SHARE_ADDED',
  'SHARE_EDITED',
  'SHARE_REMOVED',
  'VIRTUAL_MACHINE_FOUND',
  'VIRTUAL_MACHINE_STATE_CHANGED',
  'VIRTUAL_MACHINE_GONE',
  'DISCOVERY_CREATED',
  'DISCOVERY_EDITED',
  'DISCOVERY_STATE_CHANGED',
  'DISCOVERY_DELETED',
  'CLUSTER_UNMANAGED',
  'CLUSTER_MANAGED',
  'CONNECTION_CREATED',
  'CONNECTION_STATE_CHANGED',
  'CONNECTION_DELETED',
  'SYNC_REQUESTED',
  'SYNC_STARTED',
  'SYNC_ENDED',
  'BACKUP_VANISHED',
  'BACKUP_RETURNED',
  'BACKUP_FORCE_DELETED',
  'SYNC_REMOVED',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const EVENT_SUBJECTS = [
  'Cluster',
  'BackupLocation',
  'BackupSchedule',
  'Backup',
  'Alert',
  'User',
  'AlertRoute',
  'Delivery',
  'Restore',
  'ExecRule',
  'UserGroup',
  'VirtualMachine',
  'ClusterDiscovery',
  'LocationConnection',
  'BackupSync',
] as const;
export type EventSubject = (typeof EVENT_SUBJECTS)[number];

export interface NewEvent {
  readonly type: EventType;
  readonly subjectType: EventSubject;
  readonly subjectId: string;
  readonly actor: Actor;
  /** Plain JSON without secrets: what a subscriber needs to show the change even when the subject has moved on since. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DomainEvent extends Omit<NewEvent, 'actor'> {
  readonly actor: RecordedActor;
  /** Position in the stream, opaque and ordered: what a reader hands back to go on from there. */
  readonly cursor: string;
  readonly at: Date;
}
