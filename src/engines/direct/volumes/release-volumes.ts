/** The end of snapshots: also in the storage, and also where their namespaces are gone. */
import pLimit from 'p-limit';
import type { BackupVolume } from '../../../domain/backup-volume.js';
import { ClusterCallFailed } from '../../../domain/cluster-call.js';
import type { MarkedSnapshot } from '../../../domain/ports/backup-engine.js';
import type { ClusterApi } from '../../../domain/ports/cluster-gateway.js';
import { forgetRestored } from './restored-snapshots.js';
import { SnapshotApi } from './snapshot-api.js';
import { backupInName } from './snapshot-objects.js';
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
  if (doomed.length === 0) return;
  const handles = new Set(volumes.flatMap(({ handle }) => handle ?? []));
  await forgetRestored(new SnapshotApi(work.api, work.signal), handles);
  await release(work, doomed);
}

export async function clearVolumes(
  work: ReleaseWork,
  { backupId, keep }: { readonly backupId: string; readonly keep: readonly string[] },
): Promise<void> {
  const kept = new Set(keep);
  const all = await marked(new SnapshotApi(work.api, work.signal), backupId);
  await release(
    work,
    all.filter((each) => each.backupId === backupId && !kept.has(each.name)),
  );
}

export async function markedSnapshots(
  api: ClusterApi,
  signal: AbortSignal,
): Promise<readonly MarkedSnapshot[]> {
  const found = await marked(new SnapshotApi(api, signal));
  return [...new Map(found.map(({ backupId, name }) => [name, { backupId, snapshot: name }])).values()];
}

/** By VolumeSnapshots and by contents: either may be alone. One of a backup, or all. */
async function marked(
  api: SnapshotApi,
  backupId?: string,
): Promise<readonly (Doomed & { readonly backupId: string })[]> {
  const snapshots = await unlessNotServed(api.ourSnapshots(backupId), []);
  const contents = await unlessNotServed(api.allContents(), []);
  const ours = [
    ...snapshots.map(({ namespace, name, content }) => ({ namespace, name, content })),
    ...contents.map(({ name, snapshot }) => ({ ...snapshot, content: name })),
  ];
  // By name: a content that we had no time to mark still names its VolumeSnapshot.
  return ours.flatMap((each) => {
    const of = backupInName(each.name);
    return of === null ? [] : [{ ...each, backupId: of }];
  });
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

/** A cluster without the snapshot API has no snapshots. */
async function unlessNotServed<T>(asked: Promise<T>, none: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ClusterCallFailed && error.kind === 'NOT_FOUND') return none;
    throw error;
  }
}
