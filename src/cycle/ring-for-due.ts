/** Tells those who wait for Slack deliveries that some are due: an event of the same transaction, heard on its commit. */
import { systemActor } from '../domain/identity.js';
import type { Stores } from '../domain/ports/stores.js';

const ACTOR = systemActor('outbox');

/** One event, however many became due. @returns how many did */
export async function ringForDue({
  deliveries,
  events,
}: Pick<Stores, 'deliveries' | 'events'>): Promise<number> {
  const due = await deliveries.ringDue();
  const [first] = due;
  if (first === undefined) return 0;
  await events.append({
    type: 'DELIVERY_DUE',
    subjectType: 'Delivery',
    subjectId: first,
    actor: ACTOR,
    data: { due: due.length },
  });
  return due.length;
}
