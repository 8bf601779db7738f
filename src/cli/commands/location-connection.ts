/** Which federated clusters use a location, and a sync through one of them. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  BackupSyncDocument,
  type BackupSyncFieldsFragment,
  BackupSyncsDocument,
  CreateLocationConnectionDocument,
  DeleteLocationConnectionDocument,
  type LocationConnectionFieldsFragment,
  LocationConnectionsDocument,
  SyncBackupLocationDocument,
  ValidateLocationConnectionDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clusterId, locationId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { numberOption } from '../words.js';
import { found, sayWhenCut } from './results.js';

const MOST = 10_000;
const LOOK_MS = 1_000;

export function addConnectionCommands(group: Command, io: CliIo): void {
  clientCommand(
    group,
    'connect <location> <cluster>',
    'let a FEDERATED cluster use a location that it reaches itself',
  ).action((location: string, cluster: string, options: ClientOptions) =>
    runCommand(io, options, (session) => connect(session, { location, cluster })),
  );
  clientCommand(
    group,
    'connections [location]',
    'the clusters that are connected to it, or all connections',
  ).action((location: string | undefined, options: ClientOptions) =>
    runCommand(io, options, (session) => showAll(session, location)),
  );
  clientCommand(group, 'look <location> <cluster>', 'have the cluster look at the location now').action(
    (location: string, cluster: string, options: ClientOptions) =>
      runCommand(io, options, (session) => look(session, { location, cluster })),
  );
  clientCommand(group, 'disconnect <location> <cluster>', 'end a connection; what lies in the location stays')
    .option('--yes', 'do not ask')
    .action((location: string, cluster: string, options: ClientOptions & { yes?: boolean }) =>
      runCommand(io, options, (session) => disconnect(session, { location, cluster }, options)),
    );
  clientCommand(group, 'sync <location>', 'have a connected cluster list what lies in its bucket')
    .option('--no-wait', 'do not wait for its end')
    .action((location: string, options: ClientOptions & { wait: boolean }) =>
      runCommand(io, options, (session) => sync(session, location, options)),
    );
  clientCommand(group, 'syncs [location]', 'the syncs of it, or all, newest first')
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((location: string | undefined, options: ClientOptions & { limit: number }) =>
      runCommand(io, options, (session) => showSyncs(session, location, options)),
    );
}

interface Pair {
  readonly location: string;
  readonly cluster: string;
}

async function connect(session: Session, pair: Pair): Promise<ExitCode> {
  const input = {
    locationId: await locationId(session, pair.location),
    clusterId: await clusterId(session, pair.cluster),
  };
  const { locationConnection } = (await session.ask(CreateLocationConnectionDocument, { input }))
    .createLocationConnection;
  return report(session, locationConnection, 'Connected');
}

async function showAll(session: Session, location: string | undefined): Promise<undefined> {
  const filter = location === undefined ? null : { locationId: await locationId(session, location) };
  const nodes = await all(session, filter);
  session.show(nodes, () =>
    table(
      ['LOCATION', 'CLUSTER', 'STATE', 'SINCE', 'REASON', 'WHAT'],
      nodes.map((each) => [
        each.location?.name ?? '-',
        each.cluster?.name ?? '-',
        each.state,
        time(each.stateChangedAt),
        each.stateReason,
        each.stateMessage,
      ]),
    ),
  );
  return undefined;
}

async function look(session: Session, pair: Pair): Promise<ExitCode> {
  const input = { id: (await connectionOf(session, pair)).id };
  const { locationConnection } = (await session.ask(ValidateLocationConnectionDocument, { input }))
    .validateLocationConnection;
  return report(session, locationConnection, 'Looked at');
}

async function disconnect(
  session: Session,
  pair: Pair,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id } = await connectionOf(session, pair);
  await session.confirm(
    `Disconnect cluster "${pair.cluster}" from backup location "${pair.location}"?`,
    options,
  );
  const { deleteLocationConnection } = await session.ask(DeleteLocationConnectionDocument, { input: { id } });
  session.show(deleteLocationConnection, () => `Disconnected "${pair.cluster}" from "${pair.location}".`);
  return undefined;
}

async function sync(
  session: Session,
  location: string,
  { wait }: { readonly wait: boolean },
): Promise<ExitCode> {
  const input = { id: await locationId(session, location) };
  let { backupSync } = (await session.ask(SyncBackupLocationDocument, { input })).syncBackupLocation;
  while (wait && (backupSync.state === 'PENDING' || backupSync.state === 'IN_PROGRESS')) {
    await delay(LOOK_MS);
    backupSync = found((await session.ask(BackupSyncDocument, { id: backupSync.id })).backupSync);
  }
  session.show(backupSync, () => told(backupSync));
  return backupSync.state === 'FAILED' ? EXIT.failure : EXIT.done;
}

async function showSyncs(
  session: Session,
  location: string | undefined,
  { limit }: { readonly limit: number },
): Promise<undefined> {
  const filter = location === undefined ? null : { locationId: await locationId(session, location) };
  const { nodes, total } = await firstOf(
    limit,
    async (first, after) => (await session.ask(BackupSyncsDocument, { first, after, filter })).backupSyncs,
  );
  session.show(nodes, () =>
    table(
      ['LOCATION', 'CLUSTER', 'STATE', 'SINCE', 'LISTED', 'ADDED', 'VANISHED', 'REASON'],
      nodes.map((each) => [
        each.location?.name ?? '-',
        each.cluster?.name ?? '-',
        each.state,
        time(each.stateChangedAt),
        ...[each.counts.listed, each.counts.added, each.counts.vanished].map(String),
        each.stateReason === null ? '' : `${each.stateReason}: ${each.stateMessage}`,
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
  return undefined;
}

function told({ state, stateReason, stateMessage }: BackupSyncFieldsFragment): string {
  return `Sync ${state}${stateReason === null ? '' : ` (${stateReason})`}: ${stateMessage}`;
}

async function connectionOf(session: Session, pair: Pair): Promise<LocationConnectionFieldsFragment> {
  const filter = {
    locationId: await locationId(session, pair.location),
    clusterId: await clusterId(session, pair.cluster),
  };
  const [connection] = await all(session, filter);
  if (connection !== undefined) return connection;
  throw new CliError(
    `Cluster "${pair.cluster}" is not connected to backup location "${pair.location}"`,
    'see "holdfast location connections"',
  );
}

async function all(
  session: Session,
  filter: { readonly locationId?: string; readonly clusterId?: string } | null,
): Promise<readonly LocationConnectionFieldsFragment[]> {
  const { nodes } = await firstOf(
    MOST,
    async (first, after) =>
      (await session.ask(LocationConnectionsDocument, { first, after, filter })).locationConnections,
  );
  return nodes;
}

function report(session: Session, connection: LocationConnectionFieldsFragment, done: string): ExitCode {
  const { cluster, location, state, stateMessage } = connection;
  const pair = `"${cluster?.name ?? '-'}" and "${location?.name ?? '-'}"`;
  session.show(connection, () => `${done} ${pair}: ${state}, ${stateMessage}`);
  return state === 'VALID' ? EXIT.done : EXIT.failure;
}
