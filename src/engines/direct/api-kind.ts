/** One kind of object as the cluster's discovery names it. */
export interface ApiKind {
  /** Plural name in paths: `deployments`. */
  readonly resource: string;
  /** '' for the core group. */
  readonly group: string;
  /** `v1`, `apps/v1`: the first version of the group's own order that serves the resource. */
  readonly groupVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

/** `pods`, `deployments.apps`: how kubectl, issues and the index name a kind. */
export function resourceName(kind: Pick<ApiKind, 'resource' | 'group'>): string {
  return kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
}

/** `Pod`, `Deployment.apps`: what an owner reference points at, whatever its version. */
export function ownerName(kind: Pick<ApiKind, 'kind' | 'group'>): string {
  return kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
}

/** Path of the kind's list: of one namespace, or of the whole cluster. */
export function listPath(kind: ApiKind, namespace?: string): string {
  const within = namespace === undefined ? '' : `namespaces/${encodeURIComponent(namespace)}/`;
  return `${basePath(kind)}/${within}${encodeURIComponent(kind.resource)}`;
}

/** Path of one cluster-scoped object. */
export function objectPath(kind: ApiKind, name: string): string {
  return `${listPath(kind)}/${encodeURIComponent(name)}`;
}

function basePath({ group, groupVersion }: ApiKind): string {
  const parts = groupVersion.split('/').map(encodeURIComponent).join('/');
  return group === '' ? `/api/${parts}` : `/apis/${parts}`;
}

/** What either form of discovery says about one version of one group, in the group's order of preference. */
export interface GroupVersionKinds {
  readonly group: string;
  readonly version: string;
  /** The API behind this version does not answer; its resources are unknown or out of date. */
  readonly broken: boolean;
  readonly kinds: readonly ApiKind[];
}
