import pLimit from 'p-limit';
import type { MachineParts } from '../../../domain/backup-machine.js';
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { ClusterApi, ClusterGateway } from '../../../domain/ports/cluster-gateway.js';
import type { MachineReader } from '../../../domain/ports/machine-gateway.js';
import type { MachineName } from '../../../domain/virtual-machine.js';
import { isObject, objectsIn, parseObject } from '../json-object.js';
import { mayHaveState, partsOf } from './machine-parts.js';

const AT_ONCE = 4;
/** On the claims that KubeVirt makes for firmware and TPM: the name of their machine. */
const STATE_LABEL = 'persistent-state-for';

export class DirectMachineReader implements MachineReader {
  constructor(private readonly clusters: Pick<ClusterGateway, 'api'>) {}

  async partsOf(
    clusterId: string,
    machines: readonly MachineName[],
    signal: AbortSignal,
  ): Promise<readonly MachineParts[]> {
    const api = await this.clusters.api(clusterId);
    const limit = pLimit(AT_ONCE);
    const read = await Promise.allSettled(machines.map((machine) => limit(readOne, api, machine, signal)));
    return read.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
  }
}

async function readOne(api: ClusterApi, machine: MachineName, signal: AbortSignal): Promise<MachineParts> {
  signal.throwIfAborted();
  const namespace = encodeURIComponent(machine.namespace);
  const path = `/apis/kubevirt.io/v1/namespaces/${namespace}/virtualmachines/${encodeURIComponent(machine.name)}`;
  try {
    const object = parseObject(await api.get(path, { signal }), path);
    return partsOf(machine, object, mayHaveState(object) ? await claimsOf(api, machine, signal) : []);
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return partsOf(machine, {});
    throw error;
  }
}

async function claimsOf(api: ClusterApi, { namespace, name }: MachineName, signal: AbortSignal) {
  const query = new URLSearchParams({ labelSelector: `${STATE_LABEL}=${name}` });
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/persistentvolumeclaims?${query}`;
  const { items } = parseObject(await api.get(path, { signal }), path);
  return objectsIn(items).flatMap(({ metadata }) =>
    isObject(metadata) && typeof metadata.name === 'string' ? [metadata.name] : [],
  );
}
