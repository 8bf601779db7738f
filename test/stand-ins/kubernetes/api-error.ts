import type { JsonObject } from './json.js';
import { groupResource, type Resource } from './resources.js';

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** A refusal as Kubernetes words it: the HTTP status and the `Status` object (or plain text, where the real one sends that). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonObject | string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof body === 'string' ? body : String(body.message));
  }
}

interface StatusFields {
  readonly code: number;
  readonly message: string;
  readonly reason?: string;
  readonly details?: JsonObject;
  readonly metadata?: JsonObject;
}

export function statusBody({ code, message, reason, details, metadata = {} }: StatusFields): JsonObject {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata,
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  };
}

function failure(fields: StatusFields): ApiError {
  return new ApiError(fields.code, statusBody(fields));
}

/** `details` of an error about one object; errors of validation name the Kind, all others the resource. */
function detailsOf(resource: Resource, name: string | undefined, kind = resource.plural): JsonObject {
  return {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind,
  };
}

export const unauthorized = () => failure({ code: 401, message: 'Unauthorized', reason: 'Unauthorized' });
export const badRequest = (message: string) => failure({ code: 400, message, reason: 'BadRequest' });
export const internalError = (message: string) => failure({ code: 500, message });
export const unknownPath = () => new ApiError(404, '404 page not found\n');
export const tooLarge = (limit: number) =>
  failure({
    code: 413,
    message: `Request entity too large: limit is ${limit}`,
    reason: 'RequestEntityTooLarge',
    details: {},
  });
export const brokenGroup = () => new ApiError(503, 'service unavailable\n');

export const unknownResource = () =>
  failure({
    code: 404,
    message: 'the server could not find the requested resource',
    reason: 'NotFound',
    details: {},
  });

export const methodNotAllowed = () =>
  failure({
    code: 405,
    message: 'the server does not allow this method on the requested resource',
    reason: 'MethodNotAllowed',
    details: {},
  });

export const notAcceptable = () =>
  failure({
    code: 406,
    message:
      '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf, application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch',
    reason: 'NotAcceptable',
    details: {},
  });

export const unsupportedMediaType = (accepted?: string) =>
  accepted === undefined
    ? failure({
        code: 415,
        message: '415: Unsupported Media Type',
        reason: 'UnsupportedMediaType',
        details: {},
      })
    : failure({
        code: 415,
        message: `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
        reason: 'UnsupportedMediaType',
      });

export const notFound = (resource: Resource, name: string) =>
  failure({
    code: 404,
    message: `${groupResource(resource)} "${name}" not found`,
    reason: 'NotFound',
    details: detailsOf(resource, name),
  });

export const alreadyExists = (resource: Resource, name: string, beingDeleted = false) =>
  failure({
    code: 409,
    message: `${beingDeleted ? 'object is being deleted: ' : ''}${groupResource(resource)} "${name}" already exists`,
    reason: 'AlreadyExists',
    details: detailsOf(resource, name),
  });

export const conflict = (resource: Resource, name: string, why: string) =>
  failure({
    code: 409,
    message: `Operation cannot be fulfilled on ${groupResource(resource)} "${name}": ${why}`,
    reason: 'Conflict',
    details: detailsOf(resource, name),
  });

export const staleVersion = (resource: Resource, name: string) =>
  conflict(
    resource,
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  );

/** A precondition names the Kind where every other conflict names the resource. */
export const uidPrecondition = (options: {
  readonly resource: Resource;
  readonly name: string;
  readonly asked: string;
  readonly found: string;
}) =>
  failure({
    code: 409,
    message: `Operation cannot be fulfilled on ${options.resource.kind} "${options.name}": the UID in the precondition (${options.asked}) does not match the UID in record (${options.found}). The object might have been deleted and then recreated`,
    reason: 'Conflict',
    details: detailsOf(options.resource, options.name, options.resource.kind),
  });

export const gone = (continueToken?: string) =>
  failure({
    code: 410,
    message:
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    reason: 'Expired',
    ...(continueToken === undefined ? {} : { metadata: { continue: continueToken } }),
  });

const sentences: Readonly<Record<string, string>> = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueForbidden: 'Forbidden',
};

/** 422: one cause per faulty field. `message` of a cause comes without its "Invalid value: " opening. */
export function invalid(resource: Resource, name: string, causes: readonly StatusCause[]): ApiError {
  const worded = causes.map((cause) => ({
    ...cause,
    message: `${sentences[cause.reason] ?? cause.reason}: ${cause.message}`,
  }));
  const all = worded.map((cause) => `${cause.field}: ${cause.message}`);
  const subject = resource.custom ? groupResource(resource) : qualifiedKind(resource);
  return failure({
    code: 422,
    message: `${subject} "${name}" is invalid: ${all.length === 1 ? all[0] : `[${all.join(', ')}]`}`,
    reason: 'Invalid',
    details: {
      ...detailsOf(resource, name, resource.custom ? resource.plural : resource.kind),
      causes: worded,
    },
  });
}

function qualifiedKind(resource: Resource): string {
  return resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
}

export const unprocessable = () =>
  failure({
    code: 422,
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
  });

export interface Attributes {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export function forbidden(user: string, attributes: Attributes): ApiError {
  const { verb, group, resource, subresource, namespace, name } = attributes;
  const full = subresource === undefined ? resource : `${resource}/${subresource}`;
  const subject = group === '' ? resource : `${resource}.${group}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return failure({
    code: 403,
    message: `${subject}${name ? ` "${name}"` : ''} is forbidden: User "${user}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`,
    reason: 'Forbidden',
    details: { ...(name ? { name } : {}), ...(group ? { group } : {}), kind: resource },
  });
}

export const forbiddenPath = (user: string, verb: string, path: string) =>
  failure({
    code: 403,
    message: `forbidden: User "${user}" cannot ${verb} path "${path}"`,
    reason: 'Forbidden',
    details: {},
  });

export const namespaceTerminating = (resource: Resource, name: string, namespace: string) =>
  failure({
    code: 403,
    message: `${groupResource(resource)} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    reason: 'Forbidden',
    details: {
      ...detailsOf(resource, name),
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    },
  });
