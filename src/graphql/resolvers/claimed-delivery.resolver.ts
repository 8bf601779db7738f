import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Claimed } from '../../services/delivery-service.js';
import type { ApiContext } from '../context.js';
import {
  AlertChangeType,
  ClaimedDeliveryType,
  DigestType,
  NoticeType,
} from '../types/claimed-delivery.type.js';

@Resolver(() => ClaimedDeliveryType)
export class ClaimedDeliveryResolver {
  @FieldResolver(() => AlertChangeType, {
    nullable: true,
    description: 'Of a REPLY or REMINDER: what it tells.',
  })
  change(@Root() { data }: Claimed) {
    return data.change ?? null;
  }

  @FieldResolver(() => NoticeType, { nullable: true, description: 'Of a NOTICE: what it tells.' })
  notice(@Root() { data }: Claimed) {
    return data.notice ?? null;
  }

  @FieldResolver(() => DigestType, { nullable: true, description: 'Of a DIGEST: what is so now.' })
  digest(@Root() { data, delivery }: Claimed, @Ctx() context: ApiContext) {
    if (data.digest === undefined || delivery.routeId === null) return null;
    return context.services.digests.of(delivery.routeId, data.digest);
  }
}
