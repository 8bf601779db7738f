import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { AuditDoor, AuditEntry, AuditOutcome } from '../../domain/audit.js';
import { given, idFilter, PAGE_DEFAULT, pageRequest } from '../arguments.js';
import { type ApiContext, viewerOf } from '../context.js';
import { AuditDoorEnum, AuditOutcomeEnum } from '../people-enums.js';
import { DateTime } from '../scalars.js';
import { AuditEntryConnectionType, AuditEntryType } from '../types/audit-entry.type.js';
import { connection } from '../types/connection.type.js';
import { UserType } from '../types/user.type.js';

@Resolver(() => AuditEntryType)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnectionType, {
    description:
      'Who asked for which change, newest first. For super admins, infra admins, app admins and auditors.',
  })
  async auditTrail(
    @Arg('first', () => Int, {
      defaultValue: PAGE_DEFAULT,
      description: 'How many: 1 to 200, or to `HOLDFAST_LIST_MAX`.',
    })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'Cursor of the last one seen.' })
    after: string | null,
    @Arg('door', () => AuditDoorEnum, { nullable: true, description: 'Only through this door.' })
    door: AuditDoor | null,
    @Arg('outcome', () => AuditOutcomeEnum, { nullable: true, description: 'Only with this outcome.' })
    outcome: AuditOutcome | null,
    @Arg('subjectId', () => ID, { nullable: true, description: 'Only about the one with this UUID.' })
    subjectId: string | null,
    @Arg('userId', () => ID, { nullable: true, description: 'Only by this person.' })
    userId: string | null,
    @Arg('operation', () => String, { nullable: true, description: 'Only of this root field.' })
    operation: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Only with this code of an error.' })
    code: string | null,
    @Arg('subjectType', () => String, { nullable: true, description: 'Only about this kind: `Cluster`.' })
    subjectType: string | null,
    @Arg('actorName', () => String, { nullable: true, description: 'Only by whoever was called this then.' })
    actorName: string | null,
    @Arg('tokenId', () => ID, { nullable: true, description: 'Only with this access token.' })
    tokenId: string | null,
    @Arg('from', () => DateTime, { nullable: true, description: 'At this moment or later.' })
    from: Date | null,
    @Arg('to', () => DateTime, { nullable: true, description: 'Before this moment.' })
    to: Date | null,
    @Ctx() context: ApiContext,
  ) {
    const viewer = viewerOf(context);
    const request = pageRequest(first, after, context.listMax);
    const filter = {
      ...given({ door, outcome, from, to, operation, code, subjectType, actorName }),
      ...(tokenId != null && { tokenId: idFilter('tokenId', tokenId) }),
      ...(subjectId != null && { subjectId: idFilter('subjectId', subjectId) }),
      ...(userId != null && { userId: idFilter('userId', userId) }),
    };
    const page = await context.services.audit.page(request, filter, viewer);
    return connection(page, request.after, () => context.services.audit.count(filter));
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'The person; null: it was none.' })
  user(@Root() { userId }: AuditEntry, @Ctx() context: ApiContext) {
    return userId === null ? null : context.loaders.users.load(userId);
  }
}
