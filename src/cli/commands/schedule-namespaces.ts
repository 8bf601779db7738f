/** The namespaces of a schedule: excluded, added, taken back; and the last copies of those that are gone, released. */
import type { Command } from 'commander';
import { ApiRefusal } from '../../client/api-refusal.js';
import {
  AddNamespacesToScheduleDocument,
  BackupMissingDocument,
  type BackupScheduleFieldsFragment,
  BackupSchedulePreviewDocument,
  ExcludeNamespacesFromScheduleDocument,
  type ExcludeNamespacesFromScheduleMutation,
  HeldBackupsDocument,
  ReleaseHeldBackupsDocument,
  RevertScheduleEditDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { EXIT } from '../exit-codes.js';
import { backupId } from '../find-by-name.js';
import { counted, someNames } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { namespacesOption } from '../words.js';
import { backupNamed } from './backup-show.js';
import { found } from './results.js';
import { askOf, scheduleNamed } from './schedule-refusals.js';
import { doneBy, fromWhen, sentences, whatRemains } from './schedule-words.js';

type Schedule = BackupScheduleFieldsFragment;
type Edited = ExcludeNamespacesFromScheduleMutation['excludeNamespacesFromSchedule'];

const NAMES = '--namespaces <names>';

export function addScheduleNamespaceCommands(group: Command, io: CliIo): void {
  clientCommand(group, 'exclude <schedule>', 'take namespaces off its list, from its next cycle on')
    .option(NAMES, 'these, with commas between; may be repeated', namespacesOption)
    .option('--missing', 'those that its last cycle found missing and that have not come back')
    .option('--backup <backup>', 'with --missing: those that this backup found missing')
    .action((reference: string, options: ExcludeOptions) =>
      runCommand(io, options, (session) => exclude(session, reference, options)),
    );
  clientCommand(group, 'add <schedule>', 'put namespaces that exist on its list, from its next cycle on')
    .requiredOption(NAMES, 'these, with commas between; may be repeated', namespacesOption)
    .action((reference: string, options: NamesOptions) =>
      runCommand(io, options, (session) => add(session, reference, options)),
    );
  clientCommand(
    group,
    'revert <schedule>',
    'take its last exclude or add back, until its next cycle begins',
  ).action((reference: string, options: ClientOptions) =>
    runCommand(io, options, (session) => revert(session, reference)),
  );
  clientCommand(
    group,
    'release <schedule>',
    'give up the last copies of namespaces that are gone: backups kept only for them are deleted',
  )
    .requiredOption(NAMES, 'of these, with commas between; may be repeated', namespacesOption)
    .option('--yes', 'do not ask')
    .action((reference: string, options: NamesOptions & { readonly yes?: boolean }) =>
      runCommand(io, options, (session) => release(session, reference, options)),
    );
}

interface NamesOptions extends ClientOptions {
  readonly namespaces: readonly string[];
}

interface ExcludeOptions extends ClientOptions {
  readonly namespaces?: readonly string[];
  readonly missing?: boolean;
  readonly backup?: string;
}

async function exclude(session: Session, reference: string, options: ExcludeOptions): Promise<undefined> {
  assertOneWay(options);
  const schedule = await scheduleNamed(session, reference);
  const { namespaces, back, backup } = await wanted(session, schedule, options);
  if (back.length > 0) {
    session.say(
      `Back in the cluster, so not excluded: ${someNames(back)}. "holdfast schedule exclude ${schedule.name} --namespaces ..." excludes them all the same.`,
    );
  }
  const { id, selectionVersion } = schedule;
  const input = { scheduleId: id, namespaces, selectionVersion, backupId: backup };
  const edited =
    namespaces.length === 0
      ? { backupSchedule: schedule, changed: false, namespaces, by: null }
      : await askOf(session, schedule, async () => {
          const answer = await session.ask(ExcludeNamespacesFromScheduleDocument, { input });
          return answer.excludeNamespacesFromSchedule;
        });
  session.show({ ...edited, back }, () => {
    if (namespaces.length === 0)
      return `Nothing that is missing is on schedule "${schedule.name}": nothing was changed.`;
    return edited.changed ? excluded(edited) : already(edited, 'not on');
  });
}

function assertOneWay({ namespaces, missing, backup }: ExcludeOptions): void {
  const faults = [
    ...((namespaces === undefined) === (missing !== true)
      ? ['either --namespaces or --missing says which namespaces to exclude']
      : []),
    ...(backup !== undefined && missing !== true ? ['--backup goes with --missing'] : []),
  ];
  if (faults.length > 0) throw new CliError(`Bad usage: ${faults.join('; ')}`, 'give one of them');
}

interface Wanted {
  readonly namespaces: readonly string[];
  /** Missing then, and there again. */
  readonly back: readonly string[];
  readonly backup: string | null;
}

async function wanted(session: Session, schedule: Schedule, options: ExcludeOptions): Promise<Wanted> {
  if (options.namespaces !== undefined) return { namespaces: options.namespaces, back: [], backup: null };
  if (options.backup !== undefined) return missingIn(session, schedule, options.backup);
  const { missingNamespaces: missing } = schedule;
  const present = missing.length === 0 ? [] : await presentNow(session, schedule);
  return { ...split(missing, (name) => present.includes(name)), backup: null };
}

/** Of a cluster that does not answer nothing is known: then what was missing counts. */
async function presentNow(session: Session, { id }: Schedule): Promise<readonly string[]> {
  try {
    const { backupSchedule } = await session.ask(BackupSchedulePreviewDocument, { id });
    return backupSchedule?.preview?.included.map(({ name }) => name) ?? [];
  } catch (error) {
    sayUnknown(session, error);
    return [];
  }
}

async function missingIn(session: Session, schedule: Schedule, reference: string): Promise<Wanted> {
  const id = await backupId(session, reference);
  const backup = await backupNamed(session, id);
  if (backup.schedule?.id !== schedule.id) {
    const whose = backup.schedule === null ? 'of no schedule' : `of schedule "${backup.schedule.name}"`;
    throw new CliError(
      `Backup "${backup.name}" is ${whose}, not of "${schedule.name}"`,
      `"holdfast backup list --schedule ${schedule.name}" shows its own`,
      { exitCode: EXIT.refused },
    );
  }
  try {
    const { missing } = found((await session.ask(BackupMissingDocument, { id })).backup);
    const back = new Set(missing.filter(({ isBack }) => isBack === true).map(({ name }) => name));
    return {
      ...split(
        missing.map(({ name }) => name),
        (name) => back.has(name),
      ),
      backup: id,
    };
  } catch (error) {
    sayUnknown(session, error);
    return { namespaces: backup.missingNamespaces, back: [], backup: id };
  }
}

function sayUnknown(session: Session, error: unknown): void {
  if (!(error instanceof ApiRefusal)) throw error;
  session.say(`Whether any of them is back is not known now: ${error.message}`);
}

function split(names: readonly string[], isBack: (name: string) => boolean) {
  return { namespaces: names.filter((name) => !isBack(name)), back: names.filter(isBack) };
}

function excluded({ backupSchedule, namespaces }: Edited): string {
  return sentences(
    `Excluded ${someNames(namespaces)} from schedule "${backupSchedule.name}", ${fromWhen(backupSchedule)}.`,
    ...whatRemains(backupSchedule),
  );
}

async function add(session: Session, reference: string, { namespaces }: NamesOptions): Promise<undefined> {
  const schedule = await scheduleNamed(session, reference);
  const input = { scheduleId: schedule.id, namespaces, selectionVersion: schedule.selectionVersion };
  const edited = await askOf(
    session,
    schedule,
    async () => (await session.ask(AddNamespacesToScheduleDocument, { input })).addNamespacesToSchedule,
  );
  session.show(edited, () =>
    edited.changed
      ? sentences(
          `Added ${someNames(edited.namespaces)} to schedule "${schedule.name}", ${fromWhen(edited.backupSchedule)}.`,
          ...whatRemains(edited.backupSchedule),
        )
      : already(edited, 'on'),
  );
}

/** Asking for what is already so succeeds, and says who did it when (design 7). */
function already({ backupSchedule, namespaces, by }: Edited, where: string): string {
  const who = by === null ? '' : `: ${doneBy(by)}`;
  return sentences(
    `Already ${where} schedule "${backupSchedule.name}": ${someNames(namespaces)}. Nothing was changed${who}.`,
  );
}

async function revert(session: Session, reference: string): Promise<undefined> {
  const schedule = await scheduleNamed(session, reference);
  const input = { scheduleId: schedule.id };
  const edited = await askOf(
    session,
    schedule,
    async () => (await session.ask(RevertScheduleEditDocument, { input })).revertScheduleEdit,
  );
  session.show(edited, () => {
    const [remains = ''] = whatRemains(edited.backupSchedule);
    return sentences(
      `Took back the last edit of schedule "${schedule.name}" (${someNames(edited.namespaces)}), ${fromWhen(edited.backupSchedule)}.`,
      remains,
    );
  });
}

async function release(
  session: Session,
  reference: string,
  { namespaces, yes }: NamesOptions & { readonly yes?: boolean },
): Promise<undefined> {
  const schedule = await scheduleNamed(session, reference);
  const { heldBackups } = found((await session.ask(HeldBackupsDocument, { id: schedule.id })).backupSchedule);
  const only = heldBackups.filter(({ heldFor }) =>
    heldFor.every(({ namespace }) => namespace !== null && namespaces.includes(namespace)),
  );
  const names = someNames(namespaces);
  await session.confirm(
    `Give up the last copies of ${names} in schedule "${schedule.name}"? ${counted(only.length, 'backup')} kept only for that will be deleted.`,
    yes === undefined ? {} : { yes },
  );
  const input = { scheduleId: schedule.id, namespaces };
  const { backupSchedule } = await askOf(
    session,
    schedule,
    async () => (await session.ask(ReleaseHeldBackupsDocument, { input })).releaseHeldBackups,
  );
  session.show(backupSchedule, () =>
    sentences(
      `Schedule "${schedule.name}" keeps no backup longer for ${names}: ${counted(only.length, 'backup')} will go.`,
    ),
  );
}
