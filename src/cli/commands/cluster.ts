import type { Command } from 'commander';
import {
  ClusterDocument,
  type ClusterFieldsFragment,
  ClusterNamespacesDocument,
  type ClusterQuery,
  type ClusterSortField,
  type ClusterState,
  ClustersDocument,
  DeleteClusterDocument,
  EditClusterDocument,
  type OperationMode,
  RegisterClusterDocument,
  ValidateClusterDocument,
} from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { editedLabels, type LabelEdits } from '../edited-labels.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clusterId } from '../find-by-name.js';
import { type KubeconfigOptions, kubeconfigToSend } from '../kubeconfig/kubeconfig-to-send.js';
import { type CliListOptions, labelledListFilter, withLabelledListOptions } from '../list-options.js';
import { labels, list, time } from '../output/format.js';
import { operationsSection } from '../output/operations.js';
import { facts, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  CLUSTER_SORTS,
  CLUSTER_STATES,
  type LabelPair,
  labelOption,
  MODES,
  numberOption,
  textsOption,
  wordOption,
  wordsOption,
} from '../words.js';
import { addAccessManifestCommand } from './cluster-rbac.js';
import { found, sayWhenCut, shown } from './results.js';

export function addClusterCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'cluster', { description: 'application clusters', io });

  withKubeconfigOptions(clientCommand(group, 'add <name>', 'register a cluster and look at it once'))
    .option('--mode <mode>', `${MODES.join(' or ')} (else CLASSIC)`, wordOption(MODES))
    .option('--label <key=value>', 'a label; may be repeated', labelOption)
    .action((name: string, options: AddOptions) =>
      runCommand(io, options, (session) => add(session, name, options)),
    );
  const listing = clientCommand(group, 'list', 'the clusters, newest first when not sorted otherwise')
    .option('--state <states>', `only these: ${CLUSTER_STATES.join(', ')}`, wordsOption(CLUSTER_STATES))
    .option('--mode <modes>', `only these: ${MODES.join(', ')}`, wordsOption(MODES));
  withLabelledListOptions(listing, CLUSTER_SORTS).action((options: ListOptions) =>
    runCommand(io, options, (session) => showList(session, options)),
  );
  clientCommand(group, 'show <cluster>', 'one cluster, by name or id').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, async (session) => {
        const cluster = await clusterNamed(session, reference);
        session.show(cluster, () => shown(describe(cluster), operationsSection(cluster.allowedOperations)));
        return undefined;
      }),
  );
  clientCommand(group, 'namespaces <cluster>', 'its namespaces, asked of the cluster now').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => namespaces(session, reference)),
  );
  withKubeconfigOptions(clientCommand(group, 'edit <cluster>', 'change name, labels or kubeconfig'))
    .option('--name <name>', 'new name')
    .option('--label <key=value>', 'set a label; may be repeated', labelOption)
    .option('--remove-label <key>', 'take a label away; may be repeated', textsOption)
    .action((reference: string, options: EditOptions) =>
      runCommand(io, options, (session) => edit(session, reference, options)),
    );
  clientCommand(group, 'validate <cluster>', 'look at it now').action(
    (reference: string, options: ClientOptions) =>
      runCommand(io, options, (session) => validate(session, reference)),
  );
  clientCommand(group, 'delete <cluster>', 'remove it from Holdfast; its backups must be gone first')
    .option('--yes', 'do not ask')
    .action((reference: string, options: ClientOptions & { yes?: boolean }) =>
      runCommand(io, options, (session) => remove(session, reference, options)),
    );
  addAccessManifestCommand(group, io);
}

export function withKubeconfigOptions(command: Command): Command {
  return command
    .option('--kubeconfig <file>', 'else the files of KUBECONFIG, else ~/.kube/config')
    .option('--context <name>', 'which context of it (else its current one)')
    .option('--extract', 'send that one context with everything inline (done by itself where it is needed)')
    .option('--no-extract', 'send the file as it is')
    .option('--exec-timeout <seconds>', 'how long an exec plugin may take', numberOption(3600), 60)
    .option('--yes', 'run an exec plugin without asking');
}

type Whole = NonNullable<ClusterQuery['cluster']>;

interface AddOptions extends ClientOptions, KubeconfigOptions {
  readonly mode?: OperationMode;
  readonly label?: readonly LabelPair[];
}

interface ListOptions extends ClientOptions, CliListOptions<ClusterSortField> {
  readonly state?: readonly ClusterState[];
  readonly mode?: readonly OperationMode[];
}

interface EditOptions extends ClientOptions, KubeconfigOptions, LabelEdits {
  readonly name?: string;
}

async function add(session: Session, name: string, options: AddOptions): Promise<ExitCode> {
  const access = await kubeconfigToSend(session, options);
  const input = { name, ...access, mode: options.mode ?? null, labels: options.label ?? null };
  const { cluster } = (await session.ask(RegisterClusterDocument, { input })).registerCluster;
  return report(session, cluster, `Registered cluster "${cluster.name}"`);
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const filter = {
    ...(await labelledListFilter(session, options)),
    states: options.state ?? null,
    modes: options.mode ?? null,
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(
    options.limit,
    async (first, after) => (await session.ask(ClustersDocument, { first, after, filter, sort })).clusters,
  );
  session.show(nodes, () =>
    table(
      ['NAME', 'MODE', 'STATE', 'SINCE', 'KUBERNETES', 'SERVER', 'REASON'],
      nodes.map((each) => [
        each.name,
        each.mode,
        each.state,
        time(each.stateChangedAt),
        each.kubernetesVersion ?? '-',
        each.server ?? '-',
        each.stateReason === 'OK' ? '' : each.stateReason,
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function namespaces(session: Session, reference: string): Promise<undefined> {
  const id = await clusterId(session, reference);
  const { namespaces: all } = found((await session.ask(ClusterNamespacesDocument, { id })).cluster);
  const present = found(all);
  session.show(present, () =>
    table(
      ['NAME', 'STATUS', 'CREATED', 'LABELS'],
      present.map((each) => [
        each.name,
        `${each.terminating ? 'Terminating' : 'Active'}${each.system ? ', of the system' : ''}`,
        time(each.createdAt),
        labels(each.labels),
      ]),
    ),
  );
}

async function edit(session: Session, reference: string, options: EditOptions): Promise<ExitCode> {
  const { id, version: expectedVersion, labels } = await clusterNamed(session, reference);
  const newAccess =
    options.kubeconfig !== undefined || options.context !== undefined || options.extract === true;
  const input = {
    id,
    expectedVersion,
    name: options.name ?? null,
    labels: editedLabels(labels, options) ?? null,
    ...(newAccess && (await kubeconfigToSend(session, options))),
  };
  const { cluster } = (await session.ask(EditClusterDocument, { input })).editCluster;
  if (newAccess) return report(session, cluster, `Changed cluster "${cluster.name}"`);
  session.show(cluster, () => describe(cluster));
  return EXIT.done;
}

async function validate(session: Session, reference: string): Promise<ExitCode> {
  const input = { id: await clusterId(session, reference) };
  const { cluster } = (await session.ask(ValidateClusterDocument, { input })).validateCluster;
  return report(session, cluster, `Looked at cluster "${cluster.name}"`);
}

async function remove(
  session: Session,
  reference: string,
  options: { readonly yes?: boolean },
): Promise<undefined> {
  const { id, name } = await clusterNamed(session, reference);
  await session.confirm(`Remove cluster "${name}" from Holdfast?`, options);
  const { deleteCluster } = await session.ask(DeleteClusterDocument, { input: { id } });
  session.show(deleteCluster, () => `Removed cluster "${name}".`);
}

async function clusterNamed(session: Session, reference: string): Promise<Whole> {
  const id = await clusterId(session, reference);
  return found((await session.ask(ClusterDocument, { id })).cluster);
}

function report(session: Session, cluster: ClusterFieldsFragment, done: string): ExitCode {
  session.show(cluster, () => `${done}: ${cluster.state}, ${cluster.stateMessage}`);
  return cluster.state === 'ACTIVE' ? EXIT.done : EXIT.failure;
}

function storkFacts(stork: ClusterFieldsFragment['stork']): [string, string][] {
  if (stork === null) return [];
  const met = stork.prerequisites.map(({ name, requiredVersion, met }) => {
    const word = met === null ? 'not known' : met ? 'met' : 'NOT met';
    return `${name} (${requiredVersion}) ${word}`;
  });
  return [
    ['stork', `${stork.version ?? 'version not known'}, told in ${stork.adminNamespace}`],
    ['stork prerequisites', list(met)],
    ['unverified of stork', stork.unverified.join(' ')],
  ];
}

function shootFacts({ shoot }: ClusterFieldsFragment): readonly (readonly [string, string])[] {
  if (shoot === null) return [];
  const { project, name, managed, unmanagedReason, hibernated, renewAt, renewError } = shoot;
  const by = shoot.discoveries.map((each) => each.name).join(', ');
  return [
    ['shoot', `${project}/${name}${hibernated ? ', asleep' : ''}`],
    ['kept up by', managed ? by || 'a discovery' : `nobody: ${unmanagedReason ?? ''}`],
    ['kubeconfig', renewError ?? (renewAt === null ? 'not renewed' : `renewed at ${time(renewAt)}`)],
  ];
}

function describe(cluster: ClusterFieldsFragment): string {
  return facts([
    ['name', cluster.name],
    ['id', cluster.id],
    ['mode', cluster.mode],
    ['state', `${cluster.state} since ${time(cluster.stateChangedAt)}`],
    ['reason', `${cluster.stateReason}: ${cluster.stateMessage}`],
    ['missing rights', list(cluster.missingRights.map(({ verb, resource }) => `${verb} ${resource}`))],
    ['looked at', time(cluster.stateCheckedAt)],
    ['last reached', time(cluster.lastReachedAt)],
    ['server', cluster.server ?? '-'],
    ['kubernetes', cluster.kubernetesVersion ?? '-'],
    ...storkFacts(cluster.stork),
    [
      'credential ends',
      cluster.credentialExpiresAt === null ? 'not known' : time(cluster.credentialExpiresAt),
    ],
    ...shootFacts(cluster),
    ['labels', labels(cluster.labels)],
    ['owner', cluster.owner?.name ?? '-'],
    ['created', time(cluster.createdAt)],
    ['version', String(cluster.version)],
  ]);
}
