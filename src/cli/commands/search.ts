import type { Command } from 'commander';
import { SearchDocument, type SearchKind } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import { table } from '../output/table.js';
import { someOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption, wordsOf, wordsOption } from '../words.js';

const KINDS = wordsOf<SearchKind>({
  CLUSTER: true,
  LOCATION: true,
  SCHEDULE: true,
  NAMESPACE: true,
  BACKUP: true,
  RESTORE: true,
  RULE: true,
  USER: true,
});

interface SearchOptions extends ClientOptions {
  readonly kind?: readonly SearchKind[];
  readonly limit: number;
}

export function addSearchCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'search <text>',
    'everything whose name or label contains a text, the best matches first',
  )
    .option('--kind <kinds>', `only these: ${KINDS.join(', ')}`, wordsOption(KINDS))
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50);
  answerUsage(command, io).action((text: string, options: SearchOptions) =>
    runCommand(io, options, (session) => search(session, text, options)),
  );
}

async function search(session: Session, text: string, { kind, limit }: SearchOptions): Promise<undefined> {
  const { nodes, more } = await someOf(limit, async (first, after) => {
    const variables = { text, kinds: kind ?? null, first, after };
    return (await session.ask(SearchDocument, variables)).search;
  });
  session.show(nodes, () =>
    table(
      ['KIND', 'NAME', 'MATCH', 'LABEL', 'ID'],
      nodes.map((each) => [each.kind, each.name, each.match, each.label ?? '', each.id]),
    ),
  );
  if (more) session.say(`Only the first ${nodes.length} are shown; --limit shows more.`);
}
