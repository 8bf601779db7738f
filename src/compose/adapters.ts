/** Builds what reaches the world: clusters and gardens, locations, engines, the keys of backups. */
import type { DataSource } from 'typeorm';
import { KubernetesClusterGateway } from '../clusters/cluster-gateway.js';
import type { ClusterTimeouts } from '../clusters/cluster-timeouts.js';
import { GardenerGateway } from '../clusters/gardener/gardener-gateway.js';
import { AllowListKubeconfigReader } from '../clusters/kubeconfig.js';
import { KubeVirtMachines } from '../clusters/virtual-machines.js';
import { instanceId } from '../db/instance-id.js';
import { translating } from '../db/stores/stores-on.js';
import { PostgresCredentialVault } from '../db/vault/credential-vault.js';
import type { KeyRing } from '../db/vault/key-ring.js';
import type { Clock } from '../domain/ports/clock.js';
import type { Log } from '../domain/ports/log.js';
import type { RestoreEngine } from '../domain/ports/restore-engine.js';
import type { UnitOfWork } from '../domain/ports/stores.js';
import { AesBackupCipher } from '../encryption/aes-backup-cipher.js';
import { installationSalt } from '../encryption/installation-salt.js';
import type { KeySources } from '../encryption/key-chain.js';
import { DirectEngine } from '../engines/direct/direct-engine.js';
import { DirectRestoreEngine } from '../engines/direct/restore/direct-restore-engine.js';
import { SnapshotSource } from '../engines/direct/volumes/snapshot-source.js';
import type { VolumeTimes } from '../engines/direct/volumes/volume-times.js';
import { EnginesByMode } from '../engines/engines-by-mode.js';
import { StorkEngine, type StorkTimes } from '../engines/stork/stork-engine.js';
import { StorkLocations, type StorkLocationTimes } from '../engines/stork/stork-locations.js';
import type { FileOperations } from '../locations/file-operations.js';
import { FilesystemLocations } from '../locations/filesystem-locations.js';
import { LocationsByKind } from '../locations/locations-by-kind.js';
import { rememberingNamespaces } from '../services/remembered-namespaces.js';
import { knowingSleep } from '../services/sleeping-shoots.js';

export interface AdapterParts {
  readonly dataSource: DataSource;
  readonly keyRing: KeyRing;
  readonly log: Log;
  /** Folders below which locations may lie. */
  readonly locationParents: readonly string[];
  /** Absent: backups are stored in the clear. */
  readonly backupKeys?: Omit<KeySources, 'salt'>;
  /** How long snapshots of volumes are waited for; the engine's own times when absent. */
  readonly volumeTimes?: Partial<VolumeTimes>;
  /** How long clusters are waited for; the gateway's own times when absent. */
  readonly clusterTimeouts?: Partial<ClusterTimeouts>;
  /** How long one look at a location may take; 15 s when absent. */
  readonly locationCheckMs?: number;
  /** How patient Holdfast is with Stork; the engine's own times when absent. */
  readonly storkTimes?: Partial<StorkTimes>;
  /** How long clusters are waited for that look at locations themselves; the adapter's own times when absent. */
  readonly storkLocationTimes?: Partial<StorkLocationTimes>;
  /** What folders are written with; the operating system's when absent. */
  readonly files?: FileOperations;
  /** What brings backups back; the built-in engine when absent. */
  readonly restoreEngine?: RestoreEngine;
}

interface AdapterGround {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly version: string;
}

export function adaptersOf(parts: AdapterParts, { work, clock, version }: AdapterGround) {
  const { dataSource, keyRing, log } = parts;
  const vault = translating(new PostgresCredentialVault(dataSource.manager, keyRing));
  const reaching = {
    ...{ vault, clock, log, version },
    ...(parts.clusterTimeouts && { timeouts: parts.clusterTimeouts }),
  };
  const gateway = new KubernetesClusterGateway(reaching);
  const gardens = new KubernetesClusterGateway({ ...reaching, credentialOf: 'ClusterDiscovery' });
  const garden = new GardenerGateway(gardens);
  const awake = knowingSleep({ gateway, garden, work, clock, log });
  const clusters = rememberingNamespaces({ gateway: awake, work, clock, log });
  const locations = locationsOf(parts, { vault, clock });
  const engine = new DirectEngine({
    clusters,
    clock,
    log,
    ...(parts.volumeTimes && { volumeTimes: parts.volumeTimes }),
  });
  const engines = new EnginesByMode({
    direct: engine,
    instructed: new StorkEngine({ clusters, ...(parts.storkTimes && { times: parts.storkTimes }) }),
  });
  const { restoreEngine = new DirectRestoreEngine({ clusters, log, volumes: new SnapshotSource() }) } = parts;
  return {
    ...{ gateway, garden, clusters, locations, engine, engines, restoreEngine },
    machines: new KubeVirtMachines(clusters),
    kubeconfigs: new AllowListKubeconfigReader(),
    federated: new StorkLocations({
      clusters,
      ...(parts.storkLocationTimes && { times: parts.storkLocationTimes }),
    }),
    cipher: new AesBackupCipher({
      ...parts.backupKeys,
      salt: async () => installationSalt(await instanceId(dataSource)),
    }),
    /** Aborts every call to every cluster and bucket. */
    close: async () => {
      await Promise.all([gateway.close(), gardens.close(), locations.close()]);
    },
  };
}

function locationsOf(
  { locationParents: parents, locationCheckMs, files }: AdapterParts,
  { vault, clock }: { readonly vault: PostgresCredentialVault; readonly clock: Clock },
): LocationsByKind {
  const checks = locationCheckMs === undefined ? {} : { checkTimeoutMs: locationCheckMs };
  return new LocationsByKind({
    folders: new FilesystemLocations({ parents, clock, ...checks, ...(files && { files }) }),
    // Its client is a large part of what a process loads, and many have folders alone.
    buckets: async () => {
      const { S3Locations } = await import('../locations/s3/s3-locations.js');
      return new S3Locations({ vault, clock, ...checks });
    },
  });
}
