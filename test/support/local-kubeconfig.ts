import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';

type Fields = Readonly<Record<string, unknown>>;

export interface KubeconfigParts {
  /** Name of the context, of its cluster and of its user. */
  readonly name?: string;
  readonly cluster?: Fields;
  readonly user?: Fields;
  readonly current?: string | null;
}

/** A kubeconfig file with one context for each of `parts`. */
export function writeKubeconfig(path: string, ...parts: KubeconfigParts[]): string {
  const all = parts.length === 0 ? [{}] : parts;
  const named = all.map(({ name = 'live', cluster, user }: KubeconfigParts) => ({
    name,
    cluster: { server: `https://${name}.example:6443`, ...cluster },
    user: user ?? { token: `token-of-${name}` },
  }));
  const current = all.map((part: KubeconfigParts) => part.current).find((name) => name !== undefined);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    preferences: {},
    ...(current !== null && { 'current-context': current ?? named[0]?.name }),
    contexts: named.map(({ name }) => ({
      name,
      context: { cluster: name, user: name, namespace: 'default' },
    })),
    clusters: named.map(({ name, cluster }) => ({ name, cluster })),
    users: named.map(({ name, user }) => ({ name, user })),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, stringify(config));
  return path;
}

/** A program of the person's machine that issues credentials: `body` is sh. */
export function writePlugin(folder: string, name: string, body: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** The `exec` of a kubeconfig's user. */
export function execUser(command: string, more: Fields = {}): Fields {
  return {
    exec: { apiVersion: 'client.authentication.k8s.io/v1', command, interactiveMode: 'Never', ...more },
  };
}

/** What a plugin prints. */
export function execCredential(status: Fields, apiVersion = 'client.authentication.k8s.io/v1'): string {
  return JSON.stringify({ kind: 'ExecCredential', apiVersion, status });
}
