import { aDelivery, anAlertRoute } from '../../factories/deliveries.js';
import { aDiscovery } from '../../factories/discoveries.js';
import { anAlert, aUserGroup } from '../../factories/resources.js';
import { aRestore } from '../../factories/restores.js';
import { anExecRule } from '../../factories/rules.js';
import { aShare } from '../../factories/shares.js';
import { aBackup, aCluster, aLocation, aSchedule, aUser } from '../builders.js';

/** mutation → input → what is asked for → the one service call it becomes. */
export type MutationCase = readonly [string, object, string, string, readonly unknown[]];

export const cluster = aCluster();
export const location = aLocation();
export const backup = aBackup();
export const restore = aRestore({ ownerId: backup.ownerId, backupId: backup.id, clusterId: cluster.id });
export const schedule = aSchedule();
export const alert = anAlert({ scheduleId: schedule.id });

export const person = aUser();
export const share = aShare({
  resource: 'BackupSchedule',
  resourceId: person.id,
  grantee: { kind: 'USER', userId: person.id },
  createdBy: person.id,
});
export const group = aUserGroup();
export const route = anAlertRoute();
export const rule = anExecRule();
export const discovery = aDiscovery();
export const delivery = aDelivery();
export const SLACK = { teamId: 'T1', teamName: 'Acme', slackUserId: 'U1', slackUserName: 'kim' };
export const CLICK = {
  key: 'T1.1.2',
  kind: 'BUTTON',
  action: 'exclude',
  teamId: 'T1',
  slackUserId: 'U1',
  slackUserName: 'kim',
  standing: 'MEMBER',
  operations: ['viewer'],
};
export const labels = [{ key: 'team', value: 'blue' }];
