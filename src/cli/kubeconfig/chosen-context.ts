import { similarNames } from '../../client/similar-names.js';
import { CliError } from '../cli-error.js';
import { type Entry, type LocalKubeconfig, text } from './local-kubeconfig.js';

/** One context with its two halves. */
export interface ChosenContext {
  readonly name: string;
  readonly cluster: Entry;
  readonly user: Entry;
}

/** The context that was asked for, else the current one, else the only one. @throws CliError */
export function chooseContext(config: LocalKubeconfig, wanted: string | undefined): ChosenContext {
  const names = [...config.contexts.keys()].sort();
  const only = names.length === 1 ? names[0] : undefined;
  const name = wanted ?? config.currentContext ?? only;
  if (name === undefined) {
    throw new CliError(
      names.length === 0 ? 'The kubeconfig has no context' : 'The kubeconfig has several contexts',
      names.length === 0
        ? 'name another file with --kubeconfig'
        : `choose one with --context: ${some(names)}`,
    );
  }
  const context = config.contexts.get(name);
  if (context === undefined) {
    const similar = similarNames(name, names);
    throw new CliError(
      `The kubeconfig has no context ${JSON.stringify(name)}`,
      `choose one with --context: ${some(similar.length > 0 ? similar : names)}`,
    );
  }
  return {
    name,
    cluster: half(config.clusters, text(context.fields.cluster), { what: 'cluster', context: name }),
    user: half(config.users, text(context.fields.user), { what: 'user', context: name }),
  };
}

function half(
  entries: ReadonlyMap<string, Entry>,
  name: string | undefined,
  { what, context }: { readonly what: string; readonly context: string },
): Entry {
  const entry = name === undefined ? undefined : entries.get(name);
  if (entry !== undefined) return entry;
  throw new CliError(
    `Context ${JSON.stringify(context)} names a ${what} that the kubeconfig does not have`,
    'correct the file, or choose another context with --context',
  );
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(', ');
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown || 'it has none';
}
