/** From the kubeconfig of a person's machine to one that works anywhere: one context, everything inline, nothing to run. */
import { resolve } from 'node:path';
import { stringify } from 'yaml';
import { CliError } from '../cli-error.js';
import type { ChosenContext } from './chosen-context.js';
import { expiryOf } from './credential-expiry.js';
import type { Credential } from './exec-credential.js';
import { type ExecPlugin, readPlugin } from './exec-plugin.js';
import { readLocalFile } from './local-file.js';
import { type Entry, type Fields, text } from './local-kubeconfig.js';

export interface Extracted {
  /** YAML, to be sent. */
  readonly kubeconfig: string;
  readonly server: string;
  /** When the credential ends by its own word. */
  readonly expiresAt: Date | undefined;
  readonly ranPlugin: boolean;
}

/** Taken over with another name or made anew; whatever else stands there goes along, for the server to refuse by name. */
const HANDLED: ReadonlySet<string> = new Set([
  'extensions',
  'certificate-authority',
  'certificate-authority-data',
  'token',
  'tokenFile',
  'token-file',
  'client-certificate',
  'client-certificate-data',
  'client-key',
  'client-key-data',
  'exec',
]);

/** Secrets that no use of ours needs: they never leave the machine. */
const REFUSED: Readonly<Record<string, string>> = {
  'auth-provider': 'Kubernetes dropped auth-provider in 1.26; use an exec plugin or a token',
  username: 'Kubernetes takes no passwords any more; use a token',
  password: 'Kubernetes takes no passwords any more; use a token',
};

/**
 * @param runPlugin is asked for a credential only when the context has none of its own and names an exec plugin
 * @throws CliError
 */
export async function extractKubeconfig(
  { name, cluster, user }: ChosenContext,
  runPlugin: (plugin: ExecPlugin, cluster: Fields) => Promise<Credential>,
): Promise<Extracted> {
  refuseOldWays(user.fields);
  const reachable = inlineCluster(cluster);
  const own = ownCredential(user);
  const ranPlugin = own === undefined && user.fields.exec != null;
  const credential = ranPlugin ? await runPlugin(readPlugin(user), reachable) : own;
  const kubeconfig = stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: 'cluster', user: 'user' } }],
    clusters: [{ name: 'cluster', cluster: without(reachable, ['extensions']) }],
    users: [
      { name: 'user', user: { ...without(user.fields, HANDLED), ...(credential && inline(credential)) } },
    ],
  });
  const expiresAt = credential && expiryOf(credential);
  return { kubeconfig, server: text(reachable.server) ?? '(no server)', expiresAt, ranPlugin };
}

function refuseOldWays(user: Fields): void {
  const [field] = Object.keys(REFUSED).filter((key) => user[key] != null && user[key] !== '');
  if (field === undefined) return;
  throw new CliError(
    `The user of the context has ${field}, which Holdfast cannot use`,
    `${REFUSED[field]} ("holdfast cluster rbac" says how to make one)`,
  );
}

function inlineCluster({ fields, folder }: Entry): Fields {
  const file = text(fields['certificate-authority']);
  const data = text(fields['certificate-authority-data']) ?? (file && base64(read(folder, file)));
  return {
    ...without(fields, ['certificate-authority', 'certificate-authority-data']),
    ...(data && { 'certificate-authority-data': data }),
  };
}

/** The precedence is client-go's: a token file before a token, inline certificates before files. */
function ownCredential({ fields, folder }: Entry): Credential | undefined {
  const tokenFile = text(fields.tokenFile) ?? text(fields['token-file']);
  const token = tokenFile === undefined ? text(fields.token) : read(folder, tokenFile).trim();
  const chain = pem(fields, folder, 'client-certificate');
  const key = pem(fields, folder, 'client-key');
  const certificate = chain !== undefined && key !== undefined ? { chain, key } : undefined;
  if ((chain === undefined) !== (key === undefined)) {
    throw new CliError(
      `The user of the context has a client ${chain === undefined ? 'key without its certificate' : 'certificate without its key'}`,
      'correct the kubeconfig',
    );
  }
  if (token === undefined && certificate === undefined) return undefined;
  return { token, certificate, expiresAt: undefined };
}

function pem(fields: Fields, folder: string, field: string): string | undefined {
  const data = text(fields[`${field}-data`]);
  if (data !== undefined) return Buffer.from(data, 'base64').toString();
  const file = text(fields[field]);
  return file === undefined ? undefined : read(folder, file);
}

function inline({ token, certificate }: Credential): Fields {
  return {
    ...(token !== undefined && { token }),
    ...(certificate !== undefined && {
      'client-certificate-data': base64(certificate.chain),
      'client-key-data': base64(certificate.key),
    }),
  };
}

function without(fields: Fields, names: Iterable<string>): Fields {
  const gone = new Set(names);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !gone.has(name)));
}

function read(folder: string, file: string): string {
  return readLocalFile(resolve(folder, file));
}

function base64(content: string): string {
  return Buffer.from(content).toString('base64');
}
