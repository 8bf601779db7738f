/** What a filter means for the kinds of one cluster. Pure. */
import { type Issue, issue } from '../../domain/issue.js';
import { keepsKind, namesKind, type ResourceFilter } from '../../domain/resource-filter.js';
import { type ApiKind, resourceName } from './api-kind.js';
import { CLOSURE_RULES, type ClosureRule } from './closure-rules.js';

/** Cluster-scoped kinds that are searched for, and the kind of the namespaces' objects that they serve. */
const SERVED: Readonly<Record<string, string>> = {
  'clusterrolebindings.rbac.authorization.k8s.io': 'serviceaccounts',
  'validatingwebhookconfigurations.admissionregistration.k8s.io': 'services',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io': 'services',
};

/**
 * What kept objects use comes along, whatever kinds and labels were asked for: without it they could not be restored. It is left out
 * where it is named to be, or where what it serves is not of a kept kind. A namespace always comes.
 */
export function closureRules(filter: ResourceFilter | null): readonly ClosureRule[] {
  if (filter === null) return CLOSURE_RULES;
  return CLOSURE_RULES.filter(({ resource }) => {
    if (resource === 'namespaces') return true;
    if (namesKind(filter.excludeResources, resource)) return false;
    const served = SERVED[resource];
    if (served === undefined || keepsKind(filter, served)) return true;
    return filter.includeResources !== null && namesKind(filter.includeResources, resource);
  });
}

export interface UnknownWords {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
}

/** Words of the filter that no kind of the cluster bears. */
export function unknownWords(filter: ResourceFilter | null, kinds: readonly ApiKind[]): UnknownWords {
  const served = kinds.map(resourceName);
  const unknown = (words: readonly string[]) =>
    words.filter((word) => !served.some((resource) => namesKind([word], resource)));
  return {
    included: unknown(filter?.includeResources ?? []),
    excluded: unknown(filter?.excludeResources ?? []),
  };
}

/** A filter that meets nothing is rather a mistake than a wish. */
export function filterIssues(
  backupId: string,
  filter: ResourceFilter | null,
  { kinds, objects }: { readonly kinds: readonly ApiKind[]; readonly objects: number },
): readonly Issue[] {
  if (filter === null) return [];
  const unknown = unknownWords(filter, kinds).included.map((word) =>
    issue(
      'FILTER_UNMATCHED',
      { kind: 'RESOURCE_KIND', name: word },
      `The filter names ${word}, and the cluster serves no such kind.`,
    ),
  );
  if (objects > 0) return unknown;
  const message = 'No object of the namespaces matches the filter.';
  return [...unknown, issue('FILTER_UNMATCHED', { kind: 'BACKUP', name: backupId }, message)];
}
