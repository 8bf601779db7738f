/** What a schedule can select: looked at on its cluster, when it is made and when its selector is another one. */
import { lookAtAsked } from '../cycle/plan-machines.js';
import type { BackupSchedule } from '../domain/backup-schedule.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { InvalidInput } from '../domain/errors/request-errors.js';
import { NamespaceNotFound, ScheduleNotEditable } from '../domain/errors/schedule-errors.js';
import type { Actor } from '../domain/identity.js';
import { type NamespaceSelection, normalSelection } from '../domain/namespace-selection.js';
import { absentMachines, OTHER_KINDS, selectorPath } from './asked-selection.js';
import { assertSelectionGranted } from './authorisation.js';
import type { LookPorts } from './backup-plan.js';
import { refuse } from './faults.js';
import { LOOK_TIMEOUT_MS, within } from './within.js';

/** Every name of a list exists; a selector is one that the cluster understands. @throws NamespaceNotFound, InvalidInput, ClusterCallFailed */
export async function assertSelectable(
  ports: LookPorts,
  clusterId: string,
  selection: NamespaceSelection,
): Promise<void> {
  if (selection.kind === 'ALL') return;
  try {
    const { requested, sight, machines } = await within(LOOK_TIMEOUT_MS, (signal) =>
      lookAtAsked(ports, clusterId, selection, signal),
    );
    const absent = requested.filter((name) => sight.get(name) === undefined);
    if (absent.length > 0) throw new NamespaceNotFound(clusterId, absent);
    refuse(machines === undefined ? [] : absentMachines(machines));
  } catch (error) {
    const path = selectorPath(selection);
    if (path !== undefined && error instanceof ClusterCallFailed && error.details.status === 400) {
      throw new InvalidInput([{ path, message: error.message }]);
    }
    throw error;
  }
}

/**
 * Of the same kind as before: what else would be another schedule. The cluster is asked last: who may not look there learns nothing of it.
 * @throws as assertSelectable, ScheduleNotEditable, NamespacesNotGranted
 */
export async function newSelection(
  ports: LookPorts,
  { id, name, clusterId, selection: before }: BackupSchedule,
  { asked, actor }: { readonly asked: NamespaceSelection; readonly actor: Actor },
): Promise<NamespaceSelection> {
  const { kind } = before;
  if (kind === 'ALL') throw new ScheduleNotEditable(id, 'ALL', name);
  if (kind !== asked.kind) {
    const path = asked.kind === 'LABELS' ? 'selector' : 'virtualMachines';
    throw new InvalidInput([{ path, message: OTHER_KINDS[kind] }]);
  }
  const selection = normalSelection(asked);
  await assertSelectionGranted(ports.work.stores, actor, { clusterId, selection });
  await assertSelectable(ports, clusterId, selection);
  return selection;
}
