/** KubeVirt by its API: kubevirt.io/v1 for machines, subresources.kubevirt.io/v1 for their file systems. Source: facts 7.2. */
import { ClusterCallFailed } from '../domain/cluster-call.js';
import type { ClusterApi, ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { MachineGateway, MachineInstance, MachinesWanted } from '../domain/ports/machine-gateway.js';
import type { MachineName, ObservedMachine } from '../domain/virtual-machine.js';
import { isJsonMap, type JsonMap, jsonMap, unexpected } from './json-shape.js';
import { spokenText } from './spoken-text.js';

const GROUP = '/apis/kubevirt.io/v1';
const SUBRESOURCES = '/apis/subresources.kubevirt.io/v1';
const PAGE = 500;
/** KubeVirt answers these with nothing at all. */
const ANYTHING = '*/*';

export class KubeVirtMachines implements MachineGateway {
  constructor(private readonly clusters: Pick<ClusterGateway, 'api'>) {}

  async list(
    clusterId: string,
    { namespaces, selector }: MachinesWanted = {},
    signal?: AbortSignal,
  ): Promise<readonly ObservedMachine[] | undefined> {
    const api = await this.clusters.api(clusterId);
    const paths =
      namespaces === undefined
        ? [`${GROUP}/virtualmachines`]
        : namespaces.map((name) => `${GROUP}/namespaces/${encodeURIComponent(name)}/virtualmachines`);
    const found: ObservedMachine[] = [];
    try {
      for (const path of paths) found.push(...(await listAgain(api, { path, selector, signal })));
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
      throw error;
    }
    return found.sort(byName);
  }

  async instance(
    clusterId: string,
    machine: MachineName,
    signal?: AbortSignal,
  ): Promise<MachineInstance | undefined> {
    const api = await this.clusters.api(clusterId);
    const path = `${GROUP}/${placeOf(machine)}`;
    try {
      return instanceOf(jsonMap(await api.get(path, signal ? { signal } : {}), `GET ${path}`));
    } catch (error) {
      if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
      throw error;
    }
  }

  async freeze(
    clusterId: string,
    machine: MachineName,
    { thawAfterMs, signal }: { readonly thawAfterMs: number; readonly signal?: AbortSignal },
  ): Promise<void> {
    const api = await this.clusters.api(clusterId);
    const path = `${SUBRESOURCES}/${placeOf(machine)}/freeze`;
    // virt-handler refuses a body without it (facts 7.2).
    const body = JSON.stringify({ unfreezeTimeout: `${Math.ceil(thawAfterMs / 1_000)}s` });
    await api.send({ method: 'PUT', path, body, accept: ANYTHING }, signal ? { signal } : {});
  }

  async thaw(clusterId: string, machine: MachineName, signal?: AbortSignal): Promise<void> {
    const api = await this.clusters.api(clusterId);
    const path = `${SUBRESOURCES}/${placeOf(machine)}/unfreeze`;
    await api.send({ method: 'PUT', path, accept: ANYTHING }, signal ? { signal } : {});
  }
}

function placeOf({ namespace, name }: MachineName): string {
  return `namespaces/${encodeURIComponent(namespace)}/virtualmachineinstances/${encodeURIComponent(name)}`;
}

interface MachineList {
  readonly path: string;
  readonly selector: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A list that expires on the way (410) is begun again once. */
async function listAgain(api: ClusterApi, list: MachineList): Promise<ObservedMachine[]> {
  try {
    return await listOnce(api, list);
  } catch (error) {
    if (!(error instanceof ClusterCallFailed) || error.kind !== 'EXPIRED') throw error;
    return await listOnce(api, list);
  }
}

async function listOnce(
  api: ClusterApi,
  { path, selector, signal }: MachineList,
): Promise<ObservedMachine[]> {
  const call = `GET ${path}`;
  const found: ObservedMachine[] = [];
  let token = '';
  do {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (selector !== undefined) query.set('labelSelector', selector);
    if (token !== '') query.set('continue', token);
    const page = jsonMap(await api.get(`${path}?${query}`, signal ? { signal } : {}), call);
    const items = page.items ?? [];
    if (!Array.isArray(items)) throw unexpected(call, 'the answer is no list');
    found.push(...items.map((item) => machineOf(item, call)));
    const following = mapAt(page, 'metadata').continue;
    if (following === token && token !== '') throw unexpected(call, 'the list goes round in a circle');
    token = typeof following === 'string' ? following : '';
  } while (token !== '');
  return found;
}

function machineOf(item: unknown, call: string): ObservedMachine {
  const object = isJsonMap(item) ? item : {};
  const { name, namespace, uid, labels } = mapAt(object, 'metadata');
  if (typeof name !== 'string' || typeof namespace !== 'string' || typeof uid !== 'string')
    throw unexpected(call, 'a virtual machine has no name, namespace or uid');
  const status = mapAt(object, 'status');
  const notReady = conditionsOf(status).find(({ type, status: is }) => type === 'Ready' && is === 'False');
  return {
    name,
    namespace,
    uid,
    labels: textsOf(labels),
    printableStatus: wordOf(status.printableStatus),
    runStrategy: runStrategyOf(mapAt(object, 'spec')),
    agentConnected: isTrue(status, 'AgentConnected'),
    message:
      typeof notReady?.message === 'string' && notReady.message !== '' ? spokenText(notReady.message) : null,
  };
}

const LONGEST_WORD = 64;

/** As it is, whatever it is: the list of words grows with KubeVirt (facts 7.2). */
function wordOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? spokenText(value).slice(0, LONGEST_WORD) : null;
}

function runStrategyOf({ runStrategy, running }: JsonMap): string | null {
  if (typeof runStrategy === 'string') return wordOf(runStrategy);
  return typeof running === 'boolean' ? (running ? 'Always' : 'Halted') : null;
}

function instanceOf(object: JsonMap): MachineInstance {
  const status = mapAt(object, 'status');
  return {
    phase: typeof status.phase === 'string' ? status.phase : '',
    paused: isTrue(status, 'Paused'),
    agentConnected: isTrue(status, 'AgentConnected'),
    frozen: status.fsFreezeStatus === 'frozen',
  };
}

/** A condition that is there and False is no yes. */
function isTrue(status: JsonMap, type: string): boolean {
  return conditionsOf(status).some((each) => each.type === type && each.status === 'True');
}

function conditionsOf({ conditions }: JsonMap): readonly JsonMap[] {
  return Array.isArray(conditions) ? conditions.filter(isJsonMap) : [];
}

function textsOf(labels: unknown): Readonly<Record<string, string>> {
  const pairs = Object.entries(isJsonMap(labels) ? labels : {});
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

function mapAt(object: JsonMap, key: string): JsonMap {
  const value = object[key];
  return isJsonMap(value) ? value : {};
}

function byName(one: MachineName, other: MachineName): number {
  return compare(one.namespace, other.namespace) || compare(one.name, other.name);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
