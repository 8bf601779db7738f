/** What became of each requested namespace, from the plan, the losses and what was captured. Pure. */
import type { BackupNamespace, CyclePlan } from '../domain/backup.js';
import type { Issue } from '../domain/issue.js';
import type { CapturedResources } from '../domain/ports/backup-engine.js';

export function namespacesAt(
  requested: readonly string[],
  plan: CyclePlan | undefined,
  issues: readonly Issue[],
  captured: Pick<CapturedResources, 'byNamespace'> | null,
): readonly BackupNamespace[] {
  const lost = new Map(
    issues.filter((each) => each.code === 'NAMESPACE_LOST').map((each) => [each.subject.name, each.message]),
  );
  const missing = new Map(plan?.missing.map((each) => [each.name, each.reason]));
  const uids = new Map(plan?.included.map((each) => [each.name, each.uid]));
  return requested.map((name): BackupNamespace => {
    const uid = uids.get(name) ?? null;
    const { objects = 0, bytes = 0 } = captured?.byNamespace.get(name) ?? {};
    const lostReason = lost.get(name);
    if (lostReason !== undefined)
      return { name, fate: 'LOST', uid, reason: lostReason, objects: 0, bytes: 0 };
    const missingReason = missing.get(name);
    if (missingReason !== undefined)
      return { name, fate: 'MISSING', uid: null, reason: missingReason, objects: 0, bytes: 0 };
    return { name, fate: uid === null ? 'REQUESTED' : 'INCLUDED', uid, reason: null, objects, bytes };
  });
}
