/**
 * What a virtual machine is made of: every object of its namespace that its specification names. THE list of places; what is named of the
 * whole cluster (instance types, classes) comes with the closure of what is kept. Source: facts 7.2, "VM backup closure".
 */
import type { MachineParts, PartOfMachine } from '../../../domain/backup-machine.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import type { MachineName } from '../../../domain/virtual-machine.js';
import { isObject, objectsIn } from '../json-object.js';

export const MACHINES = 'virtualmachines.kubevirt.io';
const CLAIMS = 'persistentvolumeclaims';
const DATA_VOLUMES = 'datavolumes.cdi.kubevirt.io';
const SECRETS = 'secrets';
const CONFIG_MAPS = 'configmaps';
const REVISIONS = 'controllerrevisions.apps';
const NETWORKS = 'network-attachment-definitions.k8s.cni.cncf.io';

type Json = Readonly<Record<string, unknown>>;
type Found = readonly [resource: string, name: unknown];

/** Pure. @param claims of the machine's namespace that KubeVirt made for its firmware and its TPM */
export function partsOf(machine: MachineName, object: unknown, claims: readonly string[] = []): MachineParts {
  const root = isObject(object) ? object : {};
  const spec = at(root, 'spec');
  const guest = at(at(spec, 'template'), 'spec');
  const found: Found[] = [
    [MACHINES, machine.name],
    ...claims.map((name): Found => [CLAIMS, name]),
    ...objectsIn(guest.volumes).flatMap(ofVolume),
    ...objectsIn(spec.dataVolumeTemplates).flatMap(ofTemplate),
    ...objectsIn(guest.accessCredentials).flatMap(ofCredential),
    ...ofType(spec, at(root, 'status'), 'instancetype'),
    ...ofType(spec, at(root, 'status'), 'preference'),
    ...objectsIn(guest.networks).flatMap((network) => ofNetwork(network, machine.namespace)),
  ];
  const parts = new Map<string, PartOfMachine>();
  for (const [resource, name] of found) {
    if (typeof name !== 'string' || name === '') continue;
    parts.set(`${resource}/${name}`, { resource, namespace: machine.namespace, name });
  }
  return { namespace: machine.namespace, name: machine.name, parts: [...parts.values()] };
}

function ofVolume(volume: Json): readonly Found[] {
  const disk = at(volume, 'dataVolume').name;
  const sysprep = at(volume, 'sysprep');
  const init = ['cloudInitNoCloud', 'cloudInitConfigDrive'].map((key) => at(volume, key));
  return [
    // CDI gives the claim the name of its DataVolume.
    [DATA_VOLUMES, disk],
    [CLAIMS, disk],
    [CLAIMS, at(volume, 'persistentVolumeClaim').claimName],
    [CLAIMS, at(at(volume, 'ephemeral'), 'persistentVolumeClaim').claimName],
    [CLAIMS, at(volume, 'memoryDump').claimName],
    ...init.flatMap((each): Found[] => [
      [SECRETS, at(each, 'secretRef').name],
      [SECRETS, at(each, 'networkDataSecretRef').name],
    ]),
    [CONFIG_MAPS, at(sysprep, 'configMap').name],
    [SECRETS, at(sysprep, 'secret').name],
    [CONFIG_MAPS, at(volume, 'configMap').name],
    [SECRETS, at(volume, 'secret').secretName],
    [SECRETS, at(volume, 'containerDisk').imagePullSecret],
    ['serviceaccounts', at(volume, 'serviceAccount').serviceAccountName],
  ];
}

function ofTemplate(template: Json): readonly Found[] {
  const { name } = at(template, 'metadata');
  const source = at(at(template, 'spec'), 'source');
  const sources = ['http', 'registry', 's3', 'gcs', 'imageio', 'vddk'].map((key) => at(source, key));
  return [
    [DATA_VOLUMES, name],
    [CLAIMS, name],
    ...sources.flatMap(({ secretRef, certConfigMap }): Found[] => [
      [SECRETS, secretRef],
      [CONFIG_MAPS, certConfigMap],
    ]),
  ];
}

function ofCredential(credential: Json): readonly Found[] {
  return ['sshPublicKey', 'userPassword'].map((key) => [
    SECRETS,
    at(at(at(credential, key), 'source'), 'secret').secretName,
  ]);
}

/** The kind is the cluster's where it is not said otherwise; the revision says what the type was when the machine was made. */
function ofType(spec: Json, status: Json, what: 'instancetype' | 'preference'): readonly Found[] {
  const { name, kind, revisionName } = at(spec, what);
  const resource = `virtualmachine${what}s.instancetype.kubevirt.io`;
  const isOfNamespace = typeof kind === 'string' && kind.toLowerCase() === `virtualmachine${what}`;
  return [
    ...(isOfNamespace ? [[resource, name] as Found] : []),
    [REVISIONS, revisionName],
    [REVISIONS, at(at(status, `${what}Ref`), 'controllerRevisionRef').name],
  ];
}

/** `net` or `namespace/net`; one of another namespace is not ours to take. */
function ofNetwork(network: Json, namespace: string): readonly Found[] {
  const { networkName } = at(network, 'multus');
  if (typeof networkName !== 'string') return [];
  const [first = '', name] = networkName.split('/');
  if (name === undefined) return [[NETWORKS, first]];
  return first === namespace ? [[NETWORKS, name]] : [];
}

function at(object: Json, key: string): Json {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** Whether KubeVirt may keep a claim of its own for it: a preference can ask for that, too (`preferredTPM`, `preferredEfi`). */
export function mayHaveState(object: unknown): boolean {
  const spec = at(isObject(object) ? object : {}, 'spec');
  if (isObject(spec.preference)) return true;
  const domain = at(at(at(spec, 'template'), 'spec'), 'domain');
  const tpm = at(at(domain, 'devices'), 'tpm').persistent;
  return tpm === true || at(at(at(domain, 'firmware'), 'bootloader'), 'efi').persistent === true;
}

export type MachineApi = Pick<ClusterApi, 'get'>;
