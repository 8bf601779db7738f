/** How commands say which objects a backup keeps. */
import type { Command } from 'commander';
import type { ResourceFilterInput } from '../../client/generated/graphql.js';
import { namesOption, textOption } from '../words.js';

const LONGEST_SELECTOR = 1_024;

export interface FilterOptions {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly objectSelector?: string;
}

/** `schedule` has a `--selector` of namespaces: that of objects has another name wherever it stands. */
export function withFilter(command: Command): Command {
  return command
    .option('--include <kinds>', 'only these kinds, like deployments.apps,*.example.com', namesOption)
    .option('--exclude <kinds>', 'not these kinds, in the same words', namesOption)
    .option('--object-selector <selector>', 'only objects with such labels', textOption(LONGEST_SELECTOR));
}

/** Undefined where none was given. */
export function filterIn(options: FilterOptions): ResourceFilterInput | undefined {
  const { include, exclude, objectSelector } = options;
  if (include === undefined && exclude === undefined && objectSelector === undefined) return undefined;
  return {
    includeResources: include === undefined ? null : [...include],
    excludeResources: exclude === undefined ? null : [...exclude],
    labelSelector: objectSelector ?? null,
  };
}

/** Only what was given: as a field of an input. */
export function filterGiven(options: FilterOptions): { readonly filter?: ResourceFilterInput } {
  const filter = filterIn(options);
  return filter === undefined ? {} : { filter };
}

interface ShownFilter {
  readonly includeResources: readonly string[] | null;
  readonly excludeResources: readonly string[];
  readonly labelSelector: string | null;
}

export function filterWords(filter: ShownFilter | null): string {
  if (filter === null) return 'everything';
  const { includeResources, excludeResources, labelSelector } = filter;
  const words = [
    includeResources === null ? 'every kind' : `only ${includeResources.join(', ')}`,
    ...(excludeResources.length === 0 ? [] : [`not ${excludeResources.join(', ')}`]),
    ...(labelSelector === null ? [] : [`labels ${labelSelector}`]),
  ];
  return words.join('; ');
}
