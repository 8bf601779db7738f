import { backupKeys, type ResourceSummary, type StoredFile } from '../../domain/manifest.js';
import type { CapturedResources, EngineRun } from '../../domain/ports/backup-engine.js';
import type { ObjectStore } from '../../domain/ports/object-store.js';
import type { CaptureOutput } from './capture-output.js';
import { encodeIndex } from './frame-index.js';
import { FrameQueue } from './frame-queue.js';
import { FrameSeal } from './frame-seal.js';
import { writeEnd } from './frame-writer.js';

/** Where a reader puts its frames. */
export interface FrameSink {
  readonly queue: FrameQueue;
  readonly seal: FrameSeal;
  /** Ends every reader as soon as one of them meets what ends the run. */
  readonly stop: AbortController;
  readonly signal: AbortSignal;
}

/** Whose frames they are, and where they go. */
export interface FrameRun extends Pick<EngineRun, 'backupId' | 'attempt' | 'signal' | 'key'> {
  readonly store: Pick<ObjectStore, 'put'>;
}

export interface Reading {
  readonly output: CaptureOutput;
  readonly summaries: readonly ResourceSummary[];
  readonly issues: CapturedResources['issues'];
  readonly parts?: ReadonlySet<string>;
}

/**
 * Writes the files of one attempt while `read` makes their frames. A failure of the store ends the readers, a failure of the
 * readers ends the file, and both are over when this throws.
 */
export async function storeFrames(
  run: FrameRun,
  read: (into: FrameSink) => Promise<Reading>,
): Promise<CapturedResources> {
  const { store, backupId, attempt, key, signal: outer } = run;
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  signal.throwIfAborted();
  const queue = new FrameQueue();
  const keys = {
    resources: backupKeys.resources(backupId, attempt),
    index: backupKeys.index(backupId, attempt),
  };
  const storing = store.put(keys.resources, queue, signal);
  const giveUp = (error: unknown) => {
    queue.fail(error);
    stop.abort(error);
  };
  storing.catch(giveUp);
  // The store waits for the queue's next frame while it lets go of it: an abort must reach the queue by itself.
  signal.addEventListener('abort', () => queue.fail(signal.reason), { once: true });
  try {
    const seal = new FrameSeal(key, keys.resources);
    const reading = await read({ queue, seal, stop, signal });
    reading.output.voids.push(...(await writeEnd(queue, seal)));
    queue.close();
    const resources = await storing;
    const packed = await encodeIndex(reading.output);
    const index = await store.put(keys.index, new FrameSeal(key, keys.index).sealWhole(packed), signal);
    return captured(reading, { resources, index });
  } catch (error) {
    giveUp(error);
    await storing.catch(() => {});
    outer.throwIfAborted();
    throw error;
  }
}

function captured(read: Reading, files: CapturedResources['files']): CapturedResources {
  const { byNamespace } = read.output;
  const totals = { objects: 0, bytes: 0, storedBytes: storedBytes(files.resources, files.index) };
  for (const { objects, bytes } of byNamespace.values()) {
    totals.objects += objects;
    totals.bytes += bytes;
  }
  const { summaries: resources, issues, parts } = read;
  return { files, resources, byNamespace, totals, issues, ...(parts && { parts }) };
}

function storedBytes(...files: readonly StoredFile[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
