import type { Command } from 'commander';
import {
  BackupsLiveDocument,
  ResourceStateChangedDocument,
  RestoresLiveDocument,
  SchedulesLiveDocument,
  type TypedDocumentString,
} from '../../client/generated/graphql.js';
import { subscribe } from '../../client/subscribe.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { EXIT } from '../exit-codes.js';
import { scheduleId } from '../find-by-name.js';
import { plain } from '../output/plain.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { wordOption, wordsOf } from '../words.js';
import { watchAlerts } from './alerts-watch.js';
import { notes } from './stream-notes.js';
import { backupLine, restoreLine, scheduleLine, stateLine } from './watch-lines.js';

type What = 'backups' | 'schedules' | 'alerts' | 'states' | 'restores';
const WHAT = wordsOf<What>({ backups: true, schedules: true, alerts: true, states: true, restores: true });
const OF_SCHEDULES: ReadonlySet<What> = new Set(['backups', 'schedules', 'alerts']);

interface WatchOptions extends ClientOptions {
  readonly schedule?: string;
}

export function addWatchCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'watch',
    'how things are, then one line for every change, until you end it; over lost connections',
  )
    .argument('[what]', `one of ${WHAT.join(', ')}`, wordOption(WHAT), 'states')
    .option('--schedule <schedule>', 'only of this schedule, by name or id: backups, schedules, alerts');
  answerUsage(command, io).action((what: What, options: WatchOptions) =>
    runCommand(io, options, (session) => watch(session, what, options.schedule)),
  );
}

async function watch(session: Session, what: What, schedule: string | undefined): Promise<never> {
  if (schedule !== undefined && !OF_SCHEDULES.has(what)) {
    throw new CliError(`--schedule says nothing of ${what}`, 'leave it out', { exitCode: EXIT.usage });
  }
  if (what === 'alerts') return watchAlerts(session, schedule);
  const id = schedule === undefined ? null : await scheduleId(session, schedule);
  switch (what) {
    case 'backups':
      return follow(session, BackupsLiveDocument, { scheduleId: id }, (each) => {
        return { value: each.backupUpdated, line: backupLine(each.backupUpdated) };
      });
    case 'schedules':
      return follow(session, SchedulesLiveDocument, { id }, (each) => {
        return { value: each.backupScheduleChanged, line: scheduleLine(each.backupScheduleChanged) };
      });
    case 'restores':
      return follow(session, RestoresLiveDocument, {}, (each) => {
        return { value: each.restoreUpdated, line: restoreLine(each.restoreUpdated) };
      });
    case 'states':
      return followStates(session);
  }
}

/** Few changes carry the name of what they are about: it was told when that came, or in the present. */
function followStates(session: Session): Promise<never> {
  const names = new Map<string, string>();
  return follow(session, ResourceStateChangedDocument, { resource: null, id: null }, (each) => {
    const { subjectId, name, to } = each.resourceStateChanged;
    if (name !== null) names.set(subjectId, name);
    const value = { ...each.resourceStateChanged, name: names.get(subjectId) ?? null };
    if (to === null) names.delete(subjectId);
    return { value, line: stateLine(value) };
  });
}

interface Shown {
  readonly value: { readonly eventId: string | null };
  /** For a person. */
  readonly line: string;
}

/** With --json one document a line. */
async function follow<Result, Variables extends { readonly after?: string | null | undefined }>(
  { io, json, connection }: Session,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  shown: (result: Result) => Shown,
): Promise<never> {
  const updates = subscribe(document, variables, connection, {
    cursorOf: (result) => shown(result).value.eventId,
    ...notes(io),
  });
  for await (const result of updates) {
    const { value, line } = shown(result);
    io.stdout.write(`${json ? JSON.stringify(value) : plain(line)}\n`);
  }
  throw new CliError('The server ended the stream', 'watch again', { exitCode: EXIT.unreachable });
}
