import type { EntityManager } from 'typeorm';
import { type LookGuard, type SeenNamespace, SYSTEM_SEARCH_LENGTH } from '../../domain/namespace-look.js';
import { SYSTEM_NAMESPACES } from '../../domain/namespace-selection.js';
import type { ClusterNamespaceStore, NamespaceSearch } from '../../domain/ports/cluster-store.js';
import { storableText } from '../storable-text.js';
import { isUuid, together } from './sql.js';

/** Takes the turn of writing: the row stays locked until the names are written too. No clocks are compared. */
const TAKE_TURN = `
  INSERT INTO namespace_look (cluster_id, observed_at, credential_version)
  SELECT id, $2::timestamptz, credential_version FROM cluster WHERE id = $1 AND credential_version = $3
  ON CONFLICT (cluster_id) DO UPDATE
    SET observed_at = EXCLUDED.observed_at, credential_version = EXCLUDED.credential_version, system_names =
      CASE WHEN namespace_look.credential_version = EXCLUDED.credential_version THEN namespace_look.system_names ELSE '{}' END
    WHERE namespace_look.observed_at IS NOT DISTINCT FROM $4::timestamptz
  RETURNING cluster_id`;

/** Thousands of names at a time, of which nearly none has changed: only differences are written. */
const WRITE_DIFFERENCES = `
  WITH source AS MATERIALIZED (
    SELECT name COLLATE "C" AS name, uid, terminating
    FROM unnest($2::text[], $3::text[], $4::boolean[]) AS source (name, uid, terminating)
  ), before AS MATERIALIZED (
    SELECT name, uid, terminating FROM cluster_namespace WHERE cluster_id = $1
  ), gone AS (
    DELETE FROM cluster_namespace WHERE cluster_id = $1
      AND name IN (SELECT name FROM before EXCEPT SELECT name FROM source)
  )
  INSERT INTO cluster_namespace (cluster_id, name, uid, terminating)
  SELECT $1::uuid, name, uid, terminating FROM (SELECT * FROM source EXCEPT SELECT * FROM before) AS fresh
  ON CONFLICT (cluster_id, name) DO UPDATE SET uid = EXCLUDED.uid, terminating = EXCLUDED.terminating`;

/** What was seen through an older credential may have been another cluster. */
const CURRENT_LOOK = `namespace_look JOIN cluster
  ON cluster.id = namespace_look.cluster_id AND cluster.credential_version = namespace_look.credential_version`;

/** Looks that overtake each other here differ until the next one: nothing but a search stands on it. */
const RECORD_SYSTEM = `
  UPDATE namespace_look SET system_names = $3::text[]
  FROM cluster WHERE cluster.id = cluster_id AND cluster_id = $1
    AND cluster.credential_version = $2 AND namespace_look.credential_version = $2
    AND system_names IS DISTINCT FROM $3::text[]`;

const SEARCH = `
  SELECT name, count(*) OVER ()::integer AS total FROM cluster_namespace
  CROSS JOIN (SELECT system_names FROM ${CURRENT_LOOK} WHERE namespace_look.cluster_id = $1) AS look
  WHERE cluster_id = $1 AND NOT terminating AND strpos(name, $2) > 0
    AND NOT EXISTS (SELECT FROM unnest($3::text[]) AS listed (listed) WHERE listed = name)
    AND ($7::text[] IS NULL OR name ~ ANY($7))
    AND (name !~ $4 AND name <> ALL (system_names) OR (length($2) >= $5 AND starts_with(name, $2)))
  ORDER BY NOT starts_with(name, $2), name LIMIT $6`;

/** A pattern holds letters of names, `*` and `?` alone: see `patternFaults`. */
function asExpression(pattern: string): string {
  return `^${pattern.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`;
}

export class PostgresClusterNamespaceStore implements ClusterNamespaceStore {
  constructor(private readonly manager: EntityManager) {}

  async guard(clusterId: string): Promise<LookGuard | undefined> {
    if (!isUuid(clusterId)) return undefined;
    const [row] = await this.manager.query<LookGuard[]>(
      `SELECT cluster.credential_version AS "credentialVersion", observed_at AS "observedBefore"
       FROM cluster LEFT JOIN namespace_look ON cluster_id = id WHERE id = $1`,
      [clusterId],
    );
    return row;
  }

  async record(
    clusterId: string,
    guard: LookGuard,
    look: { readonly at: Date; readonly namespaces: readonly SeenNamespace[] },
  ): Promise<boolean> {
    const names = new Map(look.namespaces.map((each) => [each.name, each]));
    const seen = [...names.values()];
    let written = false;
    await together(this.manager, async (manager) => {
      const { credentialVersion, observedBefore } = guard;
      const turn = await manager.query<unknown[]>(TAKE_TURN, [
        clusterId,
        look.at,
        credentialVersion,
        observedBefore,
      ]);
      written = turn.length === 1;
      if (!written) return;
      await manager.query(WRITE_DIFFERENCES, [
        clusterId,
        seen.map((each) => each.name),
        seen.map((each) => storableText(each.uid)),
        seen.map((each) => each.terminating),
      ]);
    });
    return written;
  }

  async recordSystem(
    clusterId: string,
    { credentialVersion }: LookGuard,
    names: readonly string[],
  ): Promise<void> {
    await this.manager.query(RECORD_SYSTEM, [clusterId, credentialVersion, names.toSorted()]);
  }

  async observedAt(clusterIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.manager.query<{ cluster_id: string; observed_at: Date }[]>(
      `SELECT cluster_id, observed_at FROM ${CURRENT_LOOK} WHERE cluster_id = ANY($1::uuid[])`,
      [clusterIds.filter(isUuid)],
    );
    return new Map(rows.map((row) => [row.cluster_id, row.observed_at]));
  }

  async among(clusterId: string, names: readonly string[]): Promise<ReadonlyMap<string, SeenNamespace>> {
    if (!isUuid(clusterId) || names.length === 0) return new Map();
    const rows = await this.manager.query<SeenNamespace[]>(
      'SELECT name, uid, terminating FROM cluster_namespace WHERE cluster_id = $1 AND name = ANY($2::text[])',
      [clusterId, names],
    );
    return new Map(rows.map((row) => [row.name, row]));
  }

  async search(
    clusterId: string,
    { part, without, among, first }: NamespaceSearch,
  ): Promise<{ readonly names: readonly string[]; readonly total: number }> {
    if (!isUuid(clusterId)) return { names: [], total: 0 };
    const rows = await this.manager.query<{ name: string; total: number }[]>(SEARCH, [
      clusterId,
      part,
      without,
      SYSTEM_NAMESPACES,
      SYSTEM_SEARCH_LENGTH,
      first,
      among === 'ALL' ? null : among.map(asExpression),
    ]);
    return { names: rows.map((row) => row.name), total: rows[0]?.total ?? 0 };
  }
}
