import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which backup holds which guest. What backups owed before is theirs; of two that owe the same guest the later one has it. */
const UP = [
  `CREATE TABLE guest_hold (
    cluster_id uuid NOT NULL,
    namespace text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    backup_id uuid NOT NULL,
    attempt integer NOT NULL,
    held_since timestamptz(3) NOT NULL,
    call_until timestamptz(3) NOT NULL,
    thaws_itself_at timestamptz(3),
    CONSTRAINT guest_hold_pkey PRIMARY KEY (cluster_id, namespace, name),
    CONSTRAINT guest_hold_backup_id_fkey FOREIGN KEY (backup_id) REFERENCES open_rules (backup_id) ON DELETE CASCADE
  )`,
  `CREATE INDEX guest_hold_by_backup_idx ON guest_hold (backup_id)`,
  `INSERT INTO guest_hold (cluster_id, namespace, name, backup_id, attempt, held_since, call_until, thaws_itself_at)
   SELECT DISTINCT ON (cluster_id, machine ->> 'namespace', machine ->> 'name')
     cluster_id, machine ->> 'namespace', machine ->> 'name', backup_id, attempt, opened_at, opened_at, NULL
   FROM open_rules, jsonb_array_elements(machines) AS machine
   ORDER BY cluster_id, machine ->> 'namespace', machine ->> 'name', opened_at DESC`,
];

export class GuestHolds1795400000000 implements MigrationInterface {
  readonly name = 'GuestHolds1795400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE guest_hold');
  }
}
