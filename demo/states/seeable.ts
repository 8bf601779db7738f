/** What the walk looks at, and which states of it. */
import { RESOURCES, type Resource, type ResourceRow, resourceRow } from '../../src/domain/state-matrix.js';
import { USER_GROUP_STATES } from '../../src/domain/user-group.js';

/** The resources of the matrix, and groups: they share a row of it with people, and are looked at as well. */
export type Seeable = Resource | 'UserGroup';
export const SEEABLE: readonly Seeable[] = RESOURCES.flatMap((resource): Seeable[] =>
  resource === 'User' ? [resource, 'UserGroup'] : [resource],
);

/** The resource in whose row of the matrix it stands. */
export function resourceOf(what: Seeable): Resource {
  return what === 'UserGroup' ? 'User' : what;
}

export function rowOf(what: Seeable): ResourceRow {
  return resourceRow(resourceOf(what));
}

/** The states that are to be seen: all but the one in which something waits for its first look: it is left within the request that makes the thing. */
export function wanted(what: Seeable): readonly string[] {
  if (what === 'UserGroup') return USER_GROUP_STATES;
  const { kind, initial, states } = rowOf(what);
  return Object.keys(states).filter((state) => kind === 'lifecycle' || state !== initial);
}
