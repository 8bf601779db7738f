import type { Command } from 'commander';
import {
  DeliveriesDocument,
  type DeliveryMedium,
  type DeliveryState,
  ResendDeliveryDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { DELIVERY_MEDIA, DELIVERY_STATES, numberOption, wordsOption } from '../words.js';
import { sayWhenCut } from './results.js';

export function addDeliveryCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'delivery', {
    description: 'what was and is to be told, in Slack and by mail',
    io,
  });

  clientCommand(group, 'list', 'deliveries, newest first')
    .option('--state <states>', `only these: ${DELIVERY_STATES.join(', ')}`, wordsOption(DELIVERY_STATES))
    .option('--medium <medium>', `only these: ${DELIVERY_MEDIA.join(', ')}`, wordsOption(DELIVERY_MEDIA))
    .option('--alert <id>', 'only those about this alert')
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'resend <id>', 'tell again what is DEAD or AMBIGUOUS').action(
    (id: string, options: ClientOptions) => runCommand(io, options, (session) => resend(session, id)),
  );
}

interface ListOptions extends ClientOptions {
  readonly state?: readonly DeliveryState[];
  readonly medium?: readonly DeliveryMedium[];
  readonly alert?: string;
  readonly limit: number;
}

async function showList(session: Session, { state, medium, alert, limit }: ListOptions): Promise<undefined> {
  const one = medium?.length === 1 ? medium[0] : undefined;
  const filter = { states: state ?? null, medium: one ?? null, alertId: alert ?? null };
  const { nodes, total } = await firstOf(
    limit,
    async (first, after) => (await session.ask(DeliveriesDocument, { first, after, ...filter })).deliveries,
  );
  session.show(nodes, () =>
    table(
      ['ID', 'KIND', 'BY', 'TO', 'STATE', 'TRIES', 'SINCE', 'WHY'],
      nodes.map((each) => [
        each.id,
        each.kind,
        each.medium,
        each.target,
        each.state,
        String(each.attempts),
        time(each.createdAt),
        each.error ?? '-',
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function resend(session: Session, id: string): Promise<undefined> {
  const { delivery } = (await session.ask(ResendDeliveryDocument, { input: { id } })).resendDelivery;
  session.show(delivery, () => `Delivery ${delivery.id} to ${delivery.target} is ${delivery.state} again.`);
}
