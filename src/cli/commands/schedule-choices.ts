/** What may be excluded from a schedule and added to it: the same choices that a dialogue offers. */
import type { Command } from 'commander';
import {
  AdditionChoicesDocument,
  type AdditionChoicesQuery,
  ExclusionChoicesDocument,
  type ExclusionChoicesQuery,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { scheduleId } from '../find-by-name.js';
import { count, time } from '../output/format.js';
import { table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption, textOption } from '../words.js';
import { sentences } from './schedule-words.js';

const MOST = 100;

interface ChoiceOptions extends ClientOptions {
  readonly search?: string;
  readonly limit: number;
}

type Additions = AdditionChoicesQuery['additionChoices'];
type Exclusions = ExclusionChoicesQuery['exclusionChoices'];

export function addScheduleChoiceCommands(group: Command, io: CliIo): void {
  clientCommand(
    group,
    'namespaces <schedule>',
    'which namespaces of it are missing and may be excluded, and which others its cluster has',
  )
    .option('--search <text>', 'only those whose name contains this', textOption(63))
    .option('--limit <number>', 'how many of each at most', numberOption(MOST), 20)
    .action((reference: string, options: ChoiceOptions) =>
      runCommand(io, options, (session) => showChoices(session, reference, options)),
    );
}

async function showChoices(session: Session, reference: string, options: ChoiceOptions): Promise<undefined> {
  const id = await scheduleId(session, reference);
  const variables = { scheduleId: id, search: options.search ?? null, first: options.limit };
  const [{ exclusionChoices: exclusions }, { additionChoices: additions }] = await Promise.all([
    session.ask(ExclusionChoicesDocument, variables),
    session.ask(AdditionChoicesDocument, variables),
  ]);
  const { backupSchedule: _schedule, ...missing } = exclusions;
  const { backupSchedule: schedule, ...addable } = additions;
  const { name } = schedule;
  session.show({ scheduleId: id, schedule: name, missing, addable }, () =>
    [missingText(exclusions), addableText(additions)].join('\n\n'),
  );
}

function missingText({ choices, total, observedAt }: Exclusions): string {
  if (choices.length === 0) return sentences(`Missing: none${seenAt(observedAt)}.`);
  return [
    sentences(`Missing, ${shown(choices.length, total)}${seenAt(observedAt)}:`),
    table(
      ['NAMESPACE', 'IS BACK', 'LAST BACKUP', 'HELD UNTIL, IF EXCLUDED NOW'],
      choices.map(({ name, isBack, lastBackup, heldUntil }) => [
        name,
        isBack === null ? 'not known' : isBack ? 'yes' : 'no',
        lastBackup === null ? '-' : `${lastBackup.name} of ${time(lastBackup.at)}`,
        heldUntil === null ? '-' : time(heldUntil),
      ]),
    ),
  ].join('\n');
}

function addableText({ names, total, observedAt, backupSchedule }: Additions): string {
  const add = backupSchedule.allowedOperations.find(({ operation }) => operation === 'addNamespaces');
  if (add !== undefined && !add.allowed) {
    return sentences(
      ['Nothing may be added.', add.reason, add.advice].filter((each) => each != null).join(' '),
    );
  }
  if (names.length === 0) return sentences(`May be added: none${seenAt(observedAt)}.`);
  return [
    sentences(`May be added, ${shown(names.length, total)}${seenAt(observedAt)}:`),
    table(
      ['NAMESPACE'],
      names.map((name) => [name]),
    ),
  ].join('\n');
}

function shown(some: number, total: number): string {
  return some < total ? `${count(some)} of ${count(total)}` : count(total);
}

function seenAt(observedAt: string | null): string {
  return observedAt === null ? ', but the cluster did not say' : `, as of ${time(observedAt)}`;
}
