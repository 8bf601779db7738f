import { X509Certificate } from 'node:crypto';
import type { LocationCheck } from '../../domain/backup-location.js';
import type { FieldFault } from '../../domain/errors/request-errors.js';
import { isObjectKey } from '../../domain/object-key.js';
import type { Clock } from '../../domain/ports/clock.js';
import type { CredentialVault } from '../../domain/ports/credential-vault.js';
import type { LocationPlace } from '../../domain/ports/object-store.js';
import type { S3Keys, S3Settings } from '../../domain/s3-settings.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { isRefusedHost } from '../../outbound/refused-address.js';
import type { KindOfLocations } from '../kind-of-locations.js';
import { isLocationFault } from '../location-fault.js';
import { MARKER_FILE } from '../marker-text.js';
import { locationFailure } from '../storage-fault.js';
import { S3Bucket } from './s3-bucket.js';
import { PROBE_PREFIX, probeBucket } from './s3-check.js';
import { makeS3Client } from './s3-client.js';
import { S3Clients } from './s3-clients.js';
import { initialiseS3, readS3Marker, verifyS3Marker } from './s3-marker.js';
import { S3Store } from './s3-store.js';
import type { WriteAbilities } from './write-bytes.js';

export interface S3LocationsOptions {
  readonly vault: Pick<CredentialVault, 'get'>;
  readonly clock: Clock;
  /** Longest wait for one call that carries no data; default 30,000 ms. */
  readonly timeoutMs?: number;
  /** Longest wait for one part to be taken, and for the next bytes of an answer; default 120,000 ms. */
  readonly dataTimeoutMs?: number;
  /** Longest a check may take; default 45,000 ms. */
  readonly checkTimeoutMs?: number;
}

type Settled = LocationPlace & { readonly s3: S3Settings };

const STALE_MS = 24 * 60 * 60_000;
/** What is relied on before a look said more. */
const NOTHING_SURE: WriteAbilities = { checksums: 'NONE', conditionalWrites: false };

/** Backup locations that are prefixes of buckets. */
export class S3Locations implements KindOfLocations {
  readonly #options: S3LocationsOptions;
  readonly #clients: S3Clients;

  constructor(options: S3LocationsOptions) {
    this.#options = options;
    this.#clients = new S3Clients(options.vault);
  }

  placeFaults({ endpoint, caBundle }: S3Settings): readonly FieldFault[] {
    const host = endpoint === null ? null : (URL.parse(endpoint)?.hostname ?? null);
    return [
      ...(host !== null && isRefusedHost(host)
        ? [{ path: 's3.endpoint', message: 'An endpoint is never a link-local or metadata address.' }]
        : []),
      ...(caBundle !== null && !isPem(caBundle)
        ? [{ path: 's3.caBundle', message: 'The CA bundle is no PEM with certificates.' }]
        : []),
    ];
  }

  async holder(place: LocationPlace, keys: S3Keys | null) {
    const { s3 } = settled(place);
    const client = makeS3Client(s3, keys);
    try {
      const found = await readS3Marker(this.#bucketOn(client, place.path, s3));
      return found?.marker ?? null;
    } finally {
      client.destroy();
    }
  }

  async initialise(location: Parameters<KindOfLocations['initialise']>[0]): Promise<void> {
    const { id, name } = location;
    const createdAt = this.#options.clock.now().toISOString();
    await initialiseS3(await this.#bucket(location), { locationId: id, name, createdAt });
  }

  async check(location: LocationPlace, signal?: AbortSignal): Promise<LocationCheck> {
    const { clock, checkTimeoutMs = 45_000 } = this.#options;
    const deadline = AbortSignal.timeout(checkTimeoutMs);
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    try {
      const bucket = await this.#bucket(location);
      await verifyS3Marker(bucket, location.id, either);
      const capabilities = await probeBucket(bucket, {
        clock,
        before: location.capabilities,
        signal: either,
      });
      if (capabilities.checksums === 'NONE' && settled(location).s3.checksums === 'REQUIRED') {
        throw locationFailure('CHECKSUMS_MISSING', `${location.path} keeps no SHA-256 of what is uploaded.`);
      }
      return { ok: true, freeBytes: null, capabilities };
    } catch (error) {
      if (deadline.aborted && !signal?.aborted) {
        const message = `${location.path} was not looked at within ${checkTimeoutMs / 1000} s.`;
        return { ok: false, reason: 'TIMEOUT', message };
      }
      if (!(error instanceof StorageFailed)) throw error;
      const { reason, message } = error;
      return { ok: false, reason: isLocationFault(reason) ? reason : 'STORAGE_ERROR', message };
    }
  }

  async open(location: LocationPlace, signal?: AbortSignal): Promise<S3Store> {
    const bucket = await this.#bucket(location);
    const { versioned } = await verifyS3Marker(bucket, location.id, signal);
    const abilities = location.capabilities ?? NOTHING_SURE;
    return new S3Store({ bucket, abilities, versioned, clock: this.#options.clock });
  }

  /** Unfinished uploads and probes of killed processes. Other programs' uploads in the bucket stay. */
  async sweep(location: LocationPlace, signal?: AbortSignal): Promise<number> {
    const bucket = await this.#bucket(location);
    await verifyS3Marker(bucket, location.id, signal);
    const before = this.#options.clock.now().getTime() - STALE_MS;
    let swept = 0;
    for await (const { key, uploadId, startedAt } of bucket.uploads('', signal)) {
      if (!isObjectKey(key) || startedAt.getTime() >= before) continue;
      await bucket.abortUpload(key, uploadId, signal);
      swept += 1;
    }
    for await (const { objects } of bucket.pages(PROBE_PREFIX, { signal })) {
      for (const { key, modifiedAt } of objects) {
        if (modifiedAt.getTime() >= before) continue;
        await bucket.delete(key, null, signal);
        swept += 1;
      }
    }
    return swept;
  }

  async release(location: LocationPlace): Promise<void> {
    const bucket = await this.#bucket(location);
    try {
      const found = await readS3Marker(bucket);
      if (found?.marker.locationId === location.id) await bucket.delete(MARKER_FILE, null);
    } catch (error) {
      if (!(error instanceof StorageFailed && error.reason === 'MARKER_FOREIGN')) throw error;
    } finally {
      this.#clients.forget(location.id);
    }
  }

  close(): void {
    this.#clients.close();
  }

  async #bucket(location: LocationPlace): Promise<S3Bucket> {
    const { id, path, s3 } = settled(location);
    return this.#bucketOn(await this.#clients.of({ id, path, s3 }), path, s3);
  }

  #bucketOn(client: ReturnType<typeof makeS3Client>, place: string, settings: S3Settings): S3Bucket {
    const { timeoutMs = 30_000, dataTimeoutMs = 120_000 } = this.#options;
    return new S3Bucket({ client, settings, place, timeoutMs, dataTimeoutMs });
  }
}

function settled(location: LocationPlace): Settled {
  const { s3 } = location;
  if (s3 === null) throw new Error(`the location ${location.id} is no bucket`);
  return { ...location, s3 };
}

function isPem(text: string): boolean {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
    return blocks.length > 0;
  } catch {
    return false;
  }
}
