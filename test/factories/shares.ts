import { randomUUID } from 'node:crypto';
import type { Share } from '../../src/domain/access.js';

const AT = new Date('2026-11-20T09:00:00.123Z');

/** A view of a schedule for a person. */
export function aShare(
  of: Pick<Share, 'resource' | 'resourceId' | 'grantee' | 'createdBy'>,
  change: Partial<Share> = {},
): Share {
  return {
    id: randomUUID(),
    ...of,
    access: 'VIEW',
    namespaces: [],
    version: 1,
    createdAt: AT,
    updatedAt: AT,
    ...change,
  };
}
