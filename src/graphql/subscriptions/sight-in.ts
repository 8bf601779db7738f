import type { DomainEvent } from '../../domain/event.js';
import { type ApiContext, viewerOf } from '../context.js';

/** Asked of each event before it is delivered: a subscription lives for hours, and rights do not stay as they are. */
export function sightIn(context: ApiContext): (event: DomainEvent) => Promise<boolean> {
  const viewer = viewerOf(context);
  return (event) => context.services.eventSight.maySee(viewer, event);
}
