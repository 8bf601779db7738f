import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

/** Rules of commands around backups, what is owed to applications that were quieted, and what commands left. */
const UP = [
  `CREATE TABLE exec_rule (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_id uuid NOT NULL,
    kind text NOT NULL,
    actions jsonb NOT NULL,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CONSTRAINT exec_rule_pkey PRIMARY KEY (id),
    CONSTRAINT exec_rule_name_key UNIQUE (name),
    CONSTRAINT exec_rule_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user (id),
    CONSTRAINT exec_rule_kind_check CHECK (kind IN ('PRE', 'POST'))
  )`,
  `CREATE INDEX exec_rule_page_idx ON exec_rule (created_at, id)`,

  // A backup's row may go while its post rule is still owed: no foreign key.
  `CREATE TABLE open_rules (
    backup_id uuid NOT NULL,
    cluster_id uuid NOT NULL,
    attempt integer NOT NULL,
    namespaces text[] NOT NULL,
    post jsonb,
    opened_at timestamptz(3) NOT NULL,
    tries integer NOT NULL,
    next_try_at timestamptz(3) NOT NULL,
    CONSTRAINT open_rules_pkey PRIMARY KEY (backup_id),
    CONSTRAINT open_rules_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
  `CREATE INDEX open_rules_due_idx ON open_rules (next_try_at)`,

  `CREATE TABLE rule_result (
    id uuid NOT NULL,
    backup_id uuid NOT NULL,
    attempt integer NOT NULL,
    kind text NOT NULL,
    rule_name text NOT NULL,
    action integer NOT NULL,
    namespace text NOT NULL,
    pod text NOT NULL,
    container text NOT NULL,
    state text NOT NULL,
    exit_code integer,
    message text,
    stdout text NOT NULL,
    stderr text NOT NULL,
    started_at timestamptz(3) NOT NULL,
    duration_ms integer,
    CONSTRAINT rule_result_pkey PRIMARY KEY (id),
    CONSTRAINT rule_result_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT rule_result_kind_check CHECK (kind IN ('PRE', 'POST')),
    CONSTRAINT rule_result_state_check CHECK (state IN
      ('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'NOT_RUN', 'GONE', 'UNKNOWN'))
  )`,
  `CREATE INDEX rule_result_by_backup_idx ON rule_result (backup_id, started_at)`,

  `ALTER TABLE backup_schedule
    ADD COLUMN pre_rule_id uuid, ADD COLUMN post_rule_id uuid,
    ADD CONSTRAINT backup_schedule_pre_rule_id_fkey FOREIGN KEY (pre_rule_id) REFERENCES exec_rule (id),
    ADD CONSTRAINT backup_schedule_post_rule_id_fkey FOREIGN KEY (post_rule_id) REFERENCES exec_rule (id)`,
  // A backup that has ended needs its rules no more.
  `ALTER TABLE backup
    ADD COLUMN pre_rule_id uuid, ADD COLUMN post_rule_id uuid,
    ADD CONSTRAINT backup_pre_rule_id_fkey FOREIGN KEY (pre_rule_id) REFERENCES exec_rule (id) ON DELETE SET NULL,
    ADD CONSTRAINT backup_post_rule_id_fkey FOREIGN KEY (post_rule_id) REFERENCES exec_rule (id) ON DELETE SET NULL`,
  `CREATE INDEX backup_schedule_by_pre_rule_idx ON backup_schedule (pre_rule_id) WHERE pre_rule_id IS NOT NULL`,
  `CREATE INDEX backup_schedule_by_post_rule_idx ON backup_schedule (post_rule_id) WHERE post_rule_id IS NOT NULL`,
  `CREATE INDEX backup_by_pre_rule_idx ON backup (pre_rule_id) WHERE pre_rule_id IS NOT NULL`,
  `CREATE INDEX backup_by_post_rule_idx ON backup (post_rule_id) WHERE post_rule_id IS NOT NULL`,
];

const WORDS: readonly CheckedWords[] = [
  {
    table: 'event',
    constraint: 'event_type_check',
    column: 'type',
    words: ['RULE_CREATED', 'RULE_EDITED', 'RULE_DELETED'],
  },
  { table: 'event', constraint: 'event_subject_type_check', column: 'subject_type', words: ['ExecRule'] },
  {
    table: 'backup_issue',
    constraint: 'backup_issue_code_check',
    column: 'code',
    words: ['PRE_RULE_FAILED', 'POST_RULE_FAILED', 'RULE_CONTINUED'],
  },
];

const DOWN = [
  `DELETE FROM event WHERE subject_type = 'ExecRule'`,
  `DELETE FROM backup_issue WHERE code IN ('PRE_RULE_FAILED', 'POST_RULE_FAILED', 'RULE_CONTINUED')`,
  `ALTER TABLE backup DROP COLUMN pre_rule_id, DROP COLUMN post_rule_id`,
  `ALTER TABLE backup_schedule DROP COLUMN pre_rule_id, DROP COLUMN post_rule_id`,
  `DROP TABLE rule_result`,
  `DROP TABLE open_rules`,
  `DROP TABLE exec_rule`,
];

export class ExecRules1795219200000 implements MigrationInterface {
  readonly name = 'ExecRules1795219200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const each of WORDS) await addWords(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    for (const each of WORDS) await takeWords(runner, each);
  }
}
