import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Routes of alerts, what is to be told where (the outbox), and the messages that stand in Slack. */
const UP = [
  `CREATE TABLE alert_route (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    channel_id text NOT NULL,
    is_default boolean NOT NULL,
    cluster_id uuid,
    schedule_id uuid,
    label_selector text,
    detail text NOT NULL,
    buttons boolean NOT NULL,
    digest_at text,
    time_zone text NOT NULL,
    digested_up_to timestamptz(3) NOT NULL,
    state text NOT NULL,
    state_reason text,
    state_changed_at timestamptz(3) NOT NULL,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT alert_route_pkey PRIMARY KEY (id),
    CONSTRAINT alert_route_name_key UNIQUE (name),
    CONSTRAINT alert_route_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT alert_route_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id),
    CONSTRAINT alert_route_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES backup_schedule (id),
    CONSTRAINT alert_route_detail_check CHECK (detail IN ('FULL', 'COUNTS')),
    CONSTRAINT alert_route_state_check CHECK (state IN ('UNCHECKED', 'WORKING', 'BROKEN'))
  )`,
  `CREATE UNIQUE INDEX alert_route_one_default_idx ON alert_route (is_default) WHERE is_default`,
  `CREATE INDEX alert_route_page_idx ON alert_route (created_at, id)`,

  `CREATE TABLE alert_message (
    alert_id uuid NOT NULL,
    route_id uuid NOT NULL,
    channel_id text NOT NULL,
    ts text NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT alert_message_pkey PRIMARY KEY (alert_id, route_id),
    CONSTRAINT alert_message_channel_id_ts_key UNIQUE (channel_id, ts),
    CONSTRAINT alert_message_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert (id) ON DELETE CASCADE,
    CONSTRAINT alert_message_route_id_fkey FOREIGN KEY (route_id) REFERENCES alert_route (id) ON DELETE CASCADE
  )`,

  `CREATE TABLE delivery (
    id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    kind text NOT NULL,
    medium text NOT NULL,
    state text NOT NULL,
    route_id uuid,
    alert_id uuid,
    backup_id uuid,
    target text NOT NULL,
    team_id text,
    recipients text[] NOT NULL,
    data jsonb NOT NULL,
    attempts integer NOT NULL,
    claim uuid,
    claimed_by text,
    claimed_until timestamptz(3),
    not_before timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL,
    failing_since timestamptz(3),
    delivered_at timestamptz(3),
    rung_at timestamptz(3),
    error_code text,
    error text,
    message_channel_id text,
    message_ts text,
    following boolean NOT NULL,
    CONSTRAINT delivery_pkey PRIMARY KEY (id),
    CONSTRAINT delivery_route_id_fkey FOREIGN KEY (route_id) REFERENCES alert_route (id) ON DELETE SET NULL,
    CONSTRAINT delivery_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert (id) ON DELETE CASCADE,
    CONSTRAINT delivery_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE SET NULL,
    CONSTRAINT delivery_kind_check CHECK (kind IN ('ALERT', 'REPLY', 'REMINDER', 'NOTICE', 'WATCH', 'DIGEST', 'TEST')),
    CONSTRAINT delivery_medium_check CHECK (medium IN ('SLACK', 'EMAIL')),
    CONSTRAINT delivery_state_check CHECK (state IN
      ('PENDING', 'CLAIMED', 'DELIVERED', 'AMBIGUOUS', 'DEAD', 'SUPERSEDED'))
  )`,
  `CREATE UNIQUE INDEX delivery_one_pending_root_idx ON delivery (alert_id, route_id)
    WHERE kind = 'ALERT' AND medium = 'SLACK' AND state = 'PENDING'`,
  `CREATE UNIQUE INDEX delivery_one_watch_idx ON delivery (backup_id, target) WHERE kind = 'WATCH'`,
  `CREATE INDEX delivery_waiting_idx ON delivery (medium, not_before) WHERE state IN ('PENDING', 'CLAIMED')`,
  `CREATE INDEX delivery_following_idx ON delivery (delivered_at) WHERE following`,
  `CREATE INDEX delivery_page_idx ON delivery (created_at, id)`,
  `CREATE INDEX delivery_by_alert_idx ON delivery (alert_id, position)`,
  // What waits is little beside what was told, and every claim looks through it in order.
  `CREATE INDEX delivery_in_order_idx ON delivery (position) WHERE medium = 'SLACK' AND state = 'PENDING'`,
  `CREATE INDEX delivery_waiting_by_alert_idx ON delivery (alert_id, route_id, position)
    WHERE state IN ('PENDING', 'CLAIMED')`,
  `CREATE INDEX delivery_by_backup_idx ON delivery (backup_id) WHERE backup_id IS NOT NULL`,
  `CREATE INDEX delivery_by_route_idx ON delivery (route_id)`,
];

const DOWN = [`DROP TABLE delivery`, `DROP TABLE alert_message`, `DROP TABLE alert_route`];

export class Deliveries1795201200000 implements MigrationInterface {
  readonly name = 'Deliveries1795201200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
