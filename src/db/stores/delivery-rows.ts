/** From the rows of `delivery` to deliveries. */
import type { EntityManager } from 'typeorm';
import type { Delivery } from '../../domain/delivery.js';
import { DeliveryEntity, type DeliveryRow } from '../entities/delivery.entity.js';

export function deliveryOf(row: DeliveryRow): Delivery {
  const { messageChannelId, messageTs, position: _position, rungAt: _rungAt, ...rest } = row;
  const message =
    messageChannelId === null || messageTs === null ? null : { channelId: messageChannelId, ts: messageTs };
  return { ...rest, message };
}

/** In the order in which they were written. */
export async function deliveriesOf(
  manager: EntityManager,
  ids: readonly string[],
): Promise<readonly Delivery[]> {
  if (ids.length === 0) return [];
  const rows = await manager
    .createQueryBuilder(DeliveryEntity, 'delivery')
    .where('delivery.id = ANY(:ids)', { ids })
    .orderBy('delivery.position')
    .getMany();
  return rows.map(deliveryOf);
}
