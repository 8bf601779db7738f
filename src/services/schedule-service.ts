/** Backup schedules: created, edited, suspended, resumed, looked ahead, removed. Their namespaces: schedule-namespaces.ts. */

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { cycleStarted } from '../cycle/after-cycle.js';
import { settleAll } from '../cycle/incidents.js';
import { aCycle, backupOfCycle } from '../cycle/new-backup.js';
import { sightOf } from '../domain/access.js';
import type { Alert } from '../domain/alert.js';
import type { Backup } from '../domain/backup.js';
import type { BackupSchedule, Retention, ScheduleEdit } from '../domain/backup-schedule.js';
import { SNAPSHOT_VOLUMES, type VolumeSettings, volumeFaults } from '../domain/backup-volume.js';
import type { Cluster } from '../domain/cluster.js';
import type { Cycle } from '../domain/cycle.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import { assertFederatedBackup } from '../domain/federated-options.js';
import type { Actor } from '../domain/identity.js';
import type { ScheduleSort } from '../domain/listing.js';
import { type Labels, labelFaults, nameFaults } from '../domain/names.js';
import { type NamespaceSelection, normalSelection, selectionFaults } from '../domain/namespace-selection.js';
import { assertReachable } from '../domain/operation-mode.js';
import type { ScheduleFilter } from '../domain/ports/backup-schedule-store.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Engines } from '../domain/ports/engines.js';
import type { JobBell } from '../domain/ports/job-bell.js';
import type { MachineGateway } from '../domain/ports/machine-gateway.js';
import type { Page, PageRequest, SortedRequest, UnitOfWork } from '../domain/ports/stores.js';
import type { Timetable } from '../domain/ports/timetable.js';
import { normalFilter, type ResourceFilter } from '../domain/resource-filter.js';
import { DEFAULT_GRACE_MINUTES, type ScheduleTiming } from '../domain/schedule-timing.js';
import { assertOperation } from '../domain/state-machine.js';
import { type AskedInstead, askedSelection, askedSelectionFaults } from './asked-selection.js';
import { assertMaker, assertSeen, assertSelectionGranted, authorise, seenOf } from './authorisation.js';
import { type PlanPreview, planNow } from './backup-plan.js';
import { assertConnected } from './eligible-clusters.js';
import { refuse } from './faults.js';
import { lockedSchedule } from './locked-schedule.js';
import { assertMachines, wholeFaults } from './machine-requests.js';
import { ownerOf } from './owner.js';
import { assertRules } from './rule-use.js';
import { noteEdit, writeEdit } from './schedule-history.js';
import { distinctAddresses, settingFaults } from './schedule-input.js';
import { moveSchedule } from './schedule-moves.js';
import { assertNoBackups, assertNoRoutes, inProgress } from './schedule-obstacles.js';
import { assertSelectable, newSelection } from './schedule-selection.js';

export interface SchedulePorts {
  readonly work: UnitOfWork;
  readonly clusters: Pick<ClusterGateway, 'namespace' | 'namespaces' | 'systemNamespaces'>;
  readonly engines: Engines;
  readonly machines: Pick<MachineGateway, 'list'>;
  readonly timetable: Timetable;
  readonly bell: JobBell;
  readonly clock: Clock;
}

export interface NewSchedule {
  readonly name: string;
  readonly clusterId: string;
  readonly locationId: string;
  readonly selection: NamespaceSelection;
  readonly timing: ScheduleTiming;
  readonly timeZone: string;
  readonly graceMinutes?: number;
  readonly retention: Retention;
  readonly labels?: Labels;
  /** E-mail addresses; none: the default ones. */
  readonly alertRecipients?: readonly string[];
  readonly preRuleId?: string;
  readonly postRuleId?: string;
  readonly filter?: ResourceFilter;
  readonly verifyEveryDays?: number | null;
  /** What is not given is as in SNAPSHOT_VOLUMES. */
  readonly volumes?: Partial<VolumeSettings>;
}

export interface ScheduleChange extends AskedInstead {
  readonly expectedVersion: number;
  readonly name?: string;
  readonly labels?: Labels;
  readonly locationId?: string;
  readonly timing?: ScheduleTiming;
  readonly timeZone?: string;
  readonly graceMinutes?: number;
  readonly retention?: Retention;
  readonly alertRecipients?: readonly string[];
  /** Null: none from now on. */
  readonly preRuleId?: string | null;
  readonly postRuleId?: string | null;
  /** Null: nothing is filtered from now on. */
  readonly filter?: ResourceFilter | null;
  readonly verifyEveryDays?: number | null;
  /** What is not given stays. */
  readonly volumes?: Partial<VolumeSettings>;
}

/** What the next cycle would do if it began now. */
export interface CyclePreview extends PlanPreview {
  readonly at: Date | null;
}

export class ScheduleService {
  constructor(private readonly ports: SchedulePorts) {}

  /** @throws Forbidden, InvalidInput, NotFound, OperationNotAllowed, ModeNotSupported, AlreadyExists, NamespaceNotFound, ClusterCallFailed */
  async create(input: NewSchedule, actor: Actor): Promise<BackupSchedule> {
    const { work, timetable, clock } = this.ports;
    assertMaker(actor, 'Cluster.createSchedule');
    const { timing, timeZone, retention, labels = {}, graceMinutes = DEFAULT_GRACE_MINUTES } = input;
    const alertRecipients = distinctAddresses(input.alertRecipients ?? []);
    refuse(
      nameFaults('name', input.name),
      labelFaults('labels', labels),
      selectionFaults('selection', input.selection),
      timetable.faults('', { timing, timeZone }),
      settingFaults(input),
      volumeFaults('volumes', input.volumes ?? {}),
      wholeFaults(input),
    );
    const cluster = await work.stores.clusters.find(input.clusterId);
    if (cluster === undefined) throw new NotFound('Cluster', input.clusterId);
    const selection = normalSelection(input.selection);
    await assertSelectionGranted(work.stores, actor, { clusterId: cluster.id, selection });
    await assertMachines(work.stores, cluster, selection);
    this.ports.engines.of(cluster.mode);
    await this.#assertLocation(cluster, input.locationId);
    assertOperation('Cluster', cluster, 'createSchedule');
    const rules = await assertRules(work.stores, input);
    if (cluster.mode === 'FEDERATED')
      assertFederatedBackup({ filter: input.filter ?? null, volumes: input.volumes ?? {}, rules });
    await assertSelectable(this.ports, cluster.id, selection);
    const now = clock.now();
    const schedule: BackupSchedule = {
      id: randomUUID(),
      name: input.name,
      ownerId: ownerOf(actor),
      clusterId: cluster.id,
      locationId: input.locationId,
      labels,
      state: 'ACTIVE',
      stateReason: null,
      stateChangedAt: now,
      selection,
      createdSingle: selection.kind === 'NAMED' && selection.names.length === 1,
      timing,
      timeZone,
      anchor: now,
      graceMinutes,
      retention,
      nextDueAt: timetable.nextAfter({ timing, timeZone, anchor: now }, now),
      missing: [],
      departures: [],
      released: [],
      alertRecipients,
      verifyEveryDays: input.verifyEveryDays ?? null,
      barrenCycles: 0,
      version: 1,
      selectionVersion: 1,
      createdAt: now,
      updatedAt: now,
      preRuleId: input.preRuleId ?? null,
      postRuleId: input.postRuleId ?? null,
      filter: input.filter === undefined ? null : normalFilter(input.filter),
      volumeSettings: { ...SNAPSHOT_VOLUMES, ...input.volumes },
    };
    await work.transaction(async (stores) => {
      await stores.schedules.insert(schedule);
      const told = alertRecipients.length > 0 && { alertRecipients };
      const volumes = input.volumes && { volumeSettings: schedule.volumeSettings };
      const after = { name: schedule.name, selection, timing, timeZone, retention, ...told, ...volumes };
      await noteEdit(stores, schedule, { kind: 'CREATE', at: now, actor, before: {}, after });
    });
    return schedule;
  }

  /** Everything but a named list. @throws NotFound, Forbidden, InvalidInput, VersionConflict, ScheduleNotEditable, AlreadyExists */
  async edit(id: string, change: ScheduleChange, actor: Actor): Promise<BackupSchedule> {
    const { work, timetable, clock } = this.ports;
    const before = await this.get(id, actor);
    await authorise(work.stores, actor, 'BackupSchedule.edit', { resource: 'BackupSchedule', id });
    assertOperation('BackupSchedule', before, 'edit');
    const { selector, virtualMachines, expectedVersion, volumes, ...fields } = change;
    const asked = askedSelection(change);
    const volumeSettings = volumes && { ...before.volumeSettings, ...volumes };
    const entry = { timing: change.timing ?? before.timing, timeZone: change.timeZone ?? before.timeZone };
    refuse(
      change.name === undefined ? [] : nameFaults('name', change.name),
      change.labels === undefined ? [] : labelFaults('labels', change.labels),
      timetable.faults('', entry),
      settingFaults(change),
      askedSelectionFaults(change),
      wholeFaults({ selection: before.selection, filter: change.filter ?? null }),
      volumeFaults('volumes', volumeSettings ?? {}),
    );
    const cluster = await work.stores.clusters.find(before.clusterId);
    if (change.locationId !== undefined) await this.#assertLocation(cluster, change.locationId);
    const rules = await assertRules(work.stores, change);
    if (cluster?.mode === 'FEDERATED')
      assertFederatedBackup({ filter: change.filter ?? null, volumes: volumes ?? {}, rules });
    const selection = asked && (await newSelection(this.ports, before, { asked, actor }));
    const now = clock.now();
    const moved = !isDeepStrictEqual(entry.timing, before.timing) || entry.timeZone !== before.timeZone;
    const anchor = moved ? now : before.anchor;
    return work.transaction(async (stores) => {
      const schedule = await lockedSchedule(stores, id);
      if (schedule.version !== expectedVersion) {
        throw new VersionConflict({
          resource: 'BackupSchedule',
          id,
          name: schedule.name,
          expected: expectedVersion,
          actual: schedule.version,
        });
      }
      const full: Partial<BackupSchedule> = {
        ...fields,
        ...(selection !== undefined && { selection }),
        ...(change.filter && { filter: normalFilter(change.filter) }),
        ...(change.alertRecipients && { alertRecipients: distinctAddresses(change.alertRecipients) }),
        ...(volumeSettings && { volumeSettings }),
        ...(moved && { anchor }),
        ...(moved &&
          schedule.state === 'ACTIVE' && { nextDueAt: timetable.nextAfter({ ...entry, anchor }, now) }),
      };
      return writeEdit(stores, schedule, full, { kind: 'EDIT', at: now, actor });
    });
  }

  /** No cycle begins until it is resumed; one that is under way goes on. @throws NotFound, Forbidden, OperationNotAllowed */
  async suspend(id: string, actor: Actor): Promise<BackupSchedule> {
    return moveSchedule(this.ports, id, { operation: 'suspend', actor });
  }

  /** Due again from now on; what was due meanwhile is not made up for. @throws NotFound, Forbidden, OperationNotAllowed */
  async resume(id: string, actor: Actor): Promise<BackupSchedule> {
    return moveSchedule(this.ports, id, { operation: 'resume', actor });
  }

  /** `REFUSE`: not while it has backups; `KEEP`: its backups stay, without a schedule. @throws NotFound, Forbidden, HasDependents, OperationInProgress */
  async remove(
    id: string,
    { backups }: { readonly backups: 'REFUSE' | 'KEEP' },
    actor: Actor,
  ): Promise<void> {
    const { work, clock } = this.ports;
    await work.transaction(async (stores) => {
      const schedule = await lockedSchedule(stores, id);
      await authorise(stores, actor, 'BackupSchedule.delete', { resource: 'BackupSchedule', id });
      assertOperation('BackupSchedule', schedule, 'delete');
      const open = (await stores.cycles.openOf([id])).get(id);
      if (open !== undefined)
        throw inProgress(open, 'cancel its backup, or wait for it to end, then delete the schedule');
      await assertNoRoutes(stores, schedule);
      if (backups === 'REFUSE') await assertNoBackups(stores, schedule);
      await settleAll(
        stores,
        { subjectType: 'BackupSchedule', subjectId: id, reason: 'the schedule was deleted' },
        { at: clock.now(), actor },
      );
      const audience = await stores.shares.audienceOf('BackupSchedule', id);
      await stores.schedules.remove(id);
      await stores.events.append({
        type: 'SCHEDULE_DELETED',
        subjectType: 'BackupSchedule',
        subjectId: id,
        actor,
        data: { name: schedule.name, state: schedule.state, audience },
      });
    });
  }

  /** A backup at once, outside the due times. @throws NotFound, Forbidden, OperationNotAllowed, OperationInProgress, NoEligibleCluster */
  async backUpNow(id: string, actor: Actor): Promise<Backup> {
    const { work, clock, bell } = this.ports;
    const now = clock.now();
    const made = await work.transaction(async (stores) => {
      const schedule = await lockedSchedule(stores, id);
      await authorise(stores, actor, 'BackupSchedule.backUpNow', { resource: 'BackupSchedule', id });
      assertOperation('BackupSchedule', schedule, 'backUpNow');
      const open = (await stores.cycles.openOf([id])).get(id);
      if (open !== undefined) throw inProgress(open, 'wait for it to end');
      const cluster = await stores.clusters.find(schedule.clusterId);
      const location = await stores.locations.find(schedule.locationId);
      if (cluster && location) await assertConnected(stores, { cluster, location }, 'backUp');
      const cycle: Cycle = {
        ...aCycle('MANUAL', now),
        scheduleId: id,
        plannedAt: null,
        selection: schedule.selection,
        selectionVersion: schedule.selectionVersion,
      };
      const { backup, namespaces } = backupOfCycle(cycle, schedule, cluster?.mode ?? 'CLASSIC', now);
      await stores.cycles.insert(cycle);
      await stores.events.append(cycleStarted(cycle, id, actor));
      await stores.backups.insert(backup, namespaces);
      await stores.events.append({
        type: 'BACKUP_REQUESTED',
        subjectType: 'Backup',
        subjectId: backup.id,
        actor,
        data: { state: backup.state, name: backup.name, scheduleId: id, cycleId: cycle.id },
      });
      return backup;
    });
    await bell.runBackup(made.id).catch(() => undefined);
    return made;
  }

  /** @throws NotFound */
  async get(id: string, viewer: Actor): Promise<BackupSchedule> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'BackupSchedule', { id, row: await stores.schedules.find(id) });
  }

  async getMany(
    ids: readonly string[],
    viewer: Actor,
    parts?: PageRequest['parts'],
  ): Promise<readonly BackupSchedule[]> {
    const { stores } = this.ports.work;
    return seenOf(stores, viewer, 'BackupSchedule', await stores.schedules.findMany(ids, parts));
  }

  page(
    request: SortedRequest<ScheduleSort>,
    filter: ScheduleFilter,
    viewer: Actor,
  ): Promise<Page<BackupSchedule>> {
    return this.ports.work.stores.schedules.page(request, { ...filter, seenBy: sightOf(viewer) });
  }

  count(filter: ScheduleFilter, viewer: Actor): Promise<number> {
    return this.ports.work.stores.schedules.count({ ...filter, seenBy: sightOf(viewer) });
  }

  /** Who changed what when, newest first. */
  edits(id: string, request: PageRequest): Promise<Page<ScheduleEdit>> {
    return this.ports.work.stores.schedules.edits(id, request);
  }

  cycles(id: string, request: PageRequest): Promise<Page<Cycle>> {
    return this.ports.work.stores.cycles.pageOf(id, request);
  }

  backupsOfCycles(cycleIds: readonly string[]): Promise<ReadonlyMap<string, Backup>> {
    return this.ports.work.stores.backups.ofCycles(cycleIds);
  }

  openCyclesOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, Cycle>> {
    return this.ports.work.stores.cycles.openOf(scheduleIds);
  }

  alertsOf(scheduleIds: readonly string[]): Promise<ReadonlyMap<string, readonly Alert[]>> {
    return this.ports.work.stores.alerts.openOfSchedules(scheduleIds);
  }

  /** The next due moments; none while suspended. @throws NotFound */
  async upcoming(id: string, count: number, viewer: Actor): Promise<readonly Date[]> {
    const schedule = await this.get(id, viewer);
    const { nextDueAt } = schedule;
    if (schedule.state !== 'ACTIVE' || nextDueAt === null || count < 1) return [];
    return [nextDueAt, ...this.ports.timetable.upcoming(schedule, nextDueAt, count - 1)];
  }

  /** What the next cycle would include and miss if it began now. Changes nothing. @throws NotFound, ClusterCallFailed */
  async preview(id: string, viewer: Actor): Promise<CyclePreview> {
    const { clusterId, selection, nextDueAt } = await this.get(id, viewer);
    return { ...(await planNow(this.ports, { clusterId, selection }, viewer)), at: nextDueAt };
  }

  async #assertLocation(cluster: Cluster | undefined, id: string): Promise<void> {
    const location = await this.ports.work.stores.locations.find(id);
    if (location === undefined) throw new NotFound('BackupLocation', id);
    if (cluster !== undefined) {
      assertReachable(cluster, location);
      await assertConnected(this.ports.work.stores, { cluster, location }, 'backUp');
    }
    assertOperation('BackupLocation', location, 'createSchedule');
  }
}
