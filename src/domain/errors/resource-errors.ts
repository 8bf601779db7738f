/** Errors that every kind of resource can have. */

import { DomainError } from './domain-error.js';

/** A type and no interface: details are records. */
type Subject = {
  readonly resource: string;
  readonly id: string;
  /** Absent where it has none, or none that is known. */
  readonly name?: string;
};

/** `Cluster prod (0b7b…)`: people know names, and programs ids. */
function spoken({ resource, id, name }: Subject): string {
  return name === undefined ? `${resource} ${id}` : `${resource} ${name} (${id})`;
}

export class NotFound extends DomainError<{ resource: string; id: string }> {
  readonly code = 'NOT_FOUND';
  constructor(resource: string, id: string) {
    super(`There is no ${resource} ${JSON.stringify(id)}.`, { resource, id });
  }
}

export class AlreadyExists extends DomainError<{ resource: string; field: string; value: string }> {
  readonly code = 'ALREADY_EXISTS';
  constructor(resource: string, field: string, value: string) {
    super(`A ${resource} with ${field} ${JSON.stringify(value)} exists already.`, { resource, field, value });
  }
}

/** A Slack user acts for one person alone: who takes them over must first be let go by the other. */
export class AlreadyLinked extends DomainError<{ resource: string; field: string; value: string }> {
  readonly code = 'ALREADY_EXISTS';
  constructor({
    slackUserId,
    slackUserName,
  }: { readonly slackUserId: string; readonly slackUserName: string }) {
    super(
      `The Slack user ${slackUserName} is linked to another Holdfast user. Remove that link first: in Slack with "/backup unlink", ` +
        'as that user with "holdfast slack unlink", or ask a super admin.',
      { resource: 'SlackLink', field: 'slackUserId', value: slackUserId },
    );
  }
}

export class OperationNotAllowed extends DomainError<
  Subject & {
    state: string;
    operation: string;
    /** One sentence, as `allowedOperations` of the thing says it. */
    reason: string;
    allowedOperations: readonly string[];
  }
> {
  readonly code = 'OPERATION_NOT_ALLOWED';
  constructor(details: OperationNotAllowed['details']) {
    const allowed = details.allowedOperations.length > 0 ? details.allowedOperations.join(', ') : 'nothing';
    super(
      `${spoken(details)} is ${details.state}: ${details.operation} is not allowed (allowed: ${allowed}).`,
      details,
    );
  }
}

export class ModeNotSupported extends DomainError<{ mode: string; supportedModes: readonly string[] }> {
  readonly code = 'MODE_NOT_SUPPORTED';
}

export class OperationInProgress extends DomainError<{ holderId: string; since: string }> {
  readonly code = 'OPERATION_IN_PROGRESS';
}

export class VersionConflict extends DomainError<
  Subject & {
    expected: number;
    actual: number;
    /** Who made the change that was not seen, and when (ISO 8601), where that is known. */
    by?: string;
    at?: string;
  }
> {
  readonly code = 'CONFLICT';
  constructor(details: VersionConflict['details']) {
    const who = details.by === undefined ? '' : ` by ${details.by}`;
    super(
      `${spoken(details)} was changed meanwhile${who}: version ${details.actual} instead of ${details.expected}.`,
      details,
    );
  }
}

export class HasDependents extends DomainError<
  Subject & {
    dependents: readonly { resource: string; id: string; name: string }[];
    total: number;
  }
> {
  readonly code = 'HAS_DEPENDENTS';
  constructor(details: HasDependents['details']) {
    const names = details.dependents.map((each) => `${each.resource} ${each.name}`).join(', ');
    const more = details.total - details.dependents.length;
    super(`${spoken(details)} is needed by ${names}${more > 0 ? ` and ${more} more` : ''}.`, details);
  }
}
