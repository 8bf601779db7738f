/** Looks into a backup: names, one object, and what has changed since. */
import type { Command } from 'commander';
import {
  BackupObjectDocument,
  BackupObjectsDocument,
  CompareBackupDocument,
  type CompareBackupQuery,
  RevealBackupSecretDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { backupId, clusterId } from '../find-by-name.js';
import { count } from '../output/format.js';
import { table } from '../output/table.js';
import { PAGE_SIZE } from '../pages.js';
import { type NamePair, pairOption } from '../restore-options.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { namesOption, numberOption } from '../words.js';
import { sayWhenCut } from './results.js';

type Comparison = CompareBackupQuery['compareBackup'];
type Difference = Comparison['differences'][number];

export function addBackupObjectCommands(group: Command, io: CliIo): void {
  clientCommand(group, 'objects <backup> <resource>', 'names of the objects of one kind that it holds')
    .option('--namespace <name>', 'in which namespace; cluster-scoped ones when not given')
    .option('--name-contains <text>', 'only those whose name contains this')
    .option('--limit <number>', 'how many at most', numberOption(10_000), 200)
    .action((backup: string, resource: string, options: NamesOptions) =>
      runCommand(io, options, (session) => showNames(session, { backup, resource, ...options })),
    );
  clientCommand(group, 'object <backup> <object>', 'one object as it was stored: deployments.apps/shop/web')
    .option('--reveal', 'with the values of a Secret; the audit trail tells who has seen it')
    .action((backup: string, object: string, options: ClientOptions & { reveal?: boolean }) =>
      runCommand(io, options, (session) => showObject(session, { backup, object, ...options })),
    );
  clientCommand(group, 'compare <backup> [other]', 'what differs in another backup, or in the cluster now')
    .option('--cluster <cluster>', 'with this cluster, by name or id; with its own when nothing is named')
    .option('--namespaces <names>', 'only these, with commas between', namesOption)
    .option('--resources <kinds>', 'only these, as kubectl names them, with commas between', namesOption)
    .option(
      '--map <name=name>',
      'a namespace that has another name on the other side; may be repeated',
      pairOption,
    )
    .action((backup: string, other: string | undefined, options: CompareOptions) =>
      runCommand(io, options, (session) => compare(session, { backup, other, ...options })),
    );
}

interface NamesOptions extends ClientOptions {
  readonly namespace?: string;
  readonly nameContains?: string;
  readonly limit: number;
}

interface CompareOptions extends ClientOptions {
  readonly cluster?: string;
  readonly namespaces?: readonly string[];
  readonly resources?: readonly string[];
  readonly map?: readonly NamePair[];
}

async function showNames(
  session: Session,
  { backup, resource, namespace = '', nameContains, limit }: NamesOptions & Named,
): Promise<undefined> {
  const id = await backupId(session, backup);
  const of = { backupId: id, resource, namespace, nameContains: nameContains ?? null };
  const names: string[] = [];
  let total = 0;
  let more = true;
  while (more && names.length < limit) {
    const page = { first: Math.min(PAGE_SIZE, limit - names.length), after: names.at(-1) ?? null };
    const { backupObjects } = await session.ask(BackupObjectsDocument, { ...of, ...page });
    names.push(...backupObjects.names);
    ({ total, hasNext: more } = backupObjects);
  }
  if (total === 0) session.say(`It holds no ${resource} ${where(namespace)}.`);
  session.show(names, () =>
    table(
      ['NAME'],
      names.map((name) => [name]),
    ),
  );
  sayWhenCut(session, names.length, total);
}

function where(namespace: string): string {
  return namespace === '' ? 'that is cluster-scoped (--namespace names a namespace)' : `in "${namespace}"`;
}

interface Named {
  readonly backup: string;
  readonly resource: string;
}

async function showObject(
  session: Session,
  { backup, object, reveal = false }: { backup: string; object: string; reveal?: boolean },
): Promise<undefined> {
  const input = { backupId: await backupId(session, backup), ...objectName(object) };
  const found = reveal
    ? (await session.ask(RevealBackupSecretDocument, { input })).revealBackupSecret.object
    : (await session.ask(BackupObjectDocument, { input })).backupObject;
  // As it was stored, so that nothing is rounded: jq and the like make it pretty.
  session.show(found, () => found.json);
  if (found.masked) session.say('Values of the Secret are masked: --reveal shows them.');
}

/** `deployments.apps/shop/web`, or `namespaces/shop` for what is cluster-scoped. */
function objectName(text: string): { resource: string; namespace: string; name: string } {
  const parts = text.split('/');
  const [resource = '', ...rest] = parts;
  const [first = '', second] = rest;
  if (parts.length < 2 || parts.length > 3 || parts.includes('')) {
    const advice = 'write <resource>/<namespace>/<name>, or <resource>/<name> for what is cluster-scoped';
    throw new CliError(`"${text}" names no object`, advice);
  }
  return second === undefined
    ? { resource, namespace: '', name: first }
    : { resource, namespace: first, name: second };
}

/** Ends with another code than 0 where something differs, as diff does. */
async function compare(
  session: Session,
  {
    backup,
    other,
    cluster,
    namespaces,
    resources,
    map,
  }: CompareOptions & { backup: string; other: string | undefined },
): Promise<ExitCode> {
  const input = {
    backupId: await backupId(session, backup),
    withBackupId: other === undefined ? null : await backupId(session, other),
    withClusterId: cluster === undefined ? null : await clusterId(session, cluster),
    namespaces: namespaces ?? null,
    resources: resources ?? null,
    namespaceMapping: map ?? null,
  };
  const { compareBackup } = await session.ask(CompareBackupDocument, { input });
  session.show(compareBackup, () => describe(compareBackup));
  const { added, removed, changed, unread } = compareBackup;
  return added + removed + changed + unread.length === 0 ? EXIT.done : EXIT.failure;
}

function describe(comparison: Comparison): string {
  const { added, removed, changed, unchanged, differences, unread } = comparison;
  const rows = differences.flatMap(rowsOf);
  const all = added + removed + changed;
  return [
    `${count(added)} added, ${count(removed)} removed, ${count(changed)} changed, ${count(unchanged)} the same.`,
    rows.length === 0 ? '' : table(['CHANGE', 'OBJECT', 'FIELD', 'BEFORE', 'AFTER'], rows),
    all > differences.length ? `(the first ${count(differences.length)} of ${count(all)} objects)` : '',
    ...unread.map((sentence) => `Not compared: ${sentence}`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function rowsOf({ object, change, fields, fieldsTotal }: Difference): string[][] {
  const name = [object.resource, object.namespace, object.name].filter((part) => part !== '').join('/');
  if (fields.length === 0) return [[change, name, '', '', '']];
  const shown = fields.map((field) => [
    change,
    name,
    field.path,
    field.masked ? '(masked)' : (field.before ?? '-'),
    field.masked ? '(masked)' : (field.after ?? '-'),
  ]);
  const rest = fieldsTotal - fields.length;
  return rest === 0 ? shown : [...shown, [change, name, `and ${count(rest)} more fields`, '', '']];
}
