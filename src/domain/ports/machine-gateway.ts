/** KubeVirt on a cluster: its virtual machines, and the file systems in them. Every method throws `ClusterCallFailed`. */
import type { MachineParts } from '../backup-machine.js';
import type { MachineName, ObservedMachine } from '../virtual-machine.js';

export interface MachinesWanted {
  /** One list of each; absent: one list over the whole cluster. */
  readonly namespaces?: readonly string[];
  /** A label selector that the cluster matches. */
  readonly selector?: string;
}

/** A machine that runs: its VirtualMachineInstance. */
export interface MachineInstance {
  /** `status.phase`: file systems are frozen only while it is `Running`. */
  readonly phase: string;
  /** Condition Paused=True: the guest does nothing, so it cannot freeze anything. */
  readonly paused: boolean;
  readonly agentConnected: boolean;
  /** `status.fsFreezeStatus` is `frozen`. */
  readonly frozen: boolean;
}

export interface MachineGateway {
  /** By namespace and name; undefined: the cluster serves no virtual machines. */
  list(
    clusterId: string,
    wanted?: MachinesWanted,
    signal?: AbortSignal,
  ): Promise<readonly ObservedMachine[] | undefined>;
  /** undefined: it does not run. */
  instance(
    clusterId: string,
    machine: MachineName,
    signal?: AbortSignal,
  ): Promise<MachineInstance | undefined>;
  /**
   * Freezes the file systems of a running machine through its guest agent.
   * @param thawAfterMs the guest thaws itself after this, whatever becomes of us
   */
  freeze(
    clusterId: string,
    machine: MachineName,
    options: { readonly thawAfterMs: number; readonly signal?: AbortSignal },
  ): Promise<void>;
  /** Harmless where nothing is frozen. NOT_FOUND: the machine does not run any more, so nothing of it is. */
  thaw(clusterId: string, machine: MachineName, signal?: AbortSignal): Promise<void>;
}

/** What virtual machines are made of, as an engine reads it. */
export interface MachineReader {
  /**
   * Reads each machine and names its parts; one that is gone by now has none but itself.
   * @throws ClusterCallFailed
   */
  partsOf(
    clusterId: string,
    machines: readonly MachineName[],
    signal: AbortSignal,
  ): Promise<readonly MachineParts[]>;
}
