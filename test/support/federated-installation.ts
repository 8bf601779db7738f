/** An installation beside a federated cluster: a stand-in with a Stork, a bucket that only the cluster reaches. */
import { randomUUID } from 'node:crypto';
import type { Backup } from '../../src/domain/backup.js';
import type { BackupLocation } from '../../src/domain/backup-location.js';
import { type BackupSchedule, NO_TIERS } from '../../src/domain/backup-schedule.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { NamespaceSelection } from '../../src/domain/namespace-selection.js';
import { HOLDFAST, MANAGED_BY, STORK_MARKS, storkNames } from '../../src/engines/stork/stork-kinds.js';
import type { StandInStore } from '../stand-ins/kubernetes/stand-in-store.js';
import { build } from '../stand-ins/kubernetes/worlds/object-builder.js';
import { aStorageClass } from '../stand-ins/kubernetes/worlds/storage.js';
import { BACKUPS, LOCATIONS } from '../stand-ins/stork/stork-kinds.js';
import { installStork, type StorkOptions, type StorkStandIn } from '../stand-ins/stork/stork-stand-in.js';
import { type BackupReport, Installation, type InstallationOptions } from './installation.js';

export const BUCKET = 'team-backups';

export interface FederatedOptions extends InstallationOptions {
  readonly stork?: StorkOptions;
}

export class FederatedInstallation {
  private constructor(
    readonly holdfast: Installation,
    readonly stork: StorkStandIn,
    readonly cluster: Cluster,
    readonly location: BackupLocation,
  ) {}

  static async start({
    stork: storkOptions = {},
    ...options
  }: FederatedOptions = {}): Promise<FederatedInstallation> {
    let stork: StorkStandIn | undefined;
    const holdfast = await Installation.start({
      ...options,
      storkTimes: { pollMs: 10, watchMs: 2_000, goneMs: 5_000, ...options.storkTimes },
      world: (store) => {
        build(store, aStorageClass());
        stork = installStork(store, storkOptions);
        stork.buckets.make(BUCKET);
        options.world?.(store);
      },
    });
    if (stork === undefined) throw new Error('the world was not made');
    const { services } = holdfast.product;
    const kubeconfig = holdfast.kubernetes.kubeconfig();
    const cluster = await services.clusters.register(
      { name: 'harbour', mode: 'FEDERATED', kubeconfig },
      holdfast.actor,
    );
    const location = await services.locations.create(
      {
        name: 'vault',
        access: 'WORKLOAD_IDENTITY',
        s3: { bucket: BUCKET, endpoint: 'https://store.example' },
      },
      holdfast.actor,
    );
    await connect(holdfast, { cluster, location }, stork);
    return new FederatedInstallation(holdfast, stork, cluster, location);
  }

  get store(): StandInStore {
    return this.holdfast.kubernetes.store;
  }

  request(...namespaces: readonly string[]): Promise<Backup> {
    const { holdfast, cluster, location } = this;
    const asked = { clusterId: cluster.id, locationId: location.id, namespaces };
    return holdfast.product.services.backups.create(asked, holdfast.actor);
  }

  /** A schedule `nightly` of the cluster to its location, every quarter of an hour. */
  schedule(selection: NamespaceSelection): Promise<BackupSchedule> {
    const { holdfast, cluster, location } = this;
    const wanted = {
      ...{ name: 'nightly', clusterId: cluster.id, locationId: location.id, selection },
      ...({ timing: { kind: 'INTERVAL', minutes: 15 }, timeZone: 'UTC' } as const),
      retention: { keep: 3, maxAgeDays: null, ...NO_TIERS },
    };
    return holdfast.product.services.schedules.create(wanted, holdfast.actor);
  }

  async backUp(...namespaces: readonly string[]): Promise<BackupReport> {
    const { id } = await this.request(...namespaces);
    return this.holdfast.run(id);
  }

  /** What Stork was told of a backup. */
  instructionOf(backupId: string) {
    return this.store.get(BACKUPS, storkNames.backup(backupId), this.stork.adminNamespace);
  }

  stop(): Promise<void> {
    return this.holdfast.stop();
  }
}

/** As its connection would be: the cluster knows the location, and says that it is good. */
async function connect(
  holdfast: Installation,
  { cluster, location: { id } }: { readonly cluster: Cluster; readonly location: BackupLocation },
  stork: StorkStandIn,
): Promise<void> {
  holdfast.kubernetes.store.create(LOCATIONS, {
    metadata: {
      name: storkNames.location(id),
      namespace: stork.adminNamespace,
      labels: { [MANAGED_BY]: HOLDFAST, [STORK_MARKS.location]: id },
    },
    location: { type: 's3', path: BUCKET },
  });
  await holdfast.database.query(
    `UPDATE backup_location SET state = 'VALID', state_reason = 'CONNECTED' WHERE id = '${id}'`,
  );
  // Written down by hand: an old Stork does not say whether it reaches a location.
  await holdfast.database.query(
    `INSERT INTO location_connection (id, location_id, cluster_id, state, state_reason, state_message, state_changed_at, created_at)
     VALUES ('${randomUUID()}', '${id}', '${cluster.id}', 'VALID', 'OK', 'reached', now(), now())`,
  );
}
