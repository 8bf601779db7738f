import {
  RestoreDocument,
  type RestoreRowFragment,
  type RestoreState,
  RestoreUpdatedDocument,
  type RestoreUpdatedSubscription,
} from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import { CliError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clock, count, counted } from '../output/format.js';
import type { Session } from '../session.js';
import { issuesOfRestore, issueTable, outcomes } from './restore-show.js';
import { found } from './results.js';
import { watchToEnd } from './watch-to-end.js';

type Update = RestoreUpdatedSubscription['restoreUpdated'];

const EXIT_CODES: Readonly<Record<RestoreState, ExitCode>> = {
  SUCCESS: EXIT.done,
  PARTIAL_SUCCESS: EXIT.partialSuccess,
  FAILURE: EXIT.failure,
  IN_PROGRESS: EXIT.fault,
};
/** What a person can take in at the end; `restore show` has the rest. */
const TOLD = 10;

/** Follows a restore to its end, over lost connections, then says what did not come back. */
export async function watchRestore(session: Session, id: string): Promise<ExitCode> {
  const ended = await watchToEnd<Update>(session, {
    updates: (note) => updates(session, id, note),
    line,
    isEnd,
  });
  const restore = found((await session.ask(RestoreDocument, { id })).restore);
  if (!ended && restore.state === 'IN_PROGRESS') {
    throw new CliError(
      `The server ended the stream while restore "${restore.name}" was running`,
      `follow it again with "holdfast restore watch ${restore.name}"`,
      { exitCode: EXIT.unreachable },
    );
  }
  if (!session.json) {
    const told = await whatIsMissing(session, restore);
    session.show(restore, () => [restoreVerdict(restore), ...told].join('\n'));
  }
  return EXIT_CODES[restore.state];
}

async function* updates({ connection }: Session, id: string, note: (message: string) => void) {
  const stream = subscribe(RestoreUpdatedDocument, { id, after: null }, connection, {
    cursorOf: ({ restoreUpdated }) => restoreUpdated.eventId,
    onLost: (reason) => note(`The connection was lost (${reason}); trying again. The restore goes on.`),
  });
  for await (const { restoreUpdated } of stream) yield restoreUpdated;
}

function isEnd({ state }: Update): boolean {
  return state !== null && state !== 'IN_PROGRESS';
}

/** `12:00:03Z  RESOURCES  120 of 1,204 objects`; an event without numbers shows those of the restore now. */
function line({ at, type, state, stage, done, total, restore }: Update): string {
  const where = state !== null && state !== 'IN_PROGRESS' ? state : (stage ?? restore?.stage ?? '');
  const happened = type === null || type in ORDINARY ? '' : type;
  const all = total ?? restore?.progress.total ?? null;
  const numbers = `${count(done ?? restore?.progress.done ?? 0)}${all === null ? '' : ` of ${count(all)}`} objects`;
  return [clock(at), where, happened, numbers].filter((part) => part !== '').join('  ');
}

/** What the stage and the numbers say already. */
const ORDINARY: Readonly<Record<string, true>> = {
  RESTORE_PROGRESSED: true,
  RESTORE_STAGE_ENTERED: true,
  RESTORE_FINISHED: true,
};

/** What became of it, in one sentence. */
export function restoreVerdict(restore: RestoreRowFragment): string {
  const { name, backupName, clusterName, state, stateReason, progress } = restore;
  const from = `backup "${backupName}" into cluster "${clusterName}"`;
  const why = stateReason === null ? '' : ` (${stateReason})`;
  switch (state) {
    case 'SUCCESS':
      return `Restore "${name}" of ${from} is a Success: ${outcomes(progress.counts)}.`;
    case 'PARTIAL_SUCCESS':
      return `Restore "${name}" of ${from} is a Partial Success${why}: ${outcomes(progress.counts)}.`;
    case 'FAILURE':
      return `Restore "${name}" of ${from} is a Failure${why}: ${outcomes(progress.counts)}.`;
    case 'IN_PROGRESS':
      return `Restore "${name}" of ${from} is running.`;
  }
}

/** The first things that did not come back, and where the rest stands. */
async function whatIsMissing(session: Session, { id, name, state }: RestoreRowFragment): Promise<string[]> {
  if (state === 'SUCCESS') return [];
  const { nodes, total } = await issuesOfRestore(session, id, TOLD);
  if (nodes.length === 0) return [];
  const more = total - nodes.length;
  const rest =
    more === 0 ? [] : [`and ${counted(more, 'issue')} more: "holdfast restore show ${name}" has them.`];
  return ['What did not come back as it was:', issueTable(nodes), ...rest];
}
