/** What is to be seen of alerts beside their rows: their names, the edits since, the incident before. Each in one question for all. */
import type { Alert } from '../domain/alert.js';
import { type AlertStanding, isListed, isSnoozed, standingOf } from '../domain/alert-standing.js';
import type { BackupSchedule, ScheduleEdit } from '../domain/backup-schedule.js';
import type { Clock } from '../domain/ports/clock.js';
import type { UnitOfWork } from '../domain/ports/stores.js';

export interface AlertNamespace {
  readonly name: string;
  /** Whether the schedule still asks for it. */
  readonly onSchedule: boolean;
  /** Whether the cluster has it again; null: not looked at since the alert was counted last. */
  readonly isBack: boolean | null;
}

/** The first so many of one alert. */
export interface AlertPart {
  readonly alert: Alert;
  readonly first: number;
}

export interface AlertDetailsPorts {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export class AlertDetails {
  constructor(private readonly ports: AlertDetailsPorts) {}

  /** @param schedule the one that it is about; undefined where there is none */
  standing(alert: Alert, schedule: BackupSchedule | undefined): AlertStanding {
    return standingOf(alert, schedule, this.ports.clock.now());
  }

  /** Null: nobody snoozed it, or the snooze is over. */
  snooze(alert: Alert): { readonly until: Date | null; readonly by: string; readonly at: Date } | null {
    const { snoozedAt: at, snoozedUntil: until, snoozedBy: by, closedAt } = alert;
    if (at === null || closedAt !== null || !isSnoozed(alert, this.ports.clock.now())) return null;
    return { until, by: by ?? 'somebody', at };
  }

  /** One list per part, in their order. */
  async namesOf(parts: readonly AlertPart[]): Promise<readonly (readonly AlertNamespace[])[]> {
    const schedules = await this.#schedulesOf(parts);
    const looks = await this.#looksAt(parts, schedules);
    return parts.map(({ alert, first }) => {
      const schedule = schedules.get(alert.subjectId);
      const listed = isListed(schedule);
      const look = looks.get(schedule?.clusterId ?? '');
      // A look that is no newer than the cycle says what the cycle said.
      const isNewer = look !== undefined && look.at > alert.lastSeenAt;
      return alert.namespaces.slice(0, first).map((name) => ({
        name,
        onSchedule: listed(name),
        isBack: isNewer ? look.present.has(name) : null,
      }));
    });
  }

  /** Excludes, adds and reverts of its schedule while it was open, newest first. One list per part, in their order. */
  editsOf(parts: readonly AlertPart[]): Promise<readonly (readonly ScheduleEdit[])[]> {
    return this.ports.work.stores.schedules.selectionEdits(
      parts.map(({ alert, first }) => ({
        // What is the id of no schedule has no edits.
        scheduleId: alert.subjectId,
        since: alert.openedAt,
        until: alert.closedAt,
        first,
      })),
    );
  }

  previousOf(ids: readonly string[]): Promise<ReadonlyMap<string, Alert>> {
    return this.ports.work.stores.alerts.previousOf(ids);
  }

  async #schedulesOf(parts: readonly AlertPart[]): Promise<ReadonlyMap<string, BackupSchedule>> {
    const about = parts.filter(({ alert }) => alert.subjectType === 'BackupSchedule');
    const ids = [...new Set(about.map(({ alert }) => alert.subjectId))];
    const found = await this.ports.work.stores.schedules.findMany(ids);
    return new Map(found.map((schedule) => [schedule.id, schedule]));
  }

  /** By cluster: when it was looked at, and which of the names were there and stay. */
  async #looksAt(parts: readonly AlertPart[], schedules: ReadonlyMap<string, BackupSchedule>) {
    const { clusterNamespaces } = this.ports.work.stores;
    const wanted = new Map<string, Set<string>>();
    for (const { alert, first } of parts) {
      const clusterId = schedules.get(alert.subjectId)?.clusterId;
      if (clusterId === undefined) continue;
      const names = wanted.get(clusterId) ?? new Set();
      for (const name of alert.namespaces.slice(0, first)) names.add(name);
      wanted.set(clusterId, names);
    }
    const observedAt = await clusterNamespaces.observedAt([...wanted.keys()]);
    const looks = [...observedAt].map(async ([clusterId, at]) => {
      const seen = await clusterNamespaces.among(clusterId, [...(wanted.get(clusterId) ?? [])]);
      const there = [...seen.values()].filter((each) => !each.terminating);
      return [clusterId, { at, present: new Set(there.map((each) => each.name)) }] as const;
    });
    return new Map(await Promise.all(looks));
  }
}
