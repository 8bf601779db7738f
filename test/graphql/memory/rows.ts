import type { Share } from '../../../src/domain/access.js';
import type { Alert } from '../../../src/domain/alert.js';
import type { AlertRoute } from '../../../src/domain/alert-route.js';
import type { AuditNote, AuditOrigin } from '../../../src/domain/audit.js';
import type { Backup, BackupNamespace } from '../../../src/domain/backup.js';
import type { BackupLocation } from '../../../src/domain/backup-location.js';
import type { BackupSchedule, ScheduleEdit } from '../../../src/domain/backup-schedule.js';
import type { BackupVolume } from '../../../src/domain/backup-volume.js';
import type { Cluster } from '../../../src/domain/cluster.js';
import type { ClusterDiscovery } from '../../../src/domain/cluster-discovery.js';
import type { Cycle } from '../../../src/domain/cycle.js';
import type { Delivery } from '../../../src/domain/delivery.js';
import type { ExecRule } from '../../../src/domain/exec-rule.js';
import type { Actor, User } from '../../../src/domain/identity.js';
import type { Issue } from '../../../src/domain/issue.js';
import type { Restore, RestoreIssue } from '../../../src/domain/restore.js';
import type { HeldFor } from '../../../src/domain/retention.js';
import type { RuleResult } from '../../../src/domain/rule-result.js';
import type { SearchFind } from '../../../src/domain/search.js';
import type { DiscoveredShoot } from '../../../src/domain/shoot.js';
import type { UserGroup } from '../../../src/domain/user-group.js';
import type { BackupVerification } from '../../../src/domain/verification.js';
import type { VirtualMachine } from '../../../src/domain/virtual-machine.js';
import type { SelectionEdit } from '../../../src/graphql/schedule-services.js';
import type { Claimed } from '../../../src/services/delivery-service.js';
import { aConnection, aSync } from '../../factories/federation.js';

/** When it is for what depends on the time. */
export const NOW = new Date('2026-11-20T12:00:00Z');

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What the services in memory answer from; a test fills it. */
export class MemoryRows {
  clusterRows: Cluster[] = [];
  machineRows: VirtualMachine[] = [];
  connectionRows = [aConnection()];
  syncRows = [aSync()];
  locationRows: BackupLocation[] = [];
  backupRows: Backup[] = [];
  restoreRows: Restore[] = [];
  restoreIssueRows = new Map<string, RestoreIssue[]>();
  userRows: User[] = [];
  groupRows: UserGroup[] = [];
  shareRows: Share[] = [];
  namespaceRows = new Map<string, BackupNamespace[]>();
  issueRows = new Map<string, Issue[]>();
  volumeRows = new Map<string, BackupVolume[]>();
  scheduleRows: BackupSchedule[] = [];
  alertRows: Alert[] = [];
  routeRows: AlertRoute[] = [];
  deliveryRows: Delivery[] = [];
  ruleRows: ExecRule[] = [];
  discoveryRows: ClusterDiscovery[] = [];
  shootRows: DiscoveredShoot[] = [];
  ruleResultRows = new Map<string, RuleResult[]>();
  claimed: Claimed[] = [];
  editRows: ScheduleEdit[] = [];
  alertsBefore = new Map<string, Alert>();
  /** Newest first, of all schedules. */
  cycleRows: Cycle[] = [];
  backupsByCycle = new Map<string, Backup>();
  verificationRows = new Map<string, BackupVerification>();
  heldRows = new Map<string, { backupId: string; heldFor: HeldFor[] }[]>();
  /** What the next exclude, add or revert answers, beside the schedule. */
  selectionEdit: Omit<SelectionEdit, 'schedule'> = { changed: true, namespaces: ['billing'], by: null };

  searchFinds: SearchFind[] = [];
  readonly auditRows: { readonly actor: Actor; readonly note: AuditNote }[] = [];
  readonly refusedSignIns: { readonly origin: AuditOrigin; readonly code: string }[] = [];

  readonly calls: Call[] = [];
  readonly #failures = new Map<string, Error>();

  /** The next calls of `backups.get`, say, throw this. */
  fail(name: string, error: Error): void {
    this.#failures.set(name, error);
  }

  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  async answer<T>(name: string, args: readonly unknown[], answer: () => T): Promise<T> {
    this.calls.push({ name, args });
    const failure = this.#failures.get(name);
    if (failure !== undefined) throw failure;
    return answer();
  }
}
