import type { Command } from 'commander';
import {
  ClusterDiscoveriesDocument,
  ClusterDiscoveryDocument,
  type ClusterDiscoveryFieldsFragment,
  type ClusterDiscoveryState,
  type ClustersOnDeletion,
  CreateClusterDiscoveryDocument,
  DeleteClusterDiscoveryDocument,
  EditClusterDiscoveryDocument,
  RefreshClusterDiscoveryDocument,
  RunClusterDiscoveryDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { discoveryId } from '../find-by-name.js';
import { type KubeconfigOptions, kubeconfigToSend } from '../kubeconfig/kubeconfig-to-send.js';
import { counted, time } from '../output/format.js';
import { facts, section, table } from '../output/table.js';
import { allOf, PAGE_SIZE } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import { CLUSTERS_ON_DELETION, DISCOVERY_STATES, numberOption, wordOption, wordsOption } from '../words.js';
import { withKubeconfigOptions } from './cluster.js';
import { watchDiscovery } from './discovery-watch.js';
import { found } from './results.js';

const LONGEST_MINUTES = 31 * 24 * 60;

export function addDiscoveryCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'discovery', {
    description: 'clusters that a Gardener garden is asked for',
    io,
  });
  withScope(
    withKubeconfigOptions(
      clientCommand(group, 'create <name>', 'register the shoots of a garden, and keep them up'),
    ),
  )
    .option('--wait', 'follow the first run to its end')
    .action((name: string, options: CreateOptions) =>
      runCommand(io, options, (session) => create(session, name, options)),
    );
  clientCommand(group, 'list', 'the discoveries, newest first')
    .option('--state <states>', `only these: ${DISCOVERY_STATES.join(', ')}`, wordsOption(DISCOVERY_STATES))
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(group, 'show <discovery>', 'one discovery, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const discovery = await discoveryNamed(session, reference);
        session.show(discovery, () => describe(discovery));
        return undefined;
      }),
  );
  withScope(
    withKubeconfigOptions(
      clientCommand(group, 'edit <discovery>', 'change it; a new kubeconfig is tried at once, by a run'),
    ),
  )
    .option('--name <name>', 'new name')
    .option('--all-projects', 'of every project from now on')
    .option('--all-labels', 'whatever their labels from now on')
    .option('--no-interval', 'only when somebody asks from now on')
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'discover <discovery>', 'look through the garden now')
    .option('--wait', 'follow it to its end')
    .action((reference: string, options: RunOptions) =>
      runCommand(io, options, (session) => run(session, reference, 'discover', options)),
    );
  clientCommand(
    group,
    'refresh <discovery>',
    'the same, and renew the kubeconfig of every shoot that is awake',
  )
    .option('--wait', 'follow it to its end')
    .action((reference: string, options: RunOptions) =>
      runCommand(io, options, (session) => run(session, reference, 'refresh', options)),
    );
  clientCommand(group, 'delete <discovery>', 'delete it; refused while it has clusters, unless they are kept')
    .option(
      '--clusters <what>',
      'KEEP: they stay with their backups, unmanaged; REFUSE (else)',
      wordOption(CLUSTERS_ON_DELETION),
    )
    .option('--yes', 'do not ask')
    .action((reference: string, options: DeleteOptions) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
}

interface ScopeOptions extends ClientOptions, KubeconfigOptions {
  readonly project?: string;
  readonly selector?: string;
  /** Of an edit also `false`: --no-interval. */
  readonly interval?: number | false;
}
interface CreateOptions extends ScopeOptions, RunOptions {}
interface EditOptions extends ScopeOptions {
  readonly name?: string;
  readonly allProjects?: boolean;
  readonly allLabels?: boolean;
}
interface RunOptions extends ClientOptions {
  readonly wait?: boolean;
}
interface ListOptions extends ClientOptions {
  readonly state?: readonly ClusterDiscoveryState[];
}
interface DeleteOptions extends ClientOptions {
  readonly clusters?: ClustersOnDeletion;
  readonly yes?: boolean;
}

function withScope(command: Command): Command {
  return command
    .option('--project <name>', 'only the shoots of this project (else of all)')
    .option('--selector <selector>', 'only shoots with such labels: env=prod,team in (shop,pay)')
    .option(
      '--interval <minutes>',
      'how often it runs by itself, 15 at least',
      numberOption(LONGEST_MINUTES),
    );
}

async function create(session: Session, name: string, options: CreateOptions): Promise<ExitCode | undefined> {
  const access = await kubeconfigToSend(session, options);
  const { project, selector, interval } = options;
  const input = {
    name,
    ...access,
    ...(project !== undefined && { project }),
    ...(selector !== undefined && { labelSelector: selector }),
    ...(typeof interval === 'number' && { intervalMinutes: interval }),
  };
  const { clusterDiscovery } = (await session.ask(CreateClusterDiscoveryDocument, { input }))
    .createClusterDiscovery;
  return begun(
    session,
    clusterDiscovery,
    options,
    `Created cluster discovery "${name}"; its first run begins.`,
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<undefined> {
  const { id, version: expectedVersion } = await discoveryNamed(session, reference);
  const { name, project, selector, interval, allProjects, allLabels } = options;
  const newAccess =
    options.kubeconfig !== undefined || options.context !== undefined || options.extract === true;
  const input = {
    ...(name !== undefined && { name }),
    ...(project !== undefined && { project }),
    ...(allProjects && { project: null }),
    ...(selector !== undefined && { labelSelector: selector }),
    ...(allLabels && { labelSelector: null }),
    ...(interval !== undefined && { intervalMinutes: interval === false ? null : interval }),
    ...(newAccess && (await kubeconfigToSend(session, options))),
  };
  if (Object.keys(input).length === 0)
    throw new CliError(
      'Bad usage: there is nothing to change',
      '"holdfast discovery edit --help" shows what can be',
    );
  const answer = await session.ask(EditClusterDiscoveryDocument, {
    input: { id, expectedVersion, ...input },
  });
  const { clusterDiscovery } = answer.editClusterDiscovery;
  session.show(clusterDiscovery, () => describe(clusterDiscovery));
  return undefined;
}

async function run(
  session: Session,
  reference: string,
  what: 'discover' | 'refresh',
  options: RunOptions,
): Promise<ExitCode | undefined> {
  const input = { id: await discoveryId(session, reference) };
  const { clusterDiscovery } =
    what === 'refresh'
      ? (await session.ask(RefreshClusterDiscoveryDocument, { input })).refreshClusterDiscovery
      : (await session.ask(RunClusterDiscoveryDocument, { input })).runClusterDiscovery;
  return begun(
    session,
    clusterDiscovery,
    options,
    `Cluster discovery "${clusterDiscovery.name}" begins a run.`,
  );
}

async function begun(
  session: Session,
  discovery: ClusterDiscoveryFieldsFragment,
  { wait = false }: RunOptions,
  said: string,
): Promise<ExitCode | undefined> {
  if (wait) return watchDiscovery(session, discovery.id, describe);
  session.show(discovery, () => said);
  return EXIT.done;
}

async function remove(session: Session, reference: string, options: DeleteOptions): Promise<undefined> {
  const { id, name, clusters } = await discoveryNamed(session, reference);
  const keeps = options.clusters === 'KEEP';
  const kept =
    keeps && clusters.managed > 0 ? ` ${counted(clusters.managed, 'cluster')} will be kept, unmanaged.` : '';
  await session.confirm(`Delete cluster discovery "${name}"?${kept}`, options);
  const input = { id, ...(options.clusters !== undefined && { clusters: options.clusters }) };
  const { clusterDiscovery } = (await session.ask(DeleteClusterDiscoveryDocument, { input }))
    .deleteClusterDiscovery;
  session.show(clusterDiscovery, () => `Cluster discovery "${name}" is being deleted.`);
  return undefined;
}

async function showList(session: Session, { state }: ListOptions): Promise<undefined> {
  const states = state === undefined ? null : [...state];
  const nodes = await allOf(
    async (after) =>
      (await session.ask(ClusterDiscoveriesDocument, { first: PAGE_SIZE, after, states })).clusterDiscoveries,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'STATE', 'SINCE', 'PROJECT', 'CLUSTERS', 'ASLEEP', 'NEXT RUN', 'GARDEN', 'REASON'],
      nodes.map((each) => [
        each.name,
        each.state,
        time(each.stateChangedAt),
        each.project ?? 'all',
        String(each.clusters.managed),
        String(each.clusters.hibernated),
        each.nextDueAt === null ? 'when asked' : time(each.nextDueAt),
        each.server,
        each.stateReason === 'OK' ? '' : each.stateReason,
      ]),
    ),
  );
  return undefined;
}

async function discoveryNamed(session: Session, reference: string): Promise<ClusterDiscoveryFieldsFragment> {
  const id = await discoveryId(session, reference);
  return found((await session.ask(ClusterDiscoveryDocument, { id })).clusterDiscovery);
}

function describe(discovery: ClusterDiscoveryFieldsFragment): string {
  const { counts, clusters, problems, intervalMinutes, credentialExpiresAt } = discovery;
  const progress = discovery.state === 'IN_PROGRESS' && discovery.total !== null;
  const shown = [
    facts([
      ['name', discovery.name],
      ['id', discovery.id],
      ['state', `${discovery.state} since ${time(discovery.stateChangedAt)}`],
      ['reason', `${discovery.stateReason}: ${discovery.stateMessage}`],
      ...(progress ? [['progress', `${discovery.processed} of ${discovery.total} shoots`] as const] : []),
      ['garden', discovery.server],
      ['project', discovery.project ?? 'all'],
      ['labels', discovery.labelSelector ?? 'any'],
      ['interval', intervalMinutes === null ? 'when asked' : `${intervalMinutes} minutes`],
      ['next run', time(discovery.nextDueAt)],
      ['last success', time(discovery.lastSucceededAt)],
      ['clusters', `${clusters.managed}, ${clusters.hibernated} of them asleep`],
      [
        'last run',
        `${counts.found} found: ${counts.registered} registered, ${counts.updated} updated, ${counts.unchanged} as they were, ${counts.skipped} left alone, ${counts.failed} failed; ${counts.unmanaged} let go of, ${counts.remanaged} taken up again, ${counts.renewed} kubeconfigs fetched`,
      ],
      ['credential ends', credentialExpiresAt === null ? 'not known' : time(credentialExpiresAt)],
      ['owner', discovery.owner?.name ?? '-'],
      ['created', time(discovery.createdAt)],
      ['version', String(discovery.version)],
    ]),
  ];
  if (problems.length > 0)
    shown.push(
      section(
        'Problems',
        table(
          ['SHOOT', 'WHY'],
          problems.map(({ shoot, message }) => [shoot, message]),
        ),
      ),
    );
  return shown.join('\n');
}
