/** From the name that a person types to one schedule; what is not certain is asked back. */
import { SlackScheduleNamesDocument } from '../../client/generated/graphql.js';
import { similarNames } from '../../client/similar-names.js';
import { type Choice, choiceAnswer } from '../views/answers/choice-answer.js';
import { code, plainWords } from '../views/text.js';
import type { CommandContext } from './command.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LOOKED_AT = 100;

/** Root fields that it asks. */
export const FIND_SCHEDULE_FIELDS = ['backupSchedules'] as const;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly cluster: { readonly name: string } | null;
}

/** `again`: the command that a choice runs, its words before and after the schedule. */
export interface Again {
  readonly before: string;
  readonly after?: string;
}

/** The id. Undefined: it was not clear, and the person has been asked. An id is taken as it is. @throws ApiRefusal, ConnectionFailed */
export async function findSchedule(
  reference: string,
  again: Again,
  context: CommandContext,
): Promise<string | undefined> {
  if (UUID.test(reference)) return reference.toLowerCase();
  const matching = await rowsOf(context, reference);
  const exact = matching.filter(({ name }) => name === reference);
  const [first, second] = exact;
  if (first !== undefined && second === undefined) return first.id;
  const shown = code(reference);
  if (exact.length > 1) {
    await context.respond(
      choiceAnswer(`Several schedules are called ${shown}. Which one?`, choicesOf(exact, again)),
    );
    return undefined;
  }
  const similar = await similarTo(reference, matching, context);
  const asked = similar.length === 0 ? ' `/backup status` shows all.' : ' Did you mean one of these?';
  await context.respond(
    choiceAnswer(`There is no schedule called ${shown}.${asked}`, choicesOf(similar, again)),
  );
  return undefined;
}

async function similarTo(
  reference: string,
  matching: readonly Row[],
  context: CommandContext,
): Promise<readonly Row[]> {
  if (matching.length > 0) return matching;
  const all = await rowsOf(context, null);
  const names = similarNames(
    reference,
    all.map(({ name }) => name),
  );
  return names.flatMap((name) => all.filter((row) => row.name === name));
}

async function rowsOf(context: CommandContext, nameContains: string | null): Promise<readonly Row[]> {
  const variables = { nameContains, clusterId: null, first: LOOKED_AT, after: null };
  const { backupSchedules } = await context.ask(SlackScheduleNamesDocument, variables);
  return backupSchedules.edges.map(({ node }) => node);
}

function choicesOf(rows: readonly Row[], { before, after = '' }: Again): readonly Choice[] {
  return rows.map(({ id, name, cluster }) => ({
    label:
      cluster === null ? plainWords(name, 75) : `${plainWords(name, 40)} (${plainWords(cluster.name, 30)})`,
    command: `${before} ${id} ${after}`.trim(),
  }));
}
