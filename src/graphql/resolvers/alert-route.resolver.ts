import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { AlertRoute } from '../../domain/alert-route.js';
import type { RouteFields } from '../../services/alert-route-service.js';
import { given, idFilter, idOf, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import {
  CreateAlertRouteInput,
  DeleteAlertRouteInput,
  EditAlertRouteInput,
  TestAlertRouteInput,
} from '../inputs/alert-route.input.js';
import {
  AlertRouteConnectionType,
  AlertRouteType,
  CreateAlertRoutePayload,
  DeleteAlertRoutePayload,
  EditAlertRoutePayload,
} from '../types/alert-route.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { connection } from '../types/connection.type.js';
import { TestAlertRoutePayload } from '../types/delivery.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => AlertRouteType)
export class AlertRouteResolver {
  @Query(() => AlertRouteType, { nullable: true, description: 'One route. NOT_FOUND when there is none.' })
  alertRoute(
    @Arg('id', () => ID, { description: 'UUID of the route.' }) id: string,
    @Ctx() context: ApiContext,
  ) {
    return context.services.alertRoutes.get(idOf('AlertRoute', id), viewerOf(context));
  }

  @Query(() => AlertRouteConnectionType, { description: 'Where alerts go in Slack, newest first.' })
  async alertRoutes(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after, context.listMax);
    const page = await context.services.alertRoutes.page(request, viewer);
    return connection(page, request.after, () => context.services.alertRoutes.count(viewer));
  }

  @Mutation(() => CreateAlertRoutePayload, {
    description: 'Creates a route. Open alerts that match are told there.',
  })
  async createAlertRoute(
    @Arg('input', () => CreateAlertRouteInput, { description: 'The route.' })
    { name, channelId, ...rest }: CreateAlertRouteInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const route = { name, channelId, ...withIds(given(rest)) };
    return { alertRoute: await context.services.alertRoutes.create(route, viewer) };
  }

  @Mutation(() => EditAlertRoutePayload, { description: 'Changes a route.' })
  async editAlertRoute(
    @Arg('input', () => EditAlertRouteInput, { description: 'The changes.' })
    { id, expectedVersion, ...rest }: EditAlertRouteInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const fields = { ...withIds(given(rest)), ...takenAway(rest) };
    const { alertRoutes } = context.services;
    return { alertRoute: await alertRoutes.edit(idOf('AlertRoute', id), expectedVersion, fields, viewer) };
  }

  @Mutation(() => DeleteAlertRoutePayload, {
    description:
      'Deletes a route: what waits for it is not told, messages that stand in Slack are left as they are.',
  })
  async deleteAlertRoute(
    @Arg('input', () => DeleteAlertRouteInput, { description: 'The route.' }) { id }: DeleteAlertRouteInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    await context.services.alertRoutes.remove(idOf('AlertRoute', id), viewer);
    return { id };
  }

  @Mutation(() => TestAlertRoutePayload, {
    description: 'Sends a message to the channel that says that it works.',
  })
  async testAlertRoute(
    @Arg('input', () => TestAlertRouteInput, { description: 'The route.' }) { id }: TestAlertRouteInput,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    return { delivery: await context.services.alertRoutes.test(idOf('AlertRoute', id), viewer) };
  }

  @FieldResolver(() => ClusterType, {
    nullable: true,
    description: 'Only alerts of this cluster; null: of any.',
  })
  cluster(@Root() { clusterId }: AlertRoute, @Ctx() context: ApiContext) {
    return clusterId === null ? null : context.loaders.clusters.load(clusterId);
  }

  @FieldResolver(() => BackupScheduleType, {
    nullable: true,
    description: 'Only alerts of this schedule; null: of any.',
  })
  schedule(@Root() { scheduleId }: AlertRoute, @Ctx() context: ApiContext) {
    return scheduleId === null ? null : context.loaders.schedules.load(scheduleId);
  }

  @FieldResolver(() => UserType, {
    nullable: true,
    description: 'Who created it; null when that person is gone.',
  })
  owner(@Root() { ownerId }: AlertRoute, @Ctx() context: ApiContext) {
    return context.loaders.users.load(ownerId);
  }
}

function withIds(fields: RouteFields): RouteFields {
  const { clusterId, scheduleId } = fields;
  return {
    ...fields,
    ...(clusterId != null && { clusterId: idFilter('clusterId', clusterId) }),
    ...(scheduleId != null && { scheduleId: idFilter('scheduleId', scheduleId) }),
  };
}

const REMOVABLE = ['clusterId', 'scheduleId', 'labelSelector', 'digestAt'] as const;

/** What was sent as null, of what can be none. */
function takenAway(input: Omit<EditAlertRouteInput, 'id' | 'expectedVersion'>): RouteFields {
  return Object.fromEntries(REMOVABLE.filter((key) => input[key] === null).map((key) => [key, null]));
}
