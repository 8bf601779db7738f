import { parse as parseYaml } from 'yaml';
import type { ResourceCall } from './api-call.js';
import { badRequest, unsupportedMediaType } from './api-error.js';
import { applyObject } from './apply.js';
import { targetOf } from './call-target.js';
import type { ClusterState } from './cluster-state.js';
import { isObject, type JsonObject, type JsonValue, parse } from './json.js';
import { type JsonPatchStep, jsonPatched } from './json-patch.js';
import { mergePatched } from './merge-patch.js';
import { pruneUnknown } from './pruning.js';
import type { Resource } from './resources.js';
import { objectOf, type StoredObject } from './stored-object.js';
import { strategicallyPatched } from './strategic-patch.js';
import { existing, writeUpdate } from './update.js';

const formats = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

export interface Patched {
  readonly stored: StoredObject;
  readonly created: boolean;
}

/** PATCH of an object or of its status, in the four formats. @throws ApiError */
export function patchObject(state: ClusterState, call: ResourceCall, subresource?: string): Patched {
  const format = call.contentType.split(';')[0]?.trim() ?? '';
  checkFormat(call.resource, format);
  if (format === formats.apply) {
    return applyObject(state, { ...targetOf(call), call, applied: yamlObject(call.body), subresource });
  }
  const target = targetOf(call);
  const stored = existing(state, target);
  const before = objectOf(call.resource, stored);
  const after = patched(call.resource, before, { format, patch: parsedPatch(call.body) });
  const object = pruneUnknown(call.resource, after, call.write);
  return {
    stored: writeUpdate(state, { ...target, object, stored, options: call.write, subresource }),
    created: false,
  };
}

/** @throws ApiError 415 */
function checkFormat(resource: Resource, format: string): void {
  if (!Object.values(formats).includes(format)) throw unsupportedMediaType();
  if (format === formats.strategic && resource.custom) {
    throw unsupportedMediaType([formats.json, formats.merge, formats.apply].join(', '));
  }
}

interface Patch {
  readonly format: string;
  readonly patch: JsonValue;
}

function patched(resource: Resource, before: JsonObject, { format, patch }: Patch): JsonObject {
  if (format === formats.json) {
    if (!Array.isArray(patch)) throw badRequest('a JSON patch is a list of operations');
    return jsonPatched(before, patch as unknown as readonly JsonPatchStep[]);
  }
  if (!isObject(patch)) throw badRequest('a merge patch is an object');
  return format === formats.merge
    ? (mergePatched(before, patch) as JsonObject)
    : strategicallyPatched(resource, before, patch);
}

function parsedPatch(body: string): JsonValue {
  try {
    return parse(body);
  } catch {
    throw badRequest(`error decoding patch: unexpected end of JSON input`);
  }
}

function yamlObject(body: string): JsonObject {
  try {
    const value = body.trimStart().startsWith('{') ? parse(body) : (parseYaml(body) as JsonValue);
    if (isObject(value)) return value;
  } catch {
    // Refused below, whatever was wrong with the text.
  }
  throw badRequest('error decoding YAML: the body is no object');
}
