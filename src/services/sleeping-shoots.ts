/** A gateway that knows of sleep: a shoot whose API server is down on purpose is HIBERNATED, and neither unreachable nor alarming. */
import { CLUSTER_REASONS, type ClusterProbe, mayPass } from '../domain/cluster.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { GardenGateway } from '../domain/ports/garden-gateway.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { DiscoveredShoot } from '../domain/shoot.js';
import { within } from './within.js';

export interface SleepingShootsPorts {
  readonly gateway: ClusterGateway;
  readonly garden: Pick<GardenGateway, 'shoot'>;
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly log: Log;
}

/** So long the garden's word that a shoot sleeps is believed: five hundred that sleep are not asked about with every probe. */
const SLEEP_BELIEVED_MS = 5 * 60_000;
const GARDEN_TIMEOUT_MS = 10_000;
const hibernated = (message: string): ClusterProbe => ({
  ok: false,
  reason: 'HIBERNATED',
  message,
  missingRights: [],
});
const ASLEEP = hibernated(`${CLUSTER_REASONS.HIBERNATED}.`);
const WAKING = hibernated('The shoot woke up, and its new kubeconfig is being fetched.');

export function knowingSleep(ports: SleepingShootsPorts): ClusterGateway {
  const { gateway } = ports;
  return {
    namespaces: (...asked) => gateway.namespaces(...asked),
    systemNamespaces: (...asked) => gateway.systemNamespaces(...asked),
    api: (clusterId) => gateway.api(clusterId),
    probe: (clusterId, signal) => probe(ports, clusterId, signal),
    namespace: (clusterId, name, signal) => gateway.namespace(clusterId, name, signal),
    pods: (clusterId, wanted, signal) => gateway.pods(clusterId, wanted, signal),
    forget: (clusterId) => gateway.forget(clusterId),
  };
}

async function probe(
  ports: SleepingShootsPorts,
  clusterId: string,
  signal: AbortSignal | undefined,
): Promise<ClusterProbe> {
  const shoot = await ports.work.stores.shoots.find(clusterId);
  if (shoot === undefined || !shoot.managed) return ports.gateway.probe(clusterId, signal);
  if (shoot.hibernated) {
    const believed = ports.clock.now().getTime() - shoot.hibernationCheckedAt.getTime() < SLEEP_BELIEVED_MS;
    if (believed || (await sleepsNow(ports, shoot, signal)) !== false) return ASLEEP;
  }
  if (await awaitsAccess(ports, shoot)) return WAKING;
  const seen = await ports.gateway.probe(clusterId, signal);
  if (seen.ok || !mayPass(seen.reason)) return seen;
  // It may have been put to sleep since the last run: its garden knows.
  return (await sleepsNow(ports, shoot, signal)) === true ? ASLEEP : seen;
}

/** The kubeconfig of before its sleep has ended: that it is refused until the next one is there says nothing of the cluster. */
async function awaitsAccess({ work, clock }: SleepingShootsPorts, shoot: DiscoveredShoot): Promise<boolean> {
  const { id, kubeconfigExpiresAt, renewFailures } = shoot;
  if (renewFailures > 0 || (kubeconfigExpiresAt !== null && kubeconfigExpiresAt > clock.now())) return false;
  return (await work.stores.clusters.find(id))?.stateReason === 'HIBERNATED';
}

/** Undefined: the garden did not say. What it says is written down. */
async function sleepsNow(
  { garden, work, clock, log }: SleepingShootsPorts,
  shoot: DiscoveredShoot,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> {
  const [discoveryId] = (await work.stores.shoots.discoveriesOf([shoot.id])).get(shoot.id) ?? [];
  if (discoveryId === undefined) return undefined;
  try {
    const at = clock.now();
    const now = await within(GARDEN_TIMEOUT_MS, (timeUp) =>
      garden.shoot(discoveryId, shoot, signal === undefined ? timeUp : AbortSignal.any([timeUp, signal])),
    );
    if (now?.uid !== shoot.uid) return undefined;
    await work.stores.shoots.update(shoot.id, {
      hibernated: now.hibernated,
      hibernationCheckedAt: at,
      // Asleep none is renewed; awake the next round fetches one.
      ...(now.hibernated !== shoot.hibernated && { renewAt: now.hibernated ? null : at }),
    });
    return now.hibernated;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    log.debug({ clusterId: shoot.id, err: error }, 'a garden did not say whether a shoot sleeps');
    return undefined;
  }
}
