import type { Command } from 'commander';
import {
  AlertRouteDocument,
  type AlertRouteFieldsFragment,
  AlertRoutesDocument,
  CreateAlertRouteDocument,
  DeleteAlertRouteDocument,
  EditAlertRouteDocument,
  type RouteDetail,
  TestAlertRouteDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { alertRouteId, clusterId, scheduleId } from '../find-by-name.js';
import { time } from '../output/format.js';
import { facts, table } from '../output/table.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { found } from './results.js';

export function addAlertRouteCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'alert-route', {
    description: 'which Slack channel hears of which alerts',
    io,
  });

  withFields(clientCommand(group, 'create <name>', 'create a route; without a filter it gets every alert'))
    .requiredOption('--channel <id>', 'id of the channel (C0123ABCD): at the bottom of its details in Slack')
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  clientCommand(group, 'list', 'the routes, newest first').action((options: ClientOptions) =>
    runCommand(io, options, showList),
  );
  clientCommand(group, 'show <route>', 'one route, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const route = await routeNamed(session, reference);
        session.show(route, () => describe(route));
        return undefined;
      }),
  );
  withFields(
    clientCommand(group, 'edit <route>', 'change a route; another channel is told of its open alerts'),
  )
    .option('--name <name>', 'new name')
    .option('--channel <id>', 'another channel')
    .option('--any', 'take every filter away')
    .option('--no-digest', 'no digest any more')
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'delete <route>', 'delete a route; messages in Slack stay as they are')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { readonly yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
  clientCommand(group, 'test <route>', 'send a message to its channel').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => test(session, reference)),
  );
}

interface FieldOptions extends ClientOptions {
  readonly cluster?: string;
  readonly schedule?: string;
  readonly labels?: string;
  readonly default?: boolean;
  readonly counts?: boolean;
  readonly full?: boolean;
  readonly buttons?: boolean;
  /** False: `--no-digest`. */
  readonly digest?: string | false;
  readonly timeZone?: string;
}
interface CreateOptions extends FieldOptions {
  readonly channel: string;
}
interface EditOptions extends FieldOptions {
  readonly name?: string;
  readonly channel?: string;
  readonly any?: boolean;
}

function withFields(command: Command): Command {
  return command
    .option('--cluster <cluster>', 'only alerts of this cluster, by name or id')
    .option('--schedule <schedule>', 'only alerts of this schedule, by name or id')
    .option('--labels <selector>', 'only of schedules with such labels: team=shop,tier in (web,db)')
    .option('--default', 'it gets what no other route matches')
    .option('--counts', 'how many namespaces, and no names')
    .option('--full', 'names too')
    .option('--no-buttons', 'messages to read only')
    .option('--digest <HH:MM>', 'a daily digest at this time')
    .option('--time-zone <zone>', 'IANA time zone of the digest');
}

async function fieldsOf(session: Session, options: FieldOptions) {
  const { cluster, schedule, labels, digest, timeZone } = options;
  const detail: RouteDetail | undefined = options.counts ? 'COUNTS' : options.full ? 'FULL' : undefined;
  return {
    ...(cluster !== undefined && { clusterId: await clusterId(session, cluster) }),
    ...(schedule !== undefined && { scheduleId: await scheduleId(session, schedule) }),
    ...(labels !== undefined && { labelSelector: labels }),
    ...(options.default && { isDefault: true }),
    ...(detail !== undefined && { detail }),
    ...(options.buttons === false && { buttons: false }),
    ...(digest !== undefined && { digestAt: digest === false ? null : digest }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

async function create(session: Session, name: string, options: CreateOptions): Promise<undefined> {
  const input = { name, channelId: options.channel, ...(await fieldsOf(session, options)) };
  const { alertRoute } = (await session.ask(CreateAlertRouteDocument, { input })).createAlertRoute;
  session.show(
    alertRoute,
    () => `Created alert route "${name}". "holdfast alert-route test ${name}" tries it.`,
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { id, version } = await routeNamed(session, reference);
  const { name, channel, any } = options;
  const input = {
    id,
    expectedVersion: version,
    ...(any && { clusterId: null, scheduleId: null, labelSelector: null }),
    ...(await fieldsOf(session, options)),
    ...(name !== undefined && { name }),
    ...(channel !== undefined && { channelId: channel }),
  };
  const { alertRoute } = (await session.ask(EditAlertRouteDocument, { input })).editAlertRoute;
  session.show(alertRoute, () => `Changed alert route "${alertRoute.name}".`);
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name } = await routeNamed(session, reference);
  await session.confirm(`Delete alert route "${name}"? Its channel hears of nothing any more.`, options);
  const { deleteAlertRoute } = await session.ask(DeleteAlertRouteDocument, { input: { id } });
  session.show(deleteAlertRoute, () => `Deleted alert route "${name}".`);
}

async function test(session: Session, reference: string): Promise<undefined> {
  const { id, name } = await routeNamed(session, reference);
  const { delivery } = (await session.ask(TestAlertRouteDocument, { input: { id } })).testAlertRoute;
  session.show(
    delivery,
    () =>
      `A message goes to ${delivery.target}. "holdfast alert-route show ${name}" says what Slack answered.`,
  );
}

async function showList(session: Session): Promise<undefined> {
  const nodes = await allOf(
    async (after) => (await session.ask(AlertRoutesDocument, { first: PAGE_SIZE, after })).alertRoutes,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'CHANNEL', 'GETS', 'DIGEST', 'STATE'],
      nodes.map((route) => [route.name, route.channelId, whatItGets(route), digestOf(route), stateOf(route)]),
    ),
  );
}

async function routeNamed(session: Session, reference: string): Promise<AlertRouteFieldsFragment> {
  const id = await alertRouteId(session, reference);
  return found((await session.ask(AlertRouteDocument, { id })).alertRoute);
}

function describe(route: AlertRouteFieldsFragment): string {
  return facts([
    ['name', route.name],
    ['id', route.id],
    ['channel', route.channelId],
    ['gets', whatItGets(route)],
    ['tells', `${route.detail}${route.buttons ? ', with buttons' : ', without buttons'}`],
    ['digest', digestOf(route)],
    ['state', `${stateOf(route)}, since ${time(route.stateChangedAt)}`],
    ['owner', route.owner?.name ?? '-'],
    ['version', String(route.version)],
  ]);
}

function whatItGets({ isDefault, cluster, schedule, labelSelector }: AlertRouteFieldsFragment): string {
  if (isDefault) return 'what no other route matches';
  const filters = [
    ...(cluster === null ? [] : [`cluster ${cluster.name}`]),
    ...(schedule === null ? [] : [`schedule ${schedule.name}`]),
    ...(labelSelector === null ? [] : [`labels ${labelSelector}`]),
  ];
  return filters.length === 0 ? 'every alert' : filters.join(', ');
}

function digestOf({ digestAt, timeZone }: AlertRouteFieldsFragment): string {
  return digestAt === null ? '-' : `${digestAt} ${timeZone}`;
}

function stateOf({ state, stateReason }: AlertRouteFieldsFragment): string {
  return stateReason === null ? state : `${state}: ${stateReason}`;
}
