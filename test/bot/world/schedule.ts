/** One schedule with its alert, and what may be done about it: enough of the rules to show every answer. */
import { type Asker, refusal } from '../../support/stand-in-api.js';
import type { StandInPeople } from './people.js';

export const SCHEDULE_ID = '6f1c1a58-0000-4000-8000-000000000001';
export const ALERT_ID = '6f1c1a58-0000-4000-8000-000000000002';
const AT = '2026-11-21T12:00:00.000Z';

export class StandInSchedule {
  names = ['shop', 'billing', 'cart', 'web'];
  missing: string[];
  selectionVersion = 3;
  acknowledgedBy: string | null = null;
  isOpen = true;
  snoozedUntil: string | null | undefined;
  /** Of the cluster, beyond those on the schedule. */
  others = ['ledger', 'search'];
  readonly edits: { kind: string; at: string; namespaces: string[]; by: string }[] = [];
  /** Held up before each answer: a slow API. */
  before: () => Promise<void> = async () => {};

  constructor(
    private readonly people: StandInPeople,
    missing: readonly string[] = ['billing'],
  ) {
    this.missing = [...missing];
    this.names = [...new Set([...this.names, ...missing])];
  }

  get schedule() {
    const allowed = (operation: string) => ({
      operation,
      label: operation,
      allowed: true,
      reason: null,
      advice: null,
    });
    return {
      id: SCHEDULE_ID,
      name: 'nightly',
      state: 'ACTIVE',
      stateReason: null,
      nextDueAt: '2026-11-22T02:00:00.000Z',
      createdSingle: false,
      selectionVersion: this.selectionVersion,
      timing: { description: 'daily at 02:00' },
      timeZone: 'UTC',
      selection: { kind: 'NAMED', names: this.names, selector: null },
      missingNamespaces: this.missing,
      cluster: { id: 'c1', name: 'prod', state: 'ACTIVE' },
      location: { id: 'l1', name: 'folder', state: 'VALID' },
      allowedOperations: ['excludeNamespaces', 'addNamespaces', 'backUpNow', 'suspend', 'resume'].map(
        allowed,
      ),
    };
  }

  get alert() {
    const onSchedule = (name: string) => this.names.includes(name);
    return {
      id: ALERT_ID,
      kind: 'MISSING_NAMESPACES',
      meaning: 'Namespaces are missing.',
      isOpen: this.isOpen,
      standing: this.missing.some(onSchedule) ? 'OPEN' : 'WAITING_FOR_NEXT_CYCLE',
      message: 'Namespaces are missing.',
      count: 2,
      openedAt: AT,
      changedAt: AT,
      lastSeenAt: AT,
      acknowledgedAt: this.acknowledgedBy === null ? null : AT,
      acknowledgedBy: this.acknowledgedBy,
      closedAt: null,
      closedReason: null,
      namespaceCount: this.missing.length,
      namespaces: this.missing,
      names: ({ first = 25 }: { first?: number }) =>
        this.missing.slice(0, first).map((name) => ({ name, onSchedule: onSchedule(name), isBack: false })),
      snooze: null,
      schedule: this.schedule,
      // It is raised on the schedule: these two are of alerts about a cluster or a location.
      cluster: null,
      location: null,
      backup: null,
      subjectType: 'BACKUP_SCHEDULE',
      subjectId: SCHEDULE_ID,
      edits: this.edits.slice(0, 3).map(({ by, ...edit }) => ({
        ...edit,
        revertedAt: null,
        selectionVersion: this.selectionVersion,
        actor: { name: by },
      })),
    };
  }

  answers() {
    const look =
      <Args>(field: string, answer: (args: Args) => unknown) =>
      async (args: Args, asker: Asker) => {
        await this.before();
        this.people.asker(field, asker);
        return answer(args);
      };
    const change =
      <Args>(field: string, answer: (args: Args, by: string) => unknown) =>
      async (args: Args, asker: Asker) => {
        await this.before();
        return answer(args, this.people.asker(field, asker, { changes: true }).name);
      };
    type Names = { input: { namespaces: string[]; selectionVersion: number } };
    return {
      viewer: look('viewer', () => ({
        id: 'u1',
        name: 'ada',
        role: 'APP_ADMIN',
        email: null,
        slackLinks: [],
      })),
      server: look('server', () => ({ version: '0.1.0', notices: [] })),
      alert: look('alert', ({ id }: { id: string }) => (id === ALERT_ID ? this.alert : null)),
      alerts: look('alerts', () => ({ totalCount: 1, edges: [{ node: this.alert }] })),
      backupSchedule: look('backupSchedule', () => this.schedule),
      exclusionChoices: look('exclusionChoices', (args: { search?: string | null; first: number }) =>
        this.#exclusions(args),
      ),
      additionChoices: look('additionChoices', (args: { search?: string | null; first: number }) =>
        this.#additions(args),
      ),
      excludeNamespacesFromSchedule: change('excludeNamespacesFromSchedule', ({ input }: Names, by) =>
        this.#edit('EXCLUDE', input, by),
      ),
      addNamespacesToSchedule: change('addNamespacesToSchedule', ({ input }: Names, by) =>
        this.#edit('ADD', input, by),
      ),
      revertScheduleEdit: change('revertScheduleEdit', (_args: object, by) => this.#revert(by)),
      acknowledgeAlert: change('acknowledgeAlert', (_args: object, by) => {
        this.acknowledgedBy = by;
        return { alert: this.alert };
      }),
      snoozeAlerts: change('snoozeAlerts', ({ input }: { input: { until: string | null } }) => {
        this.snoozedUntil = input.until;
        return { changed: true, alerts: [this.alert] };
      }),
      unsnoozeAlerts: change('unsnoozeAlerts', () => ({ changed: true, alerts: [this.alert] })),
      suspendBackupSchedule: change('suspendBackupSchedule', () => ({ backupSchedule: this.schedule })),
    };
  }

  #exclusions({ search, first }: { search?: string | null; first: number }) {
    const left = this.missing.filter((name) => this.names.includes(name));
    const found = left.filter((name) => name.includes(search ?? ''));
    const choice = (name: string) => ({ name, isBack: false, lastBackup: null, heldUntil: null });
    return {
      backupSchedule: this.schedule,
      choices: found.slice(0, first).map(choice),
      total: found.length,
      missingTotal: left.length,
      observedAt: AT,
    };
  }

  #additions({ search, first }: { search?: string | null; first: number }) {
    const found = this.others.filter((name) => name.includes(search ?? '') && !this.names.includes(name));
    return {
      backupSchedule: this.schedule,
      names: found.slice(0, first),
      total: found.length,
      observedAt: AT,
    };
  }

  #edit(
    kind: 'EXCLUDE' | 'ADD',
    { namespaces, selectionVersion }: { namespaces: string[]; selectionVersion: number },
    by: string,
  ) {
    const differ = namespaces.filter((name) => this.names.includes(name) === (kind === 'EXCLUDE'));
    const [last] = this.edits;
    if (differ.length === 0) {
      const done = last && { at: last.at, kind: last.kind, actor: { name: last.by } };
      return { changed: false, namespaces, by: done ?? null, backupSchedule: this.schedule };
    }
    if (selectionVersion !== this.selectionVersion)
      throw refusal('CONFLICT', 'The schedule was changed meanwhile.');
    if (kind === 'EXCLUDE' && differ.length === this.names.length)
      throw refusal('SCHEDULE_WOULD_BE_EMPTY', 'No namespace would be left on the schedule.');
    this.names =
      kind === 'ADD' ? [...this.names, ...differ] : this.names.filter((name) => !differ.includes(name));
    this.selectionVersion += 1;
    this.edits.unshift({ kind, at: '2026-11-21T12:05:00.000Z', namespaces: differ, by });
    return { changed: true, namespaces: differ, by: null, backupSchedule: this.schedule };
  }

  #revert(by: string) {
    const last = this.edits.shift();
    if (last === undefined) throw refusal('NOTHING_TO_REVERT', 'There is no change to take back.');
    this.names = [...new Set([...this.names, ...last.namespaces])];
    this.selectionVersion += 1;
    return {
      changed: true,
      namespaces: last.namespaces,
      by: { at: AT, kind: 'REVERT', actor: { name: by } },
      backupSchedule: this.schedule,
    };
  }
}
