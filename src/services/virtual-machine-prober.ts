/** Looks at the virtual machines of a cluster and writes down what it saw: one list per look, and only what differs is written. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { NewEvent } from '../domain/event.js';
import type { Actor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { MachineGateway } from '../domain/ports/machine-gateway.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { type MachineChanges, machineKey, type VirtualMachine } from '../domain/virtual-machine.js';
import { within } from './within.js';

/** What a slow cluster does not tell now it tells the next look. */
const LOOK_MS = 15_000;

export interface MachineProberPorts {
  readonly work: UnitOfWork;
  readonly machines: Pick<MachineGateway, 'list'>;
  readonly clock: Clock;
  readonly log: Log;
}

export class VirtualMachineProber {
  constructor(private readonly ports: MachineProberPorts) {}

  /**
   * A cluster without KubeVirt has no machines. That the list fails says nothing of the cluster: the probe has judged, and what was
   * seen before stays with its time.
   */
  async look(clusterId: string, actor: Actor, signal?: AbortSignal): Promise<void> {
    const { work, machines, clock, log } = this.ports;
    const guard = await work.stores.virtualMachines.guard(clusterId);
    if (guard === undefined) return;
    const at = clock.now();
    try {
      const seen = await within(LOOK_MS, (timeUp) =>
        machines.list(clusterId, {}, signal === undefined ? timeUp : AbortSignal.any([timeUp, signal])),
      );
      if (seen === undefined && guard.observedBefore === null) return;
      await work.transaction(async (stores) => {
        const look = { at, machines: seen ?? [] };
        const changes = await stores.virtualMachines.record(clusterId, guard, look);
        if (changes !== undefined) await stores.events.append(...eventsOf(changes, actor));
      });
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof ClusterCallFailed)) throw error;
      log.debug({ clusterId, err: error }, 'the virtual machines of a cluster could not be listed');
    }
  }
}

function eventsOf({ found, changed, gone }: MachineChanges, actor: Actor): readonly NewEvent[] {
  return [
    ...found.map((row) => event('VIRTUAL_MACHINE_FOUND', row, actor, { to: row.state, ...whyOf(row) })),
    ...changed
      .filter(({ moved }) => moved)
      .map(({ before, after }) =>
        event('VIRTUAL_MACHINE_STATE_CHANGED', after, actor, {
          from: before.state,
          to: after.state,
          ...whyOf(after),
        }),
      ),
    ...gone.map((row) => event('VIRTUAL_MACHINE_GONE', row, actor, { from: row.state })),
  ];
}

function whyOf({ stateReason, stateMessage }: VirtualMachine) {
  return { reason: stateReason, message: stateMessage };
}

type MachineEvent = 'VIRTUAL_MACHINE_FOUND' | 'VIRTUAL_MACHINE_STATE_CHANGED' | 'VIRTUAL_MACHINE_GONE';

/** With its cluster and namespace: when it is gone its row does not say any more who saw it. */
export function event(type: MachineEvent, row: VirtualMachine, actor: Actor, data: object): NewEvent {
  const { id: subjectId, clusterId, namespace } = row;
  const of = { name: machineKey(row), clusterId, namespace };
  return { type, subjectType: 'VirtualMachine', subjectId, actor, data: { ...of, ...data } };
}
