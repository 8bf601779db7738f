import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addWords, takeWords } from './check-words.js';

const OF_CONNECTIONS = {
  table: 'location_connection',
  constraint: 'location_connection_state_reason_check',
  column: 'state_reason',
  words: ['CLUSTER_HIBERNATED'],
} as const;
const OF_LOCATIONS = {
  table: 'backup_location',
  constraint: 'backup_location_state_reason_check',
  column: 'state_reason',
  words: ['CLUSTERS_HIBERNATED'],
} as const;

/** A connection whose cluster sleeps, and a location that only such clusters reach, are INVALID for a reason of their own. */
export class SleepingConnections1795277000004 implements MigrationInterface {
  readonly name = 'SleepingConnections1795277000004';

  async up(runner: QueryRunner): Promise<void> {
    await addWords(runner, OF_CONNECTIONS);
    await addWords(runner, OF_LOCATIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `UPDATE location_connection SET state_reason = 'CLUSTER_NOT_ACTIVE' WHERE state_reason = 'CLUSTER_HIBERNATED'`,
    );
    await runner.query(
      `UPDATE backup_location SET state_reason = 'NO_VALID_CONNECTION' WHERE state_reason = 'CLUSTERS_HIBERNATED'`,
    );
    await takeWords(runner, OF_CONNECTIONS);
    await takeWords(runner, OF_LOCATIONS);
  }
}
