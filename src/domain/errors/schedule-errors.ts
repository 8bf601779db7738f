/** Why the namespaces of a schedule stay as they are, and its alert. */

import { DomainError } from './domain-error.js';

/** Why a schedule's namespaces are not edited by list, and what to do instead. */
export const NOT_EDITABLE_REASONS = {
  LABELS: {
    meaning: 'it takes the namespaces that match a label selector',
    advice: 'label the namespaces, or edit the selector',
  },
  ALL: {
    meaning: 'it takes all namespaces including future ones',
    advice: 'nothing needs to be added; to leave some out create a schedule with a named list',
  },
  VIRTUAL_MACHINES: {
    meaning: 'it takes virtual machines',
    advice: 'edit its virtual machines',
  },
  CREATED_SINGLE: {
    meaning: 'it was created for one single namespace',
    advice: 'create a new schedule that names all the namespaces, then delete this one',
  },
} as const;

export class ScheduleNotEditable extends DomainError<{ scheduleId: string; reason: string; advice: string }> {
  readonly code = 'SCHEDULE_NOT_EDITABLE';
  constructor(scheduleId: string, reason: keyof typeof NOT_EDITABLE_REASONS, name: string) {
    const { meaning, advice } = NOT_EDITABLE_REASONS[reason];
    super(`The namespaces of ${name} cannot be edited by list: ${meaning}. Instead, ${advice}.`, {
      scheduleId,
      reason,
      advice,
    });
  }
}

export class ScheduleWouldBeEmpty extends DomainError<{ scheduleId: string }> {
  readonly code = 'SCHEDULE_WOULD_BE_EMPTY';
  constructor(scheduleId: string, name: string) {
    super(`${name} would be left without a namespace: suspend or delete it instead.`, { scheduleId });
  }
}

export class NamespaceNotFound extends DomainError<{ clusterId: string; namespaces: readonly string[] }> {
  readonly code = 'NAMESPACE_NOT_FOUND';
  constructor(clusterId: string, namespaces: readonly string[]) {
    super(
      `The cluster has no namespace ${namespaces.slice(0, 20).join(', ')}${namespaces.length > 20 ? ` and ${namespaces.length - 20} more` : ''}.`,
      {
        clusterId,
        namespaces,
      },
    );
  }
}

export class NothingToSnooze extends DomainError<{ scheduleId: string }> {
  readonly code = 'NOTHING_TO_SNOOZE';
  constructor(scheduleId: string, name: string) {
    super(`${name} has no open alert that could be snoozed.`, { scheduleId });
  }
}

export class NothingToRevert extends DomainError<{ scheduleId: string; reason: string }> {
  readonly code = 'NOTHING_TO_REVERT';
  constructor(scheduleId: string, reason: string) {
    super(`Nothing can be taken back: ${reason}.`, { scheduleId, reason });
  }
}
