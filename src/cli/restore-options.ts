/** What a restore is to do, from the options of the command to the input of the API. */
import { type Command, InvalidArgumentError } from 'commander';
import type { ExistingPolicy, PreviewRestoreInput } from '../client/generated/graphql.js';
import { backupId, clusterId } from './find-by-name.js';
import { isPlain } from './output/plain.js';
import type { ClientOptions, Session } from './session.js';
import { EXISTING_POLICIES, namesOption, wordOption } from './words.js';

export interface NamePair {
  readonly from: string;
  readonly to: string;
}

interface ObjectReference {
  readonly resource: string;
  readonly namespace: string | null;
  readonly name: string;
}

export interface RestoreCliOptions extends ClientOptions {
  readonly cluster?: string;
  readonly namespace?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly selector?: string;
  readonly object?: readonly ObjectReference[];
  readonly map?: readonly NamePair[];
  readonly storageClass?: readonly NamePair[];
  readonly existing?: ExistingPolicy;
  readonly restoreStatus?: readonly string[];
  readonly preserveNodePorts?: boolean;
  readonly haltVms?: boolean;
  readonly vmIdentity?: 'keep' | 'new';
  /** `--no-…` */
  readonly clusterScoped: boolean;
  readonly volumes: boolean;
}

/** The options that trying and doing have in common. */
export function withRestoreOptions(command: Command): Command {
  return command
    .option('--cluster <cluster>', 'into which cluster, by name or id (else the one the backup is of)')
    .option(
      '--namespace <names>',
      'only these of the backup, with commas between; may be repeated',
      namesOption,
    )
    .option('--map <name=name>', 'a namespace that gets another name; may be repeated', pairOption)
    .option('--include <kinds>', 'only these kinds, as kubectl names them; may be repeated', namesOption)
    .option('--exclude <kinds>', 'not these kinds; may be repeated', namesOption)
    .option('--selector <selector>', 'only objects that match this label selector')
    .option(
      '--object <kind/namespace/name>',
      'only this object, such as deployments.apps/shop/web; may be repeated',
      objectOption,
    )
    .option('--storage-class <name=name>', 'a storage class that is exchanged; may be repeated', pairOption)
    .option(
      '--existing <policy>',
      'what differs and is there: keep (the default), update or replace',
      wordOption(EXISTING_POLICIES),
    )
    .option('--restore-status <kinds>', 'kinds whose status is written back too', namesOption)
    .option('--halt-vms', 'virtual machines come back stopped')
    .option(
      '--vm-identity <keep|new>',
      'firmware UUIDs and MAC addresses of virtual machines (else kept where the namespace keeps its name)',
      wordOption(['keep', 'new'] as const),
    )
    .option('--preserve-node-ports', 'Services keep their node ports')
    .option('--no-cluster-scoped', 'leave cluster-scoped objects out')
    .option('--no-volumes', 'make volume claims empty');
}

/** @throws CliError, ApiRefusal, ConnectionFailed */
export async function restoreInput(
  session: Session,
  backup: string,
  options: RestoreCliOptions,
): Promise<PreviewRestoreInput> {
  const { namespace, include, exclude, selector, object, map, storageClass, existing } = options;
  const filtered = include !== undefined || exclude !== undefined || selector !== undefined;
  return {
    backupId: await backupId(session, backup),
    clusterId: options.cluster === undefined ? null : await clusterId(session, options.cluster),
    scope: {
      namespaces: namespace ?? null,
      objects: object ?? null,
      filter: filtered
        ? {
            includeResources: include ?? null,
            excludeResources: exclude ?? null,
            labelSelector: selector ?? null,
          }
        : null,
      clusterScoped: options.clusterScoped,
    },
    namespaceMapping: map ?? null,
    storageClassMapping: storageClass ?? null,
    existing: existing ?? null,
    restoreStatus: options.restoreStatus ?? null,
    preserveNodePorts: options.preserveNodePorts ?? null,
    haltMachines: options.haltVms ?? null,
    keepMachineIdentity: options.vmIdentity === undefined ? null : options.vmIdentity === 'keep',
    volumes: options.volumes,
  };
}

/** `shop=shop-copy`; the option may be repeated, and pairs may stand with commas between them. */
export function pairOption(text: string, before: readonly NamePair[] = []): readonly NamePair[] {
  const pairs = text.split(',').map((pair) => {
    const [from = '', to = '', ...more] = pair.split('=').map((part) => part.trim());
    if (from === '' || to === '' || more.length > 0 || !isPlain(pair))
      throw new InvalidArgumentError('Write it as name=other-name.');
    return { from, to };
  });
  return [...before, ...pairs];
}

/** `deployments.apps/shop/web`, or `clusterroles.rbac.authorization.k8s.io/viewer` for what has no namespace. */
function objectOption(text: string, before: readonly ObjectReference[] = []): readonly ObjectReference[] {
  const parts = text.split('/').map((part) => part.trim());
  const [resource = '', second = '', third] = parts;
  if (parts.length > 3 || resource === '' || second === '' || third === '' || !isPlain(text))
    throw new InvalidArgumentError(
      'Write it as kind/namespace/name, or kind/name for what has no namespace.',
    );
  const object =
    third === undefined
      ? { resource, namespace: null, name: second }
      : { resource, namespace: second, name: third };
  return [...before, object];
}
