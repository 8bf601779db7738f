/** The namespaces of a cluster as they were last observed: what a choice is offered from when the cluster is away. */

export interface SeenNamespace {
  readonly name: string;
  readonly uid: string;
  readonly terminating: boolean;
}

/** What a look found standing when it began: it writes nothing when another one has been written since, or the credential is a new one. */
export interface LookGuard {
  readonly credentialVersion: number;
  /** Null: nothing was observed before. */
  readonly observedBefore: Date | null;
}

/** Letters that a search needs before it may mean a namespace of the system. */
export const SYSTEM_SEARCH_LENGTH = 4;
const NAME_PART = /^[a-z0-9-]*$/;

/** As names are written; undefined when no namespace can have a name like this. */
export function namePart(search: string | null): string | undefined {
  const part = (search ?? '').trim().toLowerCase();
  return NAME_PART.test(part) ? part : undefined;
}

/** Those that contain the part: the ones that begin with it first, each group in the order of the alphabet. */
export function matching(names: readonly string[], part: string): string[] {
  const found = names.filter((name) => name.includes(part)).sort();
  return [
    ...found.filter((name) => name.startsWith(part)),
    ...found.filter((name) => !name.startsWith(part)),
  ];
}
