/** From the name or id that a person gives to the id that the API takes. */
import { ApiRefusal } from '../client/api-refusal.js';
import {
  BackupDocument,
  BackupLocationNamesDocument,
  BackupNamesDocument,
  ClusterNamesDocument,
} from '../client/generated/graphql.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import { allOf, PAGE_SIZE, type Page } from './pages.js';
import type { Session } from './session.js';
import { similarNames } from './similar-names.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function clusterId(session: Session, reference: string): Promise<string> {
  const all = await allOf(async (after) => {
    const { clusters } = await session.ask(ClusterNamesDocument, { first: PAGE_SIZE, after });
    return clusters;
  });
  return idAmong(all, reference, { what: 'cluster', command: 'cluster list' });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function locationId(session: Session, reference: string): Promise<string> {
  const all = await allOf(async (after) => {
    const { backupLocations } = await session.ask(BackupLocationNamesDocument, { first: PAGE_SIZE, after });
    return backupLocations;
  });
  return idAmong(all, reference, { what: 'backup location', command: 'location list' });
}

/** There may be many backups: the API looks for the name. @throws CliError, ApiRefusal, ConnectionFailed */
export async function backupId(session: Session, reference: string): Promise<string> {
  if (UUID.test(reference) && (await backupExists(session, reference))) return reference.toLowerCase();
  const page = async (after: string | null, nameContains?: string): Promise<Page<Named>> => {
    const filter = nameContains === undefined ? null : { nameContains };
    const { backups } = await session.ask(BackupNamesDocument, { first: PAGE_SIZE, after, filter });
    return backups;
  };
  const matching = await allOf((after) => page(after, reference));
  const found = matching.find(({ name }) => name === reference);
  if (found !== undefined) return found.id;
  const newest = (await page(null)).edges.map(({ node }) => node);
  return idAmong([...matching, ...newest], reference, { what: 'backup', command: 'backup list' });
}

async function backupExists(session: Session, id: string): Promise<boolean> {
  try {
    return (await session.ask(BackupDocument, { id })).backup !== null;
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

/** Names are unique; but one thing may bear another one's id as its name. */
function idAmong(
  all: readonly Named[],
  reference: string,
  { what, command }: { readonly what: string; readonly command: string },
): string {
  const found = new Set(
    all.filter(({ id, name }) => name === reference || id === reference.toLowerCase()).map(({ id }) => id),
  );
  const [first, second] = found;
  if (first !== undefined && second === undefined) return first;
  const quoted = JSON.stringify(reference);
  if (first !== undefined) {
    throw new CliError(
      `${quoted} is the id of one ${what} and the name of another`,
      `give the other's id or name: ${[...found].join(', ')}`,
    );
  }
  const similar = similarNames(
    reference,
    all.map(({ name }) => name),
  );
  const meant =
    similar.length > 0 ? `did you mean ${similar.map((name) => JSON.stringify(name)).join(' or ')}? ` : '';
  throw new CliError(`There is no ${what} ${quoted}`, `${meant}"holdfast ${command}" shows all`, {
    exitCode: EXIT.refused,
    code: 'NOT_FOUND',
  });
}
