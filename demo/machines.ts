/** KubeVirt on the cluster of the demo: virtual machines, and what their guests were asked. */
import type { KubernetesStandIn } from '../test/stand-ins/kubernetes/kubernetes-stand-in.js';
import { aVirtualMachine } from '../test/stand-ins/kubernetes/worlds/machines.js';
import { build } from '../test/stand-ins/kubernetes/worlds/object-builder.js';
import { aBoundClaim } from '../test/stand-ins/kubernetes/worlds/storage.js';

export const MACHINES_NAMESPACE = 'desk';
/** Each with one disk; the last one has a second disk on a storage without a CSI driver. */
export const MACHINES = ['db', 'report', 'trial', 'archive'] as const;
export type MachineName = (typeof MACHINES)[number];

export interface DemoMachines {
  pause(machine: MachineName): void;
  stop(machine: MachineName): void;
  /** Any other word of KubeVirt. */
  say(machine: MachineName, printableStatus: string): void;
  /** `freeze desk/db`, `unfreeze desk/db`, in order. */
  asked(): readonly string[];
  /** Machines whose file systems are frozen now. */
  frozen(): readonly string[];
}

/** All of them run when this resolves. */
export async function serveMachines({ store }: KubernetesStandIn): Promise<DemoMachines> {
  const kubevirt = store.serveVirtualMachines();
  const namespace = MACHINES_NAMESPACE;
  for (const name of MACHINES) aVirtualMachine(namespace, name, extras(name)).into(store);
  build(store, ...aBoundClaim(namespace, 'old-tapes', '10Gi', { driver: null }));
  await store.settled();
  return {
    pause: (machine) => kubevirt.pause(namespace, machine),
    stop: (machine) => kubevirt.stop(namespace, machine),
    say: (machine, word) => kubevirt.say(namespace, machine, word),
    asked: () => kubevirt.calls.map(({ what, machine }) => `${what} ${machine}`),
    frozen: () => [...kubevirt.frozen],
  };
}

function extras(name: MachineName) {
  if (name !== 'archive') return {};
  return { spec: { volumes: [{ name: 'tapes', persistentVolumeClaim: { claimName: 'old-tapes' } }] } };
}
