/** A Holdfast without its API: a database, a folder, and whoever asks for backups. The workers are processes of their own. */

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { compose, type Product } from '../../src/compose.js';
import { createDataSource } from '../../src/db/data-source.js';
import { KEY_BYTES, KeyRing } from '../../src/db/vault/key-ring.js';
import type { Backup } from '../../src/domain/backup.js';
import type { Cluster } from '../../src/domain/cluster.js';
import type { Actor } from '../../src/domain/identity.js';
import { systemActor } from '../../src/domain/identity.js';
import { backupKeys } from '../../src/domain/manifest.js';
import { JobStore } from '../../src/jobs/job-store.js';
import type { NewS3Location } from '../../src/services/s3-input.js';
import { silentLog } from '../../test/support/silent-log.js';
import { startDatabase } from '../support/database.js';

const LOOK_EVERY_MS = 100;
const NAME = 'bench';

export class Installation {
  private constructor(
    readonly product: Product,
    /** The administrator. */
    readonly actor: Actor,
    private readonly locationId: string,
    private readonly locationPath: string,
    /** What a worker must be told to take part. */
    readonly workerEnv: Readonly<Record<string, string>>,
    private readonly closers: readonly (() => Promise<void>)[],
  ) {}

  /** @param backupKey opens encrypted backups here; a worker is told of it by its own environment */
  static async start(folder: string, backupKey?: Buffer): Promise<Installation> {
    const database = await startDatabase(folder);
    const locations = join(folder, 'locations');
    mkdirSync(locations);
    const secretKey = randomBytes(KEY_BYTES);
    const workerEnv = {
      DATABASE_URL: database.url,
      HOLDFAST_SECRET_KEY: secretKey.toString('base64'),
      HOLDFAST_DATA_DIR: join(folder, 'data'),
      HOLDFAST_LOCATION_PARENTS: locations,
      HOLDFAST_LOG_FORMAT: 'json',
    };
    const dataSource = await createDataSource({
      url: database.url,
      poolSize: 2,
      applicationName: NAME,
      log: silentLog,
    });
    const bell = await JobStore.open({ url: database.url, name: NAME, log: silentLog });
    const product = compose({
      dataSource,
      keyRing: new KeyRing(secretKey),
      bell,
      log: silentLog,
      locationParents: [locations],
      ...(backupKey && { backupKeys: { keyFile: backupKey } }),
      settings: { worker: NAME, leaseMs: 60_000, maxAttempts: 1, progressMs: 1_000, guestWaitMs: 0 },
    });
    const actor = await firstAdmin(product);
    const { id, path } = await product.services.locations.create({ name: 'folder' }, actor);
    const closers = [
      () => product.close(),
      () => bell.close(),
      () => dataSource.destroy(),
      () => database.stop(),
    ];
    return new Installation(product, actor, id, path, workerEnv, closers);
  }

  async register(name: string, kubeconfigFile: string): Promise<Cluster> {
    const kubeconfig = readFileSync(kubeconfigFile, 'utf8');
    return await this.product.services.clusters.register({ name, kubeconfig }, this.actor);
  }

  /** Another place for backups, beside the folder. @returns its id. @throws Error when it cannot be used */
  async addBucket(s3: NewS3Location): Promise<string> {
    const added = await this.product.services.locations.create({ name: 'bucket', s3 }, this.actor);
    if (added.state !== 'VALID') throw new Error(`the bucket is ${added.state}: ${added.stateMessage}`);
    return added.id;
  }

  /**
   * Asks for a backup of all namespaces that the bench made and waits for its end.
   * @param locationId the folder's when absent. @throws Error when the backup is no success
   */
  async backUp(clusterId: string, locationId = this.locationId): Promise<Backup> {
    const { world, services } = this.product;
    const all = await world.clusters.namespaces(clusterId);
    const namespaces = all.map(({ name }) => name).filter((name) => name.startsWith('bench-'));
    const { id } = await services.backups.create({ clusterId, locationId, namespaces }, this.actor);
    for (;;) {
      await pause(LOOK_EVERY_MS);
      const backup = await services.backups.get(id, systemActor('bench'));
      if (backup.state === 'SUCCESS') return backup;
      if (backup.state !== 'IN_PROGRESS')
        throw new Error(`the backup is ${backup.state}: ${backup.stateReason}`);
    }
  }

  /** Where the files of a backup in the folder lie. */
  folderOf({ id }: Backup): string {
    return join(this.locationPath, backupKeys.folder(id));
  }

  /** Reads a backup back whole, in this process. @throws Error when it is damaged */
  async verify({ id }: Backup): Promise<void> {
    const { verifications } = this.product.services;
    await verifications.request(id, this.actor);
    await verifications.run(id, new AbortController().signal, () => false);
    const found = (await verifications.of([id])).get(id);
    if (found?.state !== 'INTACT') throw new Error(`the backup is damaged: ${found?.damages[0]}`);
  }

  async stop(): Promise<void> {
    for (const close of this.closers) await close();
  }
}

async function firstAdmin({ services }: Product): Promise<Actor> {
  let token = '';
  await services.identity.ensureFirstAdmin({
    keep: async (made) => {
      token = made;
      return true;
    },
    takeBack: async () => {},
  });
  const actor = await services.identity.authenticate(token);
  if (actor === undefined) throw new Error('the first administrator cannot sign in');
  return actor;
}
