import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { DependencyFailure } from '../../domain/errors/dependency-errors.js';
import type { OpenedBackup } from '../../domain/ports/backup-cipher.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import { BadIndex, decodeIndex, type FrameEntry, type FrameIndex } from './frame-index.js';
import { type FramePlace, placesOf } from './frame-places.js';
import { FrameSeal } from './frame-seal.js';
import { FrameStream } from './frame-stream.js';
import { MAX_STORED_INDEX_BYTES, refusalOf } from './verify.js';

const decompress = promisify(zstdDecompress);
/** Frames that lie so close are read with what is between them: a request costs more than these bytes. */
const GAP_BYTES = 64 * 1024;
const MAX_RAW_BYTES = 128 * 1024 * 1024;

const IN_THE_CLEAR = { frame: 0, last: false } as const;

type ReadSide = Pick<ObjectStore, 'get' | 'read'>;

export interface ReadFrame {
  readonly entry: FrameEntry;
  /** Unpacked and held against its digest: one object per line. */
  readonly ndjson: Buffer;
}

/** The files of one backup, for reading parts of it: the index whole, of the resources only the frames that are wanted. */
export class BackupFiles {
  /** By their offsets; of a backup in the clear nobody asks. */
  readonly #places: ReadonlyMap<number, FramePlace>;

  private constructor(
    private readonly store: ReadSide,
    private readonly backup: OpenedBackup,
    readonly index: FrameIndex,
  ) {
    const places = backup.key === null ? [] : placesOf(index);
    this.#places = new Map(places.map((place) => [place.offset, place]));
  }

  /**
   * An empty index for a backup without files.
   * @throws StorageFailed, BackupLocked TAMPERED, and DependencyFailure when this version cannot read the backup
   */
  static async open(store: ReadSide, backup: OpenedBackup, signal?: AbortSignal): Promise<BackupFiles> {
    const refusal = refusalOf(backup);
    if (refusal !== undefined) throw unreadable(refusal);
    const { files } = backup.manifest;
    if (files === null) return new BackupFiles(store, backup, { frames: [], voids: [] });
    const { key, sha256 } = files.index;
    const stored = await store.read(key, { maxBytes: MAX_STORED_INDEX_BYTES, ...(signal && { signal }) });
    if (hash('sha256', stored, 'hex') !== sha256)
      throw unreadable(`${key} has another SHA-256 than the manifest says.`);
    const packed = new FrameSeal(backup.key, key).openWhole(stored);
    const index = await decodeIndex(packed).catch((error: unknown) => {
      throw error instanceof BadIndex ? unreadable(`${error.message}.`, error) : error;
    });
    return new BackupFiles(store, backup, index);
  }

  /**
   * The wanted frames in the order of the index (by resource, namespace and place), read by ranges. Runs of frames that lie side
   * by side are one request. In memory is one frame at a time.
   * @throws StorageFailed, BackupLocked TAMPERED, and DependencyFailure for a frame that is not what the index says
   */
  async *frames(wanted: readonly FrameEntry[], signal?: AbortSignal): AsyncGenerator<ReadFrame, void, void> {
    for (const run of runsOf(wanted)) yield* this.#run(run, signal);
  }

  async *#run(entries: readonly FrameEntry[], signal?: AbortSignal): AsyncGenerator<ReadFrame, void, void> {
    const { files } = this.backup.manifest;
    const [first] = entries;
    const last = entries.at(-1);
    if (files === null || first === undefined || last === undefined) return;
    const range = { offset: first.offset, length: last.offset + last.length - first.offset };
    const seal = new FrameSeal(this.backup.key, files.resources.key);
    const stream = new FrameStream(
      this.store.get(files.resources.key, { ...range, ...(signal && { signal }) }),
    );
    try {
      for (const entry of entries) {
        signal?.throwIfAborted();
        await stream.take(entry.offset - range.offset - stream.position);
        const stored = await stream.take(entry.length);
        if (stored === undefined)
          throw unreadable(`${files.resources.key} ends before byte ${entry.offset}.`);
        const { frame, last } = this.#places.get(entry.offset) ?? IN_THE_CLEAR;
        yield { entry, ndjson: await unpack(seal.open(stored, frame, last), entry) };
      }
    } finally {
      await stream.close();
    }
  }
}

/** Neighbours in the file that are also neighbours in the order of reading. */
function runsOf(entries: readonly FrameEntry[]): FrameEntry[][] {
  const runs: FrameEntry[][] = [];
  for (const entry of entries) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const gap = before === undefined ? -1 : entry.offset - (before.offset + before.length);
    if (run !== undefined && gap >= 0 && gap <= GAP_BYTES) run.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

async function unpack(stored: Buffer, entry: FrameEntry): Promise<Buffer> {
  const place = `The frame at byte ${entry.offset} (${entry.resource} in ${entry.namespace || 'the cluster'})`;
  const maxOutputLength = Math.min(Math.max(entry.rawLength, 1), MAX_RAW_BYTES);
  const raw = await decompress(stored, { maxOutputLength }).catch((error: unknown) => {
    throw unreadable(`${place} cannot be unpacked.`, error);
  });
  if (hash('sha256', raw, 'hex') !== entry.sha256)
    throw unreadable(`${place} has another SHA-256 than its index says.`);
  return raw;
}

export function unreadable(message: string, cause?: unknown): DependencyFailure {
  const options = cause === undefined ? undefined : { cause };
  return new DependencyFailure(`The backup cannot be read: ${message}`, { dependency: 'backup' }, options);
}
