import type { CyclePlan, Stage } from '../domain/backup.js';
import { systemActor } from '../domain/identity.js';
import type { LeaseKeeper } from './lease.js';

/** Writes down that the run has entered a stage. @param plan what is frozen at this moment, in the same write @throws the signal's reason */
export async function enterStage(keeper: LeaseKeeper, stage: Stage, plan?: CyclePlan): Promise<void> {
  const { lease, signal } = keeper;
  signal.throwIfAborted();
  const event = {
    type: 'BACKUP_STAGE_ENTERED',
    subjectType: 'Backup',
    subjectId: lease.id,
    actor: systemActor(lease.owner),
    data: { state: 'IN_PROGRESS', stage, attempt: lease.attempt },
  } as const;
  await keeper.enter(({ backups }, ttlMs) => {
    const entry = { stage, event, ttlMs };
    return plan === undefined ? backups.enterStage(lease, entry) : backups.recordPlan(lease, plan, entry);
  });
}
