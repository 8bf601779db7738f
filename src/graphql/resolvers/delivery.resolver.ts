import {
  Arg,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Alert } from '../../domain/alert.js';
import type { Delivery, DeliveryMedium, DeliveryState } from '../../domain/delivery.js';
import { NotFound } from '../../domain/errors/resource-errors.js';
import { given, idFilter, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { DeliveryMediumEnum, DeliveryStateEnum } from '../delivery-enums.js';
import {
  AcknowledgeDeliveryInput,
  AdoptMessageInput,
  ClaimDeliveriesInput,
  ResendDeliveryInput,
  WatchBackupInput,
} from '../inputs/delivery.input.js';
import { deliveryBells } from '../subscriptions/delivery-bells.js';
import { received, type Delivery as StreamItem } from '../subscriptions/stream.js';
import { AlertType } from '../types/alert.type.js';
import { AlertRouteType } from '../types/alert-route.type.js';
import { BackupType } from '../types/backup.type.js';
import { ClaimDeliveriesPayload } from '../types/claimed-delivery.type.js';
import { connection } from '../types/connection.type.js';
import {
  AcknowledgeDeliveryPayload,
  AdoptMessagePayload,
  DeliveryBellType,
  DeliveryConnectionType,
  DeliveryType,
  ResendDeliveryPayload,
  WatchBackupPayload,
} from '../types/delivery.type.js';

@Resolver(() => DeliveryType)
export class DeliveryResolver {
  @Query(() => DeliveryConnectionType, { description: 'What was and is to be told, newest first.' })
  async deliveries(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('states', () => [DeliveryStateEnum], {
      nullable: true,
      description: 'Only those in one of these states.',
    })
    states: readonly DeliveryState[] | null,
    @Arg('medium', () => DeliveryMediumEnum, { nullable: true, description: 'Only these.' })
    medium: DeliveryMedium | null,
    @Arg('alertId', () => ID, { nullable: true, description: 'Only those about this alert.' })
    alertId: string | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after, context.listMax);
    const filter = {
      ...given({ states, medium }),
      ...(alertId != null && { alertId: idFilter('alertId', alertId) }),
    };
    const page = await context.services.deliveries.page(request, filter, viewer);
    return connection(page, request.after, () => context.services.deliveries.count(filter, viewer));
  }

  @Mutation(() => ClaimDeliveriesPayload, {
    description: 'Takes Slack deliveries that are due. For a bot; each must be acknowledged within a minute.',
  })
  claimDeliveries(
    @Arg('input', () => ClaimDeliveriesInput, { description: 'Who takes how many.' })
    { worker, first }: ClaimDeliveriesInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return context.services.deliveries.claim(worker, first, viewer);
  }

  @Mutation(() => AcknowledgeDeliveryPayload, {
    description: 'Says what Slack answered. For the bot that claimed it.',
  })
  async acknowledgeDelivery(
    @Arg('input', () => AcknowledgeDeliveryInput, { description: 'The answer.' })
    { id, claim, outcome, ...rest }: AcknowledgeDeliveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const said = { id: idOf('Delivery', id), claim, outcome, ...given(rest) };
    return { delivery: await context.services.deliveries.acknowledge(said, viewer) };
  }

  @Mutation(() => AdoptMessagePayload, {
    description: 'Takes a message of ours back into care whose posting was never acknowledged. For a bot.',
  })
  async adoptMessage(
    @Arg('input', () => AdoptMessageInput, { description: 'The message.' })
    { deliveryId, channelId, ts }: AdoptMessageInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const id = idOf('Delivery', deliveryId);
    return { adopted: await context.services.deliveries.adopt(id, { channelId, ts }, viewer) };
  }

  @Mutation(() => ResendDeliveryPayload, { description: 'Tells again what was given up or is uncertain.' })
  async resendDelivery(
    @Arg('input', () => ResendDeliveryInput, { description: 'The delivery.' }) { id }: ResendDeliveryInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { delivery: await context.services.deliveries.resend(idOf('Delivery', id), viewer) };
  }

  @Mutation(() => WatchBackupPayload, {
    description:
      'A message in a channel that follows a backup to its end: one for both, however often it is asked for.',
  })
  async watchBackup(
    @Arg('input', () => WatchBackupInput, { description: 'What to follow where.' })
    { backupId, channelId }: WatchBackupInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { delivery: await context.services.deliveries.watch(idOf('Backup', backupId), channelId, viewer) };
  }

  @Subscription(() => DeliveryBellType, {
    description: 'Rings when a delivery to Slack is due. Not for app users.',
    subscribe: ({ context }: { context: ApiContext }) => deliveryBells(context),
  })
  deliveriesDue(@Root() bell: StreamItem<DeliveryBellType>): DeliveryBellType {
    return received(bell);
  }

  @FieldResolver(() => String, {
    description: 'Where to: a channel, a Slack user, or how many mail addresses.',
  })
  target(@Root() { medium, target, recipients }: Delivery) {
    if (medium === 'SLACK') return target;
    return recipients.length === 1 ? '1 mail address' : `${recipients.length} mail addresses`;
  }

  @FieldResolver(() => AlertRouteType, {
    nullable: true,
    description: 'The route; null: none, or it is gone.',
  })
  route(@Root() { routeId }: Delivery, @Ctx() context: ApiContext) {
    return routeId === null ? null : context.loaders.alertRoutes.load(routeId);
  }

  @FieldResolver(() => AlertType, { nullable: true, description: 'The alert that it is about; null: none.' })
  alert(@Root() { alertId }: Delivery, @Ctx() context: ApiContext) {
    if (alertId === null) return null;
    return context.services.alerts.get(alertId, viewerOf(context)).catch((error: unknown) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
  }

  @FieldResolver(() => BackupType, {
    nullable: true,
    description: 'The backup that it is about; null: none.',
  })
  backup(@Root() { backupId }: Delivery, @Ctx() context: ApiContext) {
    return backupId === null ? null : context.loaders.backups.load(backupId);
  }
}

@Resolver(() => AlertType)
export class AlertDeliveriesResolver {
  @FieldResolver(() => [DeliveryType], { description: 'What was and is to be told of it, newest first.' })
  deliveries(@Root() alert: Alert, @Ctx() context: ApiContext) {
    return context.loaders.deliveriesOfAlerts.load(alert.id);
  }
}
