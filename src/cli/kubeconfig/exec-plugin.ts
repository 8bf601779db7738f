/** An exec credential plugin of a kubeconfig, run as kubectl runs it: without a shell, on the person's own machine only. */
import { spawn } from 'node:child_process';
import { isAbsolute, join } from 'node:path';
import { CliError } from '../cli-error.js';
import type { TextOutput } from '../cli-io.js';
import { type Credential, readExecCredential } from './exec-credential.js';
import { type Entry, type Fields, isFields, text } from './local-kubeconfig.js';

export interface ExecPlugin {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: string;
  readonly installHint: string | undefined;
}

export interface PluginRun {
  readonly cluster: Fields;
  /** Environment that the plugin inherits. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person can answer the plugin. */
  readonly interactive: boolean;
  /** Where the plugin's own messages go. */
  readonly stderr: TextOutput;
  readonly timeoutMs: number;
}

const API_VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];
const MAX_OUTPUT = 1024 * 1024;

/** @throws CliError */
export function readPlugin({ fields, folder }: Entry): ExecPlugin {
  const exec = isFields(fields.exec) ? fields.exec : {};
  const command = text(exec.command);
  const apiVersion = text(exec.apiVersion) ?? '';
  if (command === undefined) {
    throw new CliError('The exec plugin of the kubeconfig names no command', 'correct the file');
  }
  if (!API_VERSIONS.includes(apiVersion)) {
    throw new CliError(
      `The exec plugin speaks ${JSON.stringify(apiVersion)}, which kubectl does not know any more`,
      `update the plugin to ${API_VERSIONS[0]}`,
    );
  }
  return {
    apiVersion,
    command: /[\\/]/.test(command) && !isAbsolute(command) ? join(folder, command) : command,
    args: Array.isArray(exec.args) ? exec.args.map(String) : [],
    env: variables(exec.env),
    provideClusterInfo: exec.provideClusterInfo === true,
    interactiveMode: text(exec.interactiveMode) ?? 'IfAvailable',
    installHint: text(exec.installHint),
  };
}

function variables(list: unknown): Readonly<Record<string, string>> {
  if (!Array.isArray(list)) return {};
  const named = list.filter(isFields).flatMap((item) => {
    const name = text(item.name);
    return name === undefined ? [] : [[name, String(item.value ?? '')] as const];
  });
  return Object.fromEntries(named);
}

/** What will run, as a person can judge it. Values of its environment may be secrets: names only. */
export function describePlugin({ command, args, env }: ExecPlugin): string {
  const words = [command, ...args].map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word),
  );
  const names = Object.keys(env);
  return words.join(' ') + (names.length > 0 ? ` (with ${names.join(', ')} set)` : '');
}

/** Runs it and gives what it issued. Its output is a credential: it is in no message. @throws CliError */
export async function runPlugin(plugin: ExecPlugin, run: PluginRun): Promise<Credential> {
  if (plugin.interactiveMode === 'Always' && !run.interactive) {
    throw new CliError('The exec plugin wants to ask a person', 'run this on a terminal');
  }
  return readExecCredential(await outputOf(plugin, run), plugin.apiVersion);
}

function outputOf(
  plugin: ExecPlugin,
  { env, interactive, stderr, timeoutMs, cluster }: PluginRun,
): Promise<string> {
  const { command, args } = plugin;
  const mayAsk = interactive && plugin.interactiveMode !== 'Never';
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const child = spawn(command, args, {
      env: { ...env, ...plugin.env, KUBERNETES_EXEC_INFO: execInfo(plugin, mayAsk, cluster) },
      stdio: [mayAsk ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    });
    const fail = (message: string, advice: string) => {
      child.kill('SIGKILL');
      // A grandchild may hold them open.
      child.stdout.destroy();
      child.stderr.destroy();
      clearTimeout(timer);
      reject(new CliError(message, advice));
    };
    const timer = setTimeout(
      () =>
        fail(`"${command}" did not end within ${timeoutMs / 1000} s`, 'give it longer with --exec-timeout'),
      timeoutMs,
    );
    child.stderr.on('data', (chunk: Buffer) => stderr.write(chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_OUTPUT) fail(`"${command}" printed more than 1 MiB`, 'it is no credential plugin');
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT'
          ? `"${command}" is not installed`
          : `"${command}" cannot be run: ${error.code}`,
        plugin.installHint ?? 'install it, or use a token ("holdfast cluster rbac" says how)',
      ),
    );
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(chunks).toString());
      else fail(`"${command}" failed (${signal ?? `exit code ${code}`})`, 'see what it said above');
    });
  });
}

/** What a plugin is told, by the specification of client.authentication.k8s.io. */
function execInfo(
  { apiVersion, provideClusterInfo }: ExecPlugin,
  interactive: boolean,
  cluster: Fields,
): string {
  const shown = [
    'server',
    'tls-server-name',
    'insecure-skip-tls-verify',
    'certificate-authority-data',
    'proxy-url',
  ];
  const info = Object.fromEntries(shown.filter((key) => key in cluster).map((key) => [key, cluster[key]]));
  const spec = {
    interactive,
    ...(provideClusterInfo && { cluster: { ...info, config: extension(cluster) } }),
  };
  return JSON.stringify({ kind: 'ExecCredential', apiVersion, spec });
}

/** Configuration that the cluster holds for plugins. */
function extension(cluster: Fields): unknown {
  const all = Array.isArray(cluster.extensions) ? cluster.extensions.filter(isFields) : [];
  return all.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension ?? null;
}
