import type { FieldFault } from '../domain/errors/request-errors.js';
import type { LocationGateway, LocationPlace } from '../domain/ports/object-store.js';
import type { S3Keys } from '../domain/s3-settings.js';
import type { FilesystemLocations } from './filesystem-locations.js';
import type { KindOfLocations } from './kind-of-locations.js';
import type { S3Locations } from './s3/s3-locations.js';

export interface KindsOfLocations {
  readonly folders: FilesystemLocations;
  /** Loads the client of S3, which is large, when the first bucket is met. */
  buckets(): Promise<S3Locations>;
}

/** Sends each location to those that know its kind. */
export class LocationsByKind implements LocationGateway {
  #buckets: Promise<S3Locations> | undefined;

  constructor(private readonly kinds: KindsOfLocations) {}

  async placeFaults({
    kind,
    path,
    s3,
  }: Pick<LocationPlace, 'kind' | 'path' | 's3'>): Promise<readonly FieldFault[]> {
    if (kind === 'S3') return s3 === null ? [] : (await this.#s3()).placeFaults(s3);
    const faults = await this.kinds.folders.pathFaults(path);
    return faults.map((message) => ({ path: 'path', message }));
  }

  async holder(place: LocationPlace, keys: S3Keys | null) {
    if (place.kind === 'S3') return (await this.#s3()).holder(place, keys);
    return this.kinds.folders.holder(place.path);
  }

  async initialise(location: Parameters<LocationGateway['initialise']>[0]) {
    return (await this.#of(location)).initialise(location);
  }

  async check(location: LocationPlace, signal?: AbortSignal) {
    return (await this.#of(location)).check(location, signal);
  }

  async open(location: LocationPlace, signal?: AbortSignal) {
    return (await this.#of(location)).open(location, signal);
  }

  async sweep(location: LocationPlace, signal?: AbortSignal) {
    return (await this.#of(location)).sweep(location, signal);
  }

  async release(location: LocationPlace) {
    return (await this.#of(location)).release(location);
  }

  async close(): Promise<void> {
    await this.#buckets?.then((buckets) => buckets.close());
  }

  async #of({ kind }: LocationPlace): Promise<KindOfLocations> {
    return kind === 'S3' ? this.#s3() : this.kinds.folders;
  }

  #s3(): Promise<S3Locations> {
    this.#buckets ??= this.kinds.buckets();
    return this.#buckets;
  }
}
