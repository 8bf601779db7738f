import type { BackupSchedule } from '../../../src/domain/backup-schedule.js';
import type { SelectionEdit } from '../../../src/graphql/schedule-services.js';
import type { ApiServices } from '../../../src/graphql/services.js';
import { aBackup, aSchedule } from '../builders.js';
import { among, found, ofSchedule, pageOf } from './lists.js';
import { type MemoryRows, NOW } from './rows.js';

export function memorySchedules(memory: MemoryRows): ApiServices['schedules'] {
  return {
    create: (request, actor) =>
      memory.answer('schedules.create', [request, actor], () => aSchedule({ name: request.name })),
    edit: (id, change, actor) =>
      memory.answer('schedules.edit', [id, change, actor], () => scheduleOf(memory, id)),
    suspend: (id, actor) =>
      memory.answer('schedules.suspend', [id, actor], () => ({
        ...scheduleOf(memory, id),
        state: 'SUSPENDED' as const,
        nextDueAt: null,
      })),
    resume: (id, actor) => memory.answer('schedules.resume', [id, actor], () => scheduleOf(memory, id)),
    remove: (id, options, actor) => memory.answer('schedules.remove', [id, options, actor], () => undefined),
    backUpNow: (id, actor) =>
      memory.answer('schedules.backUpNow', [id, actor], () =>
        aBackup({ state: 'IN_PROGRESS', scheduleId: id }),
      ),
    get: (id) => memory.answer('schedules.get', [id], () => scheduleOf(memory, id)),
    getMany: (ids) => memory.answer('schedules.getMany', [ids], () => among(memory.scheduleRows, ids)),
    page: (request, filter) =>
      memory.answer('schedules.page', [request, filter], () => pageOf(memory.scheduleRows, request)),
    count: (filter) => memory.answer('schedules.count', [filter], () => memory.scheduleRows.length),
    edits: (id, request) =>
      memory.answer('schedules.edits', [id, request], () => pageOf(ofSchedule(memory.editRows, id), request)),
    cycles: (id, request) =>
      memory.answer('schedules.cycles', [id, request], () =>
        pageOf(ofSchedule(memory.cycleRows, id), request),
      ),
    backupsOfCycles: (ids) => memory.answer('schedules.backupsOfCycles', [ids], () => memory.backupsByCycle),
    upcoming: (id, count) =>
      memory.answer('schedules.upcoming', [id, count], () =>
        Array.from({ length: count }, (_, index) => new Date(Date.UTC(2026, 10, 21 + index, 1, 30))),
      ),
    preview: (id) =>
      memory.answer('schedules.preview', [id], () => ({
        at: scheduleOf(memory, id).nextDueAt,
        included: [{ name: 'shop', uid: '7d0b8f0a-0000-4000-8000-000000000001' }],
        missing: [{ name: 'billing', reason: 'Terminating' as const }],
        unlisted: ['wiki'],
        virtualMachines: null,
      })),
    alertsOf: (ids) =>
      memory.answer('schedules.alertsOf', [ids], () => {
        const open = memory.alertRows.filter((each) => each.closedAt === null);
        return new Map(ids.map((id) => [id, ofSchedule(open, id)]));
      }),
    openCyclesOf: (ids) =>
      memory.answer('schedules.openCyclesOf', [ids], () => {
        const open = memory.cycleRows.filter((each) => each.outcome === 'OPEN');
        return new Map(open.map((each) => [each.scheduleId ?? '', each]));
      }),
  };
}

export function memoryScheduleNamespaces(memory: MemoryRows): ApiServices['scheduleNamespaces'] {
  return {
    exclude: (request, actor) =>
      memory.answer('scheduleNamespaces.exclude', [request, actor], () => edited(memory, request.scheduleId)),
    add: (request, actor) =>
      memory.answer('scheduleNamespaces.add', [request, actor], () => edited(memory, request.scheduleId)),
    revert: (id, actor) => memory.answer('scheduleNamespaces.revert', [id, actor], () => edited(memory, id)),
  };
}

export function memoryScheduleChoices(memory: MemoryRows): ApiServices['scheduleChoices'] {
  return {
    additions: (request) =>
      memory.answer('scheduleChoices.additions', [request], () => ({
        schedule: scheduleOf(memory, request.scheduleId),
        names: ['wiki'],
        total: 7,
        observedAt: NOW,
      })),
    exclusions: (request) =>
      memory.answer('scheduleChoices.exclusions', [request], () => ({
        schedule: scheduleOf(memory, request.scheduleId),
        choices: [{ name: 'billing', isBack: null, lastBackup: null, heldUntil: null }],
        total: 1,
        missingTotal: 3,
        observedAt: null,
      })),
  };
}

function scheduleOf(memory: MemoryRows, id: string): BackupSchedule {
  return found('BackupSchedule', memory.scheduleRows, id);
}

function edited(memory: MemoryRows, id: string): SelectionEdit {
  return { schedule: scheduleOf(memory, id), ...memory.selectionEdit };
}
