import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

const SELECTIONS = ['backup_schedule', 'cycle', 'backup'] as const;

function selectionCheck(table: (typeof SELECTIONS)[number], kinds: string): string {
  return `ALTER TABLE ${table} DROP CONSTRAINT ${table}_selection_check,
    ADD CONSTRAINT ${table}_selection_check CHECK (selection ->> 'kind' IS NOT NULL AND selection ->> 'kind' IN (${kinds}))`;
}

/** Backups of virtual machines: what is asked for, what became of each, and which guests may be frozen. */
const UP = [
  ...SELECTIONS.map((table) => selectionCheck(table, `'NAMED', 'LABELS', 'ALL', 'VIRTUAL_MACHINES'`)),
  `CREATE TABLE backup_machine (
    backup_id uuid NOT NULL,
    namespace text NOT NULL,
    name text NOT NULL,
    fate text NOT NULL,
    uid text,
    state text,
    printable_status text,
    quiesced text,
    outcome text,
    volumes integer NOT NULL,
    volumes_backed_up integer NOT NULL,
    objects integer NOT NULL,
    message text,
    CONSTRAINT backup_machine_pkey PRIMARY KEY (backup_id, namespace, name),
    CONSTRAINT backup_machine_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES backup (id) ON DELETE CASCADE,
    CONSTRAINT backup_machine_fate_check CHECK (fate IN ('INCLUDED', 'MISSING')),
    CONSTRAINT backup_machine_state_check CHECK (state IN ('UNCHECKED', 'PAUSED', 'RUNNING', 'STOPPED', 'OTHER')),
    CONSTRAINT backup_machine_quiesced_check CHECK (quiesced IN ('FROZEN', 'SKIPPED', 'FAILED')),
    CONSTRAINT backup_machine_outcome_check CHECK (outcome IN ('SUCCESS', 'PARTIAL_SUCCESS', 'FAILURE'))
  )`,
  `ALTER TABLE open_rules ADD COLUMN machines jsonb NOT NULL DEFAULT '[]'`,
];

const ISSUES = [
  'MACHINE_MISSING',
  'MACHINE_NOT_FROZEN',
  'MACHINE_FREEZE_FAILED',
  'MACHINE_THAW_FAILED',
  'MACHINE_FAILED',
  'MACHINES_ALL_FAILED',
];
const WORDS: readonly CheckedWords[] = [
  { table: 'backup_issue', constraint: 'backup_issue_code_check', column: 'code', words: ISSUES },
  {
    table: 'backup_issue',
    constraint: 'backup_issue_subject_kind_check',
    column: 'subject_kind',
    words: ['MACHINE'],
  },
];

/** What asked for machines asks for nothing that this schema knows: it goes. */
const DOWN = [
  `ALTER TABLE open_rules DROP COLUMN machines`,
  `DROP TABLE backup_machine`,
  `DELETE FROM backup_issue WHERE subject_kind = 'MACHINE' OR code IN (${ISSUES.map((code) => `'${code}'`).join(', ')})`,
  ...(['backup', 'cycle', 'backup_schedule'] as const).map(
    (table) =>
      `UPDATE ${table} SET selection = '{"kind": "ALL"}' WHERE selection ->> 'kind' = 'VIRTUAL_MACHINES'`,
  ),
  ...SELECTIONS.map((table) => selectionCheck(table, `'NAMED', 'LABELS', 'ALL'`)),
];

export class BackupsOfMachines1795275300000 implements MigrationInterface {
  readonly name = 'BackupsOfMachines1795275300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const each of WORDS) await addWords(runner, each);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    for (const each of WORDS) await takeWords(runner, each);
  }
}
