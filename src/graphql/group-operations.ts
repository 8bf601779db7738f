/** What may be asked of a group: of one that the identity provider has, nothing here. */
import type { Actor } from '../domain/identity.js';
import type { Refusal } from '../domain/refusal.js';
import { OPERATIONS } from '../domain/state-matrix.js';
import { isRemovable, type UserGroup } from '../domain/user-group.js';
import { byRights } from './allowed-operations.js';
import type { AllowedOperationType } from './types/allowed-operation.type.js';

const OF_PROVIDER: Refusal = {
  code: 'BAD_USER_INPUT',
  reason: 'It is a group of the identity provider.',
  advice: 'Change it there.',
};

export function groupOperationsNow(group: UserGroup, viewer: Actor): readonly AllowedOperationType[] {
  const isOurs = { edit: group.provider === null, delete: isRemovable(group) };
  return (['edit', 'delete'] as const).map((operation) => {
    const refusal =
      byRights(viewer, `UserGroup.${operation}`, 'FULL') ?? (isOurs[operation] ? undefined : OF_PROVIDER);
    const { code = null, reason = null, advice = null } = refusal ?? {};
    const { label } = OPERATIONS[operation];
    return { operation, label, allowed: refusal === undefined, code, reason, advice };
  });
}
