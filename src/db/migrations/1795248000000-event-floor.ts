import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to where the stream of events has been cleared: who would go on from before it is told so instead of missing something. */
export class EventFloor1795248000000 implements MigrationInterface {
  readonly name = 'EventFloor1795248000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE event_floor (
      kind text NOT NULL,
      xid xid8 NOT NULL,
      id bigint NOT NULL,
      CONSTRAINT event_floor_pkey PRIMARY KEY (kind),
      CONSTRAINT event_floor_kind_check CHECK (kind IN ('PROGRESS', 'ALL'))
    )`);
    await runner.query('CREATE INDEX event_at_idx ON event (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_at_idx');
    await runner.query('DROP TABLE event_floor');
  }
}
