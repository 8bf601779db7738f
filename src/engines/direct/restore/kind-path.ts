import { type ApiKind, listPath } from '../api-kind.js';
import type { FrameEntry } from '../frame-index.js';

/** The kind that a frame holds, as paths are made of it. */
export function kindOf({ resource, groupVersion, kind, namespace }: FrameEntry): ApiKind {
  const dot = resource.indexOf('.');
  return {
    resource: dot < 0 ? resource : resource.slice(0, dot),
    group: dot < 0 ? '' : resource.slice(dot + 1),
    groupVersion,
    kind,
    namespaced: namespace !== '',
    verbs: [],
  };
}

/** Path of one object; namespace '' for cluster-scoped. Names are encoded: RBAC allows `System:Reader`, and more. */
export function pathOf(kind: ApiKind, namespace: string, name: string): string {
  return `${collectionPath(kind, namespace)}/${encodeURIComponent(name)}`;
}

/** Path that objects are posted to. */
export function collectionPath(kind: ApiKind, namespace: string): string {
  return listPath(kind, namespace === '' ? undefined : namespace);
}

export interface WriteOptions {
  readonly dryRun: boolean;
  /** Server-side apply only. */
  readonly force?: boolean;
}

export const FIELD_MANAGER = 'holdfast';

/** What every write of an object says about itself. */
export function writeQuery({ dryRun, force = false }: WriteOptions): string {
  const query = new URLSearchParams({ fieldManager: FIELD_MANAGER, fieldValidation: 'Warn' });
  if (force) query.set('force', 'true');
  if (dryRun) query.set('dryRun', 'All');
  return query.toString();
}
