import { randomBytes } from 'node:crypto';
import { stringify as stringifyYaml } from 'yaml';
import { type ApiError, invalid } from '../kubernetes/api-error.js';
import { type JsonObject, objectAt, textAt } from '../kubernetes/json.js';
import type { KubernetesStandIn } from '../kubernetes/kubernetes-stand-in.js';

/** Facts 7.1: shorter than ten minutes is refused, longer than the landscape allows is silently shortened. */
const SHORTEST_SECONDS = 600;
const DEFAULT_SECONDS = 3_600;

export interface Issuing {
  /** The cluster that the kubeconfig leads to. */
  readonly cluster: KubernetesStandIn | undefined;
  readonly maximumSeconds: number;
  readonly now: () => number;
  /** Instead of a good one: what a landscape might hand out that no client should run. */
  readonly tamper: ((kubeconfig: JsonObject) => JsonObject) | undefined;
}

/** `POST …/shoots/NAME/adminkubeconfig` → 201. Assumption: the user comes with a token here; a real one with a client certificate. */
export function answerAdminKubeconfig(shoot: JsonObject, request: JsonObject, issuing: Issuing) {
  const { name, namespace } = objectAt(shoot, 'metadata');
  const asked = Number(objectAt(request, 'spec').expirationSeconds ?? DEFAULT_SECONDS);
  if (asked < SHORTEST_SECONDS) {
    throw refused(`${asked}: may not specify a duration less than 10 minutes`, 'spec.expirationSeconds');
  }
  const { advertisedAddresses } = objectAt(shoot, 'status');
  const { cluster } = issuing;
  if (!Array.isArray(advertisedAddresses) || advertisedAddresses.length === 0 || cluster === undefined)
    throw refused('no suitable address found for kube-apiserver of the shoot', 'status.advertisedAddresses');
  const expiresAt = new Date(issuing.now() + Math.min(asked, issuing.maximumSeconds) * 1_000);
  const token = `shoot-${randomBytes(24).toString('base64url')}`;
  // On the real clock: its life by the garden's clock may be another in a test that moves that.
  cluster.addToken(token, { user: 'gardener.cloud:admin:holdfast', groups: ['system:masters'] });
  const addresses = advertisedAddresses as readonly JsonObject[];
  const kubeconfig = kubeconfigOf(`${String(namespace)}--${String(name)}`, addresses, { cluster, token });
  const text = stringifyYaml(issuing.tamper?.(kubeconfig) ?? kubeconfig);
  return {
    status: 201,
    body: {
      apiVersion: 'authentication.gardener.cloud/v1alpha1',
      kind: 'AdminKubeconfigRequest',
      metadata: { creationTimestamp: null },
      spec: { expirationSeconds: asked },
      status: {
        kubeconfig: Buffer.from(text).toString('base64'),
        expirationTimestamp: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z'),
      },
    },
  };
}

/** One context per advertised address, in the garden's order; the first is the current one. `wildcard-tls-seed-bound` has no CA. */
function kubeconfigOf(
  prefix: string,
  addresses: readonly JsonObject[],
  { cluster, token }: { readonly cluster: KubernetesStandIn; readonly token: string },
): JsonObject {
  const authority = Buffer.from(cluster.caPem).toString('base64');
  const named = addresses.map((each) => ({
    name: `${prefix}-${textAt(each, 'name') ?? ''}`,
    address: textAt(each, 'name'),
    url: textAt(each, 'url') ?? '',
  }));
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: named.map(({ name, address, url }) => ({
      name,
      cluster: {
        server: url,
        ...(address !== 'wildcard-tls-seed-bound' && { 'certificate-authority-data': authority }),
      },
    })),
    contexts: named.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
    users: named.map(({ name }) => ({ name, user: { token } })),
    'current-context': named[0]?.name ?? '',
  };
}

function refused(message: string, field: string): ApiError {
  const kind = { group: 'authentication.gardener.cloud', kind: 'AdminKubeconfigRequest' };
  return invalid(kind as Parameters<typeof invalid>[0], '', [
    { reason: 'FieldValueInvalid', message, field },
  ]);
}
