/** Backup locations that the clusters themselves reach: told to Stork as BackupLocations, validated and listed by it. */
import { setTimeout as delay } from 'node:timers/promises';
import { ClusterCallFailed } from '../../domain/cluster-call.js';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { ConnectionCheck, ConnectionFailure } from '../../domain/location-connection.js';
import type { ClusterGateway } from '../../domain/ports/cluster-gateway.js';
import type { FederatedLocations, Listing, RemotePlace } from '../../domain/ports/federated-locations.js';
import { isAtLeast, STORK_PREREQUISITES } from '../../domain/stork.js';
import { LISTING_TIMES, type ListingTimes, listBucket, longestListingMs } from './bucket-listing.js';
import { findStork } from './find-stork.js';
import { type JsonObject, objectAt, textAt } from './json.js';
import { LocationApi } from './location-api.js';
import { ForeignObject, StorkCluster } from './stork-cluster.js';
import { LOOK_AGAIN, lookedSince, type SaidOfLocation, validationIn } from './unverified.js';

/** The oldest Stork that says whether its cluster reaches a location. */
const VALIDATES_SINCE = STORK_PREREQUISITES[1].requiredVersion;

export interface StorkLocationTimes extends ListingTimes {
  /** How long a cluster may take to say whether it reaches a location. */
  readonly verdictMs: number;
  /** ... and to look anew where it has looked before: then what it said before is taken. */
  readonly againMs: number;
  /** How long what it says is good: then it is asked to look anew. */
  readonly goodForMs: number;
}
const TIMES: StorkLocationTimes = {
  verdictMs: 15_000,
  againMs: 5_000,
  goodForMs: 10 * 60_000,
  ...LISTING_TIMES,
};

export interface StorkLocationPorts {
  readonly clusters: Pick<ClusterGateway, 'api'>;
  readonly times?: Partial<StorkLocationTimes>;
}

export class StorkLocations implements FederatedLocations {
  readonly #times: StorkLocationTimes;

  constructor(private readonly ports: StorkLocationPorts) {
    this.#times = { ...TIMES, ...ports.times };
  }

  async check(
    place: RemotePlace,
    { asked, signal }: { readonly asked: boolean; readonly signal?: AbortSignal },
  ): Promise<ConnectionCheck> {
    const timeUp = AbortSignal.timeout(this.#times.verdictMs);
    const either = signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]);
    try {
      return await this.#verdict(await this.#on(place, either), { asked, signal: either });
    } catch (error) {
      if (signal?.aborted) throw error;
      return failed(...faultOf(error, { timeUp, place }));
    }
  }

  async forget(place: RemotePlace, signal = AbortSignal.timeout(this.#times.verdictMs)): Promise<void> {
    await (await this.#on(place, signal)).at.remove();
  }

  async list(
    place: RemotePlace,
    { siblings, signal, report }: Parameters<FederatedLocations['list']>[1],
  ): Promise<Listing> {
    const { at } = await this.#onOrFail(place, signal);
    const until = new Date(Date.now() + longestListingMs(this.#times));
    const clusterName = place.cluster.name;
    try {
      return await listBucket(at, { clusterName, siblings, times: this.#times, until, signal, report });
    } catch (error) {
      if (error instanceof ForeignObject) throw new DependencyFailure(error.message, { dependency: 'Stork' });
      throw error;
    } finally {
      await this.#endListing(place, until);
    }
  }

  /** With time of its own: who stops listing has none left. Where the cluster is away it stays on, lists more, and a later look turns it off. */
  async #endListing(place: RemotePlace, until: Date): Promise<void> {
    try {
      await (await this.#on(place, AbortSignal.timeout(this.#times.verdictMs))).at.endListing(until);
    } catch {
      // As said: `LocationApi.apply` does.
    }
  }

  async #onOrFail(place: RemotePlace, signal: AbortSignal): Promise<OnCluster> {
    try {
      return await this.#on(place, signal);
    } catch (error) {
      if (error instanceof StorkLacking) throw new DependencyFailure(error.message, { dependency: 'Stork' });
      throw error;
    }
  }

  /** @throws StorkLacking, ClusterCallFailed */
  async #on({ cluster, location }: RemotePlace, signal: AbortSignal): Promise<OnCluster> {
    const api = await this.ports.clusters.api(cluster.id);
    const sight = await findStork(api, signal);
    if (!sight.found) throw new StorkLacking(sight.message);
    const { adminNamespace, version } = sight.installation;
    return { at: new LocationApi(new StorkCluster(api, adminNamespace, signal), location), version };
  }

  async #verdict(
    { at, version }: OnCluster,
    { asked, signal }: { readonly asked: boolean; readonly signal: AbortSignal },
  ): Promise<ConnectionCheck> {
    const { goodForMs, againMs } = this.#times;
    const found = await at.find();
    const anew = found !== undefined && (asked || sinceAsked(found) >= goodForMs);
    const patient = performance.now() + againMs;
    let object = await at.apply({ found, ...(anew && { lookAgain: new Date().toISOString() }) });
    for (;;) {
      const said = validationIn(object);
      const fresh = !anew || lookedSince(found, object) || performance.now() > patient;
      if (said !== undefined && fresh) return verdictOf(said, goodForMs);
      if (said === undefined && isAtLeast(version, VALIDATES_SINCE) === false)
        return failed('STORK_TOO_OLD', `Stork ${version} does not say it: ${VALIDATES_SINCE} and later do`);
      await delay(this.#times.pollMs, undefined, { signal });
      object = (await at.find()) ?? (await at.apply());
    }
  }
}

interface OnCluster {
  readonly at: LocationApi;
  readonly version: string | null;
}

/** No Stork is there. */
class StorkLacking extends Error {}

/** The words are those of the stores, as their clients pass them on. */
function verdictOf({ valid, reason, at }: SaidOfLocation, goodForMs: number): ConnectionCheck {
  const when = at === null ? null : new Date(at);
  const validatedAt = when === null || Number.isNaN(when.getTime()) ? null : when;
  if (valid) return { ok: true, validatedAt, ...old(validatedAt, goodForMs) };
  const message = reason ?? 'the cluster gives no reason';
  return { ok: false, reason: reasonIn(message), message, validatedAt };
}

/** It was asked in the meantime, and looked no more: the state is its last word, and people should know how old that is. */
function old(validatedAt: Date | null, goodForMs: number): { readonly message?: string } {
  if (validatedAt === null || Date.now() - validatedAt.getTime() < 2 * goodForMs) return {};
  const day = validatedAt.toISOString();
  return { message: `the cluster said at ${day} that it reaches the location, and has not looked since` };
}

/** Since somebody last had the cluster look at it, or made it. */
function sinceAsked(location: JsonObject): number {
  const metadata = objectAt(location, 'metadata');
  const asked =
    textAt(objectAt(metadata, 'annotations'), LOOK_AGAIN) ?? textAt(metadata, 'creationTimestamp');
  const at = Date.parse(asked ?? '');
  return Number.isNaN(at) ? Number.POSITIVE_INFINITY : Date.now() - at;
}

/** Words of stores and networks that a moment later may be gone. */
const PASSES =
  /SlowDown|RequestTimeout|ServiceUnavailable|InternalError|TooManyRequests|Throttl|\b(429|50[0234])\b|time(d )?-?out|deadline exceeded|connection (refused|reset)|no such host|no route to host|network is unreachable|unexpected EOF/i;

function reasonIn(text: string): ConnectionFailure {
  if (/AccessDenied|Forbidden|not authori[sz]ed|\b40[13]\b|AssumeRole|WebIdentity/i.test(text))
    return 'ACCESS_DENIED';
  if (PASSES.test(text)) return 'UNREACHABLE';
  if (/NoSuchBucket|does not exist|not found|\b404\b/i.test(text)) return 'BUCKET_MISSING';
  return 'REFUSED';
}

function failed(reason: ConnectionFailure, message: string): ConnectionCheck {
  return { ok: false, reason, message, validatedAt: null };
}

function faultOf(
  error: unknown,
  { timeUp, place }: { readonly timeUp: AbortSignal; readonly place: RemotePlace },
): [ConnectionFailure, string] {
  const { cluster } = place;
  if (timeUp.aborted) {
    return ['NO_ANSWER', `the cluster ${cluster.name} said nothing of the location in time`];
  }
  if (error instanceof ForeignObject) return ['FOREIGN', error.message];
  if (error instanceof StorkLacking) return ['STORK_MISSING', error.message];
  if (!(error instanceof ClusterCallFailed))
    return ['CLUSTER_FAILED', 'the cluster answered something unforeseen'];
  return ['CLUSTER_FAILED', error.message];
}
