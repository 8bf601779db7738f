import type { Command } from 'commander';
import {
  BackupLocationDocument,
  type BackupLocationFieldsFragment,
  type BackupLocationQuery,
  type BackupLocationSortField,
  type BackupLocationState,
  BackupLocationsDocument,
  CreateBackupLocationDocument,
  DeleteBackupLocationDocument,
  EditBackupLocationDocument,
  type LocationAccess,
  RescanBackupLocationDocument,
  ValidateBackupLocationDocument,
} from '../../client/generated/graphql.js';
import {
  type BucketChangeOptions,
  bucketChange,
  type NewBucketOptions,
  newBucket,
  withBucketChangeOptions,
  withNewBucketOptions,
} from '../bucket-options.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { editedLabels, type LabelEdits } from '../edited-labels.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { locationId } from '../find-by-name.js';
import { type CliListOptions, labelledListFilter, withLabelledListOptions } from '../list-options.js';
import { counted, labels, time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, section, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  ACCESS,
  type LabelPair,
  LOCATION_SORTS,
  LOCATION_STATES,
  labelOption,
  textsOption,
  wordOption,
  wordsOption,
} from '../words.js';
import { bucketFacts } from './bucket-facts.js';
import { addConnectionCommands } from './location-connection.js';
import { found, sayWhenCut, shown } from './results.js';

export function addLocationCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'location', { description: 'backup locations', io });

  withNewBucketOptions(clientCommand(group, 'add <name>', 'create a backup location and look at it once'))
    .option('--access <access>', `${ACCESS.join(' or ')} (else CREDENTIALS)`, wordOption(ACCESS))
    .option(
      '--path <folder>',
      'absolute folder on the server, below a configured parent (else <parent>/<name>)',
    )
    .option(
      '--adopt',
      'take over a folder or prefix whose location Holdfast does not know any more; rescan finds its backups',
    )
    .option('--label <key=value>', 'a label; may be repeated', labelOption)
    .action((name: string, options: AddOptions) =>
      runCommand(io, options, (session) => add(session, name, options)),
    );
  const listing = clientCommand(group, 'list', 'the backup locations, newest first when not sorted otherwise')
    .option('--state <states>', `only these: ${LOCATION_STATES.join(', ')}`, wordsOption(LOCATION_STATES))
    .option('--access <access>', `only these: ${ACCESS.join(', ')}`, wordsOption(ACCESS));
  withLabelledListOptions(listing, LOCATION_SORTS).action((options: ListOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  clientCommand(group, 'show <location>', 'one backup location, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const location = await locationNamed(session, reference);
        session.show(location, () =>
          shown(describe(location), operationsSection(location.allowedOperations)),
        );
        return undefined;
      }),
  );
  withBucketChangeOptions(
    clientCommand(group, 'edit <location>', 'change name, labels, or how a bucket is reached'),
  )
    .option('--name <name>', 'new name')
    .option('--label <key=value>', 'set a label; may be repeated', labelOption)
    .option('--remove-label <key>', 'take a label away; may be repeated', textsOption)
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(
    group,
    'validate <location>',
    'list, write, read back and delete a file or object in it now',
  ).action((reference: string, options: ClientOptions) =>
    runCommand(io, options, (session) => validate(session, reference)),
  );
  clientCommand(group, 'rescan <location>', 'find backups in it that Holdfast does not know').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => rescan(session, reference)),
  );
  addConnectionCommands(group, io);
  clientCommand(group, 'delete <location>', 'remove it from Holdfast; the folder or bucket stays')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

interface AddOptions extends ClientOptions, NewBucketOptions {
  readonly access?: LocationAccess;
  readonly path?: string;
  readonly adopt?: boolean;
  readonly label?: readonly LabelPair[];
}

interface ListOptions extends ClientOptions, CliListOptions<BackupLocationSortField> {
  readonly state?: readonly BackupLocationState[];
  readonly access?: readonly LocationAccess[];
}

interface EditOptions extends ClientOptions, LabelEdits, BucketChangeOptions {
  readonly name?: string;
}

async function add(session: Session, name: string, options: AddOptions): Promise<ExitCode> {
  const { access, path, adopt, label } = options;
  const s3 = newBucket(options, session.io);
  const input = {
    name,
    access: access ?? null,
    path: path ?? null,
    s3,
    labels: label ?? null,
    adopt: adopt ?? null,
  };
  const { backupLocation } = (await session.ask(CreateBackupLocationDocument, { input }))
    .createBackupLocation;
  return report(
    session,
    backupLocation,
    `${adopt ? 'Adopted' : 'Created'} backup location "${backupLocation.name}"`,
  );
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const filter = {
    ...(await labelledListFilter(session, options)),
    states: options.state ?? null,
    access: options.access ?? null,
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) =>
      (await session.ask(BackupLocationsDocument, { first, after, filter, sort })).backupLocations,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'ACCESS', 'STATE', 'SINCE', 'PATH', 'REASON'],
      nodes.map((each) => [
        each.name,
        each.access,
        each.state,
        time(each.stateChangedAt),
        each.path,
        each.stateReason === 'OK' ? '' : each.stateReason,
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function edit(
  session: Session,
  reference: string,
  options: EditOptions,
): Promise<ExitCode | undefined> {
  const s3 = bucketChange(options, session.io);
  const { id, version: expectedVersion, labels } = await locationNamed(session, reference);
  const input = {
    id,
    expectedVersion,
    name: options.name ?? null,
    labels: editedLabels(labels, options) ?? null,
    s3,
  };
  const { backupLocation } = (await session.ask(EditBackupLocationDocument, { input })).editBackupLocation;
  session.show(backupLocation, () => describe(backupLocation));
  return s3 === null || backupLocation.state === 'VALID' ? undefined : EXIT.failure;
}

async function validate(session: Session, reference: string): Promise<ExitCode> {
  const input = { id: await locationId(session, reference) };
  const { backupLocation } = (await session.ask(ValidateBackupLocationDocument, { input }))
    .validateBackupLocation;
  return report(session, backupLocation, `Looked at backup location "${backupLocation.name}"`);
}

async function rescan(session: Session, reference: string): Promise<ExitCode> {
  const input = { id: await locationId(session, reference) };
  const { rescanBackupLocation: result } = await session.ask(RescanBackupLocationDocument, { input });
  session.show(result, () =>
    [
      `Found ${counted(result.found.length, 'backup')} that Holdfast did not know; ${result.skipped} known or empty; ${result.damaged.length} damaged.`,
      section(
        'Locked: encrypted with a key that this Holdfast lacks',
        result.locked.length === 0
          ? ''
          : table(
              ['FOLDER', 'WHY'],
              result.locked.map(({ key, message }) => [key, message]),
            ),
      ),
      section(
        'Found',
        result.found.length === 0
          ? ''
          : table(
              ['NAME', 'STATE', 'CREATED', 'ID'],
              result.found.map((each) => [each.name, each.state, time(each.createdAt), each.id]),
            ),
      ),
      section(
        'Damaged',
        result.damaged.length === 0
          ? ''
          : table(
              ['FOLDER', 'WHY'],
              result.damaged.map(({ key, message }) => [key, message]),
            ),
      ),
    ].join(''),
  );
  return result.damaged.length > 0 ? EXIT.failure : EXIT.done;
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name, path } = await locationNamed(session, reference);
  await session.confirm(`Remove backup location "${name}" from Holdfast (${path} stays)?`, options);
  const { deleteBackupLocation } = await session.ask(DeleteBackupLocationDocument, { input: { id } });
  session.show(deleteBackupLocation, () => `Removed backup location "${name}"; ${path} stays.`);
}

async function locationNamed(
  session: Session,
  reference: string,
): Promise<NonNullable<BackupLocationQuery['backupLocation']>> {
  const id = await locationId(session, reference);
  return found((await session.ask(BackupLocationDocument, { id })).backupLocation);
}

const IN_THE_CLEAR =
  'NONE: new backups are stored in the clear, with all Secrets; "holdfast backup-key create" begins it';

function report(session: Session, location: BackupLocationFieldsFragment, done: string): ExitCode {
  const remote = location.access === 'WORKLOAD_IDENTITY';
  if (!location.encrypted && !remote) session.say(`Encryption of backups: ${IN_THE_CLEAR}.`);
  session.show(location, () => `${done}: ${location.state}, ${location.stateMessage}`);
  const good = location.state === 'VALID' || (remote && location.state === 'UNCHECKED');
  return good ? EXIT.done : EXIT.failure;
}

function describe(location: BackupLocationFieldsFragment): string {
  return facts([
    ['name', location.name],
    ['id', location.id],
    ['state', `${location.state} since ${time(location.stateChangedAt)}`],
    ['reason', `${location.stateReason}: ${location.stateMessage}`],
    ['looked at', time(location.stateCheckedAt)],
    ['path', location.path],
    [
      'encryption',
      location.access === 'WORKLOAD_IDENTITY'
        ? 'as the bucket is set'
        : location.encrypted
          ? 'new backups are encrypted'
          : IN_THE_CLEAR,
    ],
    ['access', `${location.kind}, ${location.access}`],
    ...bucketFacts(location),
    ['labels', labels(location.labels)],
    ['owner', location.owner?.name ?? '-'],
    ['created', time(location.createdAt)],
    ['version', String(location.version)],
  ]);
}
