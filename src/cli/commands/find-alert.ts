/** An alert has no name: it is given by its id, by the beginning of one, or by the schedule whose only open alert it is. */
import { AlertDocument, AlertNamesDocument, type AlertNamesQuery } from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { isThere, isUuid, scheduleNamed } from '../find-by-name.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import type { Session } from '../session.js';
import { subjectOf } from './alert-words.js';

type Candidate = AlertNamesQuery['alerts']['edges'][number]['node'];

const CANDIDATES_TOLD = 5;

/** Open alerts come first: the beginning of an id means a closed one only when no open one begins so. @throws CliError, ApiRefusal, ConnectionFailed */
export async function alertId(session: Session, reference: string): Promise<string> {
  const exists = async (id: string) => (await session.ask(AlertDocument, { id })).alert !== null;
  if (isUuid(reference) && (await isThere(exists, reference))) return reference.toLowerCase();
  const schedule = await scheduleNamed(session, reference);
  const ofSchedule =
    schedule === undefined ? [] : await alerts(session, { open: true, scheduleId: schedule });
  const candidates = unique([...(await beginningWith(session, reference, true)), ...ofSchedule]);
  const known = candidates.length > 0 ? candidates : await beginningWith(session, reference, false);
  const [first, ...others] = known;
  if (first === undefined) throw schedule === undefined ? unknown(reference) : allIsWell(reference);
  if (others.length > 0) throw ambiguous(reference, known);
  return first.id;
}

async function beginningWith(
  session: Session,
  reference: string,
  open: boolean,
): Promise<readonly Candidate[]> {
  const beginning = reference.toLowerCase();
  if (!/^[0-9a-f-]{1,36}$/.test(beginning)) return [];
  return (await alerts(session, { open, scheduleId: null })).filter(({ id }) => id.startsWith(beginning));
}

function alerts(
  session: Session,
  filter: { readonly open: boolean; readonly scheduleId: string | null },
): Promise<readonly Candidate[]> {
  return allOf(
    async (after) => (await session.ask(AlertNamesDocument, { first: PAGE_SIZE, after, ...filter })).alerts,
  );
}

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((each) => [each.id, each])).values()];
}

function ambiguous(reference: string, candidates: readonly Candidate[]): CliError {
  const told = candidates.slice(0, CANDIDATES_TOLD);
  const more = candidates.length - told.length;
  const each = told.map((alert) => `${alert.id} (${alert.kind}, ${subjectOf(alert)})`).join(', ');
  return new CliError(
    `${JSON.stringify(reference)} may be any of ${candidates.length} alerts`,
    `give the id of one, or more of it: ${each}${more > 0 ? ` and ${more} more` : ''}`,
  );
}

function unknown(reference: string): CliError {
  return new CliError(
    `There is no alert ${JSON.stringify(reference)}`,
    'give an id, the beginning of one, or the name of a schedule; "holdfast alerts list --all" shows all',
    { exitCode: EXIT.refused, code: 'NOT_FOUND' },
  );
}

function allIsWell(schedule: string): CliError {
  return new CliError(
    `Schedule ${JSON.stringify(schedule)} has no open alert`,
    `"holdfast alerts list --all --schedule ${schedule}" shows those that are closed`,
    { exitCode: EXIT.refused, code: 'NOT_FOUND' },
  );
}
