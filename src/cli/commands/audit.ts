import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { exportAuditTrail } from '../../client/audit-export.js';
import {
  type AuditDoor,
  type AuditOutcome,
  AuditTrailDocument,
  type AuditTrailQuery,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand, commandGroup } from '../client-command.js';
import { userId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { AUDIT_DOORS, AUDIT_OUTCOMES, numberOption, wordOption } from '../words.js';
import { sayWhenCut } from './results.js';

interface FilterOptions extends ClientOptions {
  readonly user?: string;
  readonly actor?: string;
  readonly subject?: string;
  readonly kind?: string;
  readonly operation?: string;
  readonly code?: string;
  readonly tokenId?: string;
  readonly door?: AuditDoor;
  readonly outcome?: AuditOutcome;
  readonly from?: string;
  readonly to?: string;
}

export function addAuditCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'audit', {
    description: 'who asked for which change, and what came of it',
    io,
  });
  const list = filtered(
    clientCommand(group, 'list', 'the entries, newest first', { isDefault: true }),
  ).option('--limit <number>', 'how many at most', numberOption(10_000), 50);
  answerUsage(list, io).action((options: FilterOptions & { readonly limit: number }) =>
    runCommand(io, options, (session) => audit(session, options)),
  );
  const written = filtered(
    clientCommand(group, 'export', 'all entries as JSON lines, oldest first, to stdout or into a file'),
  ).option('--out <file>', 'a new file; nobody but you may read it');
  answerUsage(written, io).action((options: FilterOptions & { readonly out?: string }) =>
    runCommand(io, options, (session) => exported(session, options)),
  );
}

function filtered(command: Command): Command {
  return command
    .option('--user <user>', 'only by this person, by name or id')
    .option('--actor <name>', 'only by whoever was called this then, a part of Holdfast too')
    .option('--subject <id>', 'only about the one with this id')
    .option('--kind <kind>', 'only about this kind of thing: Cluster, BackupSchedule')
    .option('--operation <name>', 'only this operation: deleteBackup')
    .option('--code <code>', 'only with this code of an error')
    .option('--token-id <id>', 'only with this access token')
    .option('--door <door>', `only through this one: ${AUDIT_DOORS.join(', ')}`, wordOption(AUDIT_DOORS))
    .option('--outcome <outcome>', `only these: ${AUDIT_OUTCOMES.join(', ')}`, wordOption(AUDIT_OUTCOMES))
    .option('--from <time>', 'from this moment on: 2026-11-21, 2026-11-21T08:00:00Z', momentOption)
    .option('--to <time>', 'until just before this moment', momentOption);
}

function momentOption(text: string): string {
  const moment = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new InvalidArgumentError('Give a day or a time: 2026-11-21 or 2026-11-21T08:00:00Z.');
}

async function filterOf(session: Session, options: FilterOptions) {
  return {
    door: options.door ?? null,
    outcome: options.outcome ?? null,
    operation: options.operation ?? null,
    code: options.code ?? null,
    subjectType: options.kind ?? null,
    subjectId: options.subject ?? null,
    actorName: options.actor ?? null,
    tokenId: options.tokenId ?? null,
    userId: options.user === undefined ? null : await userId(session, options.user),
    from: options.from ?? null,
    to: options.to ?? null,
  };
}

async function audit(
  session: Session,
  options: FilterOptions & { readonly limit: number },
): Promise<undefined> {
  const filter = await filterOf(session, options);
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(AuditTrailDocument, { first, after, ...filter })).auditTrail,
  );
  session.show(nodes, () =>
    table(['WHEN', 'WHO', 'DOOR', 'ASKED', 'OF', 'OUTCOME', 'WHAT OR WHY'], nodes.map(row)),
  );
  sayWhenCut(session, nodes.length, total);
}

type Entry = AuditTrailQuery['auditTrail']['edges'][number]['node'];

function row(each: Entry): string[] {
  return [
    time(each.at),
    each.actorName,
    each.slack === null ? each.door : `${each.door} ${each.slack.slackUserName} ${each.slack.action}`,
    each.operation,
    each.subjectName ?? each.subjectId ?? '-',
    each.outcome,
    [each.code, each.message, changesIn(each)].filter((part) => part !== null && part !== '').join(': '),
  ];
}

/** `name "a" → "b"`; of what was made or removed nothing: the operation says it. */
function changesIn({ before, after }: Entry): string {
  if (!isFields(before) || !isFields(after)) return '';
  return Object.keys({ ...before, ...after })
    .map((name) => `${name} ${JSON.stringify(before[name] ?? null)} → ${JSON.stringify(after[name] ?? null)}`)
    .join(', ');
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

async function exported(
  session: Session,
  options: FilterOptions & { readonly out?: string },
): Promise<undefined> {
  const given = Object.entries(await filterOf(session, options)).filter(([, value]) => value !== null);
  const pieces = exportAuditTrail(Object.fromEntries(given) as Record<string, string>, session.connection);
  if (options.out === undefined) {
    for await (const piece of pieces) session.io.stdout.write(piece);
    return;
  }
  const file = resolve(session.io.cwd, options.out);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') throw new CliError(`${file} is there already`, 'name a new file');
    if (code === 'ENOENT' || code === 'EACCES')
      throw new CliError(`${file} cannot be written: ${code}`, 'name a file in a folder of yours');
    throw error;
  }
  session.say(`The audit trail is in ${file}.`);
}
