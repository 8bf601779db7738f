/** The subscription `backupUpdated`: one backup after the other, from its request to its end, none left out. */
import type { Connection } from '../src/client/connection.js';
import { BackupUpdatedDocument, type BackupUpdatedSubscription } from '../src/client/generated/graphql.js';
import { subscribe } from '../src/client/subscribe.js';

type Update = BackupUpdatedSubscription['backupUpdated'];

export interface FollowedBackup {
  readonly id: string;
  /** What the subscription said, one line each. */
  readonly lines: readonly string[];
  /** The stage that it was in when it ended. */
  readonly lastStage: string;
}

export interface Stages {
  /** The first backup after those that were followed already, whether it has begun or not. */
  next(): Promise<FollowedBackup>;
}

/** Before the first event: a subscription from here on misses nothing, whoever is faster. */
const BEGINNING = '0'.repeat(32);
/** More than a minute: a schedule may be due at full minutes. */
const PATIENCE_MS = 90_000;

export function followStages(connection: Connection): Stages {
  let after = BEGINNING;
  return {
    async next() {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const updates = subscribe(
        BackupUpdatedDocument,
        { after },
        { ...connection, signal },
        {
          cursorOf: ({ backupUpdated }) => backupUpdated.eventId,
        },
      );
      const lines: string[] = [];
      let id: string | undefined;
      let lastStage = '';
      for await (const { backupUpdated } of updates) {
        after = backupUpdated.eventId ?? after;
        if (backupUpdated.type === 'BACKUP_REQUESTED') id ??= backupUpdated.backupId;
        if (id === undefined || backupUpdated.backupId !== id) continue;
        lines.push(lineOf(backupUpdated));
        lastStage = backupUpdated.stage ?? lastStage;
        if (backupUpdated.type === 'BACKUP_FINISHED') return { id, lines, lastStage };
      }
      throw new Error('The subscription "backupUpdated" ended before a backup did.');
    },
  };
}

function lineOf({ at, type, state, stage, objects }: Update): string {
  const where = type === 'BACKUP_FINISHED' ? (state ?? '') : (stage ?? '');
  const counted = objects === null ? '' : `${objects} objects`;
  return [at.slice(11, 23), (type ?? '').padEnd(20), where.padEnd(15), counted].join('  ').trimEnd();
}
