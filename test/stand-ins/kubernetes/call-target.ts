import { type Answer, jsonAnswer, type ResourceCall } from './api-call.js';
import { type StoredObject, textOf } from './stored-object.js';
import type { Target } from './update.js';

/** The object that a path names. */
export function targetOf(call: ResourceCall): Target {
  return { resource: call.resource, namespace: call.namespace, name: call.name ?? '' };
}

export function objectAnswer(call: ResourceCall, status: number, stored: StoredObject): Answer {
  return jsonAnswer(status, textOf(call.resource, stored));
}
