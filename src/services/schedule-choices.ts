/** What a person may choose from when namespaces of a schedule are excluded or added. Changes nothing. */
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { Actor } from '../domain/identity.js';
import { matching, namePart } from '../domain/namespace-look.js';
import type { LastCopy } from '../domain/ports/backup-store.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { heldAfterExclusion } from '../domain/retention.js';
import { assertSeen, grantedOn } from './authorisation.js';
import { within } from './within.js';

/** A person waits with a dialogue open: a cluster that takes longer is answered for by its last look. */
const LIVE_LOOK_MS = 1_500;

export interface ScheduleChoicesPorts {
  readonly work: UnitOfWork;
  readonly clusters: Pick<ClusterGateway, 'namespaces'>;
  readonly clock: Clock;
  readonly liveLookMs?: number;
}

export interface ChoiceRequest {
  readonly scheduleId: string;
  readonly search: string | null;
  /** 1 to 100. */
  readonly first: number;
}

export interface ExclusionChoice {
  readonly name: string;
  /** Whether the cluster has it again; null: not known. */
  readonly isBack: boolean | null;
  readonly lastBackup: LastCopy | null;
  /** Until when its last copy is held if it is excluded now; null: there is none, or it was released. */
  readonly heldUntil: Date | null;
}

export interface ExclusionChoices {
  readonly schedule: BackupSchedule;
  readonly choices: readonly ExclusionChoice[];
  /** Of the search. */
  readonly total: number;
  readonly missingTotal: number;
  readonly observedAt: Date | null;
}

export interface AdditionChoices {
  readonly schedule: BackupSchedule;
  readonly names: readonly string[];
  readonly total: number;
  /** Null: its cluster was never listed with the credential that it has. */
  readonly observedAt: Date | null;
}

/** Which of the asked names a cluster had, and when. */
interface Presence {
  readonly at: Date;
  readonly present: ReadonlySet<string>;
}

export class ScheduleChoices {
  constructor(private readonly ports: ScheduleChoicesPorts) {}

  /** Names of the cluster as it was last observed, that the schedule does not name: the cluster itself is not asked. @throws NotFound */
  async additions({ scheduleId, search, first }: ChoiceRequest, viewer: Actor): Promise<AdditionChoices> {
    const { stores } = this.ports.work;
    const { clusterNamespaces } = stores;
    const schedule = await this.#schedule(scheduleId, viewer);
    const { clusterId, selection, createdSingle } = schedule;
    const observedAt = (await clusterNamespaces.observedAt([clusterId])).get(clusterId) ?? null;
    const part = namePart(search);
    if (selection.kind !== 'NAMED' || createdSingle || part === undefined) {
      return { schedule, names: [], total: 0, observedAt };
    }
    const granted = await grantedOn(stores, viewer, clusterId, 'FULL');
    const found = await clusterNamespaces.search(clusterId, {
      part,
      without: selection.names,
      among: granted,
      first,
    });
    return { schedule, ...found, observedAt };
  }

  /** Names on the schedule that its last cycle missed, or that are absent now. @throws NotFound */
  async exclusions({ scheduleId, search, first }: ChoiceRequest, viewer: Actor): Promise<ExclusionChoices> {
    const { work, clock } = this.ports;
    const schedule = await this.#schedule(scheduleId, viewer);
    const { selection, missing } = schedule;
    if (selection.kind !== 'NAMED') {
      return { schedule, choices: [], total: 0, missingTotal: 0, observedAt: null };
    }
    const presence = await this.#presence(schedule, selection.names);
    const missed = new Set(missing);
    const absent = (name: string) => presence !== undefined && !presence.present.has(name);
    const all = selection.names.filter((name) => missed.has(name) || absent(name));
    const part = namePart(search);
    const found = part === undefined ? [] : matching(all, part);
    const shown = found.slice(0, first);
    const copies = await work.stores.backups.lastGoodOf(scheduleId, shown);
    const now = clock.now();
    const choices = shown.map((name) => {
      const lastBackup = copies.get(name) ?? null;
      return {
        name,
        isBack: presence === undefined ? null : presence.present.has(name),
        lastBackup,
        heldUntil: lastBackup === null ? null : heldAfterExclusion(schedule, name, now),
      };
    });
    const observedAt = presence?.at ?? null;
    return { schedule, choices, total: found.length, missingTotal: all.length, observedAt };
  }

  async #schedule(id: string, viewer: Actor): Promise<BackupSchedule> {
    const { stores } = this.ports.work;
    return assertSeen(stores, viewer, 'BackupSchedule', { id, row: await stores.schedules.find(id) });
  }

  async #presence(schedule: BackupSchedule, names: readonly string[]): Promise<Presence | undefined> {
    return (await this.#live(schedule)) ?? (await this.#remembered(schedule, names));
  }

  /** A cluster that does not answer in time, or refuses, says nothing. */
  async #live({ clusterId }: BackupSchedule): Promise<Presence | undefined> {
    const { clusters, clock, liveLookMs = LIVE_LOOK_MS } = this.ports;
    const at = clock.now();
    try {
      const seen = await within(liveLookMs, (signal) => clusters.namespaces(clusterId, signal));
      const there = seen.filter((each) => !each.terminating);
      return { at, present: new Set(there.map((each) => each.name)) };
    } catch (error) {
      if (error instanceof ClusterCallFailed) return undefined;
      throw error;
    }
  }

  /** What was seen before the last cycle looked is no answer to what it missed. */
  async #remembered(schedule: BackupSchedule, names: readonly string[]): Promise<Presence | undefined> {
    const { clusterNamespaces, cycles } = this.ports.work.stores;
    const { id, clusterId } = schedule;
    const at = (await clusterNamespaces.observedAt([clusterId])).get(clusterId);
    if (at === undefined) return undefined;
    const { items } = await cycles.pageOf(id, { first: 2, after: null });
    const ended = items.map(({ item }) => item).find((cycle) => cycle.endedAt !== null);
    if (ended !== undefined && at < ended.startedAt) return undefined;
    const seen = await clusterNamespaces.among(clusterId, names);
    const there = [...seen.values()].filter((each) => !each.terminating);
    return { at, present: new Set(there.map((each) => each.name)) };
  }
}
