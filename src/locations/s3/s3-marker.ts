import { createHash } from 'node:crypto';
import { backupKeys } from '../../domain/manifest.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { VELERO_FOLDERS } from '../../domain/velero.js';
import {
  foreignMarker,
  type LocationMarker,
  MARKER_FILE,
  MARKER_MAX_BYTES,
  markerText,
  parseMarker,
} from '../marker-text.js';
import { locationFailure } from '../storage-fault.js';
import { bytesOf } from './s3-body.js';
import { S3Bucket } from './s3-bucket.js';
import { PROBE_PREFIX } from './s3-check.js';
import { isFailure } from './s3-failure.js';
import { putBytes } from './write-bytes.js';

export interface FoundMarker {
  readonly marker: LocationMarker;
  /** The bucket keeps versions: the store named one. */
  readonly versioned: boolean;
}

/** @throws StorageFailed MARKER_FOREIGN when it is none of ours */
export async function readS3Marker(bucket: S3Bucket, signal?: AbortSignal): Promise<FoundMarker | null> {
  const range = `bytes=0-${MARKER_MAX_BYTES - 1}`;
  const answer = await bucket.get(MARKER_FILE, { signal, range });
  if (answer === null) return null;
  const chunks: Uint8Array[] = [];
  const call = { key: MARKER_FILE, signal };
  if (answer !== 'NOTHING_THERE') for await (const chunk of bytesOf(bucket, answer, call)) chunks.push(chunk);
  const marker = parseMarker(Buffer.concat(chunks), `${bucket.place}/${MARKER_FILE}`);
  const versionId = answer === 'NOTHING_THERE' ? null : answer.versionId;
  return { marker, versioned: versionId !== null && versionId !== 'null' };
}

/** @throws StorageFailed MARKER_MISSING, MARKER_FOREIGN */
export async function verifyS3Marker(
  bucket: S3Bucket,
  locationId: string,
  signal?: AbortSignal,
): Promise<FoundMarker> {
  const found = await readS3Marker(bucket, signal);
  if (found === null) {
    const sentence = `${bucket.place} has no marker ${MARKER_FILE}: it was never set up, or this is not the bucket it was.`;
    throw new StorageFailed(`${sentence} Validate the location once the bucket can be written to.`, {
      reason: 'MARKER_MISSING',
    });
  }
  if (found.marker.locationId !== locationId) throw foreignMarker(bucket.place, found.marker);
  return found;
}

/**
 * Writes the marker of a location that has none. @throws StorageFailed MARKER_FOREIGN when another location lives there or
 * above, MARKER_MISSING when other things lie there
 */
export async function initialiseS3(
  bucket: S3Bucket,
  marker: Pick<LocationMarker, 'locationId' | 'name' | 'createdAt'>,
): Promise<void> {
  const found = await readS3Marker(bucket);
  if (found?.marker.locationId === marker.locationId) return;
  if (found !== null) throw foreignMarker(bucket.place, found.marker);
  await refuseInsideAnother(bucket);
  await refuseStrangeContent(bucket);
  const bytes = markerText(marker);
  const sha256 = createHash('sha256').update(bytes).digest();
  for (const conditionalWrites of [true, false]) {
    try {
      const abilities = { checksums: 'NONE', conditionalWrites } as const;
      await putBytes(bucket, { key: MARKER_FILE, bytes, sha256, abilities, metadata: {} });
      break;
    } catch (error) {
      if (isFailure(error, 'EXISTS')) break;
      // A store that knows no conditions may refuse them.
      if (!conditionalWrites || !isFailure(error, 'STORAGE_ERROR')) throw error;
    }
  }
  await verifyS3Marker(bucket, marker.locationId);
}

async function refuseInsideAnother(bucket: S3Bucket): Promise<void> {
  const { settings } = bucket.options;
  const parts = settings.prefix.split('/').slice(0, -1);
  const above = parts.map((_, index) =>
    parts
      .slice(0, index)
      .map((part) => `${part}/`)
      .join(''),
  );
  for (const prefix of above) {
    const parent = new S3Bucket({ ...bucket.options, settings: { ...settings, prefix } });
    try {
      const found = await readS3Marker(parent);
      if (found !== null) throw foreignMarker(`${bucket.place} lies in what`, found.marker);
    } catch (error) {
      // A key that is kept to its prefix may not look above it.
      if (!isFailure(error, 'ACCESS_DENIED')) throw error;
    }
  }
}

const OF_VELERO: ReadonlySet<string> = new Set(VELERO_FOLDERS.map((name) => `${name}/`));

async function refuseStrangeContent(bucket: S3Bucket): Promise<void> {
  for await (const { objects, folders } of bucket.pages('', { delimiter: '/' })) {
    const names = [...objects.map(({ key }) => key), ...folders];
    const strange = names.filter(
      (name) =>
        name !== '' &&
        name !== MARKER_FILE &&
        name !== backupKeys.root &&
        !OF_VELERO.has(name) &&
        !name.startsWith(PROBE_PREFIX),
    );
    if (strange.length === 0) continue;
    const some = strange
      .slice(0, 3)
      .map((name) => JSON.stringify(name))
      .join(', ');
    throw new StorageFailed(
      `${bucket.place} holds other objects (${some}) and no marker ${MARKER_FILE}. Name a prefix of its own.`,
      { reason: 'MARKER_MISSING' },
    );
  }
}

export function noKeys(place: string, cause: unknown): StorageFailed {
  return locationFailure('CREDENTIALS_INVALID', `The keys of ${place} could not be opened.`, { cause });
}
