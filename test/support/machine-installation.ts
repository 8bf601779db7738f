/** An installation whose cluster has KubeVirt, and a CSI driver for the disks of its machines. */
import type { KubeVirt } from '../stand-ins/kubernetes/kubevirt/kubevirt.js';
import { aVirtualMachine, type MachineOptions } from '../stand-ins/kubernetes/worlds/machines.js';
import { type CsiInstallation, startWithSnapshots } from './csi-installation.js';
import type { InstallationOptions } from './installation.js';

export interface MachineInstallation extends CsiInstallation {
  readonly kubevirt: KubeVirt;
  /** `shop/db`; running when this resolves, unless its run strategy says otherwise. */
  machine(name: string, options?: MachineOptions): Promise<void>;
  /** One round of the prober. */
  look(): Promise<void>;
}

export async function startWithMachines(options: InstallationOptions = {}): Promise<MachineInstallation> {
  let kubevirt: KubeVirt | undefined;
  const csi = await startWithSnapshots({
    ...options,
    world: (store) => {
      kubevirt = store.serveVirtualMachines();
      options.world?.(store);
    },
  });
  if (kubevirt === undefined) throw new Error('the world was not made');
  const { kubernetes, product } = csi.holdfast;
  return {
    ...csi,
    kubevirt,
    machine: async (of, how) => {
      const [namespace = '', name = ''] = of.split('/');
      aVirtualMachine(namespace, name, how).into(kubernetes.store);
      await kubernetes.store.settled();
    },
    look: async () => {
      await product.handlers['probe-clusters']({}, new AbortController().signal);
    },
  };
}
