import type { StandInStore } from '../stand-in-store.js';
import { build, ObjectBuilder, type WorldPart } from './object-builder.js';
import { aBoundClaim } from './storage.js';

export interface MachineOptions {
  /** One claim for each, with a DataVolume of the same name that filled it. */
  readonly disks?: readonly string[];
  readonly runStrategy?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** What is in `spec.template.spec` beside the disks. */
  readonly spec?: object;
  /** What is in `spec` beside the template. */
  readonly machineSpec?: object;
  readonly storageClass?: string;
}

/** A virtual machine as somebody made it with `virtctl`: its disks are bound; how it is KubeVirt says (`store.serveVirtualMachines()`). */
export function aVirtualMachine(namespace: string, name: string, options: MachineOptions = {}): WorldPart {
  const {
    disks = [`${name}-root`],
    runStrategy = 'Always',
    labels = {},
    spec = {},
    machineSpec = {},
  } = options;
  const { volumes: more = [], ...rest } = spec as { readonly volumes?: readonly object[] };
  const volumes = [...disks.map((disk) => ({ name: disk, dataVolume: { name: disk } })), ...more];
  const machine = {
    metadata: { name, namespace, labels },
    spec: {
      runStrategy,
      dataVolumeTemplates: disks.map((disk) => ({
        metadata: { name: disk },
        spec: { source: { registry: { url: 'docker://registry.example/fedora:42' } }, storage: {} },
      })),
      template: {
        metadata: { labels: { 'kubevirt.io/vm': name } },
        spec: {
          domain: {
            firmware: { uuid: '5d307ca9-b3ef-428c-8861-06e72d69f223', serial: 'serial-1' },
            devices: { interfaces: [{ name: 'default', macAddress: '02:00:00:00:00:01', masquerade: {} }] },
          },
          volumes,
          ...rest,
        },
      },
      ...machineSpec,
    },
  };
  return {
    into: (store: StandInStore) => {
      if (!store.hasNamespace(namespace)) store.createNamespace(namespace);
      for (const disk of disks) {
        const volume = options.storageClass === undefined ? {} : { storageClass: options.storageClass };
        build(store, ...aBoundClaim(namespace, disk, '10Gi', volume));
        ObjectBuilder.of(
          {
            resource: 'datavolumes.cdi.kubevirt.io',
            apiVersion: 'cdi.kubevirt.io/v1beta1',
            kind: 'DataVolume',
            namespace,
            name: disk,
          },
          { spec: { source: {} }, status: { phase: 'Succeeded' } },
        ).into(store);
      }
      store.create('virtualmachines.kubevirt.io', machine);
    },
  };
}
