import { resourceRows } from './resource-table.js';

export type ResourceScope = 'Namespaced' | 'Cluster';

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  /** Group and version of the kind when they are not the parent's own. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** One resource in one API version. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly listKind: string;
  readonly scope: ResourceScope;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
  /** Where the objects lie: versions of one resource (and both groups of Event) share them. */
  readonly storage: string;
  /** Present for resources that a CustomResourceDefinition made. */
  readonly custom?: { readonly crd: string; readonly schema: unknown };
}

export function groupVersion(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `configmaps`, `deployments.apps`: how errors and storages name a resource. */
export function groupResource(resource: Pick<Resource, 'group' | 'plural'>): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

export function hasSubresource(resource: Resource, name: string): boolean {
  return resource.subresources.some((subresource) => subresource.name === name);
}

export interface BrokenGroup {
  readonly group: string;
  readonly version: string;
}

/** What the API serves at this moment: the built-in table, the custom resources, and the groups that are broken. */
export class ResourceRegistry {
  #resources: Resource[] = [...resourceRows];
  #broken: BrokenGroup[] = [];
  /** Rises with every change: the ETag of aggregated discovery. */
  revision = 0;

  all(): readonly Resource[] {
    return this.#resources;
  }

  broken(): readonly BrokenGroup[] {
    return this.#broken;
  }

  isBroken(group: string, version: string): boolean {
    return this.#broken.some((entry) => entry.group === group && entry.version === version);
  }

  breakGroup(group: string, version: string): void {
    if (this.isBroken(group, version)) return;
    this.#broken.push({ group, version });
    this.revision += 1;
  }

  repairGroup(group: string, version: string): void {
    this.#broken = this.#broken.filter((entry) => entry.group !== group || entry.version !== version);
    this.revision += 1;
  }

  add(resources: readonly Resource[]): void {
    this.#resources.push(...resources);
    this.revision += 1;
  }

  removeOfDefinition(crd: string): readonly Resource[] {
    const removed = this.#resources.filter((resource) => resource.custom?.crd === crd);
    this.#resources = this.#resources.filter((resource) => resource.custom?.crd !== crd);
    this.revision += 1;
    return removed;
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    return this.#resources.find(
      (entry) => entry.group === group && entry.version === version && entry.plural === plural,
    );
  }

  findKind(apiVersion: string, kind: string): Resource | undefined {
    return this.#resources.find((entry) => groupVersion(entry) === apiVersion && entry.kind === kind);
  }

  hasGroupVersion(group: string, version: string): boolean {
    return this.#resources.some((entry) => entry.group === group && entry.version === version);
  }

  /** By a person's word for it: `pods`, `deployments.apps`, `autoscaling/v1/horizontalpodautoscalers`. @throws Error */
  named(word: string): Resource {
    const found = this.#resources.find(
      (entry) =>
        entry.plural === word ||
        groupResource(entry) === word ||
        `${groupVersion(entry)}/${entry.plural}` === word,
    );
    if (!found) throw new Error(`the stand-in serves no resource called "${word}"`);
    return found;
  }

  /** One resource per storage (its preferred version). */
  storages(): readonly Resource[] {
    const seen = new Set<string>();
    return this.#resources.filter((resource) => {
      if (!resource.verbs.includes('get') || seen.has(resource.storage)) return false;
      seen.add(resource.storage);
      return true;
    });
  }
}
