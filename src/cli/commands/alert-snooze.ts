/** No pings about the alerts of a schedule for a while; they stay what they are. */
import { type Command, InvalidArgumentError } from 'commander';
import { SnoozeAlertsDocument, UnsnoozeAlertsDocument } from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { counted, time } from '../output/format.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { minutesOption } from '../timing-options.js';
import { scheduleNamed } from './schedule-refusals.js';
import { sentences } from './schedule-words.js';

const LONGEST = 366 * 24 * 60;
const MINUTE_MS = 60_000;

interface SnoozeOptions extends ClientOptions {
  readonly for?: number;
  readonly until?: string;
  readonly untilChange?: boolean;
}

export function addSnoozeCommands(group: Command, io: CliIo): void {
  clientCommand(group, 'snooze <schedule>', 'no reminders about its open alerts for a while')
    .option('--for <time>', 'so long: 90m, 8h, 7d, 2w', minutesOption({ least: 1, most: LONGEST }))
    .option('--until <time>', 'until then, like 2026-11-23T09:00:00+01:00', momentOption)
    .option('--until-change', 'until other namespaces are missing, or it goes wrong in another way')
    .action((reference: string, options: SnoozeOptions) =>
      runCommand(io, options, (session) => snooze(session, reference, options)),
    );
  clientCommand(group, 'unsnooze <schedule>', 'its open alerts remind again').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => unsnooze(session, reference)),
  );
}

/** A time that says which zone it is of: this machine's may be another one than its reader's. */
function momentOption(text: string): string {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
  const moment = new Date(text);
  if (form.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new InvalidArgumentError('Use a time with its zone, like 2026-11-23T09:00:00Z.');
}

async function snooze(session: Session, reference: string, options: SnoozeOptions): Promise<undefined> {
  const until = untilOf(options);
  const schedule = await scheduleNamed(session, reference);
  const input = { scheduleId: schedule.id, until };
  const { snoozeAlerts: answer } = await session.ask(SnoozeAlertsDocument, { input });
  session.show(answer, () => {
    const [first] = answer.alerts;
    const end = first?.snooze?.until ?? null;
    const when = end === null ? 'until they change' : `until ${time(end)}`;
    const what = `${counted(answer.alerts.length, 'open alert')} of schedule "${schedule.name}"`;
    if (!answer.changed) return sentences(`Snoozed already ${when}: ${what}. Nothing was changed.`);
    return sentences(
      `Snoozed ${when}: ${what}.`,
      `"holdfast alerts unsnooze ${schedule.name}" ends it; the alerts stay open until they are over.`,
    );
  });
}

/** Null: until it changes. @throws CliError */
function untilOf(options: SnoozeOptions): string | null {
  const ways = [options.for, options.until, options.untilChange].filter((way) => way !== undefined);
  if (ways.length !== 1)
    throw new CliError('Bad usage: one of --for, --until and --until-change says how long', 'give one');
  if (options.until !== undefined) return options.until;
  return options.for === undefined ? null : new Date(Date.now() + options.for * MINUTE_MS).toISOString();
}

async function unsnooze(session: Session, reference: string): Promise<undefined> {
  const schedule = await scheduleNamed(session, reference);
  const input = { scheduleId: schedule.id };
  const { unsnoozeAlerts: answer } = await session.ask(UnsnoozeAlertsDocument, { input });
  session.show(answer, () =>
    sentences(
      answer.changed
        ? `The open alerts of schedule "${schedule.name}" remind again.`
        : `No open alert of schedule "${schedule.name}" is snoozed. Nothing was changed.`,
    ),
  );
}
