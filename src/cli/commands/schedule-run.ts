import type { Command } from 'commander';
import { ApiRefusal } from '../../client/api-refusal.js';
import {
  BackUpScheduleNowDocument,
  type BackupScheduleFieldsFragment,
  type BackupScheduleState,
  DeleteBackupScheduleDocument,
  ResumeBackupScheduleDocument,
  type ScheduleEditFieldsFragment,
  SuspendBackupScheduleDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { zonedTime } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { watchBackup } from './backup-watch.js';
import { askOf, lastEdit, scheduleNamed } from './schedule-refusals.js';
import { doneBy, sentences } from './schedule-words.js';

type Schedule = BackupScheduleFieldsFragment;

export function addScheduleRunningCommands(group: Command, io: CliIo): void {
  clientCommand(group, 'suspend <schedule>', 'no cycle begins until it is resumed').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => move(session, reference, 'SUSPENDED')),
  );
  clientCommand(group, 'resume <schedule>', 'go on with a suspended schedule').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => move(session, reference, 'ACTIVE')),
  );
  clientCommand(group, 'run <schedule>', 'back up now, outside the due times')
    .option('--watch', 'stay until the backup has ended')
    .action((reference: string, options: RunOptions) =>
      runCommand(io, options, (session) => run(session, reference, options)),
    );
  clientCommand(group, 'delete <schedule>', 'remove it; its backups must be gone first, or be kept')
    .option('--keep-backups', 'keep its backups: without a schedule, and nothing prunes them any more')
    .option('--yes', 'do not ask')
    .action((reference: string, options: DeleteOptions) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

interface RunOptions extends ClientOptions {
  readonly watch?: boolean;
}

interface DeleteOptions extends ClientOptions {
  readonly keepBackups?: boolean;
  readonly yes?: boolean;
}

async function move(session: Session, reference: string, to: BackupScheduleState): Promise<undefined> {
  const { id } = await scheduleNamed(session, reference);
  try {
    const backupSchedule = await asked(session, id, to);
    const result = { backupSchedule, changed: true, by: null };
    session.show(result, () => moved(backupSchedule));
  } catch (error) {
    if (!(error instanceof ApiRefusal) || error.code !== 'OPERATION_NOT_ALLOWED') throw error;
    const backupSchedule = await scheduleNamed(session, id);
    if (backupSchedule.state !== to) throw error;
    const kind = to === 'SUSPENDED' ? 'SUSPEND' : 'RESUME';
    const by = await lastEdit(session, id, (edit) => edit.kind === kind);
    session.show({ backupSchedule, changed: false, by }, () => movedBefore(backupSchedule, by));
  }
}

async function asked(session: Session, id: string, to: BackupScheduleState): Promise<Schedule> {
  const input = { id };
  if (to === 'ACTIVE') {
    return (await session.ask(ResumeBackupScheduleDocument, { input })).resumeBackupSchedule.backupSchedule;
  }
  return (await session.ask(SuspendBackupScheduleDocument, { input })).suspendBackupSchedule.backupSchedule;
}

function moved({ name, state, nextDueAt, timeZone, openCycle }: Schedule): string {
  if (state === 'SUSPENDED') {
    const open = openCycle === null ? '' : ' The cycle that is under way goes on.';
    return sentences(
      `Schedule "${name}" is suspended.${open}`,
      `"holdfast schedule resume ${name}" goes on with it.`,
    );
  }
  const next =
    nextDueAt === null ? 'it is not due by itself any more' : `next due ${zonedTime(nextDueAt, timeZone)}`;
  return sentences(`Schedule "${name}" goes on: ${next}.`);
}

function movedBefore({ name, state }: Schedule, by: ScheduleEditFieldsFragment | null): string {
  const who = by === null ? '' : `: ${doneBy(by)}`;
  return sentences(`Schedule "${name}" is ${state} already. Nothing was changed${who}.`);
}

async function run(session: Session, reference: string, { watch }: RunOptions): Promise<ExitCode> {
  const schedule = await scheduleNamed(session, reference);
  const { backup } = await askOf(
    session,
    schedule,
    async () =>
      (await session.ask(BackUpScheduleNowDocument, { input: { id: schedule.id } })).backUpScheduleNow,
  );
  const begun = `Backup "${backup.name}" of schedule "${schedule.name}" has begun`;
  if (watch === true) {
    session.say(`${begun}.`);
    return watchBackup(session, backup.id);
  }
  session.show(backup, () => sentences(`${begun}: "holdfast backup watch ${backup.name}" follows it.`));
  return EXIT.done;
}

async function remove(session: Session, reference: string, options: DeleteOptions): Promise<undefined> {
  const schedule = await scheduleNamed(session, reference);
  const { id, name } = schedule;
  const keep = options.keepBackups === true;
  const backups = keep ? ' and keep its backups, which nothing prunes then' : '';
  await session.confirm(`Remove schedule "${name}"${backups}?`, options);
  const input = { id, backups: keep ? ('KEEP' as const) : ('REFUSE' as const) };
  const deleted = await askOf(
    session,
    schedule,
    async () => (await session.ask(DeleteBackupScheduleDocument, { input })).deleteBackupSchedule,
  );
  session.show(deleted, () => sentences(`Removed schedule "${name}"${keep ? '; its backups stay' : ''}.`));
}
