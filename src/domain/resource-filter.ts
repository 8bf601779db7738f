/** Which objects of the namespaces a backup keeps, beside what is always left out (docs/adr/0009). */
export interface ResourceFilter {
  /** `<resource>` or `<resource>.<group>` as kubectl names them, `*.<group>` for all of a group; null: every kind. */
  readonly includeResources: readonly string[] | null;
  /** The same words; what stands in both is left out. */
  readonly excludeResources: readonly string[];
  /** A Kubernetes label selector that objects must match; null: all do. */
  readonly labelSelector: string | null;
}

/** Nothing is filtered. */
export const EVERY_RESOURCE: ResourceFilter = {
  includeResources: null,
  excludeResources: [],
  labelSelector: null,
};
