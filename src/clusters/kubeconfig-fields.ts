/**
 * THE allow-list of a kubeconfig: what is used, what is tolerated because it does nothing, and what is refused with what to do
 * instead. A field in none of the lists is unknown and refused too: what it might do is not known either.
 *
 * Why so strict: loaded as other clients do it, a kubeconfig runs commands and sends local files to the server it names.
 */
import type { FaultList } from './fault-list.js';
import { fieldName, isUnset, type YamlMap } from './kubeconfig-shape.js';

export interface FieldRules {
  readonly used: readonly string[];
  readonly inert: readonly string[];
  readonly refused: Readonly<Record<string, string>>;
}

const TOKEN_INSTEAD =
  'use the token of a ServiceAccount instead (`holdfast cluster rbac` prints how to make one)';
const RUNS = `runs a command, which Holdfast never does; ${TOKEN_INSTEAD}, or add the cluster with \`holdfast cluster add\`, which runs it on your own machine`;
const FILE = (data: string) =>
  `names a file on your machine; put its content into ${data} (\`kubectl config view --minify --flatten --raw\` does so)`;
const TOKEN_FILE = `names a file on your machine; put the token itself into token, or ${TOKEN_INSTEAD}`;
const PASSWORD = `is no longer accepted by Kubernetes; ${TOKEN_INSTEAD}`;
const IMPERSONATION = `acts as somebody else; give the rights to the credential itself: ${TOKEN_INSTEAD}`;

export const TOP_LEVEL: FieldRules = {
  used: ['clusters', 'users', 'contexts'],
  inert: ['apiVersion', 'kind', 'preferences', 'colors', 'extensions', 'current-context'],
  refused: {},
};

export const CONTEXT: FieldRules = {
  used: ['cluster', 'user'],
  inert: ['namespace', 'extensions'],
  refused: {},
};

export const CLUSTER: FieldRules = {
  used: ['server', 'certificate-authority-data', 'tls-server-name'],
  inert: ['extensions', 'disable-compression', 'insecure-skip-tls-verify'],
  refused: {
    'certificate-authority': FILE('certificate-authority-data'),
    'proxy-url': 'sends the credential through a proxy; give an address that Holdfast reaches directly',
  },
};

export const USER: FieldRules = {
  used: ['token', 'client-certificate-data', 'client-key-data'],
  inert: ['extensions'],
  refused: {
    exec: RUNS,
    'auth-provider': `${RUNS}; auth-provider is also gone from Kubernetes since 1.26`,
    tokenFile: TOKEN_FILE,
    'token-file': TOKEN_FILE,
    'client-certificate': FILE('client-certificate-data'),
    'client-key': FILE('client-key-data'),
    username: PASSWORD,
    password: PASSWORD,
    as: IMPERSONATION,
    'as-uid': IMPERSONATION,
    'as-groups': IMPERSONATION,
    'as-user-extra': IMPERSONATION,
  },
};

/** Adds a fault for every set field of `map` that the rules do not let through. */
export function checkFields(
  rules: FieldRules,
  map: YamlMap,
  place: { path: string; faults: FaultList },
): void {
  for (const [key, value] of Object.entries(map)) {
    if (isUnset(value) || rules.used.includes(key) || rules.inert.includes(key)) continue;
    const advice = Object.hasOwn(rules.refused, key) ? rules.refused[key] : undefined;
    const path = place.path === '' ? fieldName(key) : `${place.path}.${fieldName(key)}`;
    place.faults.add(path, advice ?? `is not a field that Holdfast knows; remove it (${known(rules)})`);
  }
}

function known(rules: FieldRules): string {
  return `known here: ${rules.used.join(', ')}`;
}
