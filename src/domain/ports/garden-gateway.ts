/** What a discovery asks of a garden. Every method throws `ClusterCallFailed` or `GardenRefused`, or the reason of an aborted signal. */
import type { DiscoveryReason } from '../cluster-discovery.js';
import type { ObservedShoot } from '../shoot.js';

export interface ShootsWanted {
  /** Null: of every project that the credential may see. */
  readonly project: string | null;
  readonly labelSelector: string | null;
}

export interface ListedShoots {
  /** Each UID once. */
  readonly shoots: readonly ObservedShoot[];
  /** Namespaces of projects that may not be listed: what is in them is not known, and so not gone. */
  readonly unreadable: readonly string[];
}

export interface ShootKubeconfig {
  /** YAML with several contexts. */
  readonly kubeconfig: string;
  /** As the garden told it, which may be sooner than was asked for. */
  readonly expiresAt: Date;
}

export interface ShootName {
  readonly namespace: string;
  readonly name: string;
}

export interface GardenGateway {
  /** Every shoot that matches, or nothing at all: a list that breaks on the way is thrown, never cut short. */
  shoots(discoveryId: string, wanted: ShootsWanted, signal: AbortSignal): Promise<ListedShoots>;
  /** One shoot; undefined only when the garden said that it is gone. */
  shoot(discoveryId: string, shoot: ShootName, signal: AbortSignal): Promise<ObservedShoot | undefined>;
  /** A short-lived kubeconfig of an administrator of the shoot. The garden keeps none of them. */
  adminKubeconfig(
    discoveryId: string,
    shoot: ShootName,
    how: { readonly lifeMs: number; readonly signal: AbortSignal },
  ): Promise<ShootKubeconfig>;
  /** Closes the connections: the credential has changed, or the discovery is gone. */
  forget(discoveryId: string): Promise<void>;
}

/** The garden answers, and what was asked for is not there. */
export class GardenRefused extends Error {
  override readonly name = 'GardenRefused';

  /** @param message one sentence without secrets */
  constructor(
    readonly reason: Extract<DiscoveryReason, 'PROJECT_NOT_FOUND' | 'NO_GARDEN' | 'MISSING_RIGHTS'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
