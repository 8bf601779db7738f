import { hash } from 'node:crypto';
import { BackupLocked } from '../../domain/backup-locked.js';
import { MANIFEST_FORMAT, MANIFEST_VERSION, type Manifest, type StoredFile } from '../../domain/manifest.js';
import type { OpenedBackup } from '../../domain/ports/backup-cipher.js';
import type { Verification, VerifyReport } from '../../domain/ports/backup-engine.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import { StorageFailed } from '../../domain/storage-failure.js';
import { DamageList } from './damage-list.js';
import { frameDamages } from './frame-check.js';
import { BadIndex, decodeIndex, type FrameIndex } from './frame-index.js';
import { type FramePlace, placesOf } from './frame-places.js';
import { FrameSeal } from './frame-seal.js';
import { FrameStream } from './frame-stream.js';

/** The largest stored index that is read; a frame costs about 50 bytes in it. */
export const MAX_STORED_INDEX_BYTES = 128 * 1024 * 1024;

/**
 * Reads a backup back as a restore would: both files' size and digest, every frame's place, digest and count, every
 * object parsed and held against what the index says of it. In memory is one frame at a time. What does not open by its key is a
 * damage, too.
 * @throws StorageFailed when the location itself is bad; a file that is not there is a damage
 */
export async function verifyBackup(
  store: ObjectStore,
  backup: OpenedBackup,
  signal?: AbortSignal,
  report?: VerifyReport,
): Promise<Verification> {
  const { manifest, key } = backup;
  const damages = new DamageList();
  const counted = { frames: 0, objects: 0 };
  const refusal = refusalOf(backup);
  if (refusal !== undefined) damages.add(refusal);
  else if (manifest.files !== null) {
    const index = await readIndex({ store, key, file: manifest.files.index, damages, signal });
    await readFrames({
      store,
      key,
      file: manifest.files.resources,
      index,
      damages,
      signal,
      counted,
      report,
    });
    if (counted.objects !== manifest.totals.objects) {
      damages.add(`The manifest counts ${manifest.totals.objects} objects and ${counted.objects} were read.`);
    }
  } else if (manifest.backup.state !== 'FAILURE') damages.add('The manifest names no files.');
  return { intact: damages.count === 0, ...counted, damages: damages.sentences() };
}

/** Why this manifest cannot be read by this version of Holdfast. */
export function refusalOf({ manifest, key }: OpenedBackup): string | undefined {
  // What comes from a location was perhaps written by a later version, whatever its type says here.
  const { format, version, encryption, compression } = manifest as {
    readonly [field in keyof Manifest]: unknown;
  };
  if (format !== MANIFEST_FORMAT) return 'The manifest is not of a Holdfast backup.';
  if (version !== MANIFEST_VERSION) {
    return `The manifest has version ${JSON.stringify(version)} and this Holdfast reads ${MANIFEST_VERSION}.`;
  }
  if ((encryption === null) !== (key === null) || key?.header.scheme !== manifest.encryption?.scheme)
    return 'The backup is encrypted in a way that this Holdfast does not know.';
  if (compression !== 'zstd')
    return `This Holdfast does not know the compression ${JSON.stringify(compression)}.`;
  return undefined;
}

interface Reading extends Pick<OpenedBackup, 'key'> {
  readonly store: ObjectStore;
  readonly file: StoredFile;
  readonly damages: DamageList;
  readonly signal: AbortSignal | undefined;
}

async function readIndex({ store, key, file, damages, signal }: Reading): Promise<FrameIndex | undefined> {
  try {
    const stored = await store.read(file.key, {
      maxBytes: MAX_STORED_INDEX_BYTES,
      ...(signal && { signal }),
    });
    compare({ damages, file, size: stored.length, sha256: hash('sha256', stored, 'hex') });
    return await decodeIndex(new FrameSeal(key, file.key).openWhole(stored));
  } catch (error) {
    if (error instanceof BadIndex) damages.add(`${file.key}: ${error.message}.`);
    else if (error instanceof BackupLocked) damages.add(error.message);
    else damages.add(missing(error, file));
    return undefined;
  }
}

async function readFrames(
  reading: Reading & {
    index: FrameIndex | undefined;
    counted: { frames: number; objects: number };
    report: VerifyReport | undefined;
  },
): Promise<void> {
  const { store, key, file, index, damages, signal, counted, report } = reading;
  const seal = new FrameSeal(key, file.key);
  const stream = new FrameStream(store.get(file.key, { ...(signal && { signal }) }));
  try {
    for (const place of placesIn(index, damages)) {
      signal?.throwIfAborted();
      if (place.offset !== stream.position) {
        damages.add(`${file.key}: a frame is expected at byte ${place.offset}, not ${stream.position}.`);
        break;
      }
      const bytes = await stream.take(place.length);
      if (bytes === undefined) {
        damages.add(`${file.key}: it ends within the frame at byte ${place.offset}.`);
        break;
      }
      const packed = opened({ seal, damages }, bytes, place);
      if (place.entry === undefined || packed === undefined) continue;
      const found = await frameDamages(packed, place.entry);
      for (const damage of found.damages) damages.add(`${file.key}: ${damage}`);
      counted.frames++;
      counted.objects += found.objects;
      report?.({ ...counted, bytes: stream.position });
    }
    const rest = await stream.finish();
    if (rest > 0 && index !== undefined) damages.add(`${file.key}: ${rest} bytes belong to no frame.`);
    compare({ damages, file, size: stream.size, sha256: stream.sha256() });
  } catch (error) {
    damages.add(missing(error, file));
  } finally {
    await stream.close();
  }
}

/** Undefined when it does not open: a damage that its key names. */
function opened(
  { seal, damages }: { readonly seal: FrameSeal; readonly damages: DamageList },
  stored: Buffer,
  { frame, last }: FramePlace,
): Buffer | undefined {
  try {
    return seal.open(stored, frame, last);
  } catch (error) {
    if (!(error instanceof BackupLocked)) throw error;
    damages.add(error.message);
    return undefined;
  }
}

function placesIn(index: FrameIndex | undefined, damages: DamageList): readonly FramePlace[] {
  if (index === undefined) return [];
  const places = placesOf(index);
  const whole = places.filter(({ length }) => length <= MAX_FRAME_BYTES);
  if (whole.length < places.length) damages.add('The index names a frame that is larger than any frame is.');
  return whole;
}

/** A frame holds 1 MiB of objects or one that is larger; the API server takes none beyond a few MiB. */
const MAX_FRAME_BYTES = 128 * 1024 * 1024;

function compare(seen: { damages: DamageList; file: StoredFile; size: number; sha256: string }): void {
  const { damages, file, size, sha256 } = seen;
  if (size !== file.size)
    damages.add(`${file.key}: it has ${size} bytes and the manifest says ${file.size}.`);
  if (sha256 !== file.sha256) damages.add(`${file.key}: its SHA-256 is not the one in the manifest.`);
}

function missing(error: unknown, file: StoredFile): string {
  if (error instanceof StorageFailed && error.reason === 'NOT_FOUND') return `${file.key}: it is not there.`;
  throw error;
}
