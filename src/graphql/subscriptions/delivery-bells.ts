import { sightOf } from '../../domain/access.js';
import { Forbidden } from '../../domain/errors/access-errors.js';
import type { EventType } from '../../domain/event.js';
import { type ApiContext, viewerOf } from '../context.js';
import { Deliveries, type Delivery, only } from './stream.js';

const RINGS: ReadonlySet<EventType> = new Set(['DELIVERY_DUE']);

/**
 * Rings from now on. The first ring is for what is due already: who begins to listen may have missed the others.
 * @throws Forbidden for those who see their own things alone: it rings for everybody's
 */
export function deliveryBells(context: ApiContext): AsyncIterable<Delivery<{ readonly at: Date }>> {
  if (sightOf(viewerOf(context)) !== 'ALL')
    throw new Forbidden('Your role does not see the deliveries of others.', 'deliveriesDue');
  const { eventFeed } = context;
  return new Deliveries({
    events: eventFeed.subscribe({ types: RINGS }),
    present: () => only(async () => ({ at: new Date() })),
    map: ({ at }) => ({ at }),
  });
}
