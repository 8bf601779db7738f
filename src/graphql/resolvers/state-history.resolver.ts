import { Arg, type ClassType, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { InvalidInput } from '../../domain/errors/request-errors.js';
import type { StateObserver } from '../../domain/state-change.js';
import { RESOURCES, type Resource, resourceRow } from '../../domain/state-matrix.js';
import { given, idFilter, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { ResourceEnum, StateObserverEnum } from '../enums.js';
import { DateTime } from '../scalars.js';
import { BackupType } from '../types/backup.type.js';
import { BackupLocationType } from '../types/backup-location.type.js';
import { BackupScheduleType } from '../types/backup-schedule.type.js';
import { ClusterType } from '../types/cluster.type.js';
import { ClusterDiscoveryType } from '../types/cluster-discovery.type.js';
import { uncountedConnection } from '../types/connection.type.js';
import { RestoreType } from '../types/restore.type.js';
import { StateChangeConnectionType } from '../types/state-change.type.js';
import { UserType } from '../types/user.type.js';
import { VirtualMachineType } from '../types/virtual-machine.type.js';

@Resolver()
export class StateHistoryResolver {
  @Query(() => StateChangeConnectionType, {
    description:
      'Every change of a state, newest first, of what you see; what is gone is seen by those who see everything. Kept for HOLDFAST_STATE_HISTORY_DAYS, the last change of what is there for as long as it is there.',
  })
  async stateHistory(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('resource', () => ResourceEnum, { nullable: true, description: 'Only of this resource.' })
    resource: Resource | null,
    @Arg('id', () => ID, { nullable: true, description: 'Only of the one with this UUID.' })
    id: string | null,
    @Arg('to', () => String, {
      nullable: true,
      description: 'Only changes into this state: `PARTIAL_SUCCESS`.',
    })
    to: string | null,
    @Arg('observer', () => StateObserverEnum, {
      nullable: true,
      description: 'Only what was seen or done by these.',
    })
    observer: StateObserver | null,
    @Arg('since', () => DateTime, { nullable: true, description: 'At this moment or later.' })
    since: Date | null,
    @Arg('until', () => DateTime, { nullable: true, description: 'Before this moment.' })
    until: Date | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after, context.listMax);
    const filter = {
      ...given({ resource, observer, since, until }),
      ...(to != null && { to: stateOf(to, resource) }),
      ...(id != null && { subjectId: idFilter('id', id) }),
    };
    return uncountedConnection(
      await context.services.stateHistory.page(request, filter, viewer),
      request.after,
    );
  }
}

/** @throws InvalidInput for a word that is no state of the resource, or of any */
function stateOf(word: string, resource: Resource | null | undefined): string {
  const rows = (resource == null ? RESOURCES : [resource]).map((each) => resourceRow(each));
  const states = [...new Set(rows.flatMap((row) => Object.keys(row.states)))];
  if (states.includes(word)) return word;
  throw new InvalidInput([{ path: 'to', message: `is no state; there are ${states.join(', ')}` }]);
}

/** The same of one thing, as a field of it. */
function historyOf<T extends { readonly id: string }>(resource: Resource, type: () => ClassType<T>) {
  @Resolver(type)
  class HistoryFieldResolver {
    @FieldResolver(() => StateChangeConnectionType, {
      description: 'How its state changed, newest first: see the query `stateHistory`.',
    })
    async stateHistory(
      @Root() { id: subjectId }: { readonly id: string },
      @Arg('first', () => Int, {
        defaultValue: PAGE_DEFAULT,
        description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
      })
      first: number,
      @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
      after: string | null,
      @Ctx() context: ApiContext,
    ) {
      const request = pageRequest(first, after, context.listMax);
      const filter = { resource, subjectId };
      const page = await context.services.stateHistory.page(request, filter, viewerOf(context));
      return uncountedConnection(page, request.after);
    }
  }
  return new HistoryFieldResolver();
}

export const STATE_HISTORY_FIELDS = [
  historyOf('Cluster', () => ClusterType),
  historyOf('BackupLocation', () => BackupLocationType),
  historyOf('BackupSchedule', () => BackupScheduleType),
  historyOf('Backup', () => BackupType),
  historyOf('Restore', () => RestoreType),
  historyOf('ClusterDiscovery', () => ClusterDiscoveryType),
  historyOf('User', () => UserType),
  historyOf('VirtualMachine', () => VirtualMachineType),
] as const;
