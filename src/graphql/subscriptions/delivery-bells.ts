import type { EventType } from '../../domain/event.js';
import type { ApiContext } from '../context.js';
import { Deliveries, type Delivery, only } from './stream.js';

const RINGS: ReadonlySet<EventType> = new Set(['DELIVERY_DUE']);

/** Rings from now on. The first ring is for what is due already: who begins to listen may have missed the others. */
export function deliveryBells({ eventFeed }: ApiContext): AsyncIterable<Delivery<{ readonly at: Date }>> {
  return new Deliveries({
    events: eventFeed.subscribe({ types: RINGS }),
    present: () => only(async () => ({ at: new Date() })),
    map: ({ at }) => ({ at }),
  });
}
