import type { ResourceFilter } from '../../../domain/resource-filter.js';

/** Whether the filter's words let objects of `<resource>` or `<resource>.<group>` through. What stands in both lists is left out. */
export function admitsResource(filter: ResourceFilter, resource: string): boolean {
  const { includeResources, excludeResources } = filter;
  if (excludeResources.some((word) => names(word, resource))) return false;
  return includeResources === null || includeResources.some((word) => names(word, resource));
}

/** `deployments` and `deployments.apps` are the same to kubectl; `*.apps` is all of a group. */
function names(word: string, resource: string): boolean {
  const dot = resource.indexOf('.');
  const group = dot < 0 ? '' : resource.slice(dot + 1);
  if (word.startsWith('*.')) return word.slice(2) === group;
  return word === resource || (!word.includes('.') && dot > 0 && word === resource.slice(0, dot));
}
