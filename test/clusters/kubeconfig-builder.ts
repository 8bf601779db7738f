import { stringify } from 'yaml';

export { sharedCertificates as certificates } from '../stand-ins/kubernetes/tls.js';

type Fields = Readonly<Record<string, unknown>>;

export interface KubeconfigParts {
  readonly top?: Fields;
  readonly cluster?: Fields;
  readonly user?: Fields;
  readonly context?: Fields;
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A kubeconfig that is accepted, with a token; `parts` are laid over it. A field set to undefined is left out. */
export function kubeconfig({ top, cluster, user, context }: KubeconfigParts = {}): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'prod', cluster: { server: 'https://api.example.com:6443', ...cluster } }],
    users: [{ name: 'admin', user: { token: 'a-token', ...user } }],
    contexts: [{ name: 'admin@prod', context: { cluster: 'prod', user: 'admin', ...context } }],
    'current-context': 'admin@prod',
    ...top,
  });
}

/** An unsigned JWT that states its end. */
export function jwt(claims: Fields): string {
  const part = (value: Fields) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}
