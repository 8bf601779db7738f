/** Excluding, adding and taking back namespaces of a schedule: effective from the next cycle on (seeds; design 7). */
import { announceAlert } from '../cycle/announce-alert.js';
import { lookAtNamespaces } from '../cycle/plan.js';
import type { AlertChangeKind } from '../domain/alert-change.js';
import type { BackupSchedule, ScheduleEdit } from '../domain/backup-schedule.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { NotFound, VersionConflict } from '../domain/errors/resource-errors.js';
import { NamespaceNotFound } from '../domain/errors/schedule-errors.js';
import type { Actor } from '../domain/identity.js';
import { namespaceListFaults } from '../domain/names.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Stores, UnitOfWork } from '../domain/ports/stores.js';
import { addNames, excludeNames, revertEdit } from '../domain/schedule-editing.js';
import { assertOperation } from '../domain/state-machine.js';
import { assertNamesGranted, authorise } from './authorisation.js';
import { refuse } from './faults.js';
import { lockedSchedule } from './locked-schedule.js';
import { writeEdit } from './schedule-history.js';
import { LOOK_TIMEOUT_MS, within } from './within.js';

export interface ScheduleNamespacesPorts {
  readonly work: UnitOfWork;
  readonly clusters: Pick<ClusterGateway, 'namespace' | 'namespaces'>;
  readonly clock: Clock;
}

export interface ExcludeRequest {
  readonly scheduleId: string;
  readonly namespaces: readonly string[];
  /** The `selectionVersion` that the person saw. */
  readonly selectionVersion: number;
  /** "Exclude from Schedule" on a backup: only names that this backup found missing. */
  readonly backupId?: string;
}

export interface AddRequest {
  readonly scheduleId: string;
  readonly namespaces: readonly string[];
  readonly selectionVersion: number;
}

export interface NamespacesEdited {
  readonly schedule: BackupSchedule;
  /** False: it was already so. */
  readonly changed: boolean;
  /** What moved; when nothing did, what was asked for. */
  readonly namespaces: readonly string[];
  /** The edit that made it so, where the history knows it. */
  readonly by: ScheduleEdit | null;
}

export class ScheduleNamespaces {
  constructor(private readonly ports: ScheduleNamespacesPorts) {}

  /** @throws InvalidInput, NotFound, Forbidden, ScheduleNotEditable, ScheduleWouldBeEmpty, VersionConflict */
  async exclude(request: ExcludeRequest, actor: Actor): Promise<NamespacesEdited> {
    const { scheduleId, namespaces, selectionVersion } = request;
    refuse(namespaceListFaults('namespaces', namespaces));
    const own = { resource: 'BackupSchedule', id: scheduleId } as const;
    await authorise(this.ports.work.stores, actor, 'BackupSchedule.excludeNamespaces', own);
    if (request.backupId !== undefined) await this.#assertMissing(request.backupId, request);
    return this.#edit(scheduleId, async (stores) => {
      const schedule = await lockedSchedule(stores, scheduleId);
      await authorise(stores, actor, 'BackupSchedule.excludeNamespaces', own);
      assertOperation('BackupSchedule', schedule, 'excludeNamespaces');
      const change = excludeNames(schedule, namespaces, selectionVersion);
      if (!change.changed) return unchanged(stores, schedule, 'EXCLUDE', namespaces);
      const at = this.ports.clock.now();
      const left = change.moved.map((namespace) => ({ namespace, leftAt: at }));
      const edited = await writeEdit(
        stores,
        schedule,
        {
          selection: { kind: 'NAMED', names: change.names },
          departures: [...without(schedule, change.moved), ...left],
        },
        { kind: 'EXCLUDE', at, actor, namespaces: change.moved },
      );
      return changed(stores, edited, { kind: 'EXCLUDED', moved: change.moved, at, actor });
    });
  }

  /** @throws InvalidInput, NotFound, Forbidden, ScheduleNotEditable, NamespaceNotFound, VersionConflict, ClusterCallFailed */
  async add(request: AddRequest, actor: Actor): Promise<NamespacesEdited> {
    const { scheduleId, namespaces, selectionVersion } = request;
    refuse(namespaceListFaults('namespaces', namespaces));
    await this.#tellingWho(scheduleId, () => this.#assertAddable(request, actor));
    return this.#edit(scheduleId, async (stores) => {
      const schedule = await lockedSchedule(stores, scheduleId);
      assertOperation('BackupSchedule', schedule, 'addNamespaces');
      const change = addNames(schedule, namespaces, selectionVersion);
      if (!change.changed) return unchanged(stores, schedule, 'ADD', namespaces);
      refuse(namespaceListFaults('namespaces', change.names));
      const at = this.ports.clock.now();
      const edited = await writeEdit(
        stores,
        schedule,
        { selection: { kind: 'NAMED', names: change.names }, departures: without(schedule, change.moved) },
        { kind: 'ADD', at, actor, namespaces: change.moved },
      );
      return changed(stores, edited, { kind: 'ADDED', moved: change.moved, at, actor });
    });
  }

  /** Takes the last exclude or add back, until the next cycle begins. @throws NotFound, Forbidden, ScheduleNotEditable, NothingToRevert */
  async revert(scheduleId: string, actor: Actor): Promise<NamespacesEdited> {
    return this.ports.work.transaction(async (stores) => {
      const schedule = await lockedSchedule(stores, scheduleId);
      const own = { resource: 'BackupSchedule', id: scheduleId } as const;
      await authorise(stores, actor, 'BackupSchedule.revert', own);
      const last = await stores.schedules.lastSelectionEdit(scheduleId);
      const begun =
        last !== undefined && (await stores.cycles.startedWith(scheduleId, last.selectionVersion));
      const names = revertEdit(schedule, last, begun);
      const moved = last?.namespaces ?? [];
      const at = this.ports.clock.now();
      const edited = await writeEdit(
        stores,
        schedule,
        {
          selection: { kind: 'NAMED', names },
          // Off the list again: what copies there are of it are held from now on.
          departures: [
            ...without(schedule, moved),
            ...(last?.kind === 'ADD' ? moved.map((namespace) => ({ namespace, leftAt: at })) : []),
          ],
        },
        { kind: 'REVERT', at, actor, namespaces: moved },
      );
      if (last !== undefined) await stores.schedules.markReverted(last.id, at);
      return changed(stores, edited, { kind: 'REVERTED', moved, at, actor });
    });
  }

  #edit(scheduleId: string, work: (stores: Stores) => Promise<NamespacesEdited>): Promise<NamespacesEdited> {
    return this.#tellingWho(scheduleId, () => this.ports.work.transaction(work));
  }

  /** Whoever comes second is told who came first, and when (S29). */
  async #tellingWho<T>(scheduleId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      const last = await this.ports.work.stores.schedules.lastSelectionEdit(scheduleId);
      if (last === undefined) throw error;
      throw new VersionConflict({ ...error.details, by: last.actor.name, at: last.at.toISOString() });
    }
  }

  /** Asked of the cluster before the transaction: none stays open across a call to it. */
  async #assertAddable(
    { scheduleId, namespaces, selectionVersion }: AddRequest,
    actor: Actor,
  ): Promise<void> {
    const seen = await this.ports.work.stores.schedules.find(scheduleId);
    if (seen === undefined) throw new NotFound('BackupSchedule', scheduleId);
    const { stores } = this.ports.work;
    const own = { resource: 'BackupSchedule', id: scheduleId } as const;
    await authorise(stores, actor, 'BackupSchedule.addNamespaces', own);
    const wanted = addNames(seen, namespaces, selectionVersion);
    if (!wanted.changed) return;
    await assertNamesGranted(stores, actor, { clusterId: seen.clusterId, namespaces: wanted.moved });
    await this.#assertExist(seen.clusterId, wanted.moved);
  }

  async #assertMissing(backupId: string, { scheduleId, namespaces }: ExcludeRequest): Promise<void> {
    const { backups } = this.ports.work.stores;
    const backup = await backups.find(backupId);
    if (backup === undefined || backup.scheduleId !== scheduleId) throw new NotFound('Backup', backupId);
    assertOperation('Backup', backup, 'excludeNamespaces');
    const fates = (await backups.namespacesOf([backupId])).get(backupId) ?? [];
    const missing = new Set(fates.filter((each) => each.fate === 'MISSING').map((each) => each.name));
    const faults = namespaces.flatMap((name, index) =>
      missing.has(name)
        ? []
        : [
            {
              path: `namespaces.${index}`,
              message: `${name} was not missing in this backup: edit the schedule to exclude it`,
            },
          ],
    );
    if (faults.length > 0) throw new InvalidInput(faults.slice(0, 20));
  }

  async #assertExist(clusterId: string, names: readonly string[]): Promise<void> {
    const sight = await within(LOOK_TIMEOUT_MS, (signal) =>
      lookAtNamespaces(this.ports.clusters, clusterId, names, signal),
    );
    const absent = names.filter((name) => sight.get(name) === undefined || sight.get(name)?.terminating);
    if (absent.length > 0) throw new NamespaceNotFound(clusterId, absent);
  }
}

function without({ departures }: BackupSchedule, names: readonly string[]): BackupSchedule['departures'] {
  return departures.filter((each) => !names.includes(each.namespace));
}

interface Move {
  readonly kind: AlertChangeKind & ('EXCLUDED' | 'ADDED' | 'REVERTED');
  readonly moved: readonly string[];
  readonly at: Date;
  readonly actor: Actor;
}

/** The open alerts of the schedule show at once who did what, whichever door it came through. */
async function changed(
  stores: Stores,
  schedule: BackupSchedule,
  { kind, moved, at, actor }: Move,
): Promise<NamespacesEdited> {
  const back = kind === 'REVERTED';
  const names = { added: back ? [] : moved, removed: back ? moved : [] };
  for (const alert of await stores.alerts.openAbout([schedule.id]))
    await announceAlert(stores, alert, { kind, at, by: actor.name, ...names, reason: null });
  const by = (await stores.schedules.lastSelectionEdit(schedule.id)) ?? null;
  return { schedule, changed: true, namespaces: moved, by };
}

async function unchanged(
  stores: Stores,
  schedule: BackupSchedule,
  kind: 'EXCLUDE' | 'ADD',
  namespaces: readonly string[],
): Promise<NamespacesEdited> {
  const [first = ''] = namespaces;
  const by = (await stores.schedules.lastEditOf(schedule.id, kind, first)) ?? null;
  return { schedule, changed: false, namespaces, by };
}
