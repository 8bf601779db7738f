import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

/** The virtual machines of clusters as they were last observed, and when that was. */
const UP = [
  `CREATE TABLE virtual_machine (
    id uuid NOT NULL,
    cluster_id uuid NOT NULL,
    namespace text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    uid text NOT NULL,
    labels jsonb NOT NULL,
    printable_status text,
    run_strategy text,
    agent_connected boolean NOT NULL,
    state text NOT NULL,
    state_reason text NOT NULL,
    state_message text NOT NULL,
    state_changed_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT virtual_machine_pkey PRIMARY KEY (id),
    CONSTRAINT virtual_machine_name_key UNIQUE (cluster_id, namespace, name),
    CONSTRAINT virtual_machine_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE,
    CONSTRAINT virtual_machine_state_check CHECK (state IN ('UNCHECKED', 'PAUSED', 'RUNNING', 'STOPPED', 'OTHER'))
  )`,
  `CREATE INDEX virtual_machine_page_idx ON virtual_machine (created_at, id)`,
  `CREATE INDEX virtual_machine_by_name_idx ON virtual_machine (name, id)`,
  `CREATE INDEX virtual_machine_by_change_idx ON virtual_machine (state_changed_at, id)`,
  `CREATE TABLE machine_look (
    cluster_id uuid NOT NULL,
    observed_at timestamptz(3) NOT NULL,
    credential_version integer NOT NULL,
    CONSTRAINT machine_look_pkey PRIMARY KEY (cluster_id),
    CONSTRAINT machine_look_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
];

const WORDS: readonly CheckedWords[] = [
  {
    table: 'event',
    constraint: 'event_type_check',
    column: 'type',
    words: ['VIRTUAL_MACHINE_FOUND', 'VIRTUAL_MACHINE_STATE_CHANGED', 'VIRTUAL_MACHINE_GONE'],
  },
  {
    table: 'event',
    constraint: 'event_subject_type_check',
    column: 'subject_type',
    words: ['VirtualMachine'],
  },
];

const DOWN = [
  `DELETE FROM event WHERE subject_type = 'VirtualMachine'`,
  `DROP TABLE machine_look`,
  `DROP TABLE virtual_machine`,
];

export class VirtualMachines1795275000000 implements MigrationInterface {
  readonly name = 'VirtualMachines1795275000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const each of WORDS) await addWords(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    for (const each of WORDS) await takeWords(runner, each);
  }
}
