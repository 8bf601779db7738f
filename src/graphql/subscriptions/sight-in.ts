import { reaches, sightOf } from '../../domain/access.js';
import type { DomainEvent } from '../../domain/event.js';
import { type ApiContext, viewerOf } from '../context.js';
import type { ResourceStateChangeType } from '../types/update.type.js';

/** Asked of each event before it is delivered: a subscription lives for hours, and rights do not stay as they are. */
export function sightIn(context: ApiContext): (event: DomainEvent) => Promise<boolean> {
  const viewer = viewerOf(context);
  return (event) => context.services.eventSight.maySee(viewer, event);
}

/** Of a cluster that is known only because something on it is seen, state and code are told, and no words: they may name its servers. */
export async function withoutForeign(
  context: ApiContext,
  change: ResourceStateChangeType,
): Promise<ResourceStateChangeType> {
  const viewer = viewerOf(context);
  if (change.resource !== 'Cluster' || sightOf(viewer) === 'ALL') return change;
  const access = await context.services.access.accessTo(viewer, 'Cluster', [change.subjectId]);
  return reaches(access.get(change.subjectId), 'VIEW') ? change : { ...change, message: null };
}
