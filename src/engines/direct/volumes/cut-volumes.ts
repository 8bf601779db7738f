/**
 * Snapshots up to their cut (facts 7.3): a few at a time, each with a time-out of its own. An error that a storage tells may pass,
 * its controller tries again: only time makes it a failure.
 */
import type { BackupVolume } from '../../../domain/backup-volume.js';
import type { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { VolumeReport } from '../../../domain/ports/backup-engine.js';
import { failureOfOneKind } from '../failure-rules.js';
import { ClaimLook } from './claim-look.js';
import { findClaims } from './find-claims.js';
import { findVolumes } from './find-volumes.js';
import { forsake } from './release-volumes.js';
import { type ClaimToCut, SnapshotApi } from './snapshot-api.js';
import { type Snapshot, snapshotName } from './snapshot-objects.js';
import { VolumeBook, volumeKey } from './volume-book.js';
import { AT_ONCE } from './volume-times.js';
import { failed, Patience, type VolumeWork } from './volume-work.js';

export async function cutVolumes(work: VolumeWork, report: VolumeReport): Promise<readonly BackupVolume[]> {
  const { run, api } = work;
  const { claims } = await findClaims({ api, ...run });
  const snapshots = new SnapshotApi(api, run.signal);
  const found = await findVolumes(snapshots, claims, { settings: run.volumes, signal: run.signal });
  const book = new VolumeBook(found.volumes, report);
  await new Cutting(work, snapshots, book).all(found.toCut);
  return book.all();
}

interface UnderWay extends ClaimToCut {
  readonly key: string;
  readonly name: string;
  /** Monotonic. */
  readonly until: number;
  /** What the storage said last; it may pass. */
  error: string | null;
}

class Cutting {
  readonly #underWay = new Map<string, UnderWay>();
  readonly #patience: Patience;
  readonly #claims: ClaimLook;
  #cut = 0;
  #late = 0;

  constructor(
    private readonly work: VolumeWork,
    private readonly api: SnapshotApi,
    private readonly book: VolumeBook,
  ) {
    const { signal } = work.run;
    this.#patience = new Patience(work.times.pollMs, signal);
    this.#claims = new ClaimLook(api, signal);
  }

  async all(toCut: readonly ClaimToCut[]): Promise<void> {
    const waiting = [...toCut];
    while (waiting.length > 0 || this.#underWay.size > 0) {
      if (this.nobodyCuts()) this.giveUpOn(waiting.splice(0));
      const next = waiting.splice(0, this.room());
      await Promise.all(next.map((each) => this.begin(each)));
      if (this.#underWay.size === 0) continue;
      await this.look();
      if (this.#underWay.size > 0) await this.#patience.wait();
    }
  }

  /** Until one was cut, the places of those that were late stay empty: not more than one batch is asked for in vain. */
  private room(): number {
    const lost = this.#cut === 0 ? this.#late : 0;
    return Math.max(0, AT_ONCE - this.#underWay.size - lost);
  }

  /** A batch went by and not one was cut: no controller is at work, and a thousand volumes would each wait their whole time. */
  private nobodyCuts(): boolean {
    return this.#cut === 0 && this.#late >= AT_ONCE;
  }

  private giveUpOn(waiting: readonly ClaimToCut[]): void {
    const message = `Not asked for: none of the ${this.#late} snapshots before it was cut in time.`;
    for (const each of waiting) {
      const key = volumeKey(each);
      this.book.change(key, failed('TIMEOUT', message));
    }
  }

  private async begin(of: ClaimToCut): Promise<void> {
    const { run, times } = this.work;
    const key = volumeKey(of);
    const name = snapshotName(run, of.claimUid);
    try {
      await this.api.cut(run, of);
    } catch (error) {
      this.book.change(key, await this.refused(of, failureOfOneKind(error, run.signal)));
      return;
    }
    this.book.change(key, { snapshot: name });
    this.#underWay.set(key, { ...of, key, name, until: performance.now() + times.cutMs, error: null });
    this.#patience.reset();
  }

  private async refused(of: ClaimToCut, failure: ClusterCallFailed): Promise<Partial<BackupVolume>> {
    if (await this.#claims.isGone(of)) return failed('CLAIM_GONE');
    const { kind, message } = failure;
    // Quotas and admission answer 403, too: only the lack of a right makes it "may not".
    const aboutRights = kind === 'FORBIDDEN' && / cannot create resource /.test(message);
    if (aboutRights) return { state: 'SKIPPED', reason: 'NOT_ALLOWED', message };
    return failed('SNAPSHOT_ERROR', message);
  }

  private async look(): Promise<void> {
    const { run } = this.work;
    const snapshots = new Map((await this.api.snapshotsOf(run)).map((each) => [each.name, each]));
    for (const each of [...this.#underWay.values()]) {
      const snapshot = snapshots.get(each.name);
      if (snapshot === undefined) await this.vanished(each);
      else if (!(await this.isCut(each, snapshot))) await this.judge(each);
    }
  }

  /** Writes down the cut, if it is one. */
  private async isCut(each: UnderWay, snapshot: Snapshot): Promise<boolean> {
    each.error = snapshot.error;
    const content = snapshot.content === null ? undefined : await this.api.content(snapshot.content);
    each.error = content?.error ?? each.error;
    if (content === undefined || content.handle === null) return false;
    try {
      await this.api.retain(content.name, this.work.run, each.claimUid);
    } catch (error) {
      const failure = failureOfOneKind(error, this.work.run.signal);
      await this.end(
        each,
        failed(failure.kind === 'FORBIDDEN' ? 'NOT_ALLOWED' : 'SNAPSHOT_ERROR', failure.message),
      );
      return true;
    }
    this.#underWay.delete(each.key);
    this.#cut += 1;
    this.#patience.reset();
    const { name, handle, cutAt, restoreSize } = content;
    this.book.change(each.key, {
      state: 'CUT',
      copy: 'IN_CLUSTER',
      content: name,
      handle,
      cutAt,
      restoreSize,
    });
    return true;
  }

  private async vanished(each: UnderWay): Promise<void> {
    const gone = await this.#claims.isGone(each);
    const message = 'Its VolumeSnapshot was deleted before it was cut.';
    await this.end(each, gone ? failed('CLAIM_GONE') : failed('SNAPSHOT_ERROR', message));
  }

  private async judge(each: UnderWay): Promise<void> {
    const late = performance.now() >= each.until;
    // A claim that is gone shows as an error of its snapshot, which the controller would try for ever.
    if ((late || each.error !== null) && (await this.#claims.isGone(each))) {
      await this.end(each, failed('CLAIM_GONE'));
      return;
    }
    if (!late) return;
    this.#late += 1;
    const seconds = Math.round(this.work.times.cutMs / 1000);
    const message = each.error ?? `It was not cut within ${seconds} s.`;
    await this.end(each, failed(each.error === null ? 'TIMEOUT' : 'SNAPSHOT_ERROR', message));
  }

  /** What failed leaves nothing: its snapshot may still be cut when nobody waits for it any more. */
  private async end(each: UnderWay, change: Partial<BackupVolume>): Promise<void> {
    this.#underWay.delete(each.key);
    this.book.change(each.key, change);
    try {
      await forsake(this.api, { namespace: each.namespace, name: each.name });
    } catch (error) {
      failureOfOneKind(error, this.work.run.signal);
      this.work.log.warn({ volume: each.key, err: error }, 'a failed snapshot could not be deleted');
    }
  }
}
