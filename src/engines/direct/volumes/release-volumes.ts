/** The end of snapshots: also in the storage, and also where their namespaces are gone. */
import pLimit from 'p-limit';
import type { BackupVolume } from '../../../domain/backup-volume.js';
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { SnapshotMark } from '../../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import { SnapshotApi } from './snapshot-api.js';
import { markInName, type SnapshotContent } from './snapshot-objects.js';
import type { VolumeTimes } from './volume-times.js';
import { Patience } from './volume-work.js';

interface Doomed {
  readonly namespace: string;
  /** The VolumeSnapshot. */
  readonly name: string;
  /** Where it is known; else the VolumeSnapshot says. */
  readonly content?: string | null;
}

interface ReleaseWork {
  readonly api: ClusterApi;
  readonly times: VolumeTimes;
  readonly signal: AbortSignal;
}

export async function releaseVolumes(work: ReleaseWork, volumes: readonly BackupVolume[]): Promise<void> {
  const doomed = volumes.flatMap(({ namespace, snapshot, content }): Doomed[] =>
    snapshot === null ? [] : [{ namespace, name: snapshot, content }],
  );
  await release(work, doomed);
}

export async function clearVolumes(
  work: ReleaseWork,
  { backupId, keptAttempt }: { readonly backupId: string; readonly keptAttempt: number | null },
): Promise<void> {
  const api = new SnapshotApi(work.api, work.signal);
  const isDoomed = (mark: SnapshotMark | null) =>
    mark?.backupId === backupId && (keptAttempt === null || mark.attempt !== keptAttempt);
  const contents = await contentsWhere(api, isDoomed);
  const snapshots = await unlessNotServed(api.ourSnapshots(backupId), []);
  await release(work, [
    ...snapshots
      .filter(({ mark }) => isDoomed(mark))
      .map(({ namespace, name, content }) => ({ namespace, name, content })),
    ...contents.map(({ name, snapshot }) => ({ ...snapshot, content: name })),
  ]);
}

export async function snapshotMarks(api: ClusterApi, signal: AbortSignal): Promise<readonly SnapshotMark[]> {
  const ours = new SnapshotApi(api, signal);
  const found = [
    ...(await unlessNotServed(ours.ourSnapshots(), [])).map(({ mark }) => mark),
    ...(await contentsWhere(ours, (mark) => mark !== null)).map(markOfContent),
  ];
  const marks = new Map(
    found.flatMap((mark) => (mark === null ? [] : [[`${mark.backupId}/${mark.attempt}`, mark] as const])),
  );
  return [...marks.values()];
}

/** Deletes a snapshot, the storage's with it, and does not wait for the end of it. */
export async function forsake(api: SnapshotApi, { namespace, name, content }: Doomed): Promise<void> {
  const bound = content ?? (await api.snapshot(namespace, name))?.content ?? null;
  // In this order: the controller deletes the content by the policy that it has when its VolumeSnapshot goes.
  if (bound !== null) await api.giveUp(bound);
  const there = await api.deleteSnapshot(namespace, name);
  if (!there && bound !== null) await api.deleteContent(bound);
}

async function release({ api, times, signal }: ReleaseWork, doomed: readonly Doomed[]): Promise<void> {
  if (doomed.length === 0) return;
  const snapshots = new SnapshotApi(api, signal);
  const turns = pLimit(4);
  const isLeft = async (each: Doomed): Promise<boolean> => {
    const present = await unlessNotServed(snapshots.snapshot(each.namespace, each.name), undefined);
    const content = each.content ?? present?.content ?? null;
    const contentThere =
      content !== null && (await unlessNotServed(snapshots.content(content), undefined)) !== undefined;
    if (present === undefined && !contentThere) return false;
    await forsake(snapshots, { ...each, content: contentThere ? content : null });
    return true;
  };
  const patience = new Patience(times.pollMs, signal);
  const until = performance.now() + times.releaseMs;
  let left = doomed;
  for (;;) {
    const still = await Promise.all(left.map((each) => turns(() => isLeft(each))));
    left = left.filter((_each, at) => still[at]);
    if (left.length === 0) return;
    if (performance.now() >= until) throw stillThere(left.length);
    await patience.wait();
  }
}

function stillThere(count: number): ClusterCallFailed {
  const message = `${count} snapshots were asked to be deleted and are still in the cluster: its storage has not let them go yet.`;
  return new ClusterCallFailed(message, { kind: 'TIMEOUT', call: 'DELETE volumesnapshots' });
}

async function contentsWhere(
  api: SnapshotApi,
  isWanted: (mark: SnapshotMark | null) => boolean,
): Promise<readonly SnapshotContent[]> {
  const contents = await unlessNotServed(api.allContents(), []);
  return contents.filter((each) => isWanted(markOfContent(each)));
}

/** One that we had no time to mark is known by its VolumeSnapshot's name. */
function markOfContent({ mark, snapshot }: SnapshotContent): SnapshotMark | null {
  return mark ?? markInName(snapshot.name);
}

/** A cluster without the snapshot API has no snapshots. */
async function unlessNotServed<T>(asked: Promise<T>, none: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return none;
    throw error;
  }
}
