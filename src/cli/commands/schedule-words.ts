/** Schedules and their edits in words. */
import type {
  BackupScheduleFieldsFragment,
  BackupScheduleRowFragment,
  ScheduleEditFieldsFragment,
} from '../../client/generated/graphql.js';
import { list, someNames, time, zonedTime } from '../output/format.js';
import { plain } from '../output/plain.js';

type Schedule = BackupScheduleFieldsFragment;
type Edit = ScheduleEditFieldsFragment;

export function selectionWords({ kind, names, selector, virtualMachines }: Schedule['selection']): string {
  switch (kind) {
    case 'NAMED':
      return someNames(names ?? []);
    case 'LABELS':
      return `those labelled ${selector ?? ''}`;
    case 'ALL':
      return 'all, future ones too, without those of the system';
    case 'VIRTUAL_MACHINES':
      return machineWords(virtualMachines);
  }
}

export function machineWords(asked: Schedule['selection']['virtualMachines']): string {
  const { machines = null, namespaces = null, selector = null, freeze = true } = asked ?? {};
  const unfrozen = freeze ? '' : ', without freezing them';
  if (machines !== null)
    return `virtual machines ${someNames(machines.map(({ namespace, name }) => `${namespace}/${name}`))}${unfrozen}`;
  const where = namespaces === null ? '' : ` of ${someNames(namespaces)}`;
  return `all virtual machines${where}${selector === null ? '' : ` labelled ${selector}`}${unfrozen}`;
}

/** From when on an edit of its namespaces counts, as the end of a sentence. */
export function fromWhen({ nextDueAt, state, timeZone }: BackupScheduleRowFragment): string {
  if (state === 'SUSPENDED') return 'from its next cycle on, once it is resumed';
  if (nextDueAt === null) return 'from its next cycle on; it is not due by itself any more';
  return `from its next cycle on, due ${zonedTime(nextDueAt, timeZone)}`;
}

/** What it backs up after an edit, what that does not touch, and how it is taken back. */
export function whatRemains(schedule: Schedule): readonly string[] {
  const { name, selection, openCycle } = schedule;
  const remains = `It backs up: ${selectionWords(selection)}.`;
  if (openCycle === null) return [remains, `"holdfast schedule revert ${name}" takes it back until then.`];
  return [
    remains,
    `The cycle under way since ${time(openCycle.startedAt)} goes on with what it began with.`,
    `"holdfast schedule revert ${name}" takes it back until the next one begins.`,
  ];
}

/** `excluded billing` */
export function editWords({
  kind,
  namespaces,
  changes,
}: Pick<Edit, 'kind' | 'namespaces' | 'changes'>): string {
  const names = someNames(namespaces, 10);
  switch (kind) {
    case 'CREATE':
      return 'created it';
    case 'EXCLUDE':
      return `excluded ${names}`;
    case 'ADD':
      return `added ${names}`;
    case 'REVERT':
      return `took back an edit of ${names}`;
    case 'SUSPEND':
      return 'suspended it';
    case 'RESUME':
      return 'resumed it';
    case 'EDIT':
      return changes.length === 0 && namespaces.length > 0
        ? `released ${names}`
        : `changed ${list(changes.map(({ field }) => field))}`;
  }
}

/** `ada excluded billing at 2026-11-20 12:00:00Z` */
export function doneBy(edit: Edit): string {
  const since = edit.revertedAt === null ? '' : `, taken back at ${time(edit.revertedAt)}`;
  return `${edit.actor.name} ${editWords(edit)} at ${time(edit.at)}${since}`;
}

/** Sentences, one a line. */
export function sentences(...lines: readonly string[]): string {
  return lines.map(plain).join('\n');
}
