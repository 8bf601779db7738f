/** What a backup would hold if it began now: asked of the cluster, changes nothing. */
import { makePlan } from '../cycle/plan.js';
import { lookAtAsked, type MachinePlan } from '../cycle/plan-machines.js';
import { isGranted } from '../domain/access.js';
import type { CyclePlan } from '../domain/backup.js';
import type { Actor } from '../domain/identity.js';
import { assertModeOf } from '../domain/mode-rules.js';
import { type NamespaceSelection, normalSelection } from '../domain/namespace-selection.js';
import { assertMode } from '../domain/operation-mode.js';
import type { ResourcePreview } from '../domain/ports/backup-engine.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Engines } from '../domain/ports/engines.js';
import type { MachineGateway } from '../domain/ports/machine-gateway.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { EVERY_RESOURCE, filterFaults, normalFilter } from '../domain/resource-filter.js';
import { assertSeen, assertVisibleNames, grantedOn, namesIn } from './authorisation.js';
import { refuse } from './faults.js';
import { type AskedByHand, askedFaults, selectionIn } from './machine-requests.js';
import { LOOK_TIMEOUT_MS, within } from './within.js';

/** Counting may take longer than a look. */
const PREVIEW_TIMEOUT_MS = 120_000;

export interface LookPorts {
  readonly work: Pick<UnitOfWork, 'stores'>;
  readonly clusters: Pick<ClusterGateway, 'namespace' | 'namespaces' | 'systemNamespaces'>;
  readonly machines: Pick<MachineGateway, 'list'>;
}

export interface PlanPorts extends LookPorts {
  readonly engines: Engines;
}

export interface PlanRequest extends AskedByHand {
  readonly clusterId: string;
}

export type PreviewRequest = Omit<PlanRequest, 'virtualMachines'>;

/** A plan, and the namespaces that the cluster has beside the requested ones. */
export interface PlanPreview extends CyclePlan {
  readonly unlisted: readonly string[];
  /** Null: namespaces are asked for. */
  readonly virtualMachines: MachinePlan | null;
}

/**
 * What a backup would include and miss now; of what the cluster finds by itself only what the viewer may see.
 * @throws NotFound, InvalidInput, NamespacesNotGranted, ModeNotSupported, ClusterCallFailed
 */
export async function planBackup(
  ports: LookPorts,
  request: PlanRequest,
  viewer: Actor,
): Promise<PlanPreview> {
  const { stores } = ports.work;
  refuse(askedFaults(request));
  const row = await stores.clusters.find(request.clusterId);
  const { id, mode } = await assertSeen(stores, viewer, 'Cluster', { id: request.clusterId, row });
  const selection = normalSelection(selectionIn(request));
  if (selection.kind === 'VIRTUAL_MACHINES') assertModeOf('VirtualMachine', 'backUp', mode);
  const named = namesIn(selection);
  if (named !== null) await assertVisibleNames(stores, viewer, { clusterId: id, namespaces: named });
  return planNow(ports, { clusterId: id, selection }, viewer);
}

/**
 * What is there of a selection, and what beside it. What a cluster has now is shown in those namespaces only that the viewer was
 * granted, and whether something is missing says that, too.
 * @throws ClusterCallFailed
 */
export async function planNow(
  { work: { stores }, clusters, machines }: LookPorts,
  { clusterId, selection }: { readonly clusterId: string; readonly selection: NamespaceSelection },
  viewer: Actor,
): Promise<PlanPreview> {
  const granted = await grantedOn(stores, viewer, clusterId);
  const { asked, all } = await within(LOOK_TIMEOUT_MS, async (signal) => ({
    asked: await lookAtAsked({ clusters, machines }, clusterId, selection, signal),
    all: await clusters.namespaces(clusterId, signal),
  }));
  const isSeen = (name: string) => isGranted(granted, name);
  const requested = asked.requested.filter(isSeen);
  const listed = new Set(requested);
  const others = all.map((each) => each.name).filter((name) => !listed.has(name));
  return {
    ...makePlan(requested, asked.sight),
    unlisted: others.filter(isSeen),
    virtualMachines: asked.machines === undefined ? null : machinesSeen(asked.machines, isSeen),
  };
}

function machinesSeen(plan: MachinePlan, isSeen: (namespace: string) => boolean): MachinePlan {
  const seen = <T extends { readonly namespace: string }>(of: readonly T[]) =>
    of.filter(({ namespace }) => isSeen(namespace));
  return { ...plan, included: seen(plan.included), missing: seen(plan.missing) };
}

/**
 * What a backup would keep of the namespaces that are there now, and why not the rest. Virtual machines are kept whole.
 * @throws NotFound, InvalidInput, ModeNotSupported, ClusterCallFailed
 */
export async function previewBackup(
  ports: PlanPorts,
  request: PreviewRequest,
  viewer: Actor,
): Promise<ResourcePreview> {
  const { clusterId, filter } = request;
  refuse(filter == null ? [] : filterFaults('filter', filter));
  const cluster = await ports.work.stores.clusters.find(clusterId);
  const { included } = await planBackup(ports, request, viewer);
  if (cluster)
    assertMode(cluster.mode, { supports: ['CLASSIC'], what: 'A look at what a backup would keep' });
  const namespaces = included.map(({ name }) => name);
  const kept = normalFilter(filter ?? EVERY_RESOURCE);
  return within(PREVIEW_TIMEOUT_MS, (signal) =>
    ports.engines.of('CLASSIC').preview({ clusterId, namespaces, filter: kept, signal }),
  );
}
