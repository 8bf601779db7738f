/** What the API asks of the services that are about things of every kind: see services.ts. */
/** What the API asks of the services of what all things have in common: rights, shares, labels, search: see services.ts. */
import type { Access, OwnedResource, Share, Viewer } from '../domain/access.js';
import type { DomainEvent } from '../domain/event.js';
import type { KeyedRequest } from '../domain/idempotency.js';
import type { Actor } from '../domain/identity.js';
import type { StateHistoryFilter } from '../domain/ports/state-history.js';
import type { Page, PageRequest } from '../domain/ports/stores.js';
import type { Refusals } from '../domain/refusal.js';
import type { SearchFind } from '../domain/search.js';
import type { StateChange } from '../domain/state-change.js';
import type { ClusterPlace } from '../services/authorisation.js';
import type { Labelled, LabelRequest } from '../services/label-service.js';
import type { AskedAnyway, ObstacleResource, ObstacleSubjects } from '../services/obstacles.js';
import type { SearchRequest } from '../services/search-service.js';
import type { NewShare, ShareChange, SharedThing } from '../services/share-service.js';

export interface ShareOperations {
  create(request: NewShare, actor: Actor): Promise<Share>;
  edit(id: string, change: ShareChange, actor: Actor): Promise<Share>;
  remove(id: string, actor: Actor): Promise<void>;
  page(of: SharedThing, request: PageRequest, viewer: Actor): Promise<Page<Share>>;
  count(of: SharedThing, viewer: Actor): Promise<number>;
}

export interface AccessOperations {
  /** How far the viewer reaches to each; what they may not see is left out. */
  accessTo(
    viewer: Actor,
    resource: OwnedResource,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Access>>;
  /** How far somebody who sees only what is shared reaches in each namespace of a cluster, in their order; undefined: not at all. */
  accessIn(viewer: Viewer, places: readonly ClusterPlace[]): Promise<readonly (Access | undefined)[]>;
}

export interface ObstacleOperations {
  /** What stands in the way of operations though state and rights allow them; what has none is left out. */
  of<R extends ObstacleResource>(
    resource: R,
    rows: readonly ObstacleSubjects[R][],
    asked?: AskedAnyway,
  ): Promise<ReadonlyMap<string, Refusals>>;
}

/** Asked for each event that is about to be delivered. */
export interface EventSightOperations {
  maySee(viewer: Actor, event: DomainEvent): Promise<boolean>;
}

export interface IdempotencyOperations {
  once<T>(
    request: KeyedRequest,
    actor: Actor,
    work: () => Promise<T>,
  ): Promise<{ readonly answer: T; readonly repeated: boolean }>;
}

export interface LabelOperations {
  change(request: LabelRequest, actor: Actor): Promise<Labelled>;
}

export interface SearchOperations {
  find(request: SearchRequest, actor: Actor): Promise<Page<SearchFind>>;
}

export interface StateHistoryOperations {
  page(request: PageRequest, filter: StateHistoryFilter, viewer: Actor): Promise<Page<StateChange>>;
}
