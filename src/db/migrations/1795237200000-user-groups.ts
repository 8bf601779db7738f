import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, type CheckedWords, takeWords } from './check-words.js';

/** Groups of people: made here, or those of an identity provider. */
const UP = [
  `CREATE TABLE user_group (
    id uuid NOT NULL,
    name text NOT NULL,
    provider text,
    external_id text,
    version integer NOT NULL,
    created_at timestamptz(3) NOT NULL,
    CONSTRAINT user_group_pkey PRIMARY KEY (id),
    CONSTRAINT user_group_provider_external_id_key UNIQUE (provider, external_id),
    CONSTRAINT user_group_provider_check CHECK ((provider IS NULL) = (external_id IS NULL))
  )`,
  // A group of the provider may be called as it likes there.
  `CREATE UNIQUE INDEX user_group_local_name_idx ON user_group (name) WHERE provider IS NULL`,
  `CREATE INDEX user_group_page_idx ON user_group (created_at, id)`,
  `CREATE TABLE group_member (
    group_id uuid NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT group_member_pkey PRIMARY KEY (group_id, user_id),
    CONSTRAINT group_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES user_group (id) ON DELETE CASCADE,
    CONSTRAINT group_member_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id)
  )`,
  `CREATE INDEX group_member_by_user_idx ON group_member (user_id)`,
];

const WORDS: readonly CheckedWords[] = [
  {
    table: 'event',
    constraint: 'event_type_check',
    column: 'type',
    words: ['GROUP_CREATED', 'GROUP_EDITED', 'GROUP_DELETED'],
  },
  { table: 'event', constraint: 'event_subject_type_check', column: 'subject_type', words: ['UserGroup'] },
];

export class UserGroups1795237200000 implements MigrationInterface {
  readonly name = 'UserGroups1795237200000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
    for (const each of WORDS) await addWords(runner, each);
  }

  /** Groups, and what events told of them, are forgotten. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM event WHERE subject_type = 'UserGroup'`);
    for (const each of WORDS) await takeWords(runner, each);
    await runner.query(`DROP TABLE group_member`);
    await runner.query(`DROP TABLE user_group`);
  }
}
