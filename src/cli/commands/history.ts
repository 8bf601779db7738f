/** `history`: what went from which state to which, when, why, and who saw it. */
import type { Command } from 'commander';
import {
  type Resource,
  StateHistoryDocument,
  type StateHistoryQuery,
  type StateObserver,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { answerUsage, clientCommand } from '../client-command.js';
import {
  backupId,
  clusterId,
  discoveryId,
  isUuid,
  locationId,
  restoreId,
  scheduleId,
  userId,
} from '../find-by-name.js';
import { momentOption, momentOrAge } from '../list-options.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { someOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption, RESOURCES, STATE_OBSERVERS, wordOption } from '../words.js';
import { sayWhenMore } from './results.js';

interface HistoryOptions extends ClientOptions {
  readonly to?: string;
  readonly observer?: StateObserver;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
}

/** What people call the resources beside the words of the schema. */
const SHORT: Readonly<Record<string, Resource>> = {
  LOCATION: 'BackupLocation',
  SCHEDULE: 'BackupSchedule',
  VM: 'VirtualMachine',
  DISCOVERY: 'ClusterDiscovery',
  CONNECTION: 'LocationConnection',
  SYNC: 'BackupSync',
};

/** Of what has a name the name does; of the rest, and of what is gone, the id. */
const FINDERS: Readonly<Partial<Record<Resource, (session: Session, name: string) => Promise<string>>>> = {
  Cluster: clusterId,
  BackupLocation: locationId,
  BackupSchedule: scheduleId,
  Backup: backupId,
  Restore: restoreId,
  ClusterDiscovery: discoveryId,
  User: userId,
};

export function addHistoryCommand(program: Command, io: CliIo): void {
  const command = clientCommand(
    program,
    'history [resource] [name-or-id]',
    'every change of a state, newest first: of all, of a resource, or of one thing',
  )
    .option('--to <state>', 'only changes into this state', (word) => word.toUpperCase().replaceAll('-', '_'))
    .option(
      '--observer <observer>',
      `only seen or done by these: ${STATE_OBSERVERS.join(', ')}`,
      wordOption(STATE_OBSERVERS),
    )
    .option('--since <time>', 'then or later: 36h, 7d, 2026-11-01, 2026-11-01T08:00Z', momentOrAge)
    .option('--until <time>', 'before: a date, or a moment like 2026-11-01T08:00Z', momentOption)
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50);
  answerUsage(command, io).action(
    (resource: string | undefined, reference: string | undefined, options: HistoryOptions) =>
      runCommand(io, options, (session) => history(session, { resource, reference }, options)),
  );
}

interface Subject {
  readonly resource: string | undefined;
  readonly reference: string | undefined;
}

async function history(session: Session, subject: Subject, options: HistoryOptions): Promise<undefined> {
  const { to = null, observer = null, since = null, until = null, limit } = options;
  const resource = subject.resource === undefined ? null : resourceOf(subject.resource);
  const id = resource === null ? null : await idOf(session, resource, subject.reference);
  const { nodes, more } = await someOf(limit, async (first, after) => {
    const filter = { resource, id, to, observer, since, until };
    return (await session.ask(StateHistoryDocument, { first, after, ...filter })).stateHistory;
  });
  session.show(nodes, () => table(['WHEN', 'RESOURCE', 'NAME', 'STATE', 'WHY', 'SEEN BY'], nodes.map(row)));
  sayWhenMore(session, nodes.length, more);
}

/** @throws CliError */
function resourceOf(word: string): Resource {
  const plain = word.toUpperCase().replaceAll(/[-_ ]/g, '').replace(/S$/, '');
  const named = RESOURCES.find((each) => each.toUpperCase() === plain) ?? SHORT[plain];
  if (named !== undefined) return named;
  throw new CliError(`There is no resource ${JSON.stringify(word)}`, `one of ${RESOURCES.join(', ')}`);
}

async function idOf(session: Session, resource: Resource, reference?: string): Promise<string | null> {
  if (reference === undefined) return null;
  const find = FINDERS[resource];
  if (isUuid(reference)) return reference.toLowerCase();
  if (find !== undefined) return find(session, reference);
  throw new CliError(
    `A ${resource} is found by its id`,
    `"holdfast history ${resource}" shows the ids with --json`,
  );
}

type Change = StateHistoryQuery['stateHistory']['edges'][number]['node'];

function row(each: Change): string[] {
  return [
    time(each.at),
    each.resource,
    each.name ?? each.subjectId,
    moved(each),
    [each.reason, each.message].filter((part) => part !== null).join(': '),
    each.observer === 'PERSON' ? each.observerName : `${each.observer} ${each.observerName}`,
  ];
}

/** `ACTIVE -> NOT_AVAILABLE`; a new one begins, a gone one ends, and one that kept its state has another reason. */
function moved({ from, to }: Change): string {
  if (to === null) return `${from ?? ''} -> (gone)`.trim();
  if (from === null) return `-> ${to}`;
  return from === to ? `${to} (other reason)` : `${from} -> ${to}`;
}
