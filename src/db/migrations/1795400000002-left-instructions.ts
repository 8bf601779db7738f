import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a cluster is still to be told of runs that have ended. Those of before are found by the housekeeping, by their marks. */
const UP = [
  `CREATE TABLE left_instruction (
    subject_id uuid NOT NULL,
    resource text NOT NULL,
    cluster_id uuid NOT NULL,
    left_at timestamptz(3) NOT NULL,
    tries integer NOT NULL,
    next_try_at timestamptz(3) NOT NULL,
    CONSTRAINT left_instruction_pkey PRIMARY KEY (subject_id),
    CONSTRAINT left_instruction_resource_check CHECK (resource IN ('Backup', 'Restore')),
    CONSTRAINT left_instruction_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster (id) ON DELETE CASCADE
  )`,
  'CREATE INDEX left_instruction_due_idx ON left_instruction (next_try_at)',
  'CREATE INDEX left_instruction_by_cluster_idx ON left_instruction (cluster_id)',
];

export class LeftInstructions1795400000002 implements MigrationInterface {
  readonly name = 'LeftInstructions1795400000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE left_instruction');
  }
}
