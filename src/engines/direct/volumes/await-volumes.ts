/** From the cut to a snapshot that can be restored, and a last look at the claims. */
import type { BackupVolume } from '../../../domain/backup-volume.js';
import type { VolumeReport } from '../../../domain/ports/backup-engine.js';
import { failureOfOneKind } from '../failure-rules.js';
import { findClaims } from './find-claims.js';
import { forsake } from './release-volumes.js';
import { SnapshotApi } from './snapshot-api.js';
import type { SnapshotContent } from './snapshot-objects.js';
import { VolumeBook, volumeKey } from './volume-book.js';
import { failed, Patience, type VolumeWork } from './volume-work.js';

export async function awaitVolumes(
  work: VolumeWork,
  volumes: readonly BackupVolume[],
  report: VolumeReport,
): Promise<readonly BackupVolume[]> {
  const tried = volumes.filter(({ state }) => state !== 'SKIPPED');
  if (tried.length === 0) return volumes;
  const api = new SnapshotApi(work.api, work.run.signal);
  const book = new VolumeBook(volumes, report);
  const claimUids = await awaitReadiness(work, api, book);
  await lookForClaims(work, api, book, claimUids);
  return book.all();
}

/** Between two looks at the claims while nothing is amiss: a list costs more than a look at the snapshots. */
const POLLS_PER_LOOK = 30;

/** @returns the UID of each claim, by its volume's key */
async function awaitReadiness(
  work: VolumeWork,
  api: SnapshotApi,
  book: VolumeBook,
): Promise<ReadonlyMap<string, string>> {
  const { run, times } = work;
  const claimUids = new Map<string, string>();
  const until = performance.now() + times.readyMs;
  const patience = new Patience(times.pollMs, run.signal);
  let nextLook = performance.now() + times.pollMs * POLLS_PER_LOOK;
  for (;;) {
    const waiting = book.all().filter(({ state }) => state === 'CUT');
    if (waiting.length === 0) return claimUids;
    const contents = new Map((await api.contentsOf(run)).map((each) => [each.name, each]));
    const late = performance.now() >= until;
    for (const volume of waiting) {
      const content = contents.get(volume.content ?? '');
      if (content?.claimUid) claimUids.set(volumeKey(volume), content.claimUid);
      const change = changeOf(content, late ? times.readyMs : null);
      if (change === undefined) continue;
      patience.reset();
      book.change(volumeKey(volume), change);
      if (change.state === 'FAILED') await leaveNothing(work, api, volume);
    }
    // A claim that is gone shows as an error of its snapshot at most, which its controller would try again for an hour.
    const uneasy = waiting.some(({ content }) => contents.get(content ?? '')?.error);
    if (uneasy || performance.now() >= nextLook) {
      await lookForClaims(work, api, book, claimUids);
      nextLook = performance.now() + times.pollMs * POLLS_PER_LOOK;
    }
    if (book.all().some(({ state }) => state === 'CUT')) await patience.wait();
  }
}

/** @param lateMs how long was waited, when that was long enough */
function changeOf(
  content: SnapshotContent | undefined,
  lateMs: number | null,
): Partial<BackupVolume> | undefined {
  if (content === undefined) return failed('SNAPSHOT_ERROR', 'Its VolumeSnapshotContent was deleted.');
  if (content.ready) {
    const { restoreSize, cutAt } = content;
    return {
      state: 'READY',
      readyAt: new Date().toISOString(),
      restoreSize,
      ...(cutAt !== null && { cutAt }),
    };
  }
  if (lateMs === null) return undefined;
  if (content.error !== null) return failed('SNAPSHOT_ERROR', content.error);
  return failed('TIMEOUT', `It was cut, but not usable within ${Math.round(lateMs / 1000)} s.`);
}

async function leaveNothing(work: VolumeWork, api: SnapshotApi, volume: BackupVolume): Promise<void> {
  if (volume.snapshot === null) return;
  try {
    await forsake(api, { namespace: volume.namespace, name: volume.snapshot, content: volume.content });
  } catch (error) {
    failureOfOneKind(error, work.run.signal);
    work.log.warn(
      { volume: volumeKey(volume), err: error },
      'the snapshot of a failed volume could not be deleted',
    );
  }
}

/** A claim that went while its snapshot was made is in no backup: the volume is lost (issue of the run). */
async function lookForClaims(
  work: VolumeWork,
  snapshots: SnapshotApi,
  book: VolumeBook,
  claimUids: ReadonlyMap<string, string>,
): Promise<void> {
  const { namespaces, signal } = work.run;
  const { claims, complete } = await findClaims({ api: work.api, namespaces, signal });
  if (!complete) return;
  const present = new Map(claims.map((each) => [`${each.namespace}/${each.name}`, each.uid]));
  for (const volume of book.all()) {
    if (volume.state === 'SKIPPED' || volume.reason === 'CLAIM_GONE') continue;
    const key = volumeKey(volume);
    const uid = present.get(key);
    const known = claimUids.get(key);
    if (uid === undefined || (known !== undefined && uid !== known)) {
      book.change(key, { state: 'FAILED', reason: 'CLAIM_GONE', message: null });
      // Nobody waits for it any more; what was ready is cleared with the run.
      if (volume.state === 'CUT') await leaveNothing(work, snapshots, volume);
    }
  }
}
