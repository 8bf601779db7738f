/** Gardens: which shoots there are, and short-lived kubeconfigs for them. Source: Gardener's public API, core.gardener.cloud/v1beta1. */
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import type { ClusterApi } from '../../domain/ports/cluster-gateway.js';
import {
  type GardenGateway,
  GardenRefused,
  type ListedShoots,
  type ShootKubeconfig,
  type ShootName,
  type ShootsWanted,
} from '../../domain/ports/garden-gateway.js';
import type { ObservedShoot } from '../../domain/shoot.js';
import { AnsweredStatus } from '../api-status.js';
import { isJsonMap, jsonMap, unexpected } from '../json-shape.js';
import { observedShoot } from './shoot-answer.js';
import {
  GARDEN_API,
  listProjectNamespaces,
  listShoots,
  namespaceOfProject,
  shootsPath,
} from './shoot-lists.js';

/** The API of a garden, behind the credential of a discovery. */
export interface GardenConnections {
  api(discoveryId: string): Promise<ClusterApi>;
  forget(discoveryId: string): Promise<void>;
}

export class GardenerGateway implements GardenGateway {
  constructor(private readonly gardens: GardenConnections) {}

  async shoots(discoveryId: string, wanted: ShootsWanted, signal: AbortSignal): Promise<ListedShoots> {
    const api = await this.gardens.api(discoveryId);
    const { project, labelSelector } = wanted;
    const options = { labelSelector, signal };
    try {
      if (project !== null) {
        const namespace = await namespaceOf(api, project, signal);
        return listed(await listShoots(api, namespace, options));
      }
      return listed(await listShoots(api, undefined, options));
    } catch (error) {
      if (isMissingApi(error)) throw noGarden(error);
      if (project !== null || !isForbidden(error)) throw error;
      return await shootsByProject(api, options);
    }
  }

  async shoot(
    discoveryId: string,
    { namespace, name }: ShootName,
    signal: AbortSignal,
  ): Promise<ObservedShoot | undefined> {
    const api = await this.gardens.api(discoveryId);
    const path = `${shootsPath(namespace)}/${encodeURIComponent(name)}`;
    try {
      return observed(await api.get(path, { signal }), `GET ${path}`);
    } catch (error) {
      if (saysItIsGone(error, name)) return undefined;
      throw error;
    }
  }

  async adminKubeconfig(
    discoveryId: string,
    { namespace, name }: ShootName,
    { lifeMs, signal }: { readonly lifeMs: number; readonly signal: AbortSignal },
  ): Promise<ShootKubeconfig> {
    const api = await this.gardens.api(discoveryId);
    const path = `${shootsPath(namespace)}/${encodeURIComponent(name)}/adminkubeconfig`;
    const request = {
      apiVersion: 'authentication.gardener.cloud/v1alpha1',
      kind: 'AdminKubeconfigRequest',
      spec: { expirationSeconds: Math.round(lifeMs / 1_000) },
    };
    const answer = await api.send({ method: 'POST', path, body: JSON.stringify(request) }, { signal });
    return kubeconfigIn(answer.body, `POST ${path}`);
  }

  forget(discoveryId: string): Promise<void> {
    return this.gardens.forget(discoveryId);
  }
}

/** Who may not list the whole garden may still list their projects, and each of those. */
async function shootsByProject(
  api: ClusterApi,
  options: { readonly labelSelector: string | null; readonly signal: AbortSignal },
): Promise<ListedShoots> {
  const shoots: ObservedShoot[] = [];
  const unreadable: string[] = [];
  for (const namespace of await listProjectNamespaces(api, options.signal)) {
    try {
      shoots.push(...(await listShoots(api, namespace, options)));
    } catch (error) {
      if (!isForbidden(error)) throw error;
      unreadable.push(namespace);
    }
  }
  return { ...listed(shoots), unreadable };
}

/** Who works in a project need not be allowed to read it: then its namespace is what Gardener calls it by custom. */
async function namespaceOf(api: ClusterApi, project: string, signal: AbortSignal): Promise<string> {
  const path = `${GARDEN_API}/projects/${encodeURIComponent(project)}`;
  try {
    const namespace = namespaceOfProject(jsonMap(await api.get(path, { signal }), `GET ${path}`));
    if (namespace !== undefined) return namespace;
    throw new GardenRefused('PROJECT_NOT_FOUND', `The project ${project} has no namespace yet.`);
  } catch (error) {
    if (isForbidden(error)) return `garden-${project}`;
    if (!saysItIsGone(error, project)) throw error;
    const message = `The garden has no project called ${project}.`;
    throw new GardenRefused('PROJECT_NOT_FOUND', message, { cause: error });
  }
}

function listed(shoots: readonly ObservedShoot[]): ListedShoots {
  return { shoots: [...new Map(shoots.map((each) => [each.uid, each])).values()], unreadable: [] };
}

function observed(body: Buffer, call: string): ObservedShoot {
  const root = jsonMap(body, call);
  if (root.kind !== 'Shoot') throw unexpected(call, 'the answer is no shoot');
  return observedShoot(root, call);
}

function kubeconfigIn(body: Buffer, call: string): ShootKubeconfig {
  const root = jsonMap(body, call);
  const status = isJsonMap(root.status) ? root.status : {};
  const { kubeconfig, expirationTimestamp } = status;
  const expiresAt = new Date(typeof expirationTimestamp === 'string' ? expirationTimestamp : Number.NaN);
  if (typeof kubeconfig !== 'string' || kubeconfig === '' || Number.isNaN(expiresAt.getTime())) {
    throw unexpected(call, 'the answer holds no kubeconfig, or not until when it is good');
  }
  return { kubeconfig: Buffer.from(kubeconfig, 'base64').toString('utf8'), expiresAt };
}

function isForbidden(error: unknown): boolean {
  return error instanceof ClusterCallFailed && error.kind === 'FORBIDDEN';
}

/** 404 for the list itself: nothing serves the group. A proxy's 404 looks alike, and is no garden either. */
function isMissingApi(error: unknown): boolean {
  return error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND';
}

function noGarden(cause: unknown): GardenRefused {
  const message = `The server has no ${GARDEN_API.slice('/apis/'.length)}: give the kubeconfig of a garden, not of a shoot or a seed.`;
  return new GardenRefused('NO_GARDEN', message, { cause });
}

function saysItIsGone(error: unknown, name: string): boolean {
  if (!(error instanceof ClusterCallFailed) || error.kind !== 'NOT_FOUND') return false;
  const { cause } = error;
  return cause instanceof AnsweredStatus && cause.reason === 'NotFound' && cause.subject.name === name;
}
