import { Any, type EntityManager, In, type Repository } from 'typeorm';
import type { DiscoveredClusters, ShootStore } from '../../domain/ports/discovery-stores.js';
import type { DiscoveredShoot } from '../../domain/shoot.js';
import { DiscoveredShootEntity } from '../entities/discovered-shoot.entity.js';
import { findRow, findRows, insertRow, lockRow, updateRow } from './resource-rows.js';
import { isUuid, knownId } from './sql.js';

export class PostgresShootStore implements ShootStore {
  private readonly rows: Repository<DiscoveredShoot>;

  constructor(private readonly manager: EntityManager) {
    this.rows = manager.getRepository(DiscoveredShootEntity);
  }

  insert(shoot: DiscoveredShoot): Promise<void> {
    return insertRow(this.manager, DiscoveredShootEntity, shoot);
  }

  async lockByUid(uid: string): Promise<DiscoveredShoot | undefined> {
    const found = await this.rows.findOne({ where: { uid }, lock: { mode: 'for_no_key_update' } });
    return found ?? undefined;
  }

  lock(clusterId: string): Promise<DiscoveredShoot | undefined> {
    return lockRow(this.rows, clusterId);
  }

  find(clusterId: string): Promise<DiscoveredShoot | undefined> {
    return findRow(this.rows, clusterId);
  }

  findMany(clusterIds: readonly string[]): Promise<readonly DiscoveredShoot[]> {
    return findRows(this.rows, clusterIds);
  }

  update(clusterId: string, change: Partial<DiscoveredShoot>): Promise<void> {
    return updateRow(this.rows, clusterId, change);
  }

  async findByUids(uids: readonly string[]): Promise<readonly DiscoveredShoot[]> {
    return uids.length === 0 ? [] : this.rows.findBy({ uid: Any([...uids]) });
  }

  async isNameFree(name: string, clusterId: string): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>('SELECT FROM cluster WHERE name = $1 AND id <> $2', [
      name,
      clusterId,
    ]);
    return rows.length === 0;
  }

  async replaceAccess(
    clusterId: string,
    { server, credentialExpiresAt }: { readonly server: string; readonly credentialExpiresAt: Date | null },
  ): Promise<void> {
    await this.manager.query(
      `UPDATE cluster SET server = $2, credential_expires_at = $3, credential_version = credential_version + 1
       WHERE id = $1`,
      [clusterId, server, credentialExpiresAt],
    );
  }

  async markUnmanaged(clusterIds: readonly string[], reason: string, at: Date): Promise<void> {
    await this.manager.query(
      `UPDATE discovered_shoot SET managed = false, unmanaged_at = $2, unmanaged_reason = $3, renew_at = NULL,
         renew_failures = 0, renew_error = NULL WHERE cluster_id = ANY($1)`,
      [clusterIds, at, reason],
    );
  }

  async claim(discoveryId: string, clusterId: string): Promise<void> {
    await this.manager.query(
      'INSERT INTO discovery_cluster (discovery_id, cluster_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [discoveryId, clusterId],
    );
  }

  /** Locked in one order, as those that are let go of are. */
  async seeAgain(
    discoveryId: string,
    shoots: readonly Pick<DiscoveredShoot, 'id' | 'hibernated'>[],
    at: Date,
  ): Promise<readonly string[]> {
    const [rows] = await this.manager.query<[{ id: string }[], number]>(
      `WITH same AS (
         SELECT cluster_id FROM discovered_shoot
         JOIN unnest($2::uuid[], $3::boolean[]) AS known (id, asleep) ON id = cluster_id AND asleep = hibernated
         WHERE managed ORDER BY cluster_id FOR NO KEY UPDATE OF discovered_shoot
       ), found AS (
         INSERT INTO discovery_cluster (discovery_id, cluster_id) SELECT $1, cluster_id FROM same
         ON CONFLICT DO NOTHING
       )
       UPDATE discovered_shoot SET seen_at = $4, hibernation_checked_at = $4 FROM same
       WHERE discovered_shoot.cluster_id = same.cluster_id RETURNING discovered_shoot.cluster_id AS id`,
      [discoveryId, shoots.map(({ id }) => id), shoots.map(({ hibernated }) => hibernated), at],
    );
    return rows.map(({ id }) => id);
  }

  async discoveriesOf(clusterIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await this.manager.query<{ cluster_id: string; ids: string[] }[]>(
      `SELECT cluster_id, array_agg(discovery_id::text ORDER BY discovery_id) AS ids FROM discovery_cluster
       WHERE cluster_id = ANY($1) GROUP BY cluster_id`,
      [clusterIds.filter(isUuid)],
    );
    return new Map(rows.map(({ cluster_id: id, ids }) => [id, ids]));
  }

  async countsOf(discoveryIds: readonly string[]): Promise<ReadonlyMap<string, DiscoveredClusters>> {
    const rows = await this.manager.query<{ id: string; managed: number; hibernated: number }[]>(
      `SELECT discovery_id AS id, count(*)::integer AS managed,
         count(*) FILTER (WHERE hibernated)::integer AS hibernated
       FROM discovery_cluster JOIN discovered_shoot USING (cluster_id)
       WHERE discovery_id = ANY($1) GROUP BY discovery_id`,
      [discoveryIds.filter(isUuid)],
    );
    return new Map(rows.map(({ id, managed, hibernated }) => [id, { managed, hibernated }]));
  }

  async ofDiscovery(discoveryId: string): Promise<readonly DiscoveredShoot[]> {
    const rows = await this.manager.query<{ id: string }[]>(
      'SELECT cluster_id AS id FROM discovery_cluster WHERE discovery_id = $1',
      [knownId(discoveryId)],
    );
    if (rows.length === 0) return [];
    return this.rows.find({ where: { id: Any(rows.map(({ id }) => id)) }, order: { id: 'ASC' } });
  }

  async clustersOf(
    discoveryId: string,
    first: number,
  ): Promise<{
    readonly clusters: readonly { readonly id: string; readonly name: string }[];
    readonly total: number;
  }> {
    const rows = await this.manager.query<{ id: string; name: string; total: number }[]>(
      `SELECT cluster.id, cluster.name, count(*) OVER ()::integer AS total
       FROM discovery_cluster JOIN cluster ON cluster.id = cluster_id
       WHERE discovery_id = $1 ORDER BY cluster.name LIMIT $2`,
      [knownId(discoveryId), first],
    );
    return { clusters: rows.map(({ id, name }) => ({ id, name })), total: rows[0]?.total ?? 0 };
  }

  /** The shoots are locked in one order first: two discoveries that let go of the same cluster see one after the other who is last. */
  async release(discoveryId: string, clusterIds: readonly string[]): Promise<readonly string[]> {
    if (clusterIds.length === 0) return [];
    await this.rows.find({
      where: { id: In([...clusterIds]) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    await this.manager.query(
      'DELETE FROM discovery_cluster WHERE discovery_id = $1 AND cluster_id = ANY($2)',
      [discoveryId, clusterIds],
    );
    const rows = await this.manager.query<{ id: string }[]>(
      `SELECT cluster_id AS id FROM discovered_shoot WHERE cluster_id = ANY($1) AND managed
         AND NOT EXISTS (SELECT FROM discovery_cluster WHERE discovery_cluster.cluster_id = discovered_shoot.cluster_id)
       ORDER BY cluster_id`,
      [clusterIds],
    );
    return rows.map(({ id }) => id);
  }

  /** A discovery that is being deleted is asked last: its credential goes. */
  async claimRenewals(
    now: Date,
    { limit, ttlMs }: { readonly limit: number; readonly ttlMs: number },
  ): Promise<readonly { readonly shoot: DiscoveredShoot; readonly discoveryId: string }[]> {
    const [claimed] = await this.manager.query<[{ id: string; discovery_id: string }[], number]>(
      `WITH due AS (
         SELECT cluster_id FROM discovered_shoot WHERE renew_at <= $1 AND managed AND NOT hibernated
         ORDER BY renew_at, cluster_id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED
       )
       UPDATE discovered_shoot SET renew_at = $3 FROM due
         JOIN LATERAL (
           SELECT discovery_id FROM discovery_cluster JOIN cluster_discovery ON cluster_discovery.id = discovery_id
           WHERE discovery_cluster.cluster_id = due.cluster_id
           ORDER BY cluster_discovery.state = 'DELETING', cluster_discovery.state = 'FAILED', cluster_discovery.id LIMIT 1
         ) AS finder ON true
       WHERE discovered_shoot.cluster_id = due.cluster_id
       RETURNING discovered_shoot.cluster_id AS id, finder.discovery_id`,
      [now, limit, new Date(now.getTime() + ttlMs)],
    );
    const shoots = new Map((await this.findMany(claimed.map(({ id }) => id))).map((each) => [each.id, each]));
    return claimed.flatMap(({ id, discovery_id: discoveryId }) => {
      const shoot = shoots.get(id);
      return shoot === undefined ? [] : [{ shoot, discoveryId }];
    });
  }
}
