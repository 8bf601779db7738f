import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import {
  BackupDocument,
  BackupLocationDocument,
  BackupScheduleDocument,
  ChangeLabelsDocument,
  ClusterDocument,
  type LabelledResource,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { backupId, clusterId, locationId, scheduleId } from '../find-by-name.js';
import { table } from '../output/table.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { type LabelPair, labelOption, textsOption } from '../words.js';
import { found } from './results.js';

interface Labelled {
  readonly version: number;
  readonly labels: readonly LabelPair[];
}

interface Kind {
  readonly resource: LabelledResource;
  idOf(session: Session, reference: string): Promise<string>;
  read(session: Session, id: string): Promise<Labelled | null>;
}

const KINDS: Readonly<Record<string, Kind>> = {
  cluster: {
    resource: 'Cluster',
    idOf: clusterId,
    read: async (session, id) => (await session.ask(ClusterDocument, { id })).cluster,
  },
  location: {
    resource: 'BackupLocation',
    idOf: locationId,
    read: async (session, id) => (await session.ask(BackupLocationDocument, { id })).backupLocation,
  },
  schedule: {
    resource: 'BackupSchedule',
    idOf: scheduleId,
    read: async (session, id) => (await session.ask(BackupScheduleDocument, { id })).backupSchedule,
  },
  backup: {
    resource: 'Backup',
    idOf: backupId,
    read: async (session, id) => (await session.ask(BackupDocument, { id })).backup,
  },
};
const WORDS = Object.keys(KINDS).join(', ');

export function addLabelCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'label', {
    description: `labels of a ${WORDS.replaceAll(',', ' or')}`,
    io,
  });
  clientCommand(group, 'list', 'the labels of one')
    .argument('<kind>', WORDS, kindArgument)
    .argument('<name>', NAME)
    .action((kind: Kind, reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => list(session, kind, reference)),
    );
  clientCommand(group, 'set', 'set labels; the others stay')
    .argument('<kind>', WORDS, kindArgument)
    .argument('<name>', NAME)
    .argument('<key=value...>', 'labels', labelOption)
    .action((kind: Kind, reference: string, set: readonly LabelPair[], options: ClientOptions) =>
      runCommand(io, options, (session) => change(session, kind, { reference, set, remove: [] })),
    );
  clientCommand(group, 'remove', 'take labels away; the others stay')
    .argument('<kind>', WORDS, kindArgument)
    .argument('<name>', NAME)
    .argument('<key...>', 'keys of labels', textsOption)
    .action((kind: Kind, reference: string, remove: readonly string[], options: ClientOptions) =>
      runCommand(io, options, (session) => change(session, kind, { reference, set: [], remove })),
    );
}

const NAME = 'by name or id';

function kindArgument(text: string): Kind {
  const kind = Object.hasOwn(KINDS, text) ? KINDS[text] : undefined;
  if (kind !== undefined) return kind;
  throw new InvalidArgumentError(`Use one of ${WORDS}.`);
}

async function list(session: Session, kind: Kind, reference: string): Promise<undefined> {
  const { labels } = found(await kind.read(session, await kind.idOf(session, reference)));
  show(session, labels);
}

interface Asked {
  readonly reference: string;
  readonly set: readonly LabelPair[];
  readonly remove: readonly string[];
}

async function change(session: Session, kind: Kind, { reference, set, remove }: Asked): Promise<undefined> {
  const id = await kind.idOf(session, reference);
  const { version: expectedVersion } = found(await kind.read(session, id));
  const input = { resource: kind.resource, id, expectedVersion, set, remove };
  show(session, (await session.ask(ChangeLabelsDocument, { input })).changeLabels.labels);
}

function show(session: Session, labels: readonly LabelPair[]): void {
  session.show(labels, () =>
    table(
      ['KEY', 'VALUE'],
      labels.map(({ key, value }) => [key, value]),
    ),
  );
}
