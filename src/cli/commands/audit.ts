import type { Command } from 'commander';
import { type AuditDoor, type AuditOutcome, AuditTrailDocument } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { userId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { AUDIT_DOORS, AUDIT_OUTCOMES, numberOption, wordOption } from '../words.js';
import { sayWhenCut } from './results.js';

export function addAuditCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'audit',
    'who asked for which change, and what came of it; newest first',
  )
    .option('--user <user>', 'only by this person, by name or id')
    .option('--subject <id>', 'only about the one with this id')
    .option('--door <door>', `only through this one: ${AUDIT_DOORS.join(', ')}`, wordOption(AUDIT_DOORS))
    .option('--outcome <outcome>', `only these: ${AUDIT_OUTCOMES.join(', ')}`, wordOption(AUDIT_OUTCOMES))
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50);
  answerUsage(command, io).action((options: AuditOptions) =>
    runCommand(io, options, (session) => audit(session, options)),
  );
}

interface AuditOptions extends ClientOptions {
  readonly user?: string;
  readonly subject?: string;
  readonly door?: AuditDoor;
  readonly outcome?: AuditOutcome;
  readonly limit: number;
}

async function audit(session: Session, options: AuditOptions): Promise<undefined> {
  const filter = {
    door: options.door ?? null,
    outcome: options.outcome ?? null,
    subjectId: options.subject ?? null,
    userId: options.user === undefined ? null : await userId(session, options.user),
  };
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(AuditTrailDocument, { first, after, ...filter })).auditTrail,
  );
  session.show(nodes, () =>
    table(
      ['WHEN', 'WHO', 'DOOR', 'ASKED', 'OF', 'OUTCOME', 'WHY'],
      nodes.map((each) => [
        time(each.at),
        each.actorName,
        each.slack === null ? each.door : `${each.door} ${each.slack.slackUserName} ${each.slack.action}`,
        each.operation,
        each.subjectId ?? '-',
        each.outcome,
        [each.code, each.message].filter((part) => part !== null).join(': '),
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}
