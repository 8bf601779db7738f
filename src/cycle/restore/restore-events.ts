import type { NewEvent } from '../../domain/event.js';
import type { Actor } from '../../domain/identity.js';
import type { RestoreEnd } from '../../domain/ports/restore-store.js';
import { objectsDone } from '../../domain/restore.js';

/** The event of a restore's end, whoever brought it about. */
export function finishedRestore(
  { id, name, attempt }: { readonly id: string; readonly name: string; readonly attempt: number },
  { state, reason, counts, total }: RestoreEnd,
  actor: Actor,
): NewEvent {
  const data = { name, from: 'IN_PROGRESS', to: state, reason, attempt, done: objectsDone(counts), total };
  return { type: 'RESTORE_FINISHED', subjectType: 'Restore', subjectId: id, actor, data };
}
