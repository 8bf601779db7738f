import type { Application } from './apply.js';
import type { ClusterState } from './cluster-state.js';
import { createObject } from './create.js';
import type { JsonObject } from './json.js';
import { type FieldOwner, withOwners } from './managed-fields.js';
import { objectOf, type StoredObject, toStored } from './stored-object.js';

interface AppliedCreation {
  readonly application: Application;
  readonly object: JsonObject;
  readonly owner: FieldOwner;
}

/** An apply to a name that is free creates the object, and the applier owns what it said and not the defaults. */
export function storeApplied(
  state: ClusterState,
  { application, object, owner }: AppliedCreation,
): StoredObject {
  const { resource, namespace, call } = application;
  const stored = createObject(state, {
    resource,
    namespace,
    object,
    options: { ...call.write, manager: '' },
  });
  const owned = toStored(resource, withOwners(objectOf(resource, stored), [owner]), stored.resourceVersion);
  if (!call.write.dryRun) state.objects.put(owned);
  return owned;
}
