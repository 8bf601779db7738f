/** Which Stork a cluster has. Source: facts 1.9 (admin namespace), 0 (its version is the tag of its image). */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import type { StorkSight } from '../../domain/ports/stork-look.js';
import { versionOfImage } from '../../domain/stork.js';
import { countAt, type JsonObject, objectAt, objectsAt, parsed, textAt, textsAt } from './json.js';
import { STORK_GROUP, STORK_VERSION, type StorkKind } from './stork-kinds.js';

const DEPLOYMENTS = '/apis/apps/v1/deployments?fieldSelector=metadata.name%3Dstork';
const KINDS = `/apis/${STORK_GROUP}/${STORK_VERSION}`;
const NEEDED: readonly StorkKind[] = [
  'applicationbackups',
  'applicationrestores',
  'backuplocations',
  'rules',
];
const DEFAULT_ADMIN_NAMESPACE = 'kube-system';
const SETTINGS = '/api/v1/namespaces/kube-system/configmaps/stork-controller-config';

/** @throws ClusterCallFailed for what says nothing about Stork: no right, no answer */
export async function findStork(api: ClusterApi, signal: AbortSignal): Promise<StorkSight> {
  const [kinds, deployments, settings] = await Promise.all([
    read(api, KINDS, signal),
    read(api, DEPLOYMENTS, signal),
    read(api, SETTINGS, signal).catch(unlessForbidden),
  ]);
  const lacking = NEEDED.filter((kind) => !servedIn(kinds).has(kind));
  if (lacking.length > 0) {
    const which = kinds === undefined ? `the API ${STORK_GROUP}/${STORK_VERSION}` : lacking.join(', ');
    return {
      found: false,
      message: `The cluster does not serve ${which}: Stork is not installed, or not whole.`,
    };
  }
  const deployment = objectsAt(deployments ?? {}, 'items')[0];
  if (deployment === undefined)
    return {
      found: false,
      message:
        'The cluster serves the kinds of Stork, and no Deployment called stork is there to act on them.',
    };
  const container = containerOf(deployment);
  return {
    found: true,
    idle: idleIn(deployment),
    installation: {
      version: versionOfImage(textAt(container, 'image') ?? ''),
      adminNamespace: flagIn(container) ?? settingIn(settings ?? {}) ?? DEFAULT_ADMIN_NAMESPACE,
      namespace: textAt(objectAt(deployment, 'metadata'), 'namespace') ?? '',
    },
  };
}

/** One replica that is ready is enough: the others wait to lead. */
function idleIn(deployment: JsonObject): string | null {
  if (countAt(objectAt(deployment, 'status'), 'readyReplicas') > 0) return null;
  const { replicas = 1 } = objectAt(deployment, 'spec');
  return replicas === 0
    ? 'The Deployment called stork is scaled down to none: nobody acts on instructions.'
    : `None of the ${replicas} replicas of the Deployment called stork is ready: nobody acts on instructions.`;
}

/** Undefined: the cluster has no such thing. */
async function read(api: ClusterApi, path: string, signal: AbortSignal): Promise<JsonObject | undefined> {
  const call = `GET ${path.split('?', 1)[0]}`;
  try {
    return parsed(await api.get(path, { signal }), call);
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/** The setting is rarely made; who may not look takes the default. */
function unlessForbidden(error: unknown): undefined {
  if (error instanceof ClusterCallFailed && error.kind === 'FORBIDDEN') return undefined;
  throw error;
}

function servedIn(kinds: JsonObject | undefined): ReadonlySet<string | null> {
  return new Set(objectsAt(kinds ?? {}, 'resources').map((each) => textAt(each, 'name')));
}

/** The one that runs Stork: its image says so, else the first. */
function containerOf(deployment: JsonObject): JsonObject {
  const pod = objectAt(objectAt(objectAt(deployment, 'spec'), 'template'), 'spec');
  const containers = objectsAt(pod, 'containers');
  const named = containers.find((each) => /(^|\/)stork[^/]*$/.test(textAt(each, 'image') ?? ''));
  return named ?? containers[0] ?? {};
}

function flagIn(container: JsonObject): string | null {
  const words = [...textsAt(container, 'command'), ...textsAt(container, 'args')];
  for (const [index, word] of words.entries()) {
    const [flag, value] = word.split('=', 2);
    if (flag !== '--admin-namespace' && flag !== '-admin-namespace') continue;
    return value ?? words[index + 1] ?? null;
  }
  return null;
}

function settingIn(settings: JsonObject): string | null {
  return textAt(objectAt(settings, 'data'), 'admin-ns');
}
