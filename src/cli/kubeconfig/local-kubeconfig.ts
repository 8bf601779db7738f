/** The kubeconfig of the person's own machine, found and merged as kubectl does it. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { CliError } from '../cli-error.js';
import type { CliIo } from '../cli-io.js';
import { readLocalFile } from './local-file.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A cluster, user or context of a kubeconfig, and the folder that its relative paths start from. */
export interface Entry {
  readonly fields: Fields;
  readonly folder: string;
}

export interface LocalKubeconfig {
  /** The files it was read from, in the order of precedence. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly currentContext: string | undefined;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
}

const MAX_ALIASES = 100;

/**
 * `--kubeconfig`, else the files of KUBECONFIG, else ~/.kube/config. The first file that names something wins.
 * @throws CliError
 */
export function readKubeconfig(
  given: string | undefined,
  world: Pick<CliIo, 'env' | 'cwd' | 'home'>,
): LocalKubeconfig {
  const files = kubeconfigPaths(given, world).map((path) => ({ path, text: readLocalFile(path) }));
  const parts = files.map(({ path, text }) => ({ folder: dirname(path), content: parseFile(path, text) }));
  const named = (list: string, what: string) =>
    new Map(parts.flatMap(({ folder, content }) => entries(content[list], what, folder)).reverse());
  return {
    files,
    currentContext: parts
      .map(({ content }) => text(content['current-context']))
      .find((name) => name !== undefined),
    contexts: named('contexts', 'context'),
    clusters: named('clusters', 'cluster'),
    users: named('users', 'user'),
  };
}

function kubeconfigPaths(
  given: string | undefined,
  { env, cwd, home }: Pick<CliIo, 'env' | 'cwd' | 'home'>,
): readonly string[] {
  if (given !== undefined) return [resolve(cwd, given)];
  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  const candidates =
    listed.length > 0 ? listed.map((path) => resolve(cwd, path)) : [join(home, '.kube', 'config')];
  // As kubectl: one that does not exist is passed over.
  const present = [...new Set(candidates)].filter((path) => existsSync(path));
  if (present.length > 0) return present;
  throw new CliError(`There is no kubeconfig (${candidates.join(', ')})`, 'name one with --kubeconfig');
}

/** Never repeats a line of the file: it is full of secrets. */
function parseFile(path: string, content: string): Fields {
  let parsed: unknown;
  try {
    parsed = parse(content, { maxAliasCount: MAX_ALIASES, logLevel: 'error' });
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const where = line === undefined ? '' : ` (line ${line})`;
    throw new CliError(`${path} is not valid YAML${where}`, 'correct the file or name another one');
  }
  if (isFields(parsed)) return parsed;
  throw new CliError(`${path} is not a kubeconfig`, 'name another file with --kubeconfig');
}

function entries(list: unknown, what: string, folder: string): readonly (readonly [string, Entry])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown) => {
    const name = isFields(item) ? text(item.name) : undefined;
    const fields = isFields(item) ? item[what] : undefined;
    return name === undefined ? [] : [[name, { fields: isFields(fields) ? fields : {}, folder }] as const];
  });
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
