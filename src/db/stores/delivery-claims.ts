/**
 * Which deliveries are taken: due ones, in order, by one claimer at a time. Everything is compared on database time, and
 * SKIP LOCKED lets two bots claim at once without waiting for or doubling each other.
 */
import type { EntityManager } from 'typeorm';
import { ERRORS_OF_INSTALLATION, RATE_LIMITED } from '../../domain/slack-errors.js';
import { storableText } from '../storable-text.js';

/** A reply stands under a root that is there, after the replies before it; a root is told by one at a time. */
const IN_ORDER = `
  CASE WHEN d.kind IN ('REPLY', 'REMINDER') THEN
    EXISTS (SELECT FROM alert_message m WHERE m.alert_id = d.alert_id AND m.route_id = d.route_id)
    AND NOT EXISTS (SELECT FROM delivery e WHERE e.alert_id = d.alert_id AND e.route_id = d.route_id
      AND e.medium = 'SLACK' AND e.kind IN ('REPLY', 'REMINDER') AND e.state IN ('PENDING', 'CLAIMED')
      AND e.position < d.position)
  WHEN d.kind = 'ALERT' THEN
    NOT EXISTS (SELECT FROM delivery e WHERE e.alert_id = d.alert_id AND e.route_id = d.route_id
      AND e.medium = 'SLACK' AND e.kind = 'ALERT' AND e.state = 'CLAIMED')
  ELSE true END`;
/**
 * A channel that asked for a pause, or a token that Slack refuses, holds the others back too; a test asks all the same. Looked up once:
 * asked of each row, ten thousand that waited out a bad hour would be compared with each other.
 */
const HELD = `
  SELECT DISTINCT h.target, h.error_code = ANY ($3) AS is_all FROM delivery h
  WHERE h.medium = 'SLACK' AND h.state = 'PENDING' AND h.not_before > clock_timestamp()
    AND (h.error_code = $2 OR h.error_code = ANY ($3))`;
const NOT_HELD = `
  (d.kind = 'TEST' OR (NOT EXISTS (SELECT FROM held WHERE is_all) AND d.target NOT IN (SELECT target FROM held)))`;

/** Due Slack deliveries; parameters: $1 how many, $2 the code of a rate limit, $3 those of the installation. */
const DUE_SLACK = `
  WITH held AS MATERIALIZED (${HELD})
  SELECT d.id FROM delivery d
  WHERE d.medium = 'SLACK' AND d.state = 'PENDING' AND d.not_before <= clock_timestamp()
    AND ${NOT_HELD} AND (${IN_ORDER})
  ORDER BY d.position LIMIT $1 FOR UPDATE OF d SKIP LOCKED`;
const DUE_MAILS = `
  SELECT d.id FROM delivery d
  WHERE d.medium = 'EMAIL' AND d.state = 'PENDING' AND d.not_before <= clock_timestamp()
    AND NOT EXISTS (SELECT FROM delivery e WHERE e.alert_id = d.alert_id AND e.medium = 'EMAIL'
      AND e.recipients && d.recipients AND e.state IN ('PENDING', 'CLAIMED') AND e.position < d.position)
  ORDER BY d.position LIMIT $1 FOR UPDATE OF d SKIP LOCKED`;

const HOLDS = [RATE_LIMITED, [...ERRORS_OF_INSTALLATION]] as const;

export interface Claimer {
  readonly worker: string;
  readonly first: number;
  readonly leaseMs: number;
}

export function claimSlack(manager: EntityManager, claimer: Claimer): Promise<readonly string[]> {
  return claim(manager, DUE_SLACK, [claimer.first, ...HOLDS], claimer);
}

export function claimMails(manager: EntityManager, claimer: Claimer): Promise<readonly string[]> {
  return claim(manager, DUE_MAILS, [claimer.first], claimer);
}

async function claim(
  manager: EntityManager,
  due: string,
  parameters: readonly unknown[],
  { worker, leaseMs }: Claimer,
): Promise<readonly string[]> {
  const next = parameters.length + 1;
  const [rows] = await manager.query<[{ readonly id: string }[], number]>(
    `WITH due AS MATERIALIZED (${due})
     UPDATE delivery SET state = 'CLAIMED', claim = gen_random_uuid(), claimed_by = $${next},
       claimed_until = clock_timestamp() + make_interval(secs => $${next + 1}::float8 / 1000), attempts = attempts + 1
     WHERE id IN (SELECT id FROM due) RETURNING id`,
    [...parameters, storableText(worker), leaseMs],
  );
  return rows.map(({ id }) => id);
}

/** Marks what is due and was not rung for since. One that came forward is rung for again. */
export async function ringDue(manager: EntityManager): Promise<readonly string[]> {
  const [rows] = await manager.query<[{ readonly id: string }[], number]>(
    `UPDATE delivery SET rung_at = clock_timestamp() WHERE id IN (
       SELECT id FROM delivery
       WHERE medium = 'SLACK' AND state = 'PENDING' AND not_before <= clock_timestamp()
         AND (rung_at IS NULL OR rung_at < not_before)
       FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  return rows.map(({ id }) => id);
}

/** Not before now: what is due and was not taken is held back by something that has a moment of its own, or rings. */
export async function nextAt(manager: EntityManager): Promise<Date | null> {
  const [row] = await manager.query<{ readonly at: Date | null }[]>(
    `SELECT min(CASE state WHEN 'PENDING' THEN not_before ELSE claimed_until END) AS at
     FROM delivery WHERE medium = 'SLACK' AND state IN ('PENDING', 'CLAIMED')
       AND CASE state WHEN 'PENDING' THEN not_before ELSE claimed_until END > clock_timestamp()`,
  );
  return row?.at ?? null;
}

export async function lapsedIds(manager: EntityManager, limit: number): Promise<readonly string[]> {
  const rows = await manager.query<{ readonly id: string }[]>(
    `SELECT id FROM delivery WHERE state = 'CLAIMED' AND claimed_until < clock_timestamp()
     ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
