/** The options that say which virtual machines are meant. */
import { type Command, InvalidArgumentError } from 'commander';
import type { MachineNameInput, MachineSelectionInput } from '../../client/generated/graphql.js';
import { CliError } from '../cli-error.js';
import { namespacesOption, textOption } from '../words.js';

const LONGEST_SELECTOR = 1_024;

export interface MachineOptions {
  readonly vm?: readonly MachineNameInput[];
  readonly vmNamespaces?: readonly string[];
  readonly vmSelector?: string;
  readonly allVms?: boolean;
  /** False: `--no-freeze`. */
  readonly freeze?: boolean;
}

export function withMachines(command: Command): Command {
  return command
    .option(
      '--vm <namespace/name>',
      'this virtual machine, with commas between several; may be repeated',
      machineOption,
    )
    .option('--vm-namespaces <names>', 'every virtual machine of these namespaces', namespacesOption)
    .option(
      '--vm-selector <selector>',
      'virtual machines that match this label selector',
      textOption(LONGEST_SELECTOR),
    )
    .option('--all-vms', 'all virtual machines, future ones too, without those of the system')
    .option('--no-freeze', 'do not freeze the file systems of those that run');
}

/** Undefined: no virtual machines are meant. */
export function machinesIn(options: MachineOptions): MachineSelectionInput | undefined {
  const { vm, vmNamespaces, vmSelector, allVms, freeze } = options;
  if (vm === undefined && vmNamespaces === undefined && vmSelector === undefined && allVms !== true)
    return undefined;
  return {
    machines: vm ?? null,
    namespaces: vmNamespaces ?? null,
    selector: vmSelector ?? null,
    freeze: freeze ?? true,
  };
}

/** @throws CliError where none are meant */
export function machinesAsked(options: MachineOptions): MachineSelectionInput {
  const asked = machinesIn(options);
  if (asked !== undefined) return asked;
  throw new CliError(
    'Bad usage: --vm, --vm-namespaces, --vm-selector or --all-vms says which virtual machines',
    'give one of them',
  );
}

function machineOption(text: string, before: readonly MachineNameInput[] = []): readonly MachineNameInput[] {
  const names = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (names.length === 0) throw new InvalidArgumentError('Give at least one name.');
  return [...before, ...names.map(machineNamed)];
}

export function machineNamed(text: string): MachineNameInput {
  const [namespace = '', name = '', ...rest] = text.split('/');
  if (namespace === '' || name === '' || rest.length > 0)
    throw new InvalidArgumentError('Write it as <namespace>/<name>.');
  return { namespace, name };
}
