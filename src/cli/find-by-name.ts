/** From the name or id that a person gives to the id that the API takes. */
import { ApiRefusal } from '../client/api-refusal.js';
import {
  AlertRoutesDocument,
  BackupDocument,
  BackupLocationNamesDocument,
  BackupNamesDocument,
  BackupScheduleDocument,
  BackupScheduleNamesDocument,
  ClusterDiscoveriesDocument,
  ClusterNamesDocument,
  ExecRulesDocument,
  RestoreDocument,
  RestoreNamesDocument,
  UserGroupsDocument,
  UserNamesDocument,
  ViewerDocument,
} from '../client/generated/graphql.js';
import { similarNames } from '../client/similar-names.js';
import { CliError } from './cli-error.js';
import { EXIT } from './exit-codes.js';
import { allOf, PAGE_SIZE, type Page } from './pages.js';
import type { Session } from './session.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(reference: string): boolean {
  return UUID.test(reference);
}

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

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function userId(session: Session, reference: string): Promise<string> {
  const all = await allOf(
    async (after) => (await session.ask(UserNamesDocument, { first: PAGE_SIZE, after })).users,
  );
  return idAmong(all, reference, { what: 'user', command: 'user list' });
}

/** The ids of several, with one reading of the list. @throws CliError, ApiRefusal, ConnectionFailed */
export async function userIds(session: Session, references: readonly string[]): Promise<string[]> {
  if (references.every(isUuid)) return [...references];
  const all = await allOf(
    async (after) => (await session.ask(UserNamesDocument, { first: PAGE_SIZE, after })).users,
  );
  return references.map((each) => idAmong(all, each, { what: 'user', command: 'user list' }));
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function userGroupId(session: Session, reference: string): Promise<string> {
  const all = await allOf(
    async (after) => (await session.ask(UserGroupsDocument, { first: PAGE_SIZE, after })).userGroups,
  );
  return idAmong(all, reference, { what: 'group', command: 'group list' });
}

/** Of the person who asks. @throws CliError for a token that is no person's */
export async function ownId(session: Session): Promise<string> {
  const { viewer } = await session.ask(ViewerDocument, {});
  if (viewer.id !== null) return viewer.id;
  throw new CliError(`${viewer.name} is no person`, 'use the token of a person');
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function alertRouteId(session: Session, reference: string): Promise<string> {
  const all = await allOf(async (after) => {
    const { alertRoutes } = await session.ask(AlertRoutesDocument, { first: PAGE_SIZE, after });
    return alertRoutes;
  });
  return idAmong(all, reference, { what: 'alert route', command: 'alert-route list' });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function discoveryId(session: Session, reference: string): Promise<string> {
  const all = await allOf(async (after) => {
    const asked = { first: PAGE_SIZE, after, states: null };
    return (await session.ask(ClusterDiscoveriesDocument, asked)).clusterDiscoveries;
  });
  return idAmong(all, reference, { what: 'cluster discovery', command: 'discovery list' });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function execRuleId(session: Session, reference: string): Promise<string> {
  const all = await allOf(async (after) => {
    const { execRules } = await session.ask(ExecRulesDocument, { first: PAGE_SIZE, after, kind: null });
    return execRules;
  });
  return idAmong(all, reference, { what: 'rule', command: 'rule list' });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export function backupId(session: Session, reference: string): Promise<string> {
  return idLookedFor(reference, {
    named: { what: 'backup', command: 'backup list' },
    exists: async (id) => (await session.ask(BackupDocument, { id })).backup !== null,
    page: async (after, nameContains) => {
      const filter = nameContains === undefined ? null : { nameContains };
      return (await session.ask(BackupNamesDocument, { first: PAGE_SIZE, after, filter })).backups;
    },
  });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export function restoreId(session: Session, reference: string): Promise<string> {
  return idLookedFor(reference, {
    named: { what: 'restore', command: 'restore list' },
    exists: async (id) => (await session.ask(RestoreDocument, { id })).restore !== null,
    page: async (after, nameContains) => {
      const filter = nameContains === undefined ? null : { nameContains };
      return (await session.ask(RestoreNamesDocument, { first: PAGE_SIZE, after, filter })).restores;
    },
  });
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export function scheduleId(session: Session, reference: string): Promise<string> {
  return idLookedFor(reference, {
    named: { what: 'schedule', command: 'schedule list' },
    exists: async (id) => (await session.ask(BackupScheduleDocument, { id })).backupSchedule !== null,
    page: async (after, nameContains) => {
      const variables = { first: PAGE_SIZE, after, nameContains: nameContains ?? null };
      return (await session.ask(BackupScheduleNamesDocument, variables)).backupSchedules;
    },
  });
}

/** Of the schedule of exactly this name; undefined when there is none. @throws ApiRefusal, ConnectionFailed */
export async function scheduleNamed(session: Session, name: string): Promise<string | undefined> {
  const matching = await allOf(async (after) => {
    const variables = { first: PAGE_SIZE, after, nameContains: name };
    return (await session.ask(BackupScheduleNamesDocument, variables)).backupSchedules;
  });
  return matching.find((each) => each.name === name)?.id;
}

interface Search {
  readonly named: Naming;
  exists(id: string): Promise<boolean>;
  page(after: string | null, nameContains?: string): Promise<Page<Named>>;
}

/** Where there may be many the API looks for the name; what is new helps to guess what was meant. */
async function idLookedFor(reference: string, { named, exists, page }: Search): Promise<string> {
  if (isUuid(reference) && (await isThere(exists, reference))) return reference.toLowerCase();
  const matching = await allOf((after) => page(after, reference));
  const found = matching.find(({ name }) => name === reference);
  if (found !== undefined) return found.id;
  const newest = (await page(null)).edges.map(({ node }) => node);
  return idAmong([...matching, ...newest], reference, named);
}

/** Whether the API knows the id. */
export async function isThere(exists: Search['exists'], id: string): Promise<boolean> {
  try {
    return await exists(id);
  } catch (error) {
    if (error instanceof ApiRefusal && error.code === 'NOT_FOUND') return false;
    throw error;
  }
}

interface Naming {
  readonly what: string;
  /** That lists them. */
  readonly command: string;
}

/** Names are unique; but one thing may bear another one's id as its name. */
function idAmong(all: readonly Named[], reference: string, { what, command }: Naming): string {
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
