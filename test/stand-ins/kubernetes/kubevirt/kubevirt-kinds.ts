import type { Resource } from '../resources.js';
import type { StandInStore } from '../stand-in-store.js';

export const MACHINES = 'virtualmachines.kubevirt.io';
export const INSTANCES = 'virtualmachineinstances.kubevirt.io';
export const DATA_VOLUMES = 'datavolumes.cdi.kubevirt.io';

const free = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

interface Definition {
  readonly kind: string;
  readonly plural: string;
  readonly group: string;
  readonly version: string;
  readonly scope?: 'Namespaced' | 'Cluster';
}

/** Facts 7.2 for the first three; the version of the instancetype group is an assumption. */
const DEFINITIONS: readonly Definition[] = [
  { kind: 'VirtualMachine', plural: 'virtualmachines', group: 'kubevirt.io', version: 'v1' },
  { kind: 'VirtualMachineInstance', plural: 'virtualmachineinstances', group: 'kubevirt.io', version: 'v1' },
  { kind: 'DataVolume', plural: 'datavolumes', group: 'cdi.kubevirt.io', version: 'v1beta1' },
  ...(['Instancetype', 'Preference'] as const).flatMap((what): Definition[] => [
    {
      kind: `VirtualMachine${what}`,
      plural: `virtualmachine${what.toLowerCase()}s`,
      group: 'instancetype.kubevirt.io',
      version: 'v1beta1',
    },
    {
      kind: `VirtualMachineCluster${what}`,
      plural: `virtualmachinecluster${what.toLowerCase()}s`,
      group: 'instancetype.kubevirt.io',
      version: 'v1beta1',
      scope: 'Cluster',
    },
  ]),
];

export function defineKubeVirtKinds(store: StandInStore): void {
  for (const { kind, plural, group, version, scope = 'Namespaced' } of DEFINITIONS) {
    store.defineResource({
      metadata: { name: `${plural}.${group}` },
      spec: {
        group,
        names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
        scope,
        versions: [
          {
            name: version,
            served: true,
            storage: true,
            subresources: { status: {} },
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: free, status: free } } },
          },
        ],
      },
    });
  }
}

export const SUBRESOURCES = 'subresources.kubevirt.io';

/** The aggregated API beside it: its objects are those of kubevirt.io. */
export function subresourceApi(): Resource {
  return {
    group: SUBRESOURCES,
    version: 'v1',
    plural: 'virtualmachineinstances',
    singular: 'virtualmachineinstance',
    kind: 'VirtualMachineInstance',
    listKind: 'VirtualMachineInstanceList',
    scope: 'Namespaced',
    verbs: [],
    shortNames: [],
    categories: [],
    subresources: ['freeze', 'unfreeze', 'pause', 'unpause'].map((name) => ({
      name,
      kind: 'VirtualMachineInstance',
      verbs: ['update'],
    })),
    storage: INSTANCES,
  };
}
