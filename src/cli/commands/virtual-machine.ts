import type { Command } from 'commander';
import {
  CreateBackupDocument,
  PlanBackupDocument,
  VirtualMachineDocument,
  type VirtualMachineFieldsFragment,
  type VirtualMachineSortField,
  type VirtualMachineState,
  VirtualMachinesDocument,
} from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand, commandGroup } from '../client-command.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { clusterId, locationId } from '../find-by-name.js';
import { type CliListOptions, LONGEST_TEXT, labelCondition, sortOption } from '../list-options.js';
import { labels, time } from '../output/format.js';
import { facts, table } from '../output/table.js';
import { firstOf } from '../pages.js';
import { type ClientOptions, runCommand, type Session } from '../session.js';
import {
  type LabelPair,
  labelOption,
  numberOption,
  textOption,
  VIRTUAL_MACHINE_SORTS,
  VIRTUAL_MACHINE_STATES,
  wordsOption,
} from '../words.js';
import { watchBackup } from './backup-watch.js';
import { type MachineOptions, machinesAsked, withMachines } from './machine-options.js';
import { describeMachinePlan } from './plan-words.js';
import { found, sayWhenCut } from './results.js';
import { type RuleOptions, rulesIn, withRules } from './rule-options.js';
import { type VolumeOptions, volumeSettings, withVolumes } from './volume-options.js';

interface ListOptions
  extends ClientOptions,
    Pick<CliListOptions<VirtualMachineSortField>, 'nameContains' | 'label' | 'sort' | 'limit'> {
  readonly cluster?: string;
  readonly namespace?: string;
  readonly state?: readonly VirtualMachineState[];
}

export function addVirtualMachineCommands(program: Command, io: CliIo): void {
  const group = commandGroup(program, 'vm', { description: 'KubeVirt virtual machines of clusters', io });
  clientCommand(group, 'list', 'the virtual machines as they were last observed')
    .option('--cluster <cluster>', 'only those of this cluster, by name or id')
    .option('--namespace <name>', 'only those of this namespace')
    .option(
      '--state <states>',
      `only these: ${VIRTUAL_MACHINE_STATES.join(', ')}`,
      wordsOption(VIRTUAL_MACHINE_STATES),
    )
    .option('--name-contains <text>', 'only those whose name contains this', textOption(LONGEST_TEXT))
    .option(
      '--label <label>',
      'only those with this label: key, key=value or key=one,other; may be repeated',
      labelCondition,
    )
    .option(
      '--sort <field>',
      `by ${VIRTUAL_MACHINE_SORTS.join(', ')}; the other way round with :asc or :desc`,
      sortOption(VIRTUAL_MACHINE_SORTS),
    )
    .option('--limit <number>', 'how many at most', numberOption(10_000), 50)
    .action((options: ListOptions) => runCommand(io, options, (session) => showList(session, options)));
  clientCommand(
    group,
    'show <machine>',
    'one virtual machine: its id, or <namespace>/<name> with --cluster where several clusters have one',
  )
    .option('--cluster <cluster>', 'the cluster that it is on, by name or id')
    .action((reference: string, options: ClientOptions & { readonly cluster?: string }) =>
      runCommand(io, options, (session) => show(session, reference, options.cluster)),
    );
  addPlanCommand(group, io);
  addBackUpCommand(group, io);
}

function addPlanCommand(group: Command, io: CliIo): void {
  const command = clientCommand(
    group,
    'plan',
    'what a backup of virtual machines would hold if it began now',
  ).requiredOption('--cluster <cluster>', 'of which cluster, by name or id');
  withMachines(command).action((options: ClientOptions & MachineOptions & { readonly cluster: string }) =>
    runCommand(io, options, async (session) => {
      const virtualMachines = machinesAsked(options);
      const input = { clusterId: await clusterId(session, options.cluster), virtualMachines };
      const { planBackup } = await session.ask(PlanBackupDocument, { input });
      session.show(planBackup, () => describeMachinePlan(planBackup));
    }),
  );
}

/** A backup by hand of the machines that the options name. */
interface BackUpOptions extends ClientOptions, MachineOptions, VolumeOptions, RuleOptions {
  readonly cluster: string;
  readonly location: string;
  readonly name?: string;
  readonly label?: readonly LabelPair[];
  readonly watch?: boolean;
}

function addBackUpCommand(group: Command, io: CliIo): void {
  const command = clientCommand(
    group,
    'back-up',
    'begin a backup of virtual machines, with all they are made of',
  )
    .requiredOption('--cluster <cluster>', 'of which cluster, by name or id')
    .requiredOption('--location <location>', 'into which backup location, by name or id')
    .option('--name <name>', 'name (else made of the cluster and the time)')
    .option('--label <key=value>', 'a label; may be repeated', labelOption)
    .option('--watch', 'stay until it has ended');
  withVolumes(withRules(withMachines(command))).action((options: BackUpOptions) =>
    runCommand(io, options, (session) => backUp(session, options)),
  );
}

async function backUp(session: Session, options: BackUpOptions): Promise<ExitCode> {
  const virtualMachines = machinesAsked(options);
  const input = {
    clusterId: await clusterId(session, options.cluster),
    locationId: await locationId(session, options.location),
    virtualMachines,
    name: options.name ?? null,
    labels: options.label ?? null,
    ...(await rulesIn(session, options)),
    volumes: volumeSettings(options, true),
  };
  const { backup } = (await session.ask(CreateBackupDocument, { input })).createBackup;
  if (options.watch === true) return watchBackup(session, backup.id);
  session.show(
    backup,
    () => `Began backup "${backup.name}". "holdfast backup watch ${backup.name}" follows it.`,
  );
  return EXIT.done;
}

async function showList(session: Session, options: ListOptions): Promise<undefined> {
  const { cluster, namespace, state, nameContains, label } = options;
  const filter = {
    clusterId: cluster === undefined ? null : await clusterId(session, cluster),
    namespace: namespace ?? null,
    states: state ?? null,
    nameContains: nameContains ?? null,
    labels: label ?? null,
  };
  const sort = options.sort ?? null;
  const { nodes, total } = await firstOf(options.limit, async (first, after) => {
    const variables = { first, after, filter, sort };
    return (await session.ask(VirtualMachinesDocument, variables)).virtualMachines;
  });
  session.show(nodes, () =>
    table(
      ['CLUSTER', 'NAMESPACE', 'NAME', 'STATE', 'KUBEVIRT SAYS', 'SINCE', 'GUEST AGENT'],
      nodes.map((each) => [
        each.cluster?.name ?? '-',
        each.namespace,
        each.name,
        each.state,
        each.printableStatus ?? '-',
        time(each.stateChangedAt),
        each.agentConnected ? 'yes' : 'no',
      ]),
    ),
  );
  sayWhenCut(session, nodes.length, total);
}

async function show(session: Session, reference: string, cluster: string | undefined): Promise<undefined> {
  const id = await machineId(session, reference, cluster);
  const machine = found((await session.ask(VirtualMachineDocument, { id })).virtualMachine);
  session.show(machine, () => describe(machine));
  return undefined;
}

/** @throws CliError where none, or several, are called so */
async function machineId(session: Session, reference: string, cluster: string | undefined): Promise<string> {
  const [namespace = '', name] = reference.split('/');
  if (name === undefined) return reference;
  const filter = {
    namespace,
    nameContains: name,
    clusterId: cluster === undefined ? null : await clusterId(session, cluster),
  };
  const sort = { by: 'NAME', direction: 'ASC' } as const;
  const { nodes } = await firstOf(1_000, async (first, after) => {
    const variables = { first, after, filter, sort };
    return (await session.ask(VirtualMachinesDocument, variables)).virtualMachines;
  });
  const [only, ...others] = nodes.filter((each) => each.name === name);
  if (only === undefined)
    throw new CliError(`There is no virtual machine ${reference}`, 'holdfast vm list shows them', {
      exitCode: EXIT.refused,
    });
  if (others.length === 0) return only.id;
  const clusters = [only, ...others].map((each) => each.cluster?.name ?? '-').join(', ');
  throw new CliError(`Several clusters have a virtual machine ${reference}: ${clusters}`, 'give --cluster', {
    exitCode: EXIT.refused,
  });
}

function describe(machine: VirtualMachineFieldsFragment): string {
  return facts([
    ['name', `${machine.namespace}/${machine.name}`],
    ['id', machine.id],
    ['cluster', machine.cluster?.name ?? '-'],
    ['state', `${machine.state} since ${time(machine.stateChangedAt)}`],
    ['reason', `${machine.stateReason}: ${machine.stateMessage}`],
    ['looked at', time(machine.stateCheckedAt)],
    ['KubeVirt says', machine.printableStatus ?? '-'],
    ['run strategy', machine.runStrategy ?? '-'],
    ['guest agent', machine.agentConnected ? 'answers' : 'does not answer'],
    ['uid', machine.uid],
    ['labels', labels(machine.labels)],
    ['first seen', time(machine.createdAt)],
  ]);
}
