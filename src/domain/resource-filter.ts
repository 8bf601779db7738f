/** Which objects of the namespaces a backup keeps, beside what is always left out (docs/adr/0009). Pure. */
import type { FieldFault } from './errors/request-errors.js';
import { labelSelectorFaults } from './label-selector.js';
import { isResourceName } from './resource-name.js';

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

const MOST_WORDS = 200;
const ALL_OF_A_GROUP = '*.';

export function filterFaults(path: string, filter: ResourceFilter): FieldFault[] {
  const { includeResources, excludeResources, labelSelector } = filter;
  return [
    ...(includeResources === null ? [] : wordFaults(`${path}.includeResources`, includeResources)),
    ...(includeResources?.length === 0
      ? [{ path: `${path}.includeResources`, message: 'is empty: leave it out to keep every kind' }]
      : []),
    ...wordFaults(`${path}.excludeResources`, excludeResources),
    ...(labelSelector === null ? [] : labelSelectorFaults(`${path}.labelSelector`, labelSelector, 'object')),
  ];
}

function wordFaults(path: string, words: readonly string[]): FieldFault[] {
  if (words.length > MOST_WORDS)
    return [{ path, message: `${words.length} kinds are too many: ${MOST_WORDS} at most` }];
  return words.flatMap((word, index) =>
    isResourceName(word.startsWith(ALL_OF_A_GROUP) ? `all.${word.slice(ALL_OF_A_GROUP.length)}` : word)
      ? []
      : [
          {
            path: `${path}.${index}`,
            message: `${JSON.stringify(word.slice(0, 80))} names no kind: write it as kubectl does, like deployments.apps or *.example.com`,
          },
        ],
  );
}

/** Words once each and sorted; null for a filter that lets everything through. */
export function normalFilter(filter: ResourceFilter): ResourceFilter | null {
  const distinct = (words: readonly string[]) => [...new Set(words)].sort();
  const { includeResources, excludeResources, labelSelector } = filter;
  if (includeResources === null && excludeResources.length === 0 && labelSelector === null) return null;
  return {
    includeResources: includeResources === null ? null : distinct(includeResources),
    excludeResources: distinct(excludeResources),
    labelSelector: labelSelector?.trim() ?? null,
  };
}

/** Whether one of the words names the kind: `deployments.apps`, `pods`, `*.apps`. @param resource `<resource>[.<group>]` */
export function namesKind(words: readonly string[], resource: string): boolean {
  const dot = resource.indexOf('.');
  const group = dot < 0 ? '' : resource.slice(dot + 1);
  const short = dot < 0 ? resource : resource.slice(0, dot);
  return words.some((word) => word === resource || word === short || (group !== '' && word === `*.${group}`));
}

/** Whether the filter lets the kind through. */
export function keepsKind(filter: ResourceFilter | null, resource: string): boolean {
  if (filter === null) return true;
  const { includeResources, excludeResources } = filter;
  if (namesKind(excludeResources, resource)) return false;
  return includeResources === null || namesKind(includeResources, resource);
}
