import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

/** A group that its identity provider has no more is UNKNOWN, as a person is. */
const UP = [
  `ALTER TABLE user_group
    ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE',
    ADD COLUMN state_reason text,
    ADD COLUMN state_changed_at timestamptz(3),
    ADD COLUMN state_checked_at timestamptz(3)`,
  `UPDATE user_group SET state_changed_at = created_at`,
  `ALTER TABLE user_group
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN state_changed_at SET NOT NULL,
    ADD CONSTRAINT user_group_state_check CHECK (state IN ('ACTIVE', 'UNKNOWN')),
    ADD CONSTRAINT user_group_state_reason_check CHECK (state_reason IN ('DELETED', 'NOT_RESOLVED'))`,
];

const DOWN = [
  `DELETE FROM event WHERE type = 'GROUP_STATE_CHANGED'`,
  `ALTER TABLE user_group DROP COLUMN state, DROP COLUMN state_reason, DROP COLUMN state_changed_at,
    DROP COLUMN state_checked_at`,
];

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: ['GROUP_STATE_CHANGED'],
} as const;

export class GroupStates1795400000400 implements MigrationInterface {
  readonly name = 'GroupStates1795400000400';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    await addWords(runner, EVENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
    await takeWords(runner, EVENTS);
  }
}
