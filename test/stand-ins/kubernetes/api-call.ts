import { badRequest, unsupportedMediaType } from './api-error.js';
import type { Identity } from './authentication.js';
import { isObject, type JsonObject, type JsonValue, parse } from './json.js';
import type { Resource } from './resources.js';
import type { WriteOptions } from './write-options.js';

/** One request that has been let in. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly body: string;
  readonly identity: Identity;
  readonly write: WriteOptions;
}

export interface ResourceCall extends ApiCall {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

/** A finished answer, or one that goes on (a watch). */
export type Answer =
  | {
      readonly status: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly status: number;
      readonly stream: (write: (line: string) => void, end: () => void) => () => void;
    };

export function jsonAnswer(status: number, body: JsonValue | string): Answer {
  return { status, body: `${typeof body === 'string' ? body : JSON.stringify(body)}\n` };
}

const bodyTypes = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';

/** The JSON object in the body of a POST or PUT. @throws ApiError 400 or 415 */
export function bodyOf(call: ApiCall, kind: string): JsonObject {
  if (!isJson(call.contentType)) throw unsupportedMediaType(bodyTypes);
  return parsedObject(call.body, kind);
}

/** DELETE may come without a body. */
export function optionsOf(call: ApiCall): JsonObject {
  return call.body.trim() === '' ? {} : bodyOf(call, 'DeleteOptions');
}

function isJson(contentType: string): boolean {
  return contentType === '' || contentType.startsWith('application/json');
}

function parsedObject(text: string, kind: string): JsonObject {
  const unrecognized = (why: string) =>
    badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why}`,
    );
  if (text.trim() === '') throw unrecognized('unexpected end of JSON input (<empty>)');
  let value: JsonValue;
  try {
    value = parse(text);
  } catch {
    throw unrecognized(`unexpected end of JSON input (${text.slice(0, 200)})`);
  }
  if (!isObject(value)) throw unrecognized(`json: cannot unmarshal ${text.slice(0, 40)}`);
  return value;
}
