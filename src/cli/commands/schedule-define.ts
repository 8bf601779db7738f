import type { Command } from 'commander';
import {
  type BackupScheduleFieldsFragment,
  CreateBackupScheduleDocument,
  EditBackupScheduleDocument,
  type NamespaceSelectionInput,
  type ScheduleTimingInput,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { editedLabels, type LabelEdits } from '../edited-labels.js';
import { clusterId, locationId } from '../find-by-name.js';
import { zonedTime } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  cronOption,
  dailyOption,
  everyOption,
  minutesOption,
  monthlyOption,
  timeZoneOption,
  weeklyOption,
} from '../timing-options.js';
import {
  type LabelPair,
  labelOption,
  namesOption,
  namespacesOption,
  textOption,
  textsOption,
} from '../words.js';
import { type FilterOptions, filterGiven, filterIn, withFilter } from './filter-options.js';
import { type MachineOptions, machinesIn, withMachines } from './machine-options.js';
import {
  editedRetention,
  NOTHING_KEPT,
  type RetentionOptions,
  retentionWords,
  verifyEveryOf,
  verifyEveryOption,
  withRetention,
} from './retention-options.js';
import { type RuleOptions, rulesIn, withRules } from './rule-options.js';
import { askOf, scheduleNamed } from './schedule-refusals.js';
import { describeSchedule } from './schedule-show.js';
import { selectionWords, sentences } from './schedule-words.js';
import { type VolumeOptions, volumeSettings, withNewVolumes, withVolumes } from './volume-options.js';

const DEFAULT_KEEP = 7;
const MOST_GRACE = 24 * 60;
const LONGEST_SELECTOR = 1_024;

export function addScheduleDefiningCommands(group: Command, io: CliIo): void {
  const create = withMachines(
    withFilter(withRules(clientCommand(group, 'create <name>', 'back up a cluster again and again'))),
  )
    .requiredOption('--cluster <cluster>', 'of which cluster, by name or id')
    .requiredOption('--location <location>', 'into which backup location, by name or id')
    .option(
      '--namespaces <names>',
      'these namespaces, with commas between; may be repeated',
      namespacesOption,
    )
    .option('--selector <selector>', 'those that match this label selector', textOption(LONGEST_SELECTOR))
    .option('--all', 'all namespaces, future ones too, without those of the system');
  withVolumes(withRetention(withTiming(create), DEFAULT_KEEP))
    .option('--time-zone <zone>', "of its clock, like Europe/Berlin (else this machine's)", timeZoneOption)
    .option('--grace <time>', GRACE, graceOption)
    .option('--alert-to <addresses>', ALERT_TO, namesOption)
    .option('--verify-every <days>', VERIFY_EVERY, verifyEveryOption)
    .option('--label <key=value>', 'a label; may be repeated', labelOption)
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => createSchedule(session, name, options)),
    );
  const changing = 'change anything but a list of namespaces: see exclude and add';
  const edit = withMachines(
    withFilter(withRules(clientCommand(group, 'edit <schedule>', changing), '; or "none"')),
  )
    .option('--no-filter', 'keep every kind again')
    .option('--name <name>', 'new name')
    .option('--location <location>', 'where the next backups go, by name or id')
    .option('--selector <selector>', 'new label selector, where it has one', textOption(LONGEST_SELECTOR));
  withNewVolumes(withRetention(withTiming(edit)))
    .option('--time-zone <zone>', 'new time zone of its clock', timeZoneOption)
    .option('--grace <time>', GRACE, graceOption)
    .option('--alert-to <addresses>', `${ALERT_TO}; or "none"`, namesOption)
    .option('--verify-every <days>', VERIFY_EVERY, verifyEveryOption)
    .option('--label <key=value>', 'set a label; may be repeated', labelOption)
    .option('--remove-label <key>', 'take a label away; may be repeated', textsOption)
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => editSchedule(session, reference, options)),
    );
}

const GRACE = 'how late a due time of the clock is still made up for, like 90m or 2h (else 60m)';

const VERIFY_EVERY =
  'read each good backup back every so many days; 0: never; "default": as the installation does';

const ALERT_TO = 'e-mail addresses that its alerts go to, with commas between; may be repeated';

/** Null: as it is; "none" alone: the default ones. */
function recipientsOf(addresses: readonly string[] | undefined): readonly string[] | null {
  if (addresses === undefined) return null;
  return addresses.length === 1 && addresses[0] === 'none' ? [] : addresses;
}

function graceOption(text: string): number {
  return minutesOption({ least: 0, most: MOST_GRACE })(text === '0' ? '0m' : text);
}

function withTiming(command: Command): Command {
  return command
    .option('--every <time>', 'at an interval: 15m, 6h, 2d', everyOption)
    .option('--daily <HH:MM>', 'every day at this time', dailyOption)
    .option('--weekly <days@HH:MM>', 'like mon,thu@02:30', weeklyOption)
    .option('--monthly <days@HH:MM>', 'like 1,15@02:30; a month that lacks the day is skipped', monthlyOption)
    .option('--cron <expression>', 'five fields in quotes, like "30 2 * * 1-5"', cronOption);
}

interface TimingOptions {
  readonly every?: ScheduleTimingInput;
  readonly daily?: ScheduleTimingInput;
  readonly weekly?: ScheduleTimingInput;
  readonly monthly?: ScheduleTimingInput;
  readonly cron?: ScheduleTimingInput;
  readonly timeZone?: string;
}

interface SelectionOptions extends MachineOptions {
  readonly namespaces?: readonly string[];
  readonly selector?: string;
  readonly all?: boolean;
}

interface CreateOptions
  extends ClientOptions,
    TimingOptions,
    SelectionOptions,
    RetentionOptions,
    RuleOptions,
    VolumeOptions,
    FilterOptions {
  readonly cluster: string;
  readonly location: string;
  readonly keep: number;
  readonly verifyEvery?: number | 'default';
  readonly grace?: number;
  readonly alertTo?: readonly string[];
  readonly label?: readonly LabelPair[];
}

interface EditOptions
  extends ClientOptions,
    TimingOptions,
    LabelEdits,
    MachineOptions,
    RetentionOptions,
    RuleOptions,
    VolumeOptions,
    FilterOptions {
  /** False: `--no-filter`. */
  readonly filter?: false;
  readonly name?: string;
  readonly location?: string;
  readonly selector?: string;
  readonly verifyEvery?: number | 'default';
  readonly grace?: number;
  readonly alertTo?: readonly string[];
}

async function createSchedule(session: Session, name: string, options: CreateOptions): Promise<undefined> {
  const { selection, timing } = whatAndWhen(options);
  const timeZone = options.timeZone ?? zoneOf(session);
  const input = {
    name,
    clusterId: await clusterId(session, options.cluster),
    locationId: await locationId(session, options.location),
    selection,
    timing,
    timeZone,
    graceMinutes: options.grace ?? null,
    retention: newRetention(options),
    verifyEvery: verifyEveryOf(options.verifyEvery),
    labels: options.label ?? null,
    alertRecipients: recipientsOf(options.alertTo),
    ...(await rulesIn(session, options)),
    volumes: volumeSettings(options, true),
    ...filterGiven(options),
  };
  const { backupSchedule } = (await session.ask(CreateBackupScheduleDocument, { input }))
    .createBackupSchedule;
  if (options.timeZone === undefined && timing.kind !== 'INTERVAL') {
    session.say(`Its clock is in ${timeZone}, as this machine's is; --time-zone names another one.`);
  }
  if (backupSchedule.createdSingle) {
    session.say('Created for one namespace it cannot grow: name two or more to be able to add others later.');
  }
  session.show(backupSchedule, () => created(backupSchedule));
}

function created(schedule: BackupScheduleFieldsFragment): string {
  const { name, timing, nextDueAt, timeZone, selection, retention, cluster, location } = schedule;
  const next = nextDueAt === null ? 'never by itself' : zonedTime(nextDueAt, timeZone);
  return sentences(
    `Created schedule "${name}": ${timing.description}, next due ${next}.`,
    `From cluster "${cluster?.name ?? '-'}" into location "${location?.name ?? '-'}": ${selectionWords(selection)}; keeps ${retentionWords(retention)}.`,
  );
}

function newRetention(options: CreateOptions) {
  const least = { keep: options.keep, ...NOTHING_KEPT };
  return editedRetention(least, options) ?? least;
}

/** Exactly one of each kind; both faults at once. @throws CliError */
function whatAndWhen(options: TimingOptions & SelectionOptions) {
  const selections = selectionsIn(options);
  const timings = timingsIn(options);
  const [selection] = selections;
  const [timing] = timings;
  const faults = [
    ...(selections.length === 1
      ? []
      : [
          'one of --namespaces, --selector, --all and --vm (or --vm-namespaces, --vm-selector, --all-vms) says what is backed up',
        ]),
    ...(timings.length === 1 ? [] : [`one of ${TIMING_NAMES} says when`]),
  ];
  if (selection !== undefined && timing !== undefined && faults.length === 0) return { selection, timing };
  throw new CliError(`Bad usage: ${faults.join('; ')}`, 'give exactly one of each');
}

const TIMING_NAMES = '--every, --daily, --weekly, --monthly and --cron';

function timingsIn({ every, daily, weekly, monthly, cron }: TimingOptions): readonly ScheduleTimingInput[] {
  return [every, daily, weekly, monthly, cron].filter((timing) => timing !== undefined);
}

function selectionsIn(options: SelectionOptions): readonly NamespaceSelectionInput[] {
  const { namespaces, selector, all } = options;
  const virtualMachines = machinesIn(options);
  return [
    ...(virtualMachines === undefined ? [] : [{ kind: 'VIRTUAL_MACHINES' as const, virtualMachines }]),
    ...(namespaces === undefined ? [] : [{ kind: 'NAMED' as const, names: namespaces }]),
    ...(selector === undefined ? [] : [{ kind: 'LABELS' as const, selector }]),
    ...(all === true ? [{ kind: 'ALL' as const }] : []),
  ];
}

/** Some machines have no zone, or one that no database knows. */
function zoneOf({ io: { timeZone } }: Session): string {
  if (timeZone !== undefined && timeZone !== 'Etc/Unknown') return timeZone;
  throw new CliError('This machine does not say in which time zone it is', 'name one with --time-zone');
}

async function editSchedule(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const timing = newTiming(options);
  assertSomething(options, timing);
  const schedule = await scheduleNamed(session, reference);
  const { id, version: expectedVersion } = schedule;
  const input = {
    id,
    expectedVersion,
    name: options.name ?? null,
    labels: editedLabels(schedule.labels, options) ?? null,
    locationId: options.location === undefined ? null : await locationId(session, options.location),
    timing: timing ?? null,
    timeZone: options.timeZone ?? null,
    graceMinutes: options.grace ?? null,
    retention: editedRetention(schedule.retention, options) ?? null,
    verifyEvery: verifyEveryOf(options.verifyEvery),
    selector: options.selector ?? null,
    virtualMachines: machinesIn(options) ?? null,
    alertRecipients: recipientsOf(options.alertTo),
    ...(await rulesIn(session, options, { removable: true })),
    volumes: volumeSettings(options, false),
    ...(options.filter === false && { filter: null }),
    ...filterGiven(options),
  };
  const { backupSchedule } = await askOf(
    session,
    schedule,
    async () => (await session.ask(EditBackupScheduleDocument, { input })).editBackupSchedule,
  );
  session.show(backupSchedule, () => describeSchedule(backupSchedule));
}

function newTiming(options: TimingOptions): ScheduleTimingInput | undefined {
  const timings = timingsIn(options);
  if (timings.length < 2) return timings[0];
  throw new CliError(`Bad usage: ${TIMING_NAMES} exclude each other`, 'give one of them');
}

function assertSomething(options: EditOptions, timing: ScheduleTimingInput | undefined): void {
  const { name, location, selector, timeZone, grace, alertTo, verifyEvery } = options;
  const labels = [options.label, options.removeLabel];
  const rules = [options.preRule, options.postRule, filterIn(options)];
  const kept = editedRetention({ keep: 1, ...NOTHING_KEPT }, options);
  const changes = [
    name,
    location,
    selector,
    timeZone,
    grace,
    alertTo,
    verifyEvery,
    machinesIn(options),
    kept,
    ...rules,
    ...labels,
    timing,
  ];
  if (options.filter === false || volumeSettings(options, false) !== null) return;
  if (changes.some((change) => change !== undefined)) return;
  throw new CliError(
    'Bad usage: there is nothing to change',
    '"holdfast schedule edit --help" shows what can be',
  );
}
