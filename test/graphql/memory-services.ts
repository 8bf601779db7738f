/** The services that the API asks, over lists in memory; they count their calls and fail on demand. */

import { randomUUID } from 'node:crypto';
import type { Share } from '../../src/domain/access.js';
import type { Alert } from '../../src/domain/alert.js';
import type { AlertRoute } from '../../src/domain/alert-route.js';
import { isSnoozed, standingOf } from '../../src/domain/alert-standing.js';
import type { AuditNote, AuditOrigin } from '../../src/domain/audit.js';
import type { Backup, BackupNamespace } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import type { BackupSchedule, ScheduleEdit } from '../../src/domain/backup-schedule.js';
import type { BackupVolume } from '../../src/domain/backup-volume.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { ClusterDiscovery } from '../../src/domain/cluster-discovery.js';
import type { Comparison } from '../../src/domain/comparison.js';
import type { Cycle } from '../../src/domain/cycle.js';
import type { Delivery } from '../../src/domain/delivery.js';
import { InvalidInput } from '../../src/domain/errors/request-errors.js';
import { NotFound } from '../../src/domain/errors/resource-errors.js';
import type { ExecRule } from '../../src/domain/exec-rule.js';
import type { Actor, User } from '../../src/domain/identity.js';
import type { Issue } from '../../src/domain/issue.js';
import type { Page, PageRequest } from '../../src/domain/ports/stores.js';
import type { Restore, RestoreIssue } from '../../src/domain/restore.js';
import type { HeldFor } from '../../src/domain/retention.js';
import type { RuleResult } from '../../src/domain/rule-result.js';
import type { SearchFind } from '../../src/domain/search.js';
import type { DiscoveredShoot } from '../../src/domain/shoot.js';
import type { UserGroup } from '../../src/domain/user-group.js';
import type { BackupVerification } from '../../src/domain/verification.js';
import type { VirtualMachine } from '../../src/domain/virtual-machine.js';
import type { SelectionEdit } from '../../src/graphql/schedule-services.js';
import type { ApiServices } from '../../src/graphql/services.js';
import { aToken, aUserGroup, aVerification } from '../factories/resources.js';
import { aRestore, restoreCounts } from '../factories/restores.js';
import { anExecRule } from '../factories/rules.js';
import { aShare } from '../factories/shares.js';
import { aBackup, aCluster, aLocation, aSchedule, aUser } from './builders.js';

/** When it is for what depends on the time. */
const NOW = new Date('2026-11-20T12:00:00Z');

import type { Claimed } from '../../src/services/delivery-service.js';
import { obstaclesOf } from '../../src/services/obstacles.js';
import { aDelivery, anAlertRoute } from '../factories/deliveries.js';
import { aDiscovery } from '../factories/discoveries.js';
import { aConnection, aSync } from '../factories/federation.js';

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

export class MemoryServices implements ApiServices {
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
  /** May be replaced. */
  eventSight: ApiServices['eventSight'] = { maySee: async () => true };

  readonly calls: Call[] = [];
  readonly #failures = new Map<string, Error>();

  /** The next calls of `backups.get`, say, throw this. */
  fail(name: string, error: Error): void {
    this.#failures.set(name, error);
  }

  count(name: string): number {
    return this.calls.filter((call) => call.name === name).length;
  }

  async #answer<T>(name: string, args: readonly unknown[], answer: () => T): Promise<T> {
    this.calls.push({ name, args });
    const failure = this.#failures.get(name);
    if (failure !== undefined) throw failure;
    return answer();
  }

  readonly clusters: ApiServices['clusters'] = {
    register: (request, actor) =>
      this.#answer('clusters.register', [request, actor], () => aCluster({ name: request.name })),
    edit: (id, change, actor) =>
      this.#answer('clusters.edit', [id, change, actor], () => found('Cluster', this.clusterRows, id)),
    remove: (id, actor) => this.#answer('clusters.remove', [id, actor], () => undefined),
    validate: (id, actor) =>
      this.#answer('clusters.validate', [id, actor], () => found('Cluster', this.clusterRows, id)),
    get: (id) => this.#answer('clusters.get', [id], () => found('Cluster', this.clusterRows, id)),
    getMany: (ids) => this.#answer('clusters.getMany', [ids], () => among(this.clusterRows, ids)),
    page: (request, filter) =>
      this.#answer('clusters.page', [request, filter], () =>
        pageOf(
          this.clusterRows.filter((row) => filter?.states?.includes(row.state) ?? true),
          request,
        ),
      ),
    count: (filter) =>
      this.#answer(
        'clusters.count',
        [filter],
        () => this.clusterRows.filter((row) => filter.states?.includes(row.state) ?? true).length,
      ),
    accessManifest: ({ namespace, name }) => `kind: ServiceAccount # ${namespace}/${name}`,
    namespaces: (id) => this.clusters.namespacesNow(id),
    namespacesNow: (id) =>
      this.#answer('clusters.namespaces', [id], () => [
        {
          name: 'shop',
          uid: '7d0b8f0a-0000-4000-8000-000000000001',
          terminating: false,
          labels: { tier: 'web' },
          createdAt: new Date('2026-01-01T00:00:00Z'),
        },
      ]),
  };

  /** Everybody sees everything and reaches as far as to see it: rights are those of the real services. */
  readonly access: ApiServices['access'] = {
    accessTo: async (_viewer, _resource, ids) => new Map(ids.map((id) => [id, 'VIEW'])),
  };

  /** By the same rules as the real ones: nothing here is needed by anything. */
  readonly obstacles: ApiServices['obstacles'] = {
    of: (resource, rows) => {
      const stores = {
        dependents: { kindsOf: async () => new Map(), restoredNow: async () => new Set<string>() },
        cycles: { openOf: (ids: readonly string[]) => this.schedules.openCyclesOf(ids) },
        locations: { findMany: async (ids: readonly string[]) => among(this.locationRows, ids) },
      };
      return obstaclesOf(stores, resource, rows, NOW);
    },
  };

  readonly shares: ApiServices['shares'] = {
    create: (request, actor) =>
      this.#answer('shares.create', [request, actor], () => {
        const { userId = '', ...rest } = request;
        const of = { ...rest, grantee: { kind: 'USER', userId } as const, createdBy: userId };
        return aShare(of, { access: request.access, namespaces: request.namespaces ?? [] });
      }),
    edit: (id, change, actor) =>
      this.#answer('shares.edit', [id, change, actor], () => found('Share', this.shareRows, id)),
    remove: (id, actor) => this.#answer('shares.remove', [id, actor], () => undefined),
    page: (of, request, viewer) =>
      this.#answer('shares.page', [of, request, viewer], () => pageOf(this.shareRows, request)),
    count: (of, viewer) => this.#answer('shares.count', [of, viewer], () => this.shareRows.length),
  };

  readonly virtualMachines: ApiServices['virtualMachines'] = {
    get: (id, viewer) =>
      this.#answer('virtualMachines.get', [id, viewer], () => found('VirtualMachine', this.machineRows, id)),
    page: (request, filter, viewer) =>
      this.#answer('virtualMachines.page', [request, filter, viewer], () =>
        pageOf(this.machineRows, request),
      ),
    count: (filter, viewer) =>
      this.#answer('virtualMachines.count', [filter, viewer], () => this.machineRows.length),
    checkedAt: (ids) => this.#answer('virtualMachines.checkedAt', [ids], () => new Map()),
  };

  readonly locations: ApiServices['locations'] = {
    create: (request, actor) =>
      this.#answer('locations.create', [request, actor], () => aLocation({ name: request.name })),
    edit: (id, change, actor) =>
      this.#answer('locations.edit', [id, change, actor], () =>
        found('BackupLocation', this.locationRows, id),
      ),
    remove: (id, actor) => this.#answer('locations.remove', [id, actor], () => undefined),
    validate: (id, actor) =>
      this.#answer('locations.validate', [id, actor], () => found('BackupLocation', this.locationRows, id)),
    get: (id) => this.#answer('locations.get', [id], () => found('BackupLocation', this.locationRows, id)),
    getMany: (ids) => this.#answer('locations.getMany', [ids], () => among(this.locationRows, ids)),
    page: (request, filter) =>
      this.#answer('locations.page', [request, filter], () => pageOf(this.locationRows, request)),
    count: (filter) => this.#answer('locations.count', [filter], () => this.locationRows.length),
  };

  readonly connections: ApiServices['connections'] = {
    create: (request, actor) => this.#answer('connections.create', [request, actor], aConnection),
    validate: (id, actor) => this.#answer('connections.validate', [id, actor], aConnection),
    remove: (id, actor) => this.#answer('connections.remove', [id, actor], aConnection),
    get: (id, viewer) =>
      this.#answer('connections.get', [id, viewer], () =>
        found('LocationConnection', this.connectionRows, id),
      ),
    page: (request, filter, viewer) =>
      this.#answer('connections.page', [request, filter, viewer], () => ({ items: [], hasNext: false })),
    count: (filter, viewer) => this.#answer('connections.count', [filter, viewer], () => 0),
  };

  readonly syncs: ApiServices['syncs'] = {
    request: (locationId, actor) => this.#answer('syncs.request', [locationId, actor], aSync),
    get: (id) => this.#answer('syncs.get', [id], () => found('BackupSync', this.syncRows, id)),
    lastOf: (ids) => this.#answer('syncs.lastOf', [ids], () => new Map()),
    page: (request, filter) =>
      this.#answer('syncs.page', [request, filter], () => ({ items: [], hasNext: false })),
    count: (filter) => this.#answer('syncs.count', [filter], () => 0),
  };

  readonly rescan: ApiServices['rescan'] = {
    run: (locationId, actor) =>
      this.#answer('rescan.run', [locationId, actor], () => ({
        found: [aBackup({ name: 'lost-and-found' })],
        skipped: 2,
        damaged: [{ key: 'backups/x/', message: 'no manifest' }],
        locked: [{ key: 'backups/y/', message: 'no key' }],
      })),
  };

  readonly encryption: ApiServices['encryption'] = {
    encrypts: false,
    keys: () =>
      this.#answer('encryption.keys', [], () => [
        { keyId: '0a1b2c3d', kind: 'KEY_FILE' as const, current: true },
      ]),
    rewrap: (request, actor) =>
      this.#answer('encryption.rewrap', [request, actor], () => ({
        rewrapped: 2,
        unchanged: 1,
        refused: [{ backup: aBackup(), message: 'none of the configured keys opens it' }],
        next: null,
      })),
  };

  readonly backups: ApiServices['backups'] = {
    preview: (request) =>
      this.#answer('backups.preview', [request], () => ({
        kinds: [
          { resource: 'pods', kept: 2, leftOut: [{ rule: 'BEING_DELETED', reason: 'why', objects: 1 }] },
        ],
        leftOutKinds: [{ resource: 'events', rule: 'EVENTS', reason: 'why' }],
        unknownKinds: ['widgets.example.com'],
        unreadable: [],
        complete: true,
      })),
    plan: (request) =>
      this.#answer('backups.plan', [request], () => ({
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'not found' as const }],
        unlisted: ['kube-system'],
      })),
    create: (request, actor) =>
      this.#answer('backups.create', [request, actor], () => aBackup({ state: 'IN_PROGRESS' })),
    cancel: (id, actor) =>
      this.#answer('backups.cancel', [id, actor], () => found('Backup', this.backupRows, id)),
    edit: (id, change, actor) =>
      this.#answer('backups.edit', [id, change, actor], () => found('Backup', this.backupRows, id)),
    remove: (id, options, actor) =>
      this.#answer('backups.remove', [id, options, actor], () => ({
        ...found('Backup', this.backupRows, id),
        state: 'DELETING' as const,
      })),
    contents: (id) =>
      this.#answer('backups.contents', [id], () => [
        { resource: 'configmaps', namespace: 'shop', objects: 3, bytes: 300 },
        { resource: 'pods', namespace: 'shop', objects: 2, bytes: 200 },
      ]),
    get: (id) => this.#answer('backups.get', [id], () => found('Backup', this.backupRows, id)),
    getMany: (ids) => this.#answer('backups.getMany', [ids], () => among(this.backupRows, ids)),
    page: (request, filter) =>
      this.#answer('backups.page', [request, filter], () => pageOf(this.backupRows, request)),
    count: (filter) => this.#answer('backups.count', [filter], () => this.backupRows.length),
    namesAround: (ids, viewer) =>
      this.#answer('backups.namesAround', [ids, viewer], () => {
        const { clusterRows, locationRows, scheduleRows } = this;
        const rows: readonly { readonly id: string; readonly name: string }[] = [
          ...clusterRows,
          ...locationRows,
          ...scheduleRows,
        ];
        return new Map(rows.map(({ id, name }) => [id, name]));
      }),
    namespacesOf: (ids) => this.#answer('backups.namespacesOf', [ids], () => this.namespaceRows),
    issuesOf: (ids) => this.#answer('backups.issuesOf', [ids], () => this.issueRows),
    machinesOf: (ids) => this.#answer('backups.machinesOf', [ids], () => new Map()),
    volumesOf: (ids) => this.#answer('backups.volumesOf', [ids], () => this.volumeRows),
    ruleResultsOf: (ids) => this.#answer('backups.ruleResultsOf', [ids], () => this.ruleResultRows),
  };

  readonly browsing: ApiServices['browsing'] = {
    names: (id, request) =>
      this.#answer('browsing.names', [id, request], () => ({
        names: ['settings'],
        total: 1,
        hasNext: false,
      })),
    object: (id, name) =>
      this.#answer('browsing.object', [id, name], () => ({ json: '{"kind":"ConfigMap"}', masked: false })),
    reveal: (id, name, actor) =>
      this.#answer('browsing.reveal', [id, name, actor], () => ({
        json: '{"kind":"Secret"}',
        masked: false,
      })),
    compare: (id, afterId, scope) =>
      this.#answer('browsing.compare', [id, afterId, scope], () => aComparison()),
    compareWithCluster: (id, clusterId, scope) =>
      this.#answer('browsing.compareWithCluster', [id, clusterId, scope], () => aComparison()),
  };

  readonly restores: ApiServices['restores'] = {
    preview: (request, actor) =>
      this.#answer('restores.preview', [request, actor], () => ({
        counts: restoreCounts({ CREATED: 12, KEPT: 1 }),
        newNamespaces: ['shop-copy'],
        unchecked: 12,
        conflicts: [
          {
            object: { resource: 'configmaps', namespace: 'shop', name: 'settings' },
            target: { namespace: 'shop-copy', name: 'settings' },
            outcome: 'KEPT' as const,
            code: 'CONFLICT_KEPT' as const,
            message: 'differs in data.colour',
          },
        ],
        conflictsTotal: 1,
        issues: [],
      })),
    create: (request, actor) =>
      this.#answer('restores.create', [request, actor], () =>
        aRestore({ ownerId: randomUUID(), backupId: request.backupId, clusterId: null }),
      ),
    cancel: (id, actor) =>
      this.#answer('restores.cancel', [id, actor], () => found('Restore', this.restoreRows, id)),
    remove: (id, actor) => this.#answer('restores.remove', [id, actor], () => undefined),
    get: (id) => this.#answer('restores.get', [id], () => found('Restore', this.restoreRows, id)),
    getMany: (ids) => this.#answer('restores.getMany', [ids], () => among(this.restoreRows, ids)),
    page: (request, filter) =>
      this.#answer('restores.page', [request, filter], () => pageOf(this.restoreRows, request)),
    count: (filter) => this.#answer('restores.count', [filter], () => this.restoreRows.length),
    countOfBackups: (ids) =>
      this.#answer(
        'restores.countOfBackups',
        [ids],
        () => new Map(ids.map((id) => [id, this.restoreRows.filter((row) => row.backupId === id).length])),
      ),
    issuesOf: (id, request) =>
      this.#answer('restores.issuesOf', [id, request], () =>
        pageOf(this.restoreIssueRows.get(id) ?? [], request),
      ),
    countIssues: (id) =>
      this.#answer('restores.countIssues', [id], () => this.restoreIssueRows.get(id)?.length ?? 0),
  };

  readonly veleroImports: ApiServices['veleroImports'] = {
    list: (locationId) =>
      this.#answer('veleroImports.list', [locationId], () => ({ backups: [], unreadable: [] })),
    import: (request, actor) =>
      this.#answer('veleroImports.import', [request, actor], () => aBackup({ state: 'IN_PROGRESS' })),
  };

  readonly schedules: ApiServices['schedules'] = {
    create: (request, actor) =>
      this.#answer('schedules.create', [request, actor], () => aSchedule({ name: request.name })),
    edit: (id, change, actor) =>
      this.#answer('schedules.edit', [id, change, actor], () => this.#schedule(id)),
    suspend: (id, actor) =>
      this.#answer('schedules.suspend', [id, actor], () => ({
        ...this.#schedule(id),
        state: 'SUSPENDED' as const,
        nextDueAt: null,
      })),
    resume: (id, actor) => this.#answer('schedules.resume', [id, actor], () => this.#schedule(id)),
    remove: (id, options, actor) => this.#answer('schedules.remove', [id, options, actor], () => undefined),
    backUpNow: (id, actor) =>
      this.#answer('schedules.backUpNow', [id, actor], () =>
        aBackup({ state: 'IN_PROGRESS', scheduleId: id }),
      ),
    get: (id) => this.#answer('schedules.get', [id], () => this.#schedule(id)),
    getMany: (ids) => this.#answer('schedules.getMany', [ids], () => among(this.scheduleRows, ids)),
    page: (request, filter) =>
      this.#answer('schedules.page', [request, filter], () => pageOf(this.scheduleRows, request)),
    count: (filter) => this.#answer('schedules.count', [filter], () => this.scheduleRows.length),
    edits: (id, request) =>
      this.#answer('schedules.edits', [id, request], () => pageOf(ofSchedule(this.editRows, id), request)),
    cycles: (id, request) =>
      this.#answer('schedules.cycles', [id, request], () => pageOf(ofSchedule(this.cycleRows, id), request)),
    backupsOfCycles: (ids) => this.#answer('schedules.backupsOfCycles', [ids], () => this.backupsByCycle),
    upcoming: (id, count) =>
      this.#answer('schedules.upcoming', [id, count], () =>
        Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 10, 21 + index, 1, 30))),
      ),
    preview: (id) =>
      this.#answer('schedules.preview', [id], () => ({
        at: this.#schedule(id).nextDueAt,
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'Terminating' as const }],
        unlisted: ['wiki'],
      })),
    alertsOf: (ids) =>
      this.#answer('schedules.alertsOf', [ids], () => {
        const open = this.alertRows.filter((each) => each.closedAt === null);
        return new Map(ids.map((id) => [id, ofSchedule(open, id)]));
      }),
    openCyclesOf: (ids) =>
      this.#answer('schedules.openCyclesOf', [ids], () => {
        const open = this.cycleRows.filter((each) => each.outcome === 'OPEN');
        return new Map(open.map((each) => [each.scheduleId ?? '', each]));
      }),
  };

  readonly scheduleNamespaces: ApiServices['scheduleNamespaces'] = {
    exclude: (request, actor) =>
      this.#answer('scheduleNamespaces.exclude', [request, actor], () => this.#edited(request.scheduleId)),
    add: (request, actor) =>
      this.#answer('scheduleNamespaces.add', [request, actor], () => this.#edited(request.scheduleId)),
    revert: (id, actor) => this.#answer('scheduleNamespaces.revert', [id, actor], () => this.#edited(id)),
  };

  readonly retention: ApiServices['retention'] = {
    preview: (id, _viewer, retention) =>
      this.#answer('retention.preview', [id, retention], () => ({
        remove: this.backupRows.map((each) => each.id),
        held: this.heldRows.get(id) ?? [],
      })),
    held: (id) => this.#answer('retention.held', [id], () => this.heldRows.get(id) ?? []),
    release: (request, actor) =>
      this.#answer('retention.release', [request, actor], () => this.#schedule(request.scheduleId)),
  };

  readonly verifications: ApiServices['verifications'] = {
    request: (id, actor) => this.#answer('verifications.request', [id, actor], () => this.#verified(id)),
    cancel: (id, actor) => this.#answer('verifications.cancel', [id, actor], () => this.#verified(id)),
    of: (ids) => this.#answer('verifications.of', [ids], () => this.verificationRows),
  };

  #verified(id: string) {
    return { backup: found('Backup', this.backupRows, id), verification: aVerification(id) };
  }

  readonly alerts: ApiServices['alerts'] = {
    page: (request, filter) =>
      this.#answer('alerts.page', [request, filter], () => pageOf(this.alertRows, request)),
    count: (filter) => this.#answer('alerts.count', [filter], () => this.alertRows.length),
    get: (id) => this.#answer('alerts.get', [id], () => found('Alert', this.alertRows, id)),
    acknowledge: (id, actor) =>
      this.#answer('alerts.acknowledge', [id, actor], () => ({
        ...found('Alert', this.alertRows, id),
        acknowledgedAt: new Date('2026-11-20T12:00:00Z'),
        acknowledgedBy: actor.name,
      })),
  };

  readonly alertDetails: ApiServices['alertDetails'] = {
    standing: (alert, schedule) => standingOf(alert, schedule, NOW),
    snooze: (alert) =>
      alert.snoozedAt === null || !isSnoozed(alert, NOW)
        ? null
        : { until: alert.snoozedUntil, by: alert.snoozedBy ?? '', at: alert.snoozedAt },
    namesOf: (parts) =>
      this.#answer('alertDetails.namesOf', [parts], () =>
        parts.map(({ alert, first }) =>
          alert.namespaces.slice(0, first).map((name) => ({ name, onSchedule: true, isBack: null })),
        ),
      ),
    editsOf: (parts) =>
      this.#answer('alertDetails.editsOf', [parts], () =>
        parts.map(({ alert, first }) =>
          this.editRows.filter((each) => each.scheduleId === alert.subjectId).slice(0, first),
        ),
      ),
    previousOf: (ids) => this.#answer('alertDetails.previousOf', [ids], () => this.alertsBefore),
  };

  readonly snooze: ApiServices['snooze'] = {
    snooze: (request, actor) =>
      this.#answer('snooze.snooze', [request, actor], () => ({
        alerts: this.alertRows.map((alert) => ({
          ...alert,
          snoozedAt: NOW,
          snoozedUntil: request.until,
          snoozedUntilChange: request.until === null,
          snoozedBy: actor.name,
        })),
        changed: true,
      })),
    unsnooze: (id, actor) =>
      this.#answer('snooze.unsnooze', [id, actor], () => ({ alerts: this.alertRows, changed: false })),
  };

  readonly scheduleChoices: ApiServices['scheduleChoices'] = {
    additions: (request) =>
      this.#answer('scheduleChoices.additions', [request], () => ({
        schedule: this.#schedule(request.scheduleId),
        names: ['wiki'],
        total: 7,
        observedAt: NOW,
      })),
    exclusions: (request) =>
      this.#answer('scheduleChoices.exclusions', [request], () => ({
        schedule: this.#schedule(request.scheduleId),
        choices: [{ name: 'billing', isBack: null, lastBackup: null, heldUntil: null }],
        total: 1,
        missingTotal: 3,
        observedAt: null,
      })),
  };

  readonly alertRoutes: ApiServices['alertRoutes'] = {
    create: (route, actor) =>
      this.#answer('alertRoutes.create', [route, actor], () => anAlertRoute({ ...route })),
    edit: (id, version, fields, actor) =>
      this.#answer('alertRoutes.edit', [id, version, fields, actor], () =>
        found('AlertRoute', this.routeRows, id),
      ),
    remove: (id, actor) => this.#answer('alertRoutes.remove', [id, actor], () => undefined),
    test: (id, actor) =>
      this.#answer('alertRoutes.test', [id, actor], () => aDelivery({ kind: 'TEST', routeId: id })),
    get: (id) => this.#answer('alertRoutes.get', [id], () => found('AlertRoute', this.routeRows, id)),
    getMany: (ids) => this.#answer('alertRoutes.getMany', [ids], () => among(this.routeRows, ids)),
    page: (request) => this.#answer('alertRoutes.page', [request], () => pageOf(this.routeRows, request)),
    count: () => this.#answer('alertRoutes.count', [], () => this.routeRows.length),
  };

  searchFinds: SearchFind[] = [];
  readonly search: ApiServices['search'] = {
    find: (request, actor) =>
      this.#answer('search.find', [request, actor], () => pageOf(this.searchFinds, request)),
  };
  readonly labels: ApiServices['labels'] = {
    change: ({ id, set, ...rest }, actor) =>
      this.#answer('labels.change', [{ id, set, ...rest }, actor], () => ({ id, labels: set, version: 2 })),
  };
  readonly execRules: ApiServices['execRules'] = {
    create: (rule, actor) => this.#answer('execRules.create', [rule, actor], () => anExecRule({ ...rule })),
    edit: (id, change, actor) =>
      this.#answer('execRules.edit', [id, change, actor], () => found('ExecRule', this.ruleRows, id)),
    remove: (id, actor) => this.#answer('execRules.remove', [id, actor], () => undefined),
    get: (id) => this.#answer('execRules.get', [id], () => found('ExecRule', this.ruleRows, id)),
    getMany: (ids) => this.#answer('execRules.getMany', [ids], () => among(this.ruleRows, ids)),
    page: (request, filter) =>
      this.#answer('execRules.page', [request, filter], () => pageOf(this.ruleRows, request)),
    count: (filter) => this.#answer('execRules.count', [filter], () => this.ruleRows.length),
    usersOf: (id, first) => this.#answer('execRules.usersOf', [id, first], () => ({ users: [], total: 0 })),
  };

  readonly discoveries: ApiServices['discoveries'] = {
    create: (request, actor) =>
      this.#answer('discoveries.create', [request, actor], () => aDiscovery({ name: request.name })),
    edit: (id, change, actor) =>
      this.#answer('discoveries.edit', [id, change, actor], () => this.#discovery(id)),
    discover: (id, actor) => this.#answer('discoveries.discover', [id, actor], () => this.#discovery(id)),
    refresh: (id, actor) => this.#answer('discoveries.refresh', [id, actor], () => this.#discovery(id)),
    remove: (id, clusters, actor) =>
      this.#answer('discoveries.remove', [id, clusters, actor], () => this.#discovery(id)),
    get: (id, viewer) => this.#answer('discoveries.get', [id, viewer], () => this.#discovery(id)),
    getMany: (ids) => this.#answer('discoveries.getMany', [ids], () => among(this.discoveryRows, ids)),
    page: (request, filter) =>
      this.#answer('discoveries.page', [request, filter], () => pageOf(this.discoveryRows, request)),
    count: (filter) => this.#answer('discoveries.count', [filter], () => this.discoveryRows.length),
    clusterCounts: (ids) => this.#answer('discoveries.clusterCounts', [ids], () => new Map()),
    shootsOf: (ids) => this.#answer('discoveries.shootsOf', [ids], () => among(this.shootRows, ids)),
    discoveriesOf: (ids) => this.#answer('discoveries.discoveriesOf', [ids], () => new Map()),
  };

  #discovery(id: string): ClusterDiscovery {
    return found('ClusterDiscovery', this.discoveryRows, id);
  }

  readonly deliveries: ApiServices['deliveries'] = {
    claim: (worker, first, actor) =>
      this.#answer('deliveries.claim', [worker, first, actor], () => ({
        claimed: this.claimed,
        nextAt: null,
      })),
    acknowledge: (said, actor) =>
      this.#answer('deliveries.acknowledge', [said, actor], () =>
        found('Delivery', this.deliveryRows, said.id),
      ),
    adopt: (id, message, actor) => this.#answer('deliveries.adopt', [id, message, actor], () => true),
    resend: (id, actor) =>
      this.#answer('deliveries.resend', [id, actor], () => found('Delivery', this.deliveryRows, id)),
    watch: (backupId, channelId, actor) =>
      this.#answer('deliveries.watch', [backupId, channelId, actor], () =>
        aDelivery({ kind: 'WATCH', backupId, target: channelId }),
      ),
    page: (request, filter) =>
      this.#answer('deliveries.page', [request, filter], () => pageOf(this.deliveryRows, request)),
    count: (filter) => this.#answer('deliveries.count', [filter], () => this.deliveryRows.length),
    ofAlerts: (ids) =>
      this.#answer(
        'deliveries.ofAlerts',
        [ids],
        () => new Map(ids.map((id) => [id, this.deliveryRows.filter((each) => each.alertId === id)])),
      ),
  };

  readonly digests: ApiServices['digests'] = {
    of: (routeId, span) => this.#answer('digests.of', [routeId, span], () => null),
  };

  #schedule(id: string): BackupSchedule {
    return found('BackupSchedule', this.scheduleRows, id);
  }

  #edited(id: string): SelectionEdit {
    return { schedule: this.#schedule(id), ...this.selectionEdit };
  }

  readonly auditRows: { readonly actor: Actor; readonly note: AuditNote }[] = [];
  readonly refusedSignIns: { readonly origin: AuditOrigin; readonly code: string }[] = [];

  readonly userGroups: ApiServices['userGroups'] = {
    create: (request, actor) =>
      this.#answer('userGroups.create', [request, actor], () => aUserGroup({ name: request.name })),
    edit: (id, change, actor) =>
      this.#answer('userGroups.edit', [id, change, actor], () => found('UserGroup', this.groupRows, id)),
    remove: (id, actor) => this.#answer('userGroups.remove', [id, actor], () => undefined),
    get: (id, actor) =>
      this.#answer('userGroups.get', [id, actor], () => found('UserGroup', this.groupRows, id)),
    getMany: (ids) => this.#answer('userGroups.getMany', [ids], () => among(this.groupRows, ids)),
    page: (request, actor) =>
      this.#answer('userGroups.page', [request, actor], () => pageOf(this.groupRows, request)),
    count: () => this.#answer('userGroups.count', [], () => this.groupRows.length),
    members: (id, request, actor) =>
      this.#answer('userGroups.members', [id, request, actor], () => pageOf(this.userRows, request)),
    countMembers: (ids) =>
      this.#answer('userGroups.countMembers', [ids], () => new Map(ids.map((id) => [id, 1]))),
    ofUsers: (ids, actor) =>
      this.#answer('userGroups.ofUsers', [ids, actor], () => new Map(ids.map((id) => [id, this.groupRows]))),
  };

  readonly ownership: ApiServices['ownership'] = {
    ownedBy: (id, actor) => this.#answer('ownership.ownedBy', [id, actor], () => []),
    reassign: (request, actor) =>
      this.#answer('ownership.reassign', [request, actor], () => [{ kind: 'Backup' as const, count: 2 }]),
  };

  readonly users: ApiServices['users'] = {
    create: (request, actor) =>
      this.#answer('users.create', [request, actor], () => aUser({ name: request.name, role: request.role })),
    edit: (id, change, actor) =>
      this.#answer('users.edit', [id, change, actor], () => found('User', this.userRows, id)),
    get: (id, actor) => this.#answer('users.get', [id, actor], () => found('User', this.userRows, id)),
    page: (request, actor, filter) =>
      this.#answer('users.page', [request, actor, filter], () => pageOf(this.userRows, request)),
    count: () => this.#answer('users.count', [], () => this.userRows.length),
  };

  readonly accessTokens: ApiServices['accessTokens'] = {
    create: (request, actor) =>
      this.#answer('accessTokens.create', [request, actor], () => ({
        token: 'hf_shown-once',
        accessToken: aToken(request.userId, { name: request.name }),
      })),
    revoke: (id, actor) =>
      this.#answer('accessTokens.revoke', [id, actor], () => aToken(id, { id, revokedAt: new Date() })),
    ofUsers: (ids, actor) => this.#answer('accessTokens.ofUsers', [ids, actor], () => new Map()),
  };

  readonly slackLinks: ApiServices['slackLinks'] = {
    begin: (who, actor) =>
      this.#answer('slackLinks.begin', [who, actor], () => ({
        code: 'ABCDE-FGHJK',
        expiresAt: new Date('2026-11-20T12:10:00Z'),
      })),
    request: (code, actor) =>
      this.#answer('slackLinks.request', [code, actor], () => {
        throw new NotFound('SlackLink', 'x');
      }),
    confirm: (code, actor) =>
      this.#answer('slackLinks.confirm', [code, actor], () => ({
        id: '5d0b8f0a-0000-4000-8000-000000000001',
        userId: '5d0b8f0a-0000-4000-8000-000000000002',
        teamId: 'T1',
        teamName: 'Acme',
        slackUserId: 'U1',
        slackUserName: 'kim',
        linkedAt: new Date('2026-11-20T12:00:00Z'),
      })),
    remove: (id, actor) => this.#answer('slackLinks.remove', [id, actor], () => undefined),
    ofUsers: (ids, actor) => this.#answer('slackLinks.ofUsers', [ids, actor], () => new Map()),
  };

  readonly interactions: ApiServices['interactions'] = {
    begin: (request, actor) =>
      this.#answer('interactions.begin', [request, actor], () => ({
        outcome: 'UNLINKED' as const,
        interactionId: null,
        token: null,
        expiresAt: null,
        user: null,
      })),
  };

  /** Keys are forgotten at once: what holds for them is tested on the database. */
  readonly idempotency: ApiServices['idempotency'] = {
    once: async (_request, _actor, work) => ({ answer: await work(), repeated: false }),
  };

  readonly audit: ApiServices['audit'] = {
    record: async (actor, note) => void this.auditRows.push({ actor, note }),
    refusedSignIn: async (origin, code) => void this.refusedSignIns.push({ origin, code }),
    look: async () => undefined,
    export: async function* () {},
    page: (request, filter, actor) =>
      this.#answer('audit.page', [request, filter, actor], () => ({ items: [], hasNext: false })),
    count: (filter) => this.#answer('audit.count', [filter], () => 0),
  };

  readonly stateHistory: ApiServices['stateHistory'] = {
    page: (request, filter, viewer) =>
      this.#answer('stateHistory.page', [request, filter, viewer], () => ({ items: [], hasNext: false })),
  };

  readonly identity: ApiServices['identity'] = {
    usersByIds: (ids) => this.#answer('identity.usersByIds', [ids], () => among(this.userRows, ids)),
  };

  readonly stateMatrix: ApiServices['stateMatrix'] = {
    counts: (resource) =>
      this.#answer('stateMatrix.counts', [resource], () =>
        resource === 'Cluster'
          ? tally(this.clusterRows)
          : resource === 'BackupSchedule'
            ? tally(this.scheduleRows)
            : undefined,
      ),
  };
}

function found<T extends { readonly id: string }>(resource: string, rows: readonly T[], id: string): T {
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw new NotFound(resource, id);
  return row;
}

function among<T extends { readonly id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  return rows.filter((row) => ids.includes(row.id));
}

function ofSchedule<T extends { readonly scheduleId: string | null }>(rows: readonly T[], id: string): T[] {
  return rows.filter((row) => row.scheduleId === id);
}

function tally(rows: readonly { readonly state: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}

/** Cursors are `row-<position>`. */
function pageOf<T>(rows: readonly T[], { first, after }: PageRequest): Page<T> {
  if (after !== null && !/^row-\d+$/.test(after)) {
    throw new InvalidInput([{ path: 'after', message: 'is no cursor of this list' }]);
  }
  const from = after === null ? 0 : Number(after.slice(4)) + 1;
  const items = rows
    .slice(from, from + first)
    .map((item, index) => ({ cursor: `row-${from + index}`, item }));
  return { items, hasNext: from + first < rows.length };
}

function aComparison(): Comparison {
  return { added: 1, removed: 0, changed: 0, unchanged: 3, differences: [], unread: [] };
}
