import { isSnoozed, standingOf } from '../../../src/domain/alert-standing.js';
import type { ApiServices } from '../../../src/graphql/services.js';
import { found, pageOf } from './lists.js';
import { type MemoryRows, NOW } from './rows.js';

export function memoryAlerts(memory: MemoryRows): ApiServices['alerts'] {
  return {
    page: (request, filter) =>
      memory.answer('alerts.page', [request, filter], () => pageOf(memory.alertRows, request)),
    count: (filter) => memory.answer('alerts.count', [filter], () => memory.alertRows.length),
    get: (id) => memory.answer('alerts.get', [id], () => found('Alert', memory.alertRows, id)),
    acknowledge: (id, actor) =>
      memory.answer('alerts.acknowledge', [id, actor], () => ({
        ...found('Alert', memory.alertRows, id),
        acknowledgedAt: new Date('2026-11-20T12:00:00Z'),
        acknowledgedBy: actor.name,
      })),
  };
}

export function memoryAlertDetails(memory: MemoryRows): ApiServices['alertDetails'] {
  return {
    standing: (alert, schedule) => standingOf(alert, schedule, NOW),
    snooze: (alert) =>
      alert.snoozedAt === null || !isSnoozed(alert, NOW)
        ? null
        : { until: alert.snoozedUntil, by: alert.snoozedBy ?? '', at: alert.snoozedAt },
    namesOf: (parts) =>
      memory.answer('alertDetails.namesOf', [parts], () =>
        parts.map(({ alert, first }) =>
          alert.namespaces.slice(0, first).map((name) => ({ name, onSchedule: true, isBack: null })),
        ),
      ),
    editsOf: (parts) =>
      memory.answer('alertDetails.editsOf', [parts], () =>
        parts.map(({ alert, first }) =>
          memory.editRows.filter((each) => each.scheduleId === alert.subjectId).slice(0, first),
        ),
      ),
    previousOf: (ids) => memory.answer('alertDetails.previousOf', [ids], () => memory.alertsBefore),
  };
}

export function memorySnooze(memory: MemoryRows): ApiServices['snooze'] {
  return {
    snooze: (request, actor) =>
      memory.answer('snooze.snooze', [request, actor], () => ({
        alerts: memory.alertRows.map((alert) => ({
          ...alert,
          snoozedAt: NOW,
          snoozedUntil: request.until,
          snoozedUntilChange: request.until === null,
          snoozedBy: actor.name,
        })),
        changed: true,
      })),
    unsnooze: (id, actor) =>
      memory.answer('snooze.unsnooze', [id, actor], () => ({ alerts: memory.alertRows, changed: false })),
  };
}
