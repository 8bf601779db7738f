import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const EVENTS = {
  table: 'event',
  constraint: 'event_type_check',
  column: 'type',
  words: ['SYNC_REMOVED'],
} as const;

/** Syncs go with their location, which is told as of everything else that has a state. */
export class RemovedSyncs1795278000005 implements MigrationInterface {
  readonly name = 'RemovedSyncs1795278000005';

  async up(runner: QueryRunner): Promise<void> {
    await addWords(runner, EVENTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM event WHERE type = 'SYNC_REMOVED'`);
    await takeWords(runner, EVENTS);
  }
}
