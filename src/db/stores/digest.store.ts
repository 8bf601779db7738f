import type { EntityManager } from 'typeorm';
import type { Concerned } from '../../domain/alert-route.js';
import { DIGEST_NAMES, type DigestEdit, type UncoveredNamespace } from '../../domain/digest.js';
import type { DigestStore } from '../../domain/ports/delivery-stores.js';

const OF_SCHEDULE = `s.id AS "scheduleId", s.cluster_id AS "clusterId", s.labels, s.name AS "scheduleName"`;
/** A selector covers what its latest good backup held. */
const COVERED = `
  SELECT FROM backup_schedule o WHERE o.cluster_id = s.cluster_id AND o.state = 'ACTIVE' AND CASE o.selection ->> 'kind'
    WHEN 'ALL' THEN true
    WHEN 'NAMED' THEN jsonb_exists(o.selection -> 'names', left_one ->> 'namespace')
    ELSE EXISTS (SELECT FROM backup_namespace n WHERE n.name = left_one ->> 'namespace' AND n.fate = 'INCLUDED'
      AND n.backup_id = (SELECT b.id FROM backup b WHERE b.schedule_id = o.id
        AND b.state IN ('SUCCESS', 'PARTIAL_SUCCESS') ORDER BY b.created_at DESC, b.id DESC LIMIT 1)) END`;

export class PostgresDigestStore implements DigestStore {
  constructor(private readonly manager: EntityManager) {}

  edits(since: Date, until: Date, limit: number): Promise<readonly (DigestEdit & Concerned)[]> {
    return this.manager.query(
      `SELECT ${OF_SCHEDULE}, e.kind, e.actor ->> 'name' AS by, e.at, e.namespaces[1:${DIGEST_NAMES}] AS namespaces,
         cardinality(e.namespaces) AS "namespaceCount"
       FROM schedule_edit e JOIN backup_schedule s ON s.id = e.schedule_id
       WHERE e.at >= $1 AND e.at < $2 ORDER BY e.at DESC, e.id DESC LIMIT $3`,
      [since, until, limit],
    );
  }

  async uncovered(limit: number): Promise<readonly (UncoveredNamespace & Concerned)[]> {
    return this.manager.query(
      `SELECT ${OF_SCHEDULE}, c.name AS "clusterName", left_one ->> 'namespace' AS name,
         (left_one ->> 'leftAt')::timestamptz AS "leftAt",
         (SELECT e.actor ->> 'name' FROM schedule_edit e WHERE e.schedule_id = s.id AND e.kind = 'EXCLUDE'
           AND e.reverted_at IS NULL AND left_one ->> 'namespace' = ANY (e.namespaces)
           ORDER BY e.at DESC LIMIT 1) AS by
       FROM backup_schedule s JOIN cluster c ON c.id = s.cluster_id, jsonb_array_elements(s.departures) AS left_one
       WHERE NOT EXISTS (${COVERED})
       ORDER BY "leftAt" DESC, name LIMIT $1`,
      [limit],
    );
  }
}
