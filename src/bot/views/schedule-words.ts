/** Schedules in words, for mrkdwn. */
import type { Schedule } from './data.js';
import { count, moment } from './numbers.js';
import { code, prose } from './text.js';

/** From when on a change of its namespaces counts, as the end of a sentence. A suspended one promises no cycle. */
export function fromWhen({ state, nextDueAt }: Pick<Schedule, 'state' | 'nextDueAt'>): string {
  if (state === 'SUSPENDED') return 'from the next cycle, once the schedule is resumed';
  if (nextDueAt === null) return 'from the next cycle; the schedule is not due by itself any more';
  return `from the next cycle (${moment(nextDueAt)})`;
}

export function nextCycle({ state, nextDueAt }: Pick<Schedule, 'state' | 'nextDueAt'>): string {
  if (state === 'SUSPENDED') return 'none while suspended';
  return nextDueAt === null ? 'none' : moment(nextDueAt);
}

export function stateWords({ state, timing }: Pick<Schedule, 'state' | 'timing'>): string {
  return `${state === 'ACTIVE' ? 'Active' : 'Suspended'}, ${prose(timing.description, 100)}`;
}

export function selectionWords({ kind, names, selector, virtualMachines }: Schedule['selection']): string {
  switch (kind) {
    case 'NAMED':
      return `${count(names?.length ?? 0)} by name`;
    case 'LABELS':
      return `those labelled ${code(selector ?? '', 200)}`;
    case 'ALL':
      return 'all, future ones too';
    case 'VIRTUAL_MACHINES':
      return machineWords(virtualMachines);
  }
}

function machineWords(asked: Schedule['selection']['virtualMachines']): string {
  const { machines = null, namespaces = null, selector = null } = asked ?? {};
  if (machines !== null) return `${count(machines.length)} virtual machines by name`;
  const where = namespaces === null ? '' : ` of ${count(namespaces.length)} namespaces`;
  return `virtual machines${where}${selector === null ? '' : ` labelled ${code(selector, 200)}`}`;
}
