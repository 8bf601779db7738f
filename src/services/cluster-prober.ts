/** Looks at clusters and writes down what it saw, guarded by the look before it and the credential it used. */
import { settleAlert } from '../cycle/incidents.js';
import { CLUSTER_REASONS, type Cluster, type ClusterProbe, judgeProbe } from '../domain/cluster.js';
import { ClusterCallFailed } from '../domain/cluster-call.js';
import { NotFound } from '../domain/errors/resource-errors.js';
import { type Actor, systemActor } from '../domain/identity.js';
import type { Clock } from '../domain/ports/clock.js';
import type { ClusterGateway } from '../domain/ports/cluster-gateway.js';
import type { Log } from '../domain/ports/log.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import type { StorkLook } from '../domain/ports/stork-look.js';
import type { StorkInstallation } from '../domain/stork.js';
import type { ConnectionProber } from './connection-prober.js';
import { lookRound } from './look-round.js';
import { storkOf } from './stork-of-cluster.js';
import type { VirtualMachineProber } from './virtual-machine-prober.js';
import { within } from './within.js';

/** A look takes tens of milliseconds; one that hangs up to 15 s, on at most two connections. */
const ROUND = { atOnce: 16, atMost: 64, patienceMs: 1_000 } as const;
/** A person may be waiting for the look; what a slow cluster does not tell now it tells the next one. */
const NAMESPACES_TIMEOUT_MS = 15_000;
const CLUSTER = { subjectType: 'Cluster', kind: 'CLUSTER_BAD' } as const;

export interface ProberPorts {
  readonly work: UnitOfWork;
  readonly clusters: Pick<ClusterGateway, 'probe' | 'namespaces' | 'systemNamespaces'>;
  readonly machines: Pick<VirtualMachineProber, 'look'>;
  /** Of federated clusters. */
  readonly stork: StorkLook;
  readonly connections: Pick<ConnectionProber, 'lookAfterAbsence'>;
  readonly clock: Clock;
  readonly log: Log;
}

interface SeenByProbe {
  readonly probe: ClusterProbe;
  /** null: there is none, or it was not looked for. */
  readonly stork: StorkInstallation | null;
}

export interface LookOptions {
  readonly actor: Actor;
  /** A person asked for this look: what it sees counts at once, without hysteresis. */
  readonly asked: boolean;
  readonly signal?: AbortSignal;
}

export class ClusterProber {
  constructor(private readonly ports: ProberPorts) {}

  /** Every cluster once, a few at a time. One that fails to be looked at stops no other. */
  async lookAtAll(signal: AbortSignal): Promise<number> {
    const clusters = await this.ports.work.stores.clusters.all();
    const options = { actor: systemActor('cluster prober'), asked: false, signal };
    const look = async ({ id }: Cluster) => {
      try {
        await this.look(id, options);
      } catch (error) {
        this.ports.log.warn({ clusterId: id, err: error }, 'a cluster could not be looked at');
      }
    };
    await lookRound(clusters, { ...ROUND, look, signal });
    return clusters.length;
  }

  /** One look at one cluster. @returns the cluster as it stands afterwards. @throws NotFound */
  async look(clusterId: string, options: LookOptions): Promise<Cluster> {
    const { work } = this.ports;
    const before = await work.stores.clusters.find(clusterId);
    if (before === undefined) throw new NotFound('Cluster', clusterId);
    const seen = await this.#probe(before, options.signal);
    const { probe } = seen;
    if (!options.signal?.aborted) await this.#writeDown(before, seen, options);
    const after = (await work.stores.clusters.find(clusterId)) ?? before;
    if (!probe.ok || after.state !== 'ACTIVE') return after;
    await this.#lookAtNamespaces(clusterId, options);
    // Backups of virtual machines are for this mode alone (seed).
    if (after.mode === 'CLASSIC') await this.ports.machines.look(clusterId, options.actor, options.signal);
    else if (before.state !== 'ACTIVE') await this.#lookAtConnections(clusterId, options);
    return after;
  }

  /** Nothing waits for the next round that only the cluster was in the way of. */
  async #lookAtConnections(clusterId: string, options: LookOptions): Promise<void> {
    try {
      await this.ports.connections.lookAfterAbsence(clusterId, options);
    } catch (error) {
      if (options.signal?.aborted) return;
      this.ports.log.warn({ clusterId, err: error }, 'the connections of a cluster could not be looked at');
    }
  }

  /** A federated cluster that answers and has no Stork is of no use: nobody there does the work. */
  async #probe({ id, mode }: Cluster, signal: AbortSignal | undefined): Promise<SeenByProbe> {
    const probe = await this.ports.clusters.probe(id, signal);
    if (mode === 'CLASSIC' || !probe.ok) return { probe, stork: null };
    const sight = await storkOf(this.ports.stork, id, signal);
    if ('failed' in sight) return { probe: sight.failed, stork: null };
    return { probe, stork: sight.installation };
  }

  /** One paged list and which of it is the system's, which the gateway writes down. That it fails says nothing of the cluster: the probe has judged. */
  async #lookAtNamespaces(clusterId: string, { signal }: LookOptions): Promise<void> {
    const { clusters, log } = this.ports;
    try {
      await within(NAMESPACES_TIMEOUT_MS, async (timeUp) => {
        const either = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
        await clusters.namespaces(clusterId, either);
        await clusters.systemNamespaces(clusterId, either);
      });
    } catch (error) {
      if (signal?.aborted) return;
      if (!(error instanceof ClusterCallFailed)) throw error;
      log.debug({ clusterId, err: error }, 'the namespaces of a cluster could not be listed');
    }
  }

  async #writeDown(before: Cluster, { probe, stork }: SeenByProbe, options: LookOptions): Promise<void> {
    const { work, clock } = this.ports;
    const at = clock.now();
    const { state, reason, looks } = judgeProbe(probe, before, at, options.asked);
    const changed = state !== before.state || reason !== before.stateReason;
    const seen = {
      state,
      stateReason: reason,
      // A patient prober keeps the state, and says beside it what the last look saw.
      stateMessage: probe.ok ? CLUSTER_REASONS.OK : probe.message,
      stateChangedAt: state === before.state ? before.stateChangedAt : at,
      stateCheckedAt: at,
      lastReachedAt: probe.ok ? at : before.lastReachedAt,
      looks,
      kubernetesVersion: probe.ok ? probe.kubernetesVersion : before.kubernetesVersion,
      clusterUid: probe.ok ? probe.clusterUid : before.clusterUid,
      missingRights: probe.missingRights,
      stork: stork ?? (!probe.ok && probe.reason === 'STORK_MISSING' ? null : before.stork),
    };
    await work.transaction(async (stores) => {
      const guard = { credentialVersion: before.credentialVersion, checkedBefore: before.stateCheckedAt };
      const written = await stores.clusters.observe(before.id, guard, seen);
      if (!written) return;
      // A cycle may have found the cluster bad between two good looks: the alert is open though no state moved.
      if (probe.ok && state === 'ACTIVE') {
        const settled = { ...CLUSTER, subjectId: before.id, reason: 'the cluster answers again' };
        await settleAlert(stores, settled, { at, actor: options.actor });
      }
      if (!changed) return;
      await stores.events.append({
        type: 'CLUSTER_STATE_CHANGED',
        subjectType: 'Cluster',
        subjectId: before.id,
        actor: options.actor,
        data: { name: before.name, from: before.state, to: state, reason, message: seen.stateMessage },
      });
    });
  }
}
