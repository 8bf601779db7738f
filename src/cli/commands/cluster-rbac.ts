import type { Command } from 'commander';
import { ClusterAccessManifestDocument } from '../../client/generated/graphql.js';
import type { CliIo } from '../cli-io.js';
import { clientCommand } from '../client-command.js';
import { type ClientOptions, runCommand } from '../session.js';

interface ManifestOptions extends ClientOptions {
  readonly namespace: string;
  readonly name: string;
  readonly exec?: boolean;
  readonly stork?: boolean;
}

/** `holdfast cluster rbac | kubectl apply -f -` */
export function addAccessManifestCommand(group: Command, io: CliIo): void {
  clientCommand(
    group,
    'rbac',
    'what gives Holdfast access to a cluster: YAML for kubectl, with the steps to a kubeconfig',
  )
    .option('--namespace <name>', 'namespace of the ServiceAccount', 'holdfast')
    .option('--name <name>', 'name of the ServiceAccount', 'holdfast')
    .option('--exec', 'also the right to run the commands of rules in containers')
    .option('--stork', 'also the rights to tell Stork what to do: for a federated cluster')
    .action((options: ManifestOptions) =>
      runCommand(io, options, async (session) => {
        const { namespace, name, exec = false, stork = false } = options;
        const { clusterAccessManifest } = await session.ask(ClusterAccessManifestDocument, {
          namespace,
          name,
          exec,
          stork,
        });
        session.show({ manifest: clusterAccessManifest }, () => clusterAccessManifest.trimEnd());
        return undefined;
      }),
    );
}
